//! A value of the browser's JSON parser as `serde` reads it.
//!
//! Errors carry nothing: no words for them, no code that chooses the words. Only types that say
//! beforehand what they want can be read: no `untagged`, no `flatten`, and no `alias`, which would
//! count as a field. A `default` is heeded where a list, a text, a truth value or an `Option` is
//! missing; any other field has to be there.

use js_sys::{Array, Object, Reflect};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IntoDeserializer, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};
use std::fmt::{self, Display, Formatter};
use std::slice;
use wasm_bindgen::{JsCast, JsValue};

/// A value, or `undefined` where a field is missing.
pub(super) struct Value(pub(super) JsValue);

/// The value is not what the type wants.
#[derive(Debug)]
pub(super) struct Unreadable;

impl Display for Unreadable {
    fn fmt(&self, _: &mut Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Unreadable {}

impl Error for Unreadable {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

type Result<T> = std::result::Result<T, Unreadable>;

impl Value {
    /// The largest whole number up to which all are exact, and its negative.
    const WHOLE: f64 = 9_007_199_254_740_991.0;

    #[expect(clippy::cast_possible_truncation, reason = "whole and within limits, as asked before")]
    fn whole(&self) -> Result<i64> {
        let number = self.0.as_f64().ok_or(Unreadable)?;
        let is_whole = number.fract() == 0.0 && number.abs() <= Self::WHOLE;
        if is_whole { Ok(number as i64) } else { Err(Unreadable) }
    }

    fn text(&self) -> Result<String> {
        if self.0.is_undefined() {
            return Ok(String::new());
        }
        self.0.as_string().ok_or(Unreadable)
    }

    fn list(self) -> Result<Array> {
        if self.0.is_undefined() {
            return Ok(Array::new());
        }
        self.0.dyn_into().map_err(|_| Unreadable)
    }

    fn object(self) -> Result<Object> {
        self.0.dyn_into().map_err(|_| Unreadable)
    }
}

/// Methods for types that read alike.
macro_rules! alike {
    ($($method:ident)* => |$value:ident, $visitor:ident| $body:expr) => {$(
        fn $method<V: Visitor<'de>>(self, $visitor: V) -> Result<V::Value> {
            let $value = self;
            $body
        }
    )*};
}

impl<'de> Deserializer<'de> for Value {
    type Error = Unreadable;

    alike! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 =>
        |value, visitor| visitor.visit_i64(value.whole()?)
    }

    alike! {
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 =>
        |value, visitor| visitor.visit_u64(value.whole()?.try_into().map_err(|_| Unreadable)?)
    }

    alike! {
        deserialize_f32 deserialize_f64 =>
        |value, visitor| visitor.visit_f64(value.0.as_f64().ok_or(Unreadable)?)
    }

    alike! {
        deserialize_char deserialize_str deserialize_string =>
        |value, visitor| visitor.visit_string(value.text()?)
    }

    alike! {
        deserialize_bool => |value, visitor| {
            let is_missing = value.0.is_undefined();
            visitor.visit_bool(if is_missing { false } else { value.0.as_bool().ok_or(Unreadable)? })
        }
    }

    alike! {
        deserialize_option => |value, visitor| {
            let is_none = value.0.is_undefined() || value.0.is_null();
            if is_none { visitor.visit_none() } else { visitor.visit_some(value) }
        }
    }

    alike! {
        deserialize_seq => |value, visitor| visitor.visit_seq(Items { list: value.list()?, next: 0 })
    }

    alike! {
        deserialize_map => |value, visitor| {
            let list = Object::entries(&value.object()?);
            visitor.visit_map(Items { list, next: 0 })
        }
    }

    alike! {
        deserialize_any deserialize_bytes deserialize_byte_buf deserialize_unit
        deserialize_identifier deserialize_ignored_any =>
        |_value, _visitor| Err(Unreadable)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &str, _: V) -> Result<V::Value> {
        Err(Unreadable)
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
        visitor.visit_seq(Fields { object: self.object()?, names: fields.iter() })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        visitor.visit_enum(Variant::of(self.0, variants)?)
    }
}

/// Items of a list; those of a map are pairs.
struct Items {
    list: Array,
    next: u32,
}

impl Items {
    fn next(&mut self) -> Option<JsValue> {
        (self.next < self.list.length()).then(|| {
            self.next += 1;
            self.list.get(self.next - 1)
        })
    }
}

impl<'de> SeqAccess<'de> for Items {
    type Error = Unreadable;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>> {
        self.next().map(|item| seed.deserialize(Value(item))).transpose()
    }
}

impl<'de> MapAccess<'de> for Items {
    type Error = Unreadable;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>> {
        let is_there = self.next < self.list.length();
        is_there.then(|| seed.deserialize(self.of_pair(0))).transpose()
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value> {
        let value = self.of_pair(1);
        self.next += 1;
        seed.deserialize(value)
    }
}

impl Items {
    fn of_pair(&self, place: u32) -> Value {
        Value(self.list.get(self.next).unchecked_into::<Array>().get(place))
    }
}

/// The fields of a type, in its own order.
struct Fields {
    object: Object,
    names: slice::Iter<'static, &'static str>,
}

impl Fields {
    fn next(&mut self) -> Option<JsValue> {
        let name = JsValue::from_str(self.names.next()?);
        Reflect::get(&self.object, &name).ok()
    }
}

impl<'de> SeqAccess<'de> for Fields {
    type Error = Unreadable;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>> {
        self.next().map(|field| seed.deserialize(Value(field))).transpose()
    }
}

/// A case of an enum: its place among all, and what it holds.
struct Variant {
    place: u32,
    content: Value,
}

impl Variant {
    /// `"name"`, or `{"name": content}`.
    fn of(value: JsValue, names: &[&str]) -> Result<Self> {
        let (name, content) = if let Some(name) = value.as_string() {
            (name, JsValue::UNDEFINED)
        } else {
            let pair = Value(Object::entries(&Value(value).object()?).get(0)).list()?;
            (Value(pair.get(0)).text()?, pair.get(1))
        };
        let place = names.iter().position(|one| *one == name).ok_or(Unreadable)?;
        let place = u32::try_from(place).map_err(|_| Unreadable)?;
        Ok(Self { place, content: Value(content) })
    }
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = Unreadable;
    type Variant = Value;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Value)> {
        Ok((seed.deserialize(self.place.into_deserializer())?, self.content))
    }
}

impl<'de> VariantAccess<'de> for Value {
    type Error = Unreadable;

    fn unit_variant(self) -> Result<()> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value> {
        self.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        self.deserialize_struct("", fields, visitor)
    }
}
