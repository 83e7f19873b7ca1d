//! Encoding and decoding column values: JSON, enums and newtypes as text, numbers as bigint.

use super::error::{CorruptValue, DbError};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Encodes a value as JSON.
pub(super) fn to_json<T: Serialize>(column: &'static str, value: &T) -> Result<String, DbError> {
    serde_json::to_string(value).map_err(|error| corrupt(column, &error))
}

/// Decodes a value from JSON.
pub(super) fn from_json<T: DeserializeOwned>(
    column: &'static str,
    text: &str,
) -> Result<T, DbError> {
    serde_json::from_str(text).map_err(|error| corrupt(column, &error))
}

/// Encodes an enum or newtype as the plain text it is on the wire.
pub(super) fn to_text<T: Serialize>(column: &'static str, value: &T) -> Result<String, DbError> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => Ok(text),
        Ok(other) => Err(corrupt(column, &format!("{other} is not a text"))),
        Err(error) => Err(corrupt(column, &error)),
    }
}

/// Decodes an enum, date or newtype from plain text.
pub(super) fn from_text<T: DeserializeOwned>(
    column: &'static str,
    text: String,
) -> Result<T, DbError> {
    serde_json::from_value(serde_json::Value::String(text)).map_err(|error| corrupt(column, &error))
}

/// The same for a column that may be null.
pub(super) fn from_optional_text<T: DeserializeOwned>(
    column: &'static str,
    text: Option<String>,
) -> Result<Option<T>, DbError> {
    text.map(|text| from_text(column, text)).transpose()
}

/// Encodes a value as JSON for a column that may be null.
pub(super) fn to_optional_json<T: Serialize>(
    column: &'static str,
    value: Option<&T>,
) -> Result<Option<String>, DbError> {
    value.map(|value| to_json(column, value)).transpose()
}

/// Decodes a value from JSON in a column that may be null.
pub(super) fn from_optional_json<T: DeserializeOwned>(
    column: &'static str,
    text: Option<&str>,
) -> Result<Option<T>, DbError> {
    text.map(|text| from_json(column, text)).transpose()
}

/// Decodes a count, position or sum; a value outside its type, such as a negative one, is corrupt.
pub(super) fn from_bigint<T: TryFrom<i64>>(column: &'static str, value: i64) -> Result<T, DbError> {
    T::try_from(value).map_err(|_| corrupt(column, &format!("{value} is out of bounds")))
}

/// Encodes a number.
pub(super) fn to_bigint<T: TryInto<i64>>(column: &'static str, value: T) -> Result<i64, DbError> {
    value.try_into().map_err(|_| corrupt(column, &"the number is out of bounds"))
}

/// The error for a value that cannot be encoded or decoded.
pub(super) fn corrupt(column: &'static str, reason: &impl ToString) -> DbError {
    DbError::Corrupt(CorruptValue { column, reason: reason.to_string() })
}
