//! The subset of the Human Services Data Specification 3.0 that we support: its objects in the
//! compiled form of its API, and the attributes for the rest of our record.
//!
//! Owns names and structure; the mapping to our record is in `read` and `write`. Objects contain
//! the fields we write or read; other fields of a file are found by comparing it with what was
//! parsed. Source: <https://docs.openreferral.org>, `schema/*.json`.

#![expect(clippy::struct_field_names, reason = "names are the specification's")]

pub(crate) mod read;
pub(crate) mod vocabulary;
pub(crate) mod write;

pub use read::{Fallback, RecordError, RecordProblem};

use serde::{Deserialize, Serialize};
use serde_json::Number;
use shared::digest::digest_id;

/// An identifier as required by the specification: the same parts always give the same UUID.
///
/// Version 8 (RFC 9562) from the SHA-256 of the parts, of which 122 bits are used.
pub(crate) fn uuid(parts: &[&str]) -> String {
    let digest = digest_id(&parts.join("\u{1f}"));
    let version = 0x8 << 76;
    let variant = 0b10 << 62;
    let bits = digest & !(0xf << 76) & !(0b11 << 62) | version | variant;
    let hex = format!("{bits:032x}");
    let groups = [0..8, 8..12, 12..16, 16..20, 20..32];
    groups.map(|group| hex.get(group).unwrap_or_default().to_owned()).join("-")
}

/// The UUID of an exported offer.
pub(crate) fn service_uuid(offer: &str) -> String {
    uuid(&["service", offer])
}

/// The UUID of an exported provider.
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

// The specification requires texts; they are empty where not stated.
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
    /// A provider's identifier in a register, such as ours.
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
    /// A venue, or the postal address of a provider.
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
    /// Accessibility of a location, as text.
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
    /// A contact person.
    ContactPerson {
        texts: [id],
        options: [name: String, title: String, department: String, email: String],
        lists: [phones: PhoneNumber, attributes: Attribute],
    }
    /// A language spoken.
    Language {
        texts: [id],
        options: [name: String, code: String],
        lists: [],
    }
    /// The area an offer serves.
    ServiceArea {
        texts: [id],
        options: [name: String],
        lists: [],
    }
    /// A price.
    CostOption {
        texts: [id],
        options: [option: String, currency: String, amount: Number, amount_description: String],
        lists: [],
    }
    /// Times, as far as they can be expressed as a rule of RFC 5545.
    Schedule {
        texts: [id],
        options: [
            valid_from: String, valid_to: String, dtstart: String, until: String,
            count: Number, freq: String, interval: Number, byday: String,
            description: String, opens_at: String, closes_at: String, notes: String
        ],
        lists: [attributes: Attribute],
    }
    /// A term that applies, with a value where the term needs one.
    Attribute {
        texts: [id],
        options: [link_type: String, value: String, taxonomy_term: TaxonomyTerm],
        lists: [],
    }
    /// A term of a taxonomy.
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
