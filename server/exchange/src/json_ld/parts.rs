//! Parts common to all types: audience, price, provider, place.

use crate::hsds::write::years;
use crate::names::{Reader, degrees};
use serde_json::{Map, Value, json};
use shared::contact::{Address, Contact, Mail, Phone, WebAddress};
use shared::offer::audience::{AgeGroup, Audience, Background, Gender};
use shared::offer::{Cost, Offer, Venue};
use shared::provider::Provider;
use shared::text::{Line, Text};

/// An object under construction.
#[derive(Clone)]
pub(super) struct Object(Map<String, Value>);

impl Object {
    /// An object of a type; an empty type can be set later.
    pub(super) fn new(kind: &str) -> Self {
        let mut object = Self(Map::new());
        if !kind.is_empty() {
            object.set("@type", kind);
        }
        object
    }

    pub(super) fn set(&mut self, name: &str, value: impl serde::Serialize) {
        // Texts, numbers and lists of them can always be serialised.
        self.0.insert(name.to_owned(), serde_json::to_value(value).unwrap_or_default());
    }

    pub(super) fn set_if_any(&mut self, name: &str, value: Option<impl serde::Serialize>) {
        if let Some(value) = value {
            self.set(name, value);
        }
    }

    pub(super) fn into_value(self) -> Value {
        Value::Object(self.0)
    }
}

pub(super) fn price(cost: &Cost, url: &str) -> Value {
    let mut offer = Object::new("Offer");
    offer.set("url", url);
    match cost {
        Cost::Free => {
            offer.set("price", 0);
            offer.set("priceCurrency", "EUR");
        }
        Cost::Text(text) => offer.set("description", text.as_str()),
    }
    offer.into_value()
}

/// The target group; `None` for everyone.
pub(super) fn audience(audience: &Audience, reader: Reader<'_>) -> Option<Value> {
    let mut object = Object::new("PeopleAudience");
    let gender = match audience.genders.as_slice() {
        [Gender::Male] => Some("male"),
        [Gender::Female] => Some("female"),
        _ => None,
    };
    object.set_if_any("suggestedGender", gender);
    let background = (audience.background != Background::Open)
        .then(|| reader.word("background", &audience.background));
    let ages = audience.ages.iter().map(|age| reader.word("age", age));
    let groups = audience.groups.iter().map(|group| reader.word("group", group));
    let names: Vec<String> = background.into_iter().chain(ages).chain(groups).collect();
    object.set_if_any(
        "audienceType",
        (!names.is_empty()).then(|| names.join(reader.i18n().list_separator())),
    );
    let has_first = audience.ages.iter().any(|age| *age != AgeGroup::Seniors);
    let first = audience.ages.iter().map(|age| years(*age).0).min();
    object.set_if_any("suggestedMinAge", first.filter(|_| has_first));
    let last: Option<Vec<u16>> = audience.ages.iter().map(|age| years(*age).1).collect();
    object.set_if_any("suggestedMaxAge", last.and_then(|ages| ages.into_iter().max()));
    (object.0.len() > 1).then(|| object.into_value())
}

pub(super) fn organization(provider: &Provider, reader: Reader<'_>) -> Value {
    let mut object = Object::new("Organization");
    object.set("name", provider.name.as_str());
    object.set_if_any("description", provider.about.as_ref().map(Text::as_str));
    let city = provider.city.as_ref().map(|city| reader.city(city));
    object.set_if_any("address", address(&provider.address, city.as_deref()));
    let Contact { phone, mail, web, .. } = &provider.contact;
    object.set_if_any("telephone", phone.as_ref().map(Phone::as_str));
    object.set_if_any("email", mail.as_ref().map(Mail::as_str));
    object.set_if_any("url", web.as_ref().map(WebAddress::as_str));
    object.into_value()
}

pub(super) fn place(venue: &Venue, offer: &Offer, reader: Reader<'_>) -> Value {
    let mut object = Object::new("Place");
    object.set_if_any("name", venue.name.as_ref().map(Line::as_str));
    object.set_if_any("address", address(&venue.address, Some(&reader.city(&offer.city))));
    if let Some(position) = venue.position {
        let (latitude, longitude) = (degrees(position.latitude), degrees(position.longitude));
        object.set(
            "geo",
            json!({ "@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude }),
        );
    }
    object.into_value()
}

fn address(address: &Address, city: Option<&str>) -> Option<Value> {
    let town = address.place.as_ref().map(Line::as_str).or(city);
    let mut object = Object::new("PostalAddress");
    object.set_if_any("streetAddress", address.street.as_ref().map(Line::as_str));
    object.set_if_any("postalCode", address.postal_code.as_ref().map(Text::as_str));
    object.set_if_any("addressLocality", town);
    let is_something = object.0.len() > 1;
    object.set("addressCountry", "DE");
    is_something.then(|| object.into_value())
}
