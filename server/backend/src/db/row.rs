//! Reading and writing the values of columns that are more than text and numbers.

use super::DbError;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A value as JSON for its column.
pub(super) fn to_json<T: Serialize>(column: &'static str, value: &T) -> Result<String, DbError> {
    serde_json::to_string(value).map_err(|error| corrupt(column, &error))
}

/// A value from the JSON of its column.
pub(super) fn from_json<T: DeserializeOwned>(
    column: &'static str,
    text: &str,
) -> Result<T, DbError> {
    serde_json::from_str(text).map_err(|error| corrupt(column, &error))
}

/// An enum or newtype as the plain text it is on the wire.
pub(super) fn to_word<T: Serialize>(column: &'static str, value: &T) -> Result<String, DbError> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        Ok(other) => Err(corrupt(column, &format!("{other} is no word"))),
        Err(error) => Err(corrupt(column, &error)),
    }
}

/// An enum, date or newtype from the plain text of its column.
pub(super) fn from_word<T: DeserializeOwned>(
    column: &'static str,
    word: String,
) -> Result<T, DbError> {
    serde_json::from_value(serde_json::Value::String(word)).map_err(|error| corrupt(column, &error))
}

/// The same for a column that may be empty.
pub(super) fn from_word_if_any<T: DeserializeOwned>(
    column: &'static str,
    word: Option<String>,
) -> Result<Option<T>, DbError> {
    word.map(|word| from_word(column, word)).transpose()
}

/// A count, position or sum; a negative one is damage.
pub(super) fn number<T: TryFrom<i64>>(column: &'static str, value: i64) -> Result<T, DbError> {
    T::try_from(value).map_err(|_| corrupt(column, &format!("{value} is out of bounds")))
}

/// A number for its column.
pub(super) fn big<T: TryInto<i64>>(column: &'static str, value: T) -> Result<i64, DbError> {
    value.try_into().map_err(|_| corrupt(column, &"the number is out of bounds"))
}

pub(super) fn corrupt(column: &'static str, reason: &impl ToString) -> DbError {
    DbError::Corrupt { column, reason: reason.to_string() }
}
