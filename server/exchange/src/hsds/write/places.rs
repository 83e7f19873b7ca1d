//! Providers, venues and their addresses.

use super::attributes::Attributes;
use super::{Labels, reach};
use crate::hsds::vocabulary::{SCHEME, Vocabulary, field, link};
use crate::hsds::{
    Accessibility, ContactPerson, Location, Organization, OrganizationIdentifier, PhoneNumber,
    PostalAddress, ServiceArea, ServiceAtLocation, organization_uuid, uuid,
};
use crate::names::{degrees, label};
use shared::contact::Address;
use shared::offer::Offer;
use shared::provider::{self as ours, Provider};

/// The country of all our addresses.
const COUNTRY: &str = "DE";

pub(super) fn organization(provider: &Provider, labels: Labels<'_>) -> Organization {
    let id = organization_uuid(provider.id.as_str());
    let city = provider.city.as_ref().map(|city| labels.city(city));
    let (phones, mut contacts) = reach(&id, &provider.contact);
    let persons = provider.persons.iter().enumerate();
    contacts.extend(persons.map(|(place, person)| {
        contact_person(uuid(&["contact", &id, &place.to_string()]), person, labels)
    }));
    let mut attributes = Attributes::new(&id);
    if let Some(kind) = provider.kind {
        let label = labels.word("institution", kind.name());
        attributes.term(link::FIELD, Vocabulary::Institution, kind.name(), &label);
    }
    if let (Some(city), Some(label)) = (&provider.city, &city) {
        attributes.term(link::FIELD, Vocabulary::City, city.as_str(), label);
    }
    let home = uuid(&["location", &id]);
    let letters = postal_address(&home, &provider.address, city.as_deref(), "postal");
    let position = provider.position;
    let locations = (letters.is_some() || position.is_some()).then(|| Location {
        location_type: "postal".to_owned(),
        latitude: position.map(|position| degrees(position.latitude)),
        longitude: position.map(|position| degrees(position.longitude)),
        addresses: letters.into_iter().collect(),
        id: home,
        ..Location::default()
    });
    Organization {
        name: provider.name.to_string(),
        description: provider.about.as_ref().map(ToString::to_string).unwrap_or_default(),
        email: provider.contact.mail.as_ref().map(|mail| mail.as_str().to_owned()),
        website: provider.contact.web.as_ref().map(|web| web.as_str().to_owned()),
        phones,
        contacts,
        locations: locations.into_iter().collect(),
        organization_identifiers: vec![OrganizationIdentifier {
            id: uuid(&["identifier", &id]),
            identifier_scheme: Some(SCHEME.to_owned()),
            identifier_type: SCHEME.to_owned(),
            identifier: provider.id.to_string(),
        }],
        attributes: attributes.into_list(),
        id,
    }
}

/// A contact person beside the general contact, with towns and categories as terms.
fn contact_person(id: String, person: &ours::ContactPerson, labels: Labels<'_>) -> ContactPerson {
    let mut attributes = Attributes::new(&id);
    attributes.field(field::CONTACT_PERSON, "true");
    for city in &person.cities {
        attributes.term(link::FIELD, Vocabulary::City, city.as_str(), &labels.city(city));
    }
    for category in &person.categories {
        let label = label(&labels.taxonomy.categories, category);
        attributes.term(link::CATEGORY, Vocabulary::Category, category.as_str(), &label);
    }
    let phone = person
        .phone
        .as_ref()
        .map(|phone| PhoneNumber { id: uuid(&["phone", &id]), number: phone.as_str().to_owned() });
    ContactPerson {
        name: Some(person.name.to_string()),
        title: person.topic.as_ref().map(ToString::to_string),
        department: None,
        email: person.mail.as_ref().map(|mail| mail.as_str().to_owned()),
        phones: phone.into_iter().collect(),
        attributes: attributes.into_list(),
        id,
    }
}

/// The city of an offer.
pub(super) fn area(id: &str, offer: &Offer, labels: Labels<'_>) -> ServiceArea {
    ServiceArea { id: uuid(&["service_area", id]), name: Some(labels.city(&offer.city)) }
}

pub(super) fn venue(id: &str, offer: &Offer, labels: Labels<'_>) -> Option<ServiceAtLocation> {
    let venue = offer.venue.as_ref()?;
    let place = uuid(&["location", id]);
    let step_free = (offer.terms.step_free == Some(true)).then(|| Accessibility {
        id: uuid(&["accessibility", id]),
        description: Some(labels.i18n.offer_step_free().to_owned()),
    });
    let city = labels.city(&offer.city);
    let address = postal_address(&place, &venue.address, Some(&city), "physical");
    let location = Location {
        location_type: "physical".to_owned(),
        name: venue.name.as_ref().map(ToString::to_string),
        latitude: venue.position.map(|position| degrees(position.latitude)),
        longitude: venue.position.map(|position| degrees(position.longitude)),
        addresses: address.into_iter().collect(),
        accessibility: step_free.into_iter().collect(),
        id: place,
    };
    Some(ServiceAtLocation {
        id: uuid(&["service_at_location", id]),
        location: Some(location),
        schedules: Vec::new(),
    })
}

/// An address with all required fields; `None` where nothing is known. The place defaults to the
/// city's name, and is marked where the record itself states it.
fn postal_address(
    location: &str,
    address: &Address,
    city: Option<&str>,
    address_type: &str,
) -> Option<PostalAddress> {
    if *address == Address::default() {
        return None;
    }
    let id = uuid(&["address", location]);
    let mut attributes = Attributes::new(&id);
    if address.place.is_some() {
        attributes.field(field::PLACE_STATED, "true");
    }
    let place = address.place.as_ref().map(ToString::to_string);
    Some(PostalAddress {
        address_1: address.street.as_ref().map(ToString::to_string).unwrap_or_default(),
        city: place.or_else(|| city.map(str::to_owned)).unwrap_or_default(),
        state_province: String::new(),
        postal_code: address.postal_code.as_ref().map(ToString::to_string).unwrap_or_default(),
        country: COUNTRY.to_owned(),
        address_type: address_type.to_owned(),
        attributes: attributes.into_list(),
        id,
    })
}
