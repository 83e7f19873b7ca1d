//! Fields of a provider's form: their values, or why they are wrong.

use crate::contact::ContactError;
use crate::id::CityId;
use crate::taxonomy::Taxonomy;
use crate::text::TextError;
use std::borrow::Cow;

/// Why a field is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldReason {
    /// Its text.
    Text(TextError),
    /// Its telephone number, mail or web address.
    Contact(ContactError),
    /// No such town.
    City,
    /// No such category.
    Category,
    /// No such kind of institution.
    Kind,
    /// No latitude and longitude.
    Position,
    /// One contact person too many.
    TooManyPersons,
}

/// A wrong field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrongField {
    /// Its name, without the number of the person.
    pub name: &'static str,
    /// The contact person it belongs to, by its place.
    pub person: Option<usize>,
    /// Why it is wrong.
    pub reason: FieldReason,
}

impl WrongField {
    /// Its name in the form, which is also its id.
    pub fn key(&self) -> Cow<'static, str> {
        match self.person {
            Some(place) => Cow::Owned(person_field(place, self.name)),
            None => Cow::Borrowed(self.name),
        }
    }
}

impl From<TextError> for FieldReason {
    fn from(error: TextError) -> Self {
        Self::Text(error)
    }
}

impl From<ContactError> for FieldReason {
    fn from(error: ContactError) -> Self {
        Self::Contact(error)
    }
}

/// The name in the form of a field of the person at this place; persons count from 1 there.
pub fn person_field(place: usize, name: &str) -> String {
    format!("person_{}_{name}", place + 1)
}

/// A town that there is.
pub(super) fn known_city(text: &str, taxonomy: &Taxonomy) -> Result<CityId, FieldReason> {
    let found = taxonomy.cities.iter().find(|term| term.id.as_str() == text);
    found.map(|term| term.id.clone()).ok_or(FieldReason::City)
}

/// Reads fields and keeps what is wrong.
#[derive(Debug, Default)]
pub(super) struct FieldReader {
    /// The contact person whose fields are read.
    pub(super) person: Option<usize>,
    pub(super) wrong: Vec<WrongField>,
}

impl FieldReader {
    /// The value, where it is right.
    pub(super) fn needed<T, E: Into<FieldReason>>(
        &mut self,
        name: &'static str,
        result: Result<T, E>,
    ) -> Option<T> {
        result.map_err(|reason| self.refuse(name, reason)).ok()
    }

    /// The same for a field that may be empty.
    pub(super) fn optional<T, E: Into<FieldReason>>(
        &mut self,
        name: &'static str,
        text: &str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Option<T> {
        if text.trim().is_empty() { None } else { self.needed(name, parse(text)) }
    }

    fn refuse(&mut self, name: &'static str, reason: impl Into<FieldReason>) {
        self.wrong.push(WrongField { name, person: self.person, reason: reason.into() });
    }
}
