//! The code on a card that gives one person one ballot on any device.

use crate::voting::join_code::typed_code;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Characters in a personal code; 31¹⁰ is about 8 · 10¹⁴, which makes guessing infeasible even
/// with ten thousand valid codes.
pub const LENGTH: usize = 10;
/// Characters printed as one group.
const GROUP: usize = 5;

/// Ten characters of the alphabet of [`crate::voting::join_code`], in upper case.
///
/// A secret: it is printed on its card and never stored.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "openapi",
    derive(utoipa::ToSchema),
    schema(
        pattern = "^[2-9A-HJKMNP-Z]{10}$",
        example = "K7M4PX9RTQ",
        description = "Ten capital letters and digits, none of which looks like another."
    )
)]
#[serde(try_from = "String", into = "String")]
pub struct PersonalCode(String);

typed_code!(PersonalCode, LENGTH);

impl PersonalCode {
    /// The code in two groups, as printed.
    pub fn printed(&self) -> String {
        let (first, second) = self.0.split_at(GROUP);
        format!("{first}-{second}")
    }
}

/// Hides the code, which must not be logged.
impl fmt::Debug for PersonalCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("PersonalCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printed_code_is_read_back_and_does_not_show_in_logs() {
        let code = PersonalCode::from_random(0x0123_4567_89ab_cdef);
        assert_eq!(code.printed().len(), LENGTH + 1);
        assert_eq!(PersonalCode::parse(&code.printed().to_lowercase()), Ok(code.clone()));
        assert!(!format!("{code:?}").contains(code.as_str()));
    }
}
