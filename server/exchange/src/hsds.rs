//! The Human Services Data Specification 3.0 as far as we speak it: its objects in the compiled
//! shape of its API, and the words by which the rest of our record travels as attributes.
//!
//! Owns names and form; what they mean for our record is `read` and `write`.
//! Objects hold the fields we write or read; whatever else a file has is found by comparing it
//! with what was understood. Source: <https://docs.openreferral.org>, `schema/*.json`.

#![expect(clippy::struct_field_names, reason = "names are the specification's")]

pub(crate) mod read;
pub(crate) mod vocabulary;
pub(crate) mod write;

pub use read::{Fallback, RecordError, RecordProblem};

use serde::{Deserialize, Serialize};
use serde_json::Number;
use shared::digest::digest_id;

/// An identifier as the specification wants it: the same UUID for the same parts, always.
///
/// Version 8 (RFC 9562) of the parts' SHA-256; 122 bits of it are kept.
pub(crate) fn uuid(parts: &[&str]) -> String {
    let digest = digest_id(&parts.join("\u{1f}"));
    let version = 0x8 << 76;
    let variant = 0b10 << 62;
    let bits = digest & !(0xf << 76) & !(0b11 << 62) | version | variant;
    let hex = format!("{bits:032x}");
    let groups = [0..8, 8..12, 12..16, 16..20, 20..32];
    groups.map(|group| hex.get(group).unwrap_or_default().to_owned()).join("-")
}

/// The UUID under which an offer travels.
pub(crate) fn service_uuid(offer: &str) -> String {
    uuid(&["service", offer])
}

/// The UUID under which a provider travels.
pub(crate) fn organization_uuid(provider: &str) -> String {
    uuid(&["organization", provider])
}

macro_rules! objects {
    ($(
        $(#[$doc:meta])* $name:ident {
            texts: [$($text:ident),*],
            options: [$($option:ident: $type:ty),*],
            lists: [$($list:ident: $item:ty),*],
        }
    )*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        #[serde(default)]
        pub(crate) struct $name {
            $(pub(crate) $text: String,)*
            $(#[serde(skip_serializing_if = "Option::is_none")] pub(crate) $option: Option<$type>,)*
            $(#[serde(skip_serializing_if = "Vec::is_empty")] pub(crate) $list: Vec<$item>,)*
        }
    )*};
}

// Texts are required by the specification, empty where nobody has said.
objects! {
    /// An offer.
    Service {
        texts: [id, name, status],
        options: [
            description: String, url: String, email: String,
            interpretation_services: String, application_process: String,
            fees_description: String, eligibility_description: String,
            minimum_age: Number, maximum_age: Number, assured_date: String,
            organization_id: String, organization: Organization
        ],
        lists: [
            phones: PhoneNumber, contacts: ContactPerson, languages: Language,
            schedules: Schedule, service_areas: ServiceArea,
            service_at_locations: ServiceAtLocation, cost_options: CostOption,
            attributes: Attribute
        ],
    }
    /// A provider.
    Organization {
        texts: [id, name, description],
        options: [email: String, website: String],
        lists: [
            phones: PhoneNumber, contacts: ContactPerson, locations: Location,
            organization_identifiers: OrganizationIdentifier, attributes: Attribute
        ],
    }
    /// A provider's name in somebody's register, ours for instance.
    OrganizationIdentifier {
        texts: [id, identifier_type, identifier],
        options: [identifier_scheme: String],
        lists: [],
    }
    /// An offer at its venue.
    ServiceAtLocation {
        texts: [id],
        options: [location: Location],
        lists: [schedules: Schedule],
    }
    /// A venue, or where a provider gets its letters.
    Location {
        texts: [id, location_type],
        options: [name: String, latitude: f64, longitude: f64],
        lists: [addresses: PostalAddress, accessibility: Accessibility],
    }
    /// Street, postal code, place.
    PostalAddress {
        texts: [id, address_1, city, state_province, postal_code, country, address_type],
        options: [],
        lists: [attributes: Attribute],
    }
    /// How a location can be reached by people with disabilities, in words.
    Accessibility {
        texts: [id],
        options: [description: String],
        lists: [],
    }
    /// A telephone number.
    PhoneNumber {
        texts: [id, number],
        options: [],
        lists: [],
    }
    /// Whom to ask for.
    ContactPerson {
        texts: [id],
        options: [name: String, email: String],
        lists: [phones: PhoneNumber],
    }
    /// A language spoken.
    Language {
        texts: [id],
        options: [name: String, code: String],
        lists: [],
    }
    /// Where an offer is there for people.
    ServiceArea {
        texts: [id],
        options: [name: String],
        lists: [],
    }
    /// What it costs.
    CostOption {
        texts: [id],
        options: [option: String, currency: String, amount: Number, amount_description: String],
        lists: [],
    }
    /// Times, as far as a rule of RFC 5545 says them.
    Schedule {
        texts: [id],
        options: [
            valid_from: String, valid_to: String, dtstart: String, until: String,
            count: Number, freq: String, interval: Number, byday: String,
            description: String, opens_at: String, closes_at: String, notes: String
        ],
        lists: [attributes: Attribute],
    }
    /// A term that applies, with a value where the term asks for one.
    Attribute {
        texts: [id],
        options: [link_type: String, value: String, taxonomy_term: TaxonomyTerm],
        lists: [],
    }
    /// A term of a list.
    TaxonomyTerm {
        texts: [id, name],
        options: [code: String, description: String, taxonomy: String, language: String],
        lists: [],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uuid_is_of_version_8_and_the_same_again() {
        let id = service_uuid("badminton");
        assert_eq!(id, service_uuid("badminton"));
        assert_ne!(id, organization_uuid("badminton"));
        assert_eq!((id.len(), &id[14..15]), (36, "8"));
        assert!("89ab".contains(&id[19..20]), "{id}");
    }
}
