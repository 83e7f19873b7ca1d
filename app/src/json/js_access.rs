//! The parts of a [`Value`]: items of a list, entries of a map, fields of a type, the variant of an
//! enum.

use super::js_value::{InvalidValue, Result, Value};
use js_sys::{Array, Object, Reflect};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};
use std::slice;
use wasm_bindgen::{JsCast, JsValue};

/// Items of a list, or entries of a map, which are pairs.
pub(super) struct Items {
    list: Array,
    next: u32,
}

impl Items {
    pub(super) fn new(list: Array) -> Self {
        Self { list, next: 0 }
    }

    fn next(&mut self) -> Option<JsValue> {
        (self.next < self.list.length()).then(|| {
            self.next += 1;
            self.list.get(self.next - 1)
        })
    }

    /// The key (0) or the value (1) of the next entry.
    fn entry_part(&self, index: u32) -> Value {
        Value(self.list.get(self.next).unchecked_into::<Array>().get(index))
    }
}

impl<'de> SeqAccess<'de> for Items {
    type Error = InvalidValue;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>> {
        self.next().map(|item| seed.deserialize(Value(item))).transpose()
    }
}

impl<'de> MapAccess<'de> for Items {
    type Error = InvalidValue;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>> {
        let has_next = self.next < self.list.length();
        has_next.then(|| seed.deserialize(self.entry_part(0))).transpose()
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value> {
        let value = self.entry_part(1);
        self.next += 1;
        seed.deserialize(value)
    }
}

/// The fields of a type, in the order in which it declares them.
pub(super) struct Fields {
    object: Object,
    names: slice::Iter<'static, &'static str>,
}

impl Fields {
    pub(super) fn new(object: Object, names: &'static [&'static str]) -> Self {
        Self { object, names: names.iter() }
    }

    fn next(&mut self) -> Option<JsValue> {
        let name = JsValue::from_str(self.names.next()?);
        Reflect::get(&self.object, &name).ok()
    }
}

impl<'de> SeqAccess<'de> for Fields {
    type Error = InvalidValue;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>> {
        self.next().map(|field| seed.deserialize(Value(field))).transpose()
    }
}

/// A variant of an enum: its index, and its content.
pub(super) struct Variant {
    index: u32,
    content: Value,
}

impl Variant {
    /// Parses `"name"` or `{"name": content}`.
    pub(super) fn parse(value: JsValue, names: &[&str]) -> Result<Self> {
        let (name, content) = if let Some(name) = value.as_string() {
            (name, JsValue::UNDEFINED)
        } else {
            let entry = Value(Object::entries(&Value(value).object()?).get(0)).array()?;
            (Value(entry.get(0)).string()?, entry.get(1))
        };
        let index = names.iter().position(|one| *one == name).ok_or(InvalidValue)?;
        let index = u32::try_from(index).map_err(|_| InvalidValue)?;
        Ok(Self { index, content: Value(content) })
    }
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = InvalidValue;
    type Variant = Value;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Value)> {
        Ok((seed.deserialize(self.index.into_deserializer())?, self.content))
    }
}

impl<'de> VariantAccess<'de> for Value {
    type Error = InvalidValue;

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
