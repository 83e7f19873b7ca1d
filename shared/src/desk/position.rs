//! A position as the text of a form's field.

use crate::offer::Position;

/// Degrees with five decimals, latitude first: about a metre.
pub(super) fn format_position(position: Position) -> String {
    let degrees = |millionths: i32| f64::from(millionths) / 1e6;
    format!("{:.5}, {:.5}", degrees(position.latitude), degrees(position.longitude))
}

/// Degrees with six decimals, which lose nothing.
pub(super) fn format_exact_position(position: Position) -> String {
    let degrees = |millionths: i32| f64::from(millionths) / 1e6;
    format!("{:.6}, {:.6}", degrees(position.latitude), degrees(position.longitude))
}

/// Reads "51.6567, 7.0904", "51,6567; 7,0904" and "51.6567 7.0904".
pub(super) fn parse_position(text: &str) -> Option<Position> {
    let parts: Vec<&str> = if text.contains(';') {
        text.split(';').collect()
    } else if text.split_whitespace().count() == 2 {
        text.split_whitespace().map(|part| part.trim_end_matches(',')).collect()
    } else {
        text.split(',').collect()
    };
    let [latitude, longitude] = parts.as_slice() else { return None };
    let millionths = |text: &str, most: f64| {
        let degrees: f64 = text.trim().replace(',', ".").parse().ok()?;
        #[expect(clippy::cast_possible_truncation, reason = "at most 180 million")]
        (degrees.abs() <= most).then(|| (degrees * 1e6).round() as i32)
    };
    Some(Position {
        latitude: millionths(latitude, 90.0)?,
        longitude: millionths(longitude, 180.0)?,
    })
}
