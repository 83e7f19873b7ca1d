//! Numbers in cells: coordinates.

use super::{CellError, shortened};

/// Degrees with the decimal comma of German spreadsheets, `51,614720`.
pub(crate) fn format_degrees(millionths: i32) -> String {
    let sign = if millionths < 0 { "-" } else { "" };
    let size = millionths.unsigned_abs();
    format!("{sign}{},{:06}", size / 1_000_000, size % 1_000_000)
}

/// Degrees with decimal comma or point, rounded to millionths; `most` is 90 or 180.
pub(crate) fn parse_degrees(cell: &str, most: u32) -> Result<i32, CellError> {
    let wrong = || CellError::Degrees(shortened(cell));
    let size = cell.strip_prefix(['-', '−']).unwrap_or(cell);
    let (whole, fraction) = size.split_once([',', '.']).unwrap_or((size, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !is_digits(whole) || !is_digits(fraction) {
        return Err(wrong());
    }
    let digit = |place: usize| fraction.as_bytes().get(place).map_or(0, |byte| byte - b'0');
    let millionths = (0..6).fold(0, |sum, place| sum * 10 + u32::from(digit(place)));
    let whole: u32 = whole.parse().map_err(|_| wrong())?;
    let size = whole
        .checked_mul(1_000_000)
        .and_then(|whole| whole.checked_add(millionths + u32::from(digit(6) >= 5)))
        .filter(|size| *size <= most * 1_000_000)
        .and_then(|size| i32::try_from(size).ok())
        .ok_or_else(wrong)?;
    Ok(if cell.starts_with(['-', '−']) { -size } else { size })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("51,614720", Some(51_614_720))]
    #[case("51.6", Some(51_600_000))]
    #[case("7", Some(7_000_000))]
    #[case("-0,000001", Some(-1))]
    #[case("7,1234567", Some(7_123_457))]
    #[case("89,9999999", Some(90_000_000))]
    #[case("90,0000009", None)]
    #[case("51,6 N", None)]
    #[case(",5", None)]
    #[case("99999999999", None)]
    fn degrees_are_read(#[case] cell: &str, #[case] millionths: Option<i32>) {
        assert_eq!(parse_degrees(cell, 90).ok(), millionths);
    }

    proptest! {
        #[test]
        fn degrees_round_trip(millionths in -180_000_000..=180_000_000) {
            prop_assert_eq!(parse_degrees(&format_degrees(millionths), 180), Ok(millionths));
        }
    }
}
