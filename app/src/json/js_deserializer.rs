//! Deserializes types from values of the browser's JSON parser.
//!
//! Only types that say beforehand what they want are supported: no `untagged`, no `flatten`, and no
//! `alias`, which would count as a field. A `default` applies where a list, a string, a boolean or
//! an `Option` is missing; any other field must be there.

use super::js_access::{Fields, Items, Variant};
use super::js_value::{InvalidValue, Result, Value};
use js_sys::Object;
use serde::de::{Deserializer, Visitor};

/// Defines methods with the same body.
macro_rules! methods {
    ($($method:ident)* => |$value:ident, $visitor:ident| $body:expr) => {$(
        fn $method<V: Visitor<'de>>(self, $visitor: V) -> Result<V::Value> {
            let $value = self;
            $body
        }
    )*};
}

impl<'de> Deserializer<'de> for Value {
    type Error = InvalidValue;

    methods! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 =>
        |value, visitor| visitor.visit_i64(value.integer()?)
    }

    methods! {
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 =>
        |value, visitor| visitor.visit_u64(value.integer()?.try_into().map_err(|_| InvalidValue)?)
    }

    methods! {
        deserialize_f32 deserialize_f64 =>
        |value, visitor| visitor.visit_f64(value.0.as_f64().ok_or(InvalidValue)?)
    }

    methods! {
        deserialize_char deserialize_str deserialize_string =>
        |value, visitor| visitor.visit_string(value.string()?)
    }

    methods! {
        deserialize_bool => |value, visitor| {
            let is_missing = value.0.is_undefined();
            visitor.visit_bool(if is_missing { false } else { value.0.as_bool().ok_or(InvalidValue)? })
        }
    }

    methods! {
        deserialize_option => |value, visitor| {
            let is_none = value.0.is_undefined() || value.0.is_null();
            if is_none { visitor.visit_none() } else { visitor.visit_some(value) }
        }
    }

    methods! {
        deserialize_seq => |value, visitor| visitor.visit_seq(Items::new(value.array()?))
    }

    methods! {
        deserialize_map => |value, visitor| {
            visitor.visit_map(Items::new(Object::entries(&value.object()?)))
        }
    }

    methods! {
        deserialize_any deserialize_bytes deserialize_byte_buf deserialize_unit
        deserialize_identifier deserialize_ignored_any =>
        |_value, _visitor| Err(InvalidValue)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &str, _: V) -> Result<V::Value> {
        Err(InvalidValue)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &str, visitor: V) -> Result<V::Value> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        visitor.visit_seq(Fields::new(self.object()?, fields))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        visitor.visit_enum(Variant::parse(self.0, variants)?)
    }
}
