//! The common properties of all events of an offer: name, place, contact, description.

use super::lines::escaped;
use super::utc;
use crate::names::{Reader, degrees};
use jiff::Timestamp;
use shared::contact::Address;
use shared::offer::{Offer, Venue};
use shared::provider::Provider;
use shared::time::Millis;

/// The common properties of all events of an offer.
pub(super) struct Frame {
    pub(super) offer: String,
    pub(super) host: String,
    /// Unfolded; lines are folded when they are added.
    pub(super) properties: Vec<String>,
    pub(super) description: Vec<String>,
    pub(super) description_language: String,
}

impl Frame {
    pub(super) fn new(
        offer: &Offer,
        provider: Option<&Provider>,
        reader: Reader<'_>,
        now: Millis,
    ) -> Self {
        let name = offer.name.pick(reader.language);
        let url = reader.url(&offer.id);
        let mut properties = vec![
            format!("DTSTAMP:{}", utc(Timestamp::from_millisecond(now.0).unwrap_or_default())),
            format!("SUMMARY;LANGUAGE={}:{}", name.language, escaped(&name.text)),
        ];
        if let Some(venue) = &offer.venue {
            properties.extend(location(venue, &reader.city(&offer.city)));
        }
        properties.extend(contact(offer, provider));
        properties.push(format!("URL:{url}"));
        let description = offer.description.as_ref().map(|texts| texts.pick(reader.language));
        let language =
            description.as_ref().map_or(&name.language, |text| &text.language).to_string();
        let parts = [
            description.map(|text| text.text),
            offer.schedule.note.as_ref().map(ToString::to_string),
            provider.map(|provider| provider.name.to_string()),
            Some(url),
        ];
        let host = reader.base_url.split("://").last().unwrap_or_default();
        Self {
            offer: offer.id.to_string(),
            host: host.split(['/', ':']).next().unwrap_or_default().to_owned(),
            properties,
            description: parts.into_iter().flatten().collect(),
            description_language: language,
        }
    }
}

/// The place as text and as coordinates.
fn location(venue: &Venue, city: &str) -> Vec<String> {
    let mut lines = vec![format!("LOCATION:{}", escaped(&place(venue, city)))];
    if let Some(position) = venue.position {
        let (latitude, longitude) = (degrees(position.latitude), degrees(position.longitude));
        lines.push(format!("GEO:{latitude:.6};{longitude:.6}"));
    }
    lines
}

/// Name, street, postal code and place in one line.
fn place(venue: &Venue, city: &str) -> String {
    let Address { street, postal_code, place } = &venue.address;
    let town = place.as_ref().map_or(city, |place| place.as_str());
    let town = match postal_code {
        Some(code) => format!("{code} {town}"),
        None => town.to_owned(),
    };
    let parts =
        [venue.name.as_ref().map(ToString::to_string), street.as_ref().map(ToString::to_string)];
    parts.into_iter().flatten().chain([town]).collect::<Vec<_>>().join(", ")
}

/// The offer's own contact, else the provider's.
fn contact(offer: &Offer, provider: Option<&Provider>) -> Option<String> {
    let contact = match provider {
        Some(provider) => offer.contact.completed_from(&provider.contact),
        None => offer.contact.clone(),
    };
    let parts: Vec<String> = [
        contact.person.map(String::from),
        contact.phone.map(String::from),
        contact.mail.map(String::from),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty()).then(|| format!("CONTACT:{}", escaped(&parts.join(", "))))
}
