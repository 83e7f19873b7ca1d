//! Contact persons of a provider: who is responsible for which towns and topics.

use crate::contact::{Mail, Phone};
use crate::id::{CategoryId, CityId};
use crate::text::Line;
use serde::{Deserialize, Serialize};
use std::ops::Deref;

/// Most contact persons of a provider.
pub const MAX_PERSONS: usize = 20;

/// A person, or a function such as "course office", to turn to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContactPerson {
    /// Name; not translated.
    pub name: Line,
    /// Function or topic, in the provider's words; not translated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Line>,
    /// Towns; empty for all in which the provider works.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cities: Vec<CityId>,
    /// Categories; empty for all topics of the provider.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<CategoryId>,
    /// Telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
    /// Mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail: Option<Mail>,
}

/// The contact persons of a provider in its order, at most 20.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = Vec<ContactPerson>, max_items = 20))]
#[serde(try_from = "Vec<ContactPerson>", into = "Vec<ContactPerson>")]
pub struct ContactPersons(Vec<ContactPerson>);

/// More than [`MAX_PERSONS`] contact persons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("more than {MAX_PERSONS} contact persons")]
pub struct TooManyPersons;

impl ContactPersons {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Deref for ContactPersons {
    type Target = [ContactPerson];

    fn deref(&self) -> &[ContactPerson] {
        &self.0
    }
}

impl TryFrom<Vec<ContactPerson>> for ContactPersons {
    type Error = TooManyPersons;

    fn try_from(persons: Vec<ContactPerson>) -> Result<Self, TooManyPersons> {
        if persons.len() > MAX_PERSONS { Err(TooManyPersons) } else { Ok(Self(persons)) }
    }
}

impl From<ContactPersons> for Vec<ContactPerson> {
    fn from(persons: ContactPersons) -> Self {
        persons.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use serde_json::{Value, json};

    #[rstest]
    #[case(20, true)]
    #[case(21, false)]
    fn a_provider_has_at_most_twenty_persons(#[case] count: usize, #[case] is_valid: bool) {
        let list = vec![json!({ "name": "Kursbüro" }); count];
        let persons = serde_json::from_value::<ContactPersons>(Value::Array(list));
        assert_eq!(persons.is_ok(), is_valid);
    }

    #[test]
    fn a_person_is_the_same_after_a_round_trip_as_json() {
        let record = json!([{
            "name": "Beratung Sprachkurse", "topic": "Einstufung", "cities": ["marl"],
            "categories": ["sprache"], "phone": "030 23125-101", "mail": "kurse@vhs.example"
        }]);
        let persons: ContactPersons = serde_json::from_value(record.clone()).unwrap();
        assert_eq!(serde_json::to_value(&persons).unwrap(), record);
    }
}
