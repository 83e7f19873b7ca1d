//! API schemas of texts of limited length.

use super::Text;

/// Texts without control characters but tabs and line breaks, which [`Text::parse`] takes.
pub const PRINTABLE: &str = r"^([^\x00-\x08\x0b-\x1f\x7f-\x9f]|\r\n)*$";

use std::borrow::Cow;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};

/// The same with a character that is not white space.
const WITH_TEXT: &str = r"^([^\x00-\x08\x0b-\x1f\x7f-\x9f]|\r\n)*[^\s\x00-\x1f\x7f-\x9f]([^\x00-\x08\x0b-\x1f\x7f-\x9f]|\r\n)*$";

impl<const MAX: usize> utoipa::PartialSchema for Text<MAX> {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .min_length(Some(1))
            .max_length(Some(MAX))
            .pattern(Some(WITH_TEXT))
            .description(Some("Trimmed, without control characters other than line breaks."))
            .into()
    }
}

impl<const MAX: usize> utoipa::ToSchema for Text<MAX> {
    /// Each limit has a schema of its own; the common ones keep their type names.
    fn name() -> Cow<'static, str> {
        match MAX {
            200 => "Line".into(),
            5_000 => "Passage".into(),
            _ => format!("Text{MAX}").into(),
        }
    }
}
