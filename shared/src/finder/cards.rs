//! View models of offers and providers: texts in the reader's language, no further decisions.

use super::Finder;
use super::reader::{Now, Reader};
use crate::api::{
    FoundPerson, GermanText, GoodPracticeView, Named, NextTime, OfferCard, OfferDetail, PersonCard,
    ProviderCard, Why,
};
use crate::language::UiLanguage;
use crate::offer::availability::Availability;
use crate::offer::schedule::{HolidayRule, Schedule, WeeklySlot};
use crate::offer::{Cost, Offer, Terms};
use crate::provider::{ContactPerson, ContactPersons, Provider};
use crate::search::Hit;
use crate::search::fold::words;
use crate::search::index::Meaning;
use crate::search::postings::Place;
use crate::search::reason::{How, Reason};
use crate::search::times::{DaysOff, Minute, Occurrence, Times, date_from_number, day_number};
use crate::taxonomy::Taxonomy;
use jiff::ToSpan as _;
use jiff::civil::{Date, Time};
use std::collections::BTreeSet;

/// The address of an offer's page, for sharing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfferAddress {
    /// The absolute address.
    pub url: String,
    /// The same as a QR code: rows of modules, `true` is dark.
    pub qr: Vec<Vec<bool>>,
}

impl Finder<'_> {
    /// Hits as cards, in order.
    pub(super) fn cards(&self, hits: &[Hit]) -> Vec<OfferCard> {
        hits.iter().filter_map(|hit| Some(self.card(self.catalogue.offer(hit.doc)?, hit))).collect()
    }

    /// An offer as a card in a list.
    pub(super) fn card(&self, offer: &Offer, hit: &Hit) -> OfferCard {
        let (reader, taxonomy) = (&self.reader, self.reader.taxonomy);
        let categories = offer.categories.iter().map(|id| reader.named(&taxonomy.categories, id));
        let spoken = offer.spoken_languages();
        let provider = self.catalogue.provider(&offer.provider);
        OfferCard {
            id: offer.id.clone(),
            kind: offer.kind,
            name: offer.name.pick(reader.language()),
            provider: provider.map(|provider| provider.name.clone()),
            city: reader.named(&taxonomy.cities, &offer.city),
            district: offer.district.clone(),
            categories: categories.collect(),
            languages: spoken
                .into_iter()
                .map(|tag| reader.named(&taxonomy.languages, tag))
                .collect(),
            next: hit.next.map(|next| next_time(next, self.now)),
            by_appointment: offer.schedule.by_appointment,
            childcare: offer.terms.childcare,
            is_free: offer.terms.cost == Some(Cost::Free),
            verified_on: offer.verified.as_ref().map(|verified| verified.on),
            is_stale: hit.is_stale,
            metres: hit.metres,
            why: hit
                .reasons
                .iter()
                .filter_map(|reason| visible_reason(reader, reason, offer))
                .collect(),
        }
    }

    /// An offer for its own page.
    pub(super) fn detail(
        &self,
        card: OfferCard,
        offer: &Offer,
        address: OfferAddress,
    ) -> OfferDetail {
        let provider = self.catalogue.provider(&offer.provider);
        let contact = match provider {
            Some(provider) => offer.contact.completed_from(&provider.contact),
            None => offer.contact.clone(),
        };
        let language = self.reader.language();
        let description = offer.description.as_ref().map(|texts| texts.pick(language));
        let german_description = offer.description.as_ref().zip(description.as_ref());
        let german = offer.name.german_beside(&card.name).map(|name| GermanText {
            name,
            description: german_description.and_then(|(texts, shown)| texts.german_beside(shown)),
        });
        OfferDetail {
            card,
            description,
            german,
            good_practice: offer.good_practice.as_ref().map(|texts| texts.pick(language)),
            good_practice_parts: good_practice_parts(offer, language),
            interpreter_on_request: offer.languages.interpreter_on_request,
            venue: offer.venue.clone(),
            schedule: upcoming(&offer.schedule, self.now.local.day, &self.catalogue.days_off),
            audience: offer.audience.clone(),
            terms: Terms { availability: self.current_availability(offer), ..offer.terms.clone() },
            contact,
            provider: provider.map(|provider| with_place(provider, self.reader.taxonomy)),
            verified: offer.verified.clone(),
            qr: address.qr,
            address: address.url,
        }
    }
    /// Free places and waiting time, as long as they are not stale.
    fn current_availability(&self, offer: &Offer) -> Option<Availability> {
        let oldest = self.now.local.day.saturating_sub(self.now.stale_after.days());
        offer.terms.availability.clone().filter(|held| held.as_of >= oldest)
    }
}

/// What is said of a marked offer beside the reason.
fn good_practice_parts(offer: &Offer, language: UiLanguage) -> GoodPracticeView {
    let parts = &offer.good_practice_parts;
    if offer.good_practice.is_none() {
        return GoodPracticeView::default();
    }
    GoodPracticeView {
        for_whom: parts.for_whom.as_ref().map(|texts| texts.pick(language)),
        since: parts.since,
        partners: parts.partners.clone(),
        takeaway: parts.takeaway.as_ref().map(|texts| texts.pick(language)),
    }
}

fn next_time(next: Occurrence, now: &Now) -> NextTime {
    let today = day_number(now.local.day);
    let is_timed = !next.span.is_whole_day();
    NextTime {
        day: date_from_number(next.day),
        from: is_timed.then(|| time(next.span.from)),
        to: next.span.to.filter(|_| is_timed).map(time),
        // The night that is running began yesterday.
        in_days: u32::try_from(next.day.saturating_sub(today)).unwrap_or(0),
        is_now: next.is_running(today, now.local.minute),
    }
}

/// The time on the clock, also of a minute of the next day.
fn time(minute: Minute) -> Time {
    Time::midnight().wrapping_add(i64::from(minute).minutes())
}

/// A reason that is not evident: a word of the name the reader sees needs none.
fn visible_reason(reader: &Reader<'_>, reason: &Reason, offer: &Offer) -> Option<Why> {
    let shown = offer.name.pick(reader.language());
    let found = match (&reason.meaning, reason.place) {
        (Some(Meaning::Value { facet, value }), _) => Some(reader.label(*facet, value)),
        (Some(concept), _) => concept.label(reader.language()).map(str::to_owned),
        (None, Place::Name | Place::NamePart) => {
            let is_shown = contains_words(&shown.text, &reason.typed);
            let is_alike = matches!(reason.how, How::Similar | How::OtherScript);
            let own =
                reason.found.clone().filter(|found| is_alike && contains_words(&shown.text, found));
            match own.or_else(|| name_containing(offer, &reason.typed)) {
                Some(found) if !is_shown => Some(found),
                _ => return None,
            }
        }
        (None, _) => reason.found.clone().filter(|_| reason.how == How::Similar),
    };
    let is_same = found.as_ref().is_some_and(|found| words(found) == words(&reason.typed));
    (!is_same).then(|| Why { typed: reason.typed.clone(), found, place: reason.place })
}

/// Whether every typed word is the prefix of a word in a text.
fn contains_words(text: &str, typed: &str) -> bool {
    let own = words(text);
    words(typed).iter().all(|word| own.iter().any(|own| own.starts_with(word.as_str())))
}

/// The name in the language that contains the typed words.
fn name_containing(offer: &Offer, typed: &str) -> Option<String> {
    let mut names = offer.name.versions().map(|(_, version)| version.text.as_str());
    names.find(|name| words(typed).iter().any(|word| contains_words(name, word))).map(str::to_owned)
}

/// A provider whose address includes its town, without the contact persons, which stand on its own
/// page.
fn with_place(provider: &Provider, taxonomy: &Taxonomy) -> Provider {
    let mut provider = Provider { persons: ContactPersons::default(), ..provider.clone() };
    let is_addressed = provider.address.street.is_some() || provider.address.postal_code.is_some();
    if provider.address.place.is_none() && is_addressed {
        provider.address.place = provider
            .city
            .as_ref()
            .and_then(|city| taxonomy.cities.iter().find(|term| term.id == *city))
            .map(|city| city.label.clone());
    }
    provider
}

/// The schedule without exceptions that are past or implied by days off, and with weeks counted from
/// the next day instead of a past one.
fn upcoming(schedule: &Schedule, today: Date, days_off: &DaysOff) -> Schedule {
    let times = Times::from(schedule);
    let mut schedule = schedule.clone();
    let is_implied = |day: Date| times.is_suspended(day_number(day), days_off);
    schedule.exceptions.retain(|day| *day >= today && !is_implied(*day));
    for slot in &mut schedule.weekly {
        slot.starting = coming_start(slot, today);
    }
    schedule
}

/// The day from which a weekly time is told to take place: none where it does every week already,
/// else one on which it does.
fn coming_start(slot: &WeeklySlot, today: Date) -> Option<Date> {
    let starting = slot.starting?;
    if slot.every.is_every_week() && starting <= today {
        return None;
    }
    let alone = Schedule {
        weekly: vec![slot.clone()],
        public_holidays: HolidayRule::TakesPlace,
        ..Schedule::default()
    };
    let from = day_number(today.max(starting));
    let counted = Times::from(&alone).first_from(from, &DaysOff::default());
    counted.map(|one| date_from_number(one.day)).or(Some(starting))
}

/// An institution that was found, with the topics and number of its offers.
pub(super) struct FoundProvider<'a> {
    pub(super) provider: &'a Provider,
    pub(super) topics: BTreeSet<&'a str>,
    pub(super) offers: u64,
    /// The contact persons because of whom it was found.
    pub(super) persons: Vec<&'a ContactPerson>,
}

/// An institution for a list.
pub(super) fn provider_card(found: &FoundProvider<'_>, reader: &Reader<'_>) -> ProviderCard {
    let taxonomy = reader.taxonomy;
    let FoundProvider { provider, topics, offers, persons } = found;
    let person = |person: &&ContactPerson| FoundPerson {
        name: person.name.clone(),
        topic: person.topic.clone(),
        cities: person.cities.iter().map(|city| reader.named(&taxonomy.cities, city)).collect(),
    };
    ProviderCard {
        id: provider.id.clone(),
        name: provider.name.clone(),
        city: provider.city.as_ref().map(|city| reader.named(&taxonomy.cities, city)),
        categories: topic_names(topics, reader),
        offers: *offers,
        persons: persons.iter().map(person).collect(),
    }
}

/// Topics in the order of the list.
pub(super) fn topic_names(topics: &BTreeSet<&str>, reader: &Reader<'_>) -> Vec<Named> {
    let taxonomy = reader.taxonomy;
    let topics = taxonomy.categories.iter().filter(|term| topics.contains(term.id.as_str()));
    topics.map(|term| reader.named(&taxonomy.categories, &term.id)).collect()
}

/// A contact person with the names of towns and topics.
pub(super) fn person_card(person: &ContactPerson, reader: &Reader<'_>) -> PersonCard {
    let taxonomy = reader.taxonomy;
    let (cities, categories) = (person.cities.iter(), person.categories.iter());
    PersonCard {
        cities: cities.map(|city| reader.named(&taxonomy.cities, city)).collect(),
        categories: categories.map(|topic| reader.named(&taxonomy.categories, topic)).collect(),
        person: person.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::offer::schedule::Weekday;
    use jiff::civil::date;
    use rstest::rstest;
    use serde_json::json;

    #[rstest]
    #[case(json!({"every": 2, "starting": "2026-01-05"}), Some(date(2026, 11, 26)))]
    #[case(json!({"every": 2, "starting": "2027-01-04"}), Some(date(2027, 1, 7)))]
    #[case(json!({"every": 2}), None)]
    #[case(json!({"starting": "2026-01-05"}), None)]
    #[case(json!({"starting": "2026-12-01"}), Some(date(2026, 12, 3)))]
    fn weeks_are_counted_from_the_next_day(
        #[case] rule: serde_json::Value,
        #[case] told: Option<Date>,
    ) {
        let mut slot = json!({"weekday": "th", "from": "18:00:00"});
        slot.as_object_mut().unwrap().extend(rule.as_object().unwrap().clone());
        let weekly = vec![serde_json::from_value(slot).unwrap()];
        let schedule = Schedule { weekly, ..Schedule::default() };
        let upcoming = upcoming(&schedule, date(2026, 11, 20), &DaysOff::default());
        assert_eq!(upcoming.weekly[0].starting, told);
    }

    #[test]
    fn an_exception_on_a_day_off_goes_without_saying() {
        let exceptions = vec![date(2026, 11, 19), date(2026, 12, 4), date(2026, 12, 25)];
        let weekly = vec![WeeklySlot::every_week(Weekday::Fr, Time::midnight())];
        let schedule = Schedule { weekly, exceptions, ..Schedule::default() };
        let upcoming = upcoming(&schedule, date(2026, 11, 20), &DaysOff::default());
        assert_eq!(upcoming.exceptions, [date(2026, 12, 4)]);
    }
}
