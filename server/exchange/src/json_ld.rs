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
mod tests {
    use super::*;
    use crate::samples;
    use jiff::civil::date;
    use shared::language::UiLanguage;
    use shared::offer::schedule::Schedule;
    use shared::search::times::DaysOff;
    use shared::time::Millis;

    fn object_of(id: &str, language: UiLanguage, change: impl Fn(&mut Offer)) -> Value {
        let (demo, taxonomy) = (samples::demo(), samples::taxonomy());
        let mut offer = demo.offers.into_iter().find(|offer| offer.id.as_str() == id).unwrap();
        change(&mut offer);
        let provider = demo.providers.iter().find(|provider| provider.id == offer.provider);
        let base_url = "https://miteinander.example";
        let reader = Reader { language, taxonomy: &taxonomy, base_url };
        made(&offer, provider, reader)
    }

    fn made(offer: &Offer, provider: Option<&Provider>, reader: Reader<'_>) -> Value {
        let days_off = DaysOff::default();
        let moment = Moment { today: date(2026, 11, 20), now: Millis(0), days_off: &days_off };
        json_ld(offer, provider, reader, moment)
    }

    fn with_schedule(schedule: Value) -> Value {
        object_of("badminton-habinghorst", UiLanguage::De, |offer| {
            offer.schedule = serde_json::from_value(schedule.clone()).unwrap();
        })
    }

    #[test]
    fn a_night_ends_on_the_next_day_and_leaves_out_christmas() {
        let event = with_schedule(json!({
            "weekly": [{ "weekday": "fr", "from": "22:00:00", "to": "02:00:00" }]
        }));
        assert_eq!(event["startDate"], "2026-11-20T22:00:00+01:00");
        assert_eq!(event["endDate"], "2026-11-21T02:00:00+01:00");
        let left_out = event["eventSchedule"][0]["exceptDate"].as_array().unwrap();
        assert_eq!(left_out[0], "2026-12-25");
    }

    #[test]
    fn longer_intervals_and_weeks_of_a_month_are_said() {
        let event = with_schedule(json!({
            "weekly": [{
                "weekday": "th", "every": 2, "starting": "2026-11-19", "from": "18:00:00"
            }],
            "monthly": [
                { "weeks": ["first", "third"], "weekday": "we", "from": "15:00:00" },
                { "weeks": ["last"], "weekday": "we", "from": "15:00:00" }
            ]
        }));
        let [biweekly, numbered, last] = event["eventSchedule"].as_array().unwrap().as_slice()
        else {
            panic!("three schedules")
        };
        assert_eq!(biweekly["repeatFrequency"], "P2W");
        assert_eq!(biweekly["startDate"], "2026-12-03");
        assert_eq!(numbered["repeatFrequency"], "P1M");
        assert_eq!(numbered["byMonthWeek"], json!([1, 3]));
        assert_eq!(numbered["byDay"], "https://schema.org/Wednesday");
        assert_eq!((&last["byDay"], &last["byMonthWeek"]), (&json!("-1WE"), &Value::Null));
    }

    #[test]
    fn weekly_times_make_an_event_with_its_next_begin_and_all_its_days() {
        let event = object_of("badminton-habinghorst", UiLanguage::En, |_| {});
        assert_eq!(event["@type"], "Event");
        assert_eq!(event["name"], "Badminton for everyone");
        assert_eq!(event["startDate"], "2026-11-20T19:00:00+01:00");
        assert_eq!(event["endDate"], "2026-11-20T21:00:00+01:00");
        assert_eq!(event["eventSchedule"].as_array().unwrap().len(), 2);
        assert_eq!(event["eventSchedule"][1]["byDay"], "https://schema.org/Sunday");
        assert_eq!(event["location"]["address"]["addressLocality"], "Castrop-Rauxel");
        assert_eq!(event["location"]["geo"]["latitude"].to_string(), "51.58327");
        assert_eq!(event["organizer"]["@type"], "Organization");
        assert_eq!(event["isAccessibleForFree"], false);
        assert_eq!(event["offers"]["description"], "8 € im Monat, Kinder 5 €");
        assert_eq!(event["inLanguage"], json!(["de"]));
    }

    #[test]
    fn a_course_has_a_level_and_an_offer_without_times_is_a_service() {
        let course = object_of("bewerbungshilfe-castrop-rauxel", UiLanguage::De, |_| {});
        assert_eq!(
            (&course["@type"], &course["educationalLevel"]),
            (&json!("Course"), &json!("A2"))
        );
        assert_eq!(course["hasCourseInstance"]["courseSchedule"][0]["startTime"], "10:00:00");
        assert_eq!(course["offers"]["price"], 0);
        assert_eq!(course["audience"]["suggestedMinAge"], 10);
        let service = object_of("badminton-habinghorst", UiLanguage::De, |offer| {
            offer.schedule = Schedule::default();
        });
        assert_eq!(service["@type"], "Service");
        assert_eq!(service["availableChannel"]["serviceLocation"]["@type"], "Place");
        assert_eq!(service["areaServed"]["name"], "Castrop-Rauxel");
    }

    #[test]
    fn no_text_ends_the_surrounding_script() {
        let object = object_of("badminton-habinghorst", UiLanguage::De, |offer| {
            let name = "</script><script>alert(1)";
            offer.name = serde_json::from_value(json!({ "de": name })).unwrap();
        });
        let text = embedded(&object);
        assert!(!text.contains('<'), "{text}");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), object);
    }

    #[test]
    fn every_offer_of_the_demo_has_an_object_in_every_language() {
        let (demo, taxonomy) = (samples::demo(), samples::taxonomy());
        for language in UiLanguage::ALL {
            let base_url = "https://miteinander.example";
            let reader = Reader { language, taxonomy: &taxonomy, base_url };
            for offer in &demo.offers {
                let object = made(offer, None, reader);
                let is_event = object["@type"] == "Event";
                assert!(!is_event || object["startDate"].is_string(), "{object}");
            }
        }
    }
}
