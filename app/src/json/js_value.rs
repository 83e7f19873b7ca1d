//! A value of the browser's JSON parser, and its conversions.
//!
//! Errors carry nothing: no messages, and no code that chooses them.

use js_sys::{Array, Object};
use serde::de;
use std::fmt::{self, Display, Formatter};
use wasm_bindgen::{JsCast, JsValue};

/// A value, or `undefined` where a field is missing.
pub(super) struct Value(pub(super) JsValue);

/// The value does not fit the type.
#[derive(Debug)]
pub(super) struct InvalidValue;

impl Display for InvalidValue {
    fn fmt(&self, _: &mut Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for InvalidValue {}

impl de::Error for InvalidValue {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

pub(super) type Result<T> = std::result::Result<T, InvalidValue>;

impl Value {
    /// JavaScript's `Number.MAX_SAFE_INTEGER`: up to it, and down to its negative, all integers are
    /// exact.
    const MAX_SAFE_INTEGER: f64 = 9_007_199_254_740_991.0;

    #[expect(clippy::cast_possible_truncation, reason = "an integer within limits, checked before")]
    pub(super) fn integer(&self) -> Result<i64> {
        let number = self.0.as_f64().ok_or(InvalidValue)?;
        let is_integer = number.fract() == 0.0 && number.abs() <= Self::MAX_SAFE_INTEGER;
        if is_integer { Ok(number as i64) } else { Err(InvalidValue) }
    }

    pub(super) fn string(&self) -> Result<String> {
        if self.0.is_undefined() {
            return Ok(String::new());
        }
        self.0.as_string().ok_or(InvalidValue)
    }

    pub(super) fn array(self) -> Result<Array> {
        if self.0.is_undefined() {
            return Ok(Array::new());
        }
        self.0.dyn_into().map_err(|_| InvalidValue)
    }

    pub(super) fn object(self) -> Result<Object> {
        self.0.dyn_into().map_err(|_| InvalidValue)
    }
}
