//! Parsing JSON into records, with errors that say where in the document.

use crate::error::{JsonError, ReadError};
use serde::de::DeserializeOwned;
use serde_ignored::Path as IgnoredPath;
use serde_json::Value;
use serde_path_to_error::{Deserializer, Path, Segment, Track};
use std::fmt::Write as _;

/// Characters of a value that an error quotes.
const QUOTED: usize = 60;

/// Parses JSON of a given shape, which must not have keys that the shape lacks: a mistyped key would
/// otherwise be a silent loss.
///
/// # Errors
/// [`ReadError::Encoding`], [`ReadError::Json`].
pub fn parse<T: DeserializeOwned>(content: &[u8]) -> Result<T, ReadError> {
    let text = std::str::from_utf8(content).map_err(|_| ReadError::Encoding)?;
    let document: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| JsonError::Syntax { line: error.line(), column: error.column() })?;
    let (mut track, mut unknown) = (Track::new(), None);
    let parsed = serde_ignored::deserialize(Deserializer::new(&document, &mut track), |path| {
        unknown.get_or_insert_with(|| ignored_path(&path));
    });
    match (parsed, unknown) {
        (Ok(parsed), None) => Ok(parsed),
        (Ok(_), Some(path)) => Err(JsonError::UnknownKey { path }.into()),
        (Err(error), _) => Err(describe(&document, &track.path(), &error).into()),
    }
}

fn describe(document: &Value, path: &Path, error: &serde_json::Error) -> JsonError {
    let message = error.to_string();
    // serde has no other way to tell this error from a wrong value.
    let key = message.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
    if let Some(key) = key {
        let mut path = tracked_path(path);
        push_key(&mut path, key);
        return JsonError::MissingKey { path };
    }
    let value = find(document, path).unwrap_or(document).to_string();
    let is_long = value.chars().count() > QUOTED;
    let quoted: String = value.chars().take(QUOTED).chain(is_long.then_some('…')).collect();
    JsonError::Value { path: tracked_path(path), value: quoted }
}

/// The value at a path.
fn find<'a>(document: &'a Value, path: &Path) -> Option<&'a Value> {
    path.iter().try_fold(document, |value, segment| match segment {
        Segment::Seq { index } => value.get(index),
        Segment::Map { key } => value.get(key),
        Segment::Enum { .. } | Segment::Unknown => Some(value),
    })
}

fn tracked_path(path: &Path) -> String {
    path.iter().fold(String::new(), |mut text, segment| {
        match segment {
            Segment::Seq { index } => push_index(&mut text, *index),
            Segment::Map { key } => push_key(&mut text, key),
            Segment::Enum { .. } | Segment::Unknown => {}
        }
        text
    })
}

fn ignored_path(path: &IgnoredPath<'_>) -> String {
    match path {
        IgnoredPath::Root => String::new(),
        IgnoredPath::Seq { parent, index } => {
            let mut text = ignored_path(parent);
            push_index(&mut text, *index);
            text
        }
        IgnoredPath::Map { parent, key } => {
            let mut text = ignored_path(parent);
            push_key(&mut text, key);
            text
        }
        IgnoredPath::Some { parent }
        | IgnoredPath::NewtypeStruct { parent }
        | IgnoredPath::NewtypeVariant { parent } => ignored_path(parent),
    }
}

fn push_index(text: &mut String, index: usize) {
    // Counted as people count.
    let _ = write!(text, "[{}]", index + 1);
}

fn push_key(text: &mut String, key: &str) {
    if !text.is_empty() {
        text.push('.');
    }
    text.push_str(key);
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only their shape matters")]
    struct Conference {
        title: String,
        #[serde(default)]
        programme: Vec<Item>,
        #[serde(default)]
        place: Option<Item>,
    }

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only their shape matters")]
    struct Item {
        time: u32,
    }

    #[rstest]
    #[case("{", "line 1, column 1: no JSON")]
    #[case("{\n \"title\": }", "line 2, column 11: no JSON")]
    #[case("[]", "the value [] does not fit")]
    #[case(r#"{"programme": []}"#, "title is missing")]
    #[case(r#"{"title": "x", "programme": [{"time": 1}, {}]}"#, "programme[2].time is missing")]
    #[case(
        r#"{"title": "x", "programme": [{"time": "9"}]}"#,
        "programme[1].time: the value \"9\" does not fit"
    )]
    #[case(
        r#"{"title": "x", "programme": [{"time": 1, "colour": 2}]}"#,
        "programme[1].colour is unknown"
    )]
    #[case(r#"{"title": "x", "place": {"time": 1, "room": 2}}"#, "place.room is unknown")]
    #[case(r#"{"title": "x", "titel": "y"}"#, "titel is unknown")]
    fn an_error_says_where(#[case] text: &str, #[case] message: &str) {
        let error = parse::<Conference>(text.as_bytes()).unwrap_err();
        assert_eq!(error.to_string(), message);
    }

    #[test]
    fn a_long_value_is_quoted_in_part() {
        let text = format!(r#"{{"title": [{}"x"]}}"#, "\"ä\",".repeat(99));
        let error = parse::<Conference>(text.as_bytes()).unwrap_err();
        let ReadError::Json(JsonError::Value { path, value }) = error else { panic!("{error:?}") };
        assert_eq!(path, "title");
        assert_eq!(value.chars().count(), QUOTED + 1);
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_document() {
        assert_eq!(parse::<u32>("\u{feff}7".as_bytes()).unwrap(), 7);
    }
}
