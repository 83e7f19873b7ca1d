//! One offer in the vocabulary of schema.org, embedded in its page as JSON-LD for search engines.
//!
//! An offer with a future occurrence is an `Event`, a course with a level of German a `Course`,
//! any other a `Service`.

mod parts;
mod schedule;

use super::names::Reader;
use super::occurrence::{Moment, Occurrence, instant, next};
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use parts::{Object, audience, organization, place, price};
use schedule::schedules;
use serde_json::{Value, json};
use shared::offer::{Cost, Format, Offer, OfferKind};
use shared::provider::Provider;

/// The offer as a JSON-LD object.
pub fn json_ld(
    offer: &Offer,
    provider: Option<&Provider>,
    reader: Reader<'_>,
    moment: Moment<'_>,
) -> Value {
    let url = reader.url(&offer.id);
    let next = next(&offer.schedule, moment);
    let mut object = Object::new("");
    object.set("@context", "https://schema.org");
    object.set("@id", url.as_str());
    object.set("url", url.as_str());
    object.set("name", offer.name.pick(reader.language).text);
    let description = offer.description.as_ref();
    object.set_if_any("description", description.map(|texts| texts.pick(reader.language).text));
    object.set_if_any("audience", audience(&offer.audience, reader));
    object.set_if_any("isAccessibleForFree", offer.terms.cost.as_ref().map(|c| *c == Cost::Free));
    object.set_if_any("offers", offer.terms.cost.as_ref().map(|cost| price(cost, &url)));
    let keywords = offer.categories.iter().map(|id| reader.category(id)).collect::<Vec<_>>();
    object.set("keywords", keywords);
    let place = offer.venue.as_ref().map(|venue| place(venue, offer, reader));
    let organization = provider.map(|provider| organization(provider, reader));
    let schedules = schedules(&offer.schedule, moment);
    let sides = Sides { place, organization, next, schedules };
    let is_course = offer.kind == OfferKind::Course && offer.terms.level.is_some();
    match (is_course, sides.next.filter(|_| offer.kind != OfferKind::Room)) {
        (true, _) => course(&mut object, offer, sides, reader),
        (false, Some(_)) => event(&mut object, offer, sides),
        (false, None) => service(&mut object, offer, sides, reader),
    }
    object.into_value()
}

/// The object for use inside a `<script>`: nothing in it can end the element.
pub fn embedded(object: &Value) -> String {
    let text = object.to_string();
    text.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

/// Parts that have different names in each type.
struct Sides {
    place: Option<Value>,
    organization: Option<Value>,
    next: Option<Occurrence>,
    schedules: Option<Vec<Value>>,
}

fn event(object: &mut Object, offer: &Offer, sides: Sides) {
    object.set("@type", "Event");
    object.set_if_any("organizer", sides.organization);
    object.set("eventStatus", "https://schema.org/EventScheduled");
    occasion(object, offer, sides.place, sides.next);
    object.set_if_any("eventSchedule", sides.schedules);
}

fn course(object: &mut Object, offer: &Offer, sides: Sides, reader: Reader<'_>) {
    object.set("@type", "Course");
    object.set_if_any("provider", sides.organization);
    let level = offer.terms.level.map(|level| reader.word("level", &level));
    object.set_if_any("educationalLevel", level);
    let mut instance = Object::new("CourseInstance");
    let mode = offer.terms.format.map(|format| match format {
        Format::InPerson => "Onsite",
        Format::Online => "Online",
        Format::Both => "Blended",
    });
    instance.set_if_any("courseMode", mode);
    occasion(&mut instance, offer, sides.place, sides.next);
    instance.set_if_any("courseSchedule", sides.schedules);
    object.set("hasCourseInstance", instance.into_value());
}

fn service(object: &mut Object, offer: &Offer, sides: Sides, reader: Reader<'_>) {
    object.set("@type", "Service");
    object.set_if_any("provider", sides.organization);
    object.set("areaServed", json!({ "@type": "City", "name": reader.city(&offer.city) }));
    let mut channel = Object::new("ServiceChannel");
    let spoken = offer.spoken_languages();
    channel.set_if_any("availableLanguage", (!spoken.is_empty()).then_some(spoken));
    channel.set_if_any("serviceLocation", sides.place);
    if let Some(phone) = &offer.contact.phone {
        let phone = json!({ "@type": "ContactPoint", "telephone": phone.as_str() });
        channel.set("servicePhone", phone);
    }
    object.set("availableChannel", channel.into_value());
}

/// Place, next occurrence and languages.
fn occasion(object: &mut Object, offer: &Offer, place: Option<Value>, next: Option<Occurrence>) {
    let spoken = offer.spoken_languages();
    object.set_if_any("inLanguage", (!spoken.is_empty()).then_some(spoken));
    object.set_if_any("location", place);
    let mode = offer.terms.format.map(|format| match format {
        Format::InPerson => "https://schema.org/OfflineEventAttendanceMode",
        Format::Online => "https://schema.org/OnlineEventAttendanceMode",
        Format::Both => "https://schema.org/MixedEventAttendanceMode",
    });
    object.set_if_any("eventAttendanceMode", mode);
    if let Some(Occurrence { on, from, to }) = next {
        object.set("startDate", from.map_or_else(|| on.to_string(), |from| moment(on, from)));
        object.set_if_any("endDate", to.map(|end| moment(end.on, end.at)));
    }
}

/// A local time with the UTC offset of that day.
fn moment(day: Date, time: Time) -> String {
    let zoned = TimeZone::get("Europe/Berlin")
        .ok()
        .and_then(|berlin| instant(day, time).map(|instant| instant.to_zoned(berlin)));
    match zoned {
        Some(zoned) => zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        None => format!("{day}T{time}"),
    }
}

#[cfg(test)]
mod tests;
