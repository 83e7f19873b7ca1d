//! Providers: the organisations behind offers; one record is shared by many offers.

mod persons;

pub use persons::{ContactPerson, ContactPersons, MAX_PERSONS, TooManyPersons};

use crate::contact::{Address, Contact};
use crate::id::{CityId, ProviderId};
use crate::offer::Position;
use crate::text::{Line, Passage};
use serde::{Deserialize, Serialize};

/// Kind of institution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum InstitutionKind {
    /// A municipality, the county, or another public office.
    PublicOffice,
    /// A welfare association.
    Welfare,
    /// A club or an association.
    Club,
    /// An education provider, such as an adult education centre.
    Education,
    /// A religious community.
    Religious,
    /// An organisation of migrants.
    Migrants,
    /// A health service.
    Health,
    /// A company.
    Company,
    /// A school or a day nursery.
    School,
    /// None of these.
    Other,
}

impl InstitutionKind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::PublicOffice,
        Self::Welfare,
        Self::Club,
        Self::Education,
        Self::Religious,
        Self::Migrants,
        Self::Health,
        Self::Company,
        Self::School,
        Self::Other,
    ];

    /// Its name on the wire and in forms.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PublicOffice => "public_office",
            Self::Welfare => "welfare",
            Self::Club => "club",
            Self::Education => "education",
            Self::Religious => "religious",
            Self::Migrants => "migrants",
            Self::Health => "health",
            Self::Company => "company",
            Self::School => "school",
            Self::Other => "other",
        }
    }

    /// The kind with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// An association, office, school, parish or club that provides offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Provider {
    /// Identifier.
    pub id: ProviderId,
    /// Name as the provider writes it; not translated.
    pub name: Line,
    /// What it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<InstitutionKind>,
    /// Home city; `None` for one that works in the whole county.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<CityId>,
    /// Postal address.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub address: Address,
    /// Position of the address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// General contact.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub contact: Contact,
    /// Description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Passage>,
    /// Who is responsible for what, beside the general contact.
    #[serde(default, skip_serializing_if = "ContactPersons::is_empty")]
    pub persons: ContactPersons,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_has_one_name_on_the_wire_and_in_forms() {
        for kind in InstitutionKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
            assert_eq!(InstitutionKind::from_name(kind.name()), Some(kind));
        }
        assert_eq!(InstitutionKind::from_name("circus"), None);
    }

    #[test]
    fn a_record_without_kind_and_persons_is_read_and_written_as_before() {
        let record = serde_json::json!({
            "id": "verein", "name": "Beispielverein", "address": {}, "contact": {}
        });
        let provider: Provider = serde_json::from_value(record.clone()).unwrap();
        assert_eq!((provider.kind, provider.persons.len()), (None, 0));
        assert_eq!(serde_json::to_value(&provider).unwrap(), record);
    }
}
