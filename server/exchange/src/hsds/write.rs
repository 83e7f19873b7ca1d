//! Export to the Human Services Data Specification 3.0: one object per offer with its provider,
//! venue and times embedded, as in API responses.
//!
//! Each field of our record is mapped to the corresponding field of the specification, otherwise
//! to an attribute; `hsds::read` restores exactly the same record. Times of day are wall-clock
//! times of Europe/Berlin without an offset, since no single offset is right in both summer and
//! winter. Labels are German. Providers without offers are not services and are not exported.

mod attributes;
mod places;
mod schedule;

use crate::error::WriteError;
use crate::hsds::vocabulary::{Vocabulary, field, link, word};
use crate::hsds::{ContactPerson, CostOption, Language, PhoneNumber, Service, service_uuid, uuid};
use crate::names::label;
use attributes::Attributes;
use i18n::I18n;
use shared::contact::Contact;
use shared::id::ProviderId;
use shared::language::{LanguageTag, UiLanguage};
use shared::offer::audience::{AgeGroup, Audience, Background};
use shared::offer::availability::PlaceCount;
use shared::offer::good_practice::{GoodPracticeParts, Year};
use shared::offer::{Cost, Offer, OfferStatus};
use shared::provider::Provider;
use shared::taxonomy::Taxonomy;
use std::collections::BTreeMap;
use std::fmt::Display;

/// The file: an array of services, in the order of the offers.
///
/// # Errors
/// [`WriteError`].
pub fn file(
    offers: &[Offer],
    providers: &[Provider],
    taxonomy: &Taxonomy,
) -> Result<Vec<u8>, WriteError> {
    let by_id: BTreeMap<&ProviderId, &Provider> =
        providers.iter().map(|provider| (&provider.id, provider)).collect();
    let words = Labels { i18n: I18n::for_server(UiLanguage::De), taxonomy };
    let services: Vec<Service> = offers
        .iter()
        .map(|offer| service(offer, by_id.get(&offer.provider).copied(), words))
        .collect();
    serde_json::to_vec(&services).map_err(WriteError::encode)
}

/// Labels of terms.
#[derive(Clone, Copy)]
struct Labels<'a> {
    i18n: I18n,
    taxonomy: &'a Taxonomy,
}

impl Labels<'_> {
    fn city(self, id: &impl Display) -> String {
        label(&self.taxonomy.cities, id)
    }

    fn language(self, tag: &LanguageTag) -> String {
        label(&self.taxonomy.languages, tag)
    }

    /// The label of a value in a fixed list, such as `gender.female`.
    fn word(self, list: &str, word: &str) -> String {
        self.i18n.lookup_taxonomy(&format!("{list}.{word}")).unwrap_or(word).to_owned()
    }
}

fn service(offer: &Offer, provider: Option<&Provider>, labels: Labels<'_>) -> Service {
    let id = service_uuid(offer.id.as_str());
    let mut attributes = Attributes::new(&id);
    let name = attributes.texts(field::NAME, &offer.name).unwrap_or_default();
    let description =
        offer.description.as_ref().and_then(|texts| attributes.texts(field::DESCRIPTION, texts));
    record(offer, provider, &mut attributes);
    lists(offer, labels, &mut attributes);
    audience(&offer.audience, labels, &mut attributes);
    let (minimum_age, maximum_age) = ages(&offer.audience.ages);
    let (fees_description, cost_options) = cost(&id, offer.terms.cost.as_ref(), labels.i18n);
    let (phones, contacts) = reach(&id, &offer.contact);
    Service {
        name,
        description,
        status: status(offer.status).to_owned(),
        url: offer.contact.web.as_ref().map(|web| web.as_str().to_owned()),
        email: offer.contact.mail.as_ref().map(|mail| mail.as_str().to_owned()),
        interpretation_services: offer
            .languages
            .interpreter_on_request
            .then(|| labels.i18n.offer_interpreter().to_owned()),
        application_process: offer.terms.registration.as_ref().map(ToString::to_string),
        fees_description,
        eligibility_description: eligibility(&offer.audience, labels),
        minimum_age: minimum_age.map(Into::into),
        maximum_age: maximum_age.map(Into::into),
        assured_date: offer.verified.as_ref().map(|verified| verified.on.to_string()),
        organization: provider.map(|provider| places::organization(provider, labels)),
        phones,
        contacts,
        languages: languages(&id, &offer.languages.spoken, labels),
        schedules: schedule::schedules(&id, &offer.schedule, labels),
        service_areas: vec![places::area(&id, offer, labels)],
        service_at_locations: places::venue(&id, offer, labels).into_iter().collect(),
        cost_options,
        attributes: attributes.into_list(),
        organization_id: None,
        id,
    }
}

/// Published offers are active; the exact status is an attribute.
pub(crate) fn status(status: OfferStatus) -> &'static str {
    match status {
        OfferStatus::Published => "active",
        OfferStatus::Draft | OfferStatus::InReview | OfferStatus::Archived => "inactive",
    }
}

/// Single fields without a counterpart in the specification.
fn record(offer: &Offer, provider: Option<&Provider>, attributes: &mut Attributes) {
    attributes.field(field::ID, offer.id.as_str());
    if provider.is_none() {
        attributes.field(field::PROVIDER, offer.provider.as_str());
    }
    let days = [(field::VISIBLE_FROM, offer.visible.from), (field::VISIBLE_TO, offer.visible.to)];
    for (field, day) in days {
        attributes.field_if_any(field, day.as_ref());
    }
    attributes.field_if_any(field::DISTRICT, offer.district.as_ref());
    attributes.field_if_any(field::CHILDCARE, offer.terms.childcare.as_ref());
    attributes.field_if_any(field::STEP_FREE, offer.terms.step_free.as_ref());
    attributes.field_if_any(field::REGISTRATION_NEEDED, offer.terms.registration_needed.as_ref());
    if let Some(held) = &offer.terms.availability {
        let places = held.places_free.map(PlaceCount::get);
        attributes.field_if_any(field::PLACES_FREE, places.as_ref());
        attributes.field_if_any(field::WAITING, held.waiting.as_ref());
        attributes.field(field::PLACES_AS_OF, &held.as_of.to_string());
    }
    let by = offer.verified.as_ref().and_then(|verified| verified.by.as_ref());
    attributes.field_if_any(field::VERIFIED_BY, by);
    if let Some(texts) = &offer.good_practice {
        attributes.all_texts(field::GOOD_PRACTICE, texts);
    }
    practice(&offer.good_practice_parts, attributes);
}

/// What is said of a good-practice example beside the reason.
fn practice(parts: &GoodPracticeParts, attributes: &mut Attributes) {
    let since = parts.since.map(Year::get);
    attributes.field_if_any(field::PRACTICE_SINCE, since.as_ref());
    attributes.field_if_any(field::PRACTICE_PARTNERS, parts.partners.as_ref());
    let texts =
        [(field::PRACTICE_FOR_WHOM, &parts.for_whom), (field::PRACTICE_TAKEAWAY, &parts.takeaway)];
    for (field, texts) in texts {
        if let Some(texts) = texts {
            attributes.all_texts(field, texts);
        }
    }
}

/// Terms of our lists.
fn lists(offer: &Offer, labels: Labels<'_>, attributes: &mut Attributes) {
    for id in &offer.categories {
        let label = label(&labels.taxonomy.categories, id);
        attributes.term(link::CATEGORY, Vocabulary::Category, id.as_str(), &label);
    }
    let city = labels.city(&offer.city);
    attributes.term(link::FIELD, Vocabulary::City, offer.city.as_str(), &city);
    let (kind, status) = (word(&offer.kind), word(&offer.status));
    attributes.term(link::FIELD, Vocabulary::Kind, &kind, &kind);
    attributes.term(link::FIELD, Vocabulary::Status, &status, &status);
    if let Some(level) = offer.terms.level {
        let level = word(&level);
        attributes.term(link::FIELD, Vocabulary::Level, &level, &labels.word("level", &level));
    }
    if let Some(format) = offer.terms.format {
        let format = word(&format);
        let label = labels.word("format", &format);
        attributes.term(link::FIELD, Vocabulary::Format, &format, &label);
    }
}

fn audience(audience: &Audience, labels: Labels<'_>, attributes: &mut Attributes) {
    for gender in &audience.genders {
        let gender = word(gender);
        let label = labels.word("gender", &gender);
        attributes.term(link::ELIGIBILITY, Vocabulary::Gender, &gender, &label);
    }
    let background = word(&audience.background);
    let label = labels.word("background", &background);
    attributes.term(link::ELIGIBILITY, Vocabulary::Background, &background, &label);
    for age in &audience.ages {
        let age = word(age);
        attributes.term(link::ELIGIBILITY, Vocabulary::Age, &age, &labels.word("age", &age));
    }
    for group in &audience.groups {
        let group = word(group);
        let label = labels.word("group", &group);
        attributes.term(link::ELIGIBILITY, Vocabulary::Group, &group, &label);
    }
}

/// The target group as text; `None` for an offer that is open to all.
fn eligibility(audience: &Audience, labels: Labels<'_>) -> Option<String> {
    let genders = audience.genders.iter().map(|gender| labels.word("gender", &word(gender)));
    let background = (audience.background != Background::Open)
        .then(|| labels.word("background", &word(&audience.background)));
    let ages = audience.ages.iter().map(|age| labels.word("age", &word(age)));
    let groups = audience.groups.iter().map(|group| labels.word("group", &word(group)));
    let words: Vec<String> = genders.chain(background).chain(ages).chain(groups).collect();
    (!words.is_empty()).then(|| words.join(labels.i18n.list_separator()))
}

/// The first and last year of age of a group, in completed years; the last may be open.
pub(crate) const fn years(age: AgeGroup) -> (u16, Option<u16>) {
    match age {
        AgeGroup::Babies => (0, Some(0)),
        AgeGroup::Toddlers => (1, Some(2)),
        AgeGroup::Kindergarten => (3, Some(5)),
        AgeGroup::PrimarySchool => (6, Some(9)),
        AgeGroup::Youth => (10, Some(17)),
        AgeGroup::YoungAdults => (18, Some(26)),
        AgeGroup::Adults => (18, None),
        AgeGroup::Seniors => (60, None),
    }
}

/// Minimum and maximum age; "seniors" has no fixed age.
fn ages(ages: &[AgeGroup]) -> (Option<u16>, Option<u16>) {
    let lowest = ages.iter().map(|age| years(*age).0).min();
    let has_lowest = !ages.iter().all(|age| *age == AgeGroup::Seniors);
    let highest = ages
        .iter()
        .map(|age| years(*age).1)
        .collect::<Option<Vec<u16>>>()
        .and_then(|years| years.into_iter().max());
    (lowest.filter(|age| has_lowest && *age > 0), highest)
}

/// The price as text, and as an amount where it is free.
fn cost(id: &str, cost: Option<&Cost>, i18n: I18n) -> (Option<String>, Vec<CostOption>) {
    match cost {
        None => (None, Vec::new()),
        Some(Cost::Text(text)) => (Some(text.to_string()), Vec::new()),
        Some(Cost::Free) => {
            let nothing = CostOption {
                id: uuid(&["cost_option", id]),
                currency: Some("EUR".to_owned()),
                amount: Some(0.into()),
                ..CostOption::default()
            };
            (Some(i18n.finder_free().to_owned()), vec![nothing])
        }
    }
}

/// Phone number and contact person; mail and web address are fields of their owner.
fn reach(owner: &str, contact: &Contact) -> (Vec<PhoneNumber>, Vec<ContactPerson>) {
    let phone = contact.phone.as_ref().map(|phone| PhoneNumber {
        id: uuid(&["phone", owner]),
        number: phone.as_str().to_owned(),
    });
    let person = contact.person.as_ref().map(|person| ContactPerson {
        id: uuid(&["contact", owner]),
        name: Some(person.to_string()),
        ..ContactPerson::default()
    });
    (phone.into_iter().collect(), person.into_iter().collect())
}

fn languages(id: &str, spoken: &[LanguageTag], labels: Labels<'_>) -> Vec<Language> {
    let languages = spoken.iter().enumerate().map(|(place, tag)| Language {
        id: uuid(&["language", id, &place.to_string()]),
        name: Some(labels.language(tag)),
        code: Some(tag.to_string()),
    });
    languages.collect()
}
