//! Building an index from records.

use super::super::Facet;
use super::super::contacts::ContactIndex;
use super::super::counts::{Column, Lists};
use super::super::facet::YES;
use super::super::fold::words;
use super::super::postings::{Doc, Place};
use super::super::times::{Times, day_number};
use super::super::vocabulary::Vocabulary;
use super::words::{WordIndexBuilder, WordSource};
use super::{FORMAT, Index};
use crate::id::CategoryId;
use crate::language::LanguageTag;
use crate::offer::schedule::{Schedule, Weekday};
use crate::offer::{Cost, Format, LanguageLevel, Offer, OfferStatus, Position, Venue};
use crate::provider::Provider;
use crate::taxonomy::Taxonomy;
use crate::text::{Line, Texts};
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap};

/// The records an index is built from.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Every offer; unpublished ones are left out.
    pub offers: &'a [Offer],
    /// Their providers.
    pub providers: &'a [Provider],
    /// The operator's lists.
    pub taxonomy: &'a Taxonomy,
    /// Words for concepts and filter values.
    pub vocabulary: &'a Vocabulary,
    /// Names of filter values in the interface: filter, value, words, in any language.
    pub labels: &'a [(Facet, String, String)],
}

/// Everything about the offers that is not text.
struct OfferColumns {
    columns: Vec<Column>,
    pairs: Lists,
    times: Vec<Times>,
    positions: Vec<Option<Position>>,
    visible: Vec<(i32, i32)>,
    verified: Vec<Option<i32>>,
    cities: BTreeMap<String, Position>,
}

impl Index {
    /// Builds an index; offers with equal rank keep their order.
    pub fn new(source: Source<'_>) -> Self {
        let public = |offer: &&Offer| offer.status == OfferStatus::Published;
        let offers: Vec<&Offer> = source.offers.iter().filter(public).collect();
        let providers: HashMap<_, _> =
            source.providers.iter().map(|provider| (&provider.id, provider)).collect();
        let mut builder = WordIndexBuilder::new(source.vocabulary.folded_parts());
        let mut columns = OfferColumns::new(source.taxonomy);
        let mut contacts = ContactIndex::default();
        for (doc, offer) in (0..).zip(&offers) {
            let provider = providers.get(&offer.provider).copied();
            add_words(&mut builder, doc, Record { offer, provider, taxonomy: source.taxonomy });
            add_contacts(&mut contacts, doc, offer, provider);
            columns.add(offer, provider);
        }
        let names = WordSource { vocabulary: source.vocabulary, labels: source.labels };
        let words = builder.finish(&names, &columns.columns);
        let ignored = source.vocabulary.ignored_keys();
        Self {
            format: FORMAT,
            ids: offers.iter().map(|offer| offer.id.clone()).collect(),
            ignored_terms: ignored.iter().filter_map(|key| words.dictionary.exact(key)).collect(),
            ignored,
            dictionary: words.dictionary,
            postings: words.postings,
            shown: words.shown,
            meanings_of_term: words.meanings_of_term,
            stems: words.stems,
            meanings_of_stem: words.meanings_of_stem,
            phrases: words.phrases,
            meanings: words.meanings,
            first_meaning: words.first_meaning,
            splitter: words.splitter,
            parts: source.vocabulary.folded_parts(),
            contacts,
            columns: columns.columns,
            pairs: columns.pairs,
            times: columns.times,
            positions: columns.positions,
            cities: columns.cities,
            visible: columns.visible,
            verified: columns.verified,
        }
    }
}

fn add_words(words: &mut WordIndexBuilder, doc: Doc, record: Record<'_>) {
    let Record { offer, provider, taxonomy } = record;
    for (_, version) in offer.name.versions() {
        words.add(doc, version.text.as_str(), Place::Name);
    }
    for (_, version) in offer.description.iter().flat_map(Texts::versions) {
        words.add(doc, version.text.as_str(), Place::Description);
    }
    let city = taxonomy.cities.iter().find(|city| city.id == offer.city);
    words.add(doc, city.map_or(offer.city.as_str(), |city| city.label.as_str()), Place::Where);
    if let Some(district) = &offer.district {
        words.add(doc, district.as_str(), Place::Where);
    }
    for name in offer.venue.iter().filter_map(|venue| venue.name.as_ref()) {
        words.add(doc, name.as_str(), Place::Where);
    }
    if let Some(provider) = provider {
        words.add(doc, provider.name.as_str(), Place::Provider);
    }
}

/// Adds what an offer's page shows: its own contact data completed by the provider's, and both
/// addresses.
fn add_contacts(contacts: &mut ContactIndex, doc: Doc, offer: &Offer, provider: Option<&Provider>) {
    let venue = offer.venue.as_ref().map(|venue| &venue.address);
    for address in venue.into_iter().chain(provider.map(|provider| &provider.address)) {
        contacts.add_address(doc, address);
    }
    match provider {
        Some(provider) => {
            contacts.add_contact(doc, &offer.contact.completed_from(&provider.contact));
        }
        None => contacts.add_contact(doc, &offer.contact),
    }
}

/// An offer with the records that its searchable text comes from.
#[derive(Clone, Copy)]
struct Record<'a> {
    offer: &'a Offer,
    provider: Option<&'a Provider>,
    taxonomy: &'a Taxonomy,
}

impl OfferColumns {
    fn new(taxonomy: &Taxonomy) -> Self {
        let column = |facet: Facet| {
            let mut column = Column::new(matches!(facet, Facet::Gender | Facet::Age));
            for value in facet.fixed_values().unwrap_or_default() {
                column.intern(value, "");
            }
            column
        };
        Self {
            columns: Facet::ALL.map(column).into(),
            pairs: Lists::default(),
            times: Vec::new(),
            positions: Vec::new(),
            visible: Vec::new(),
            verified: Vec::new(),
            cities: taxonomy
                .cities
                .iter()
                .filter_map(|city| Some((city.id.to_string(), city.position?)))
                .collect(),
        }
    }

    /// Adds the next offer.
    fn add(&mut self, offer: &Offer, provider: Option<&Provider>) {
        self.add_place(offer);
        let terms = &offer.terms;
        let is_free = terms.cost == Some(Cost::Free);
        self.push(Facet::Category, offer.categories.iter().map(CategoryId::as_str));
        self.push(Facet::Language, offer.spoken_languages().into_iter().map(LanguageTag::as_str));
        self.push(Facet::Weekday, weekdays(&offer.schedule).into_iter().map(Weekday::name));
        self.push(Facet::Childcare, (terms.childcare == Some(true)).then_some(YES));
        self.push(Facet::Free, is_free.then_some(YES));
        self.push(Facet::StepFree, (terms.step_free == Some(true)).then_some(YES));
        self.push(Facet::Gender, offer.audience.genders.iter().map(|gender| gender.name()));
        self.push(Facet::Age, offer.audience.ages.iter().map(|age| age.name()));
        self.push(Facet::Background, [offer.audience.background.name()]);
        self.push(Facet::Group, offer.audience.groups.iter().map(|group| group.name()));
        self.push(Facet::Level, terms.level.map(LanguageLevel::name));
        self.push(Facet::Format, terms.format.map_or(&[][..], formats).iter().map(|f| f.name()));
        self.push(Facet::Kind, [offer.kind.name()]);
        let name = provider.map_or("", |provider| provider.name.as_str());
        self.push_labelled(Facet::Provider, Some((offer.provider.as_str(), name)));
        self.push(Facet::Within, None);
        self.push(Facet::When, None);
        self.add_pairs(offer);
        self.times.push(Times::from(&offer.schedule));
        let day = |day: Option<Date>, open| day.map_or(open, day_number);
        self.visible.push((day(offer.visible.from, i32::MIN), day(offer.visible.to, i32::MAX)));
        self.verified.push(offer.verified.as_ref().map(|verified| day_number(verified.on)));
    }

    fn add_place(&mut self, offer: &Offer) {
        let city = offer.city.as_str();
        self.push(Facet::City, [city]);
        let slug = offer.district.as_ref().map(|district| district_slug(city, district.as_str()));
        let label = offer.district.as_ref().map(Line::as_str);
        self.push_labelled(Facet::District, slug.as_deref().zip(label));
        // Where the venue's position is unknown, the city's is used.
        let venue = offer.venue.as_ref().and_then(|venue: &Venue| venue.position);
        self.positions.push(venue.or_else(|| self.cities.get(city).copied()));
    }

    fn push<'a>(&mut self, facet: Facet, values: impl IntoIterator<Item = &'a str>) {
        self.push_labelled(facet, values.into_iter().map(|value| (value, "")));
    }

    fn push_labelled<'a>(
        &mut self,
        facet: Facet,
        values: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) {
        let column = &mut self.columns[facet as usize];
        let values: Vec<_> =
            values.into_iter().map(|(value, label)| column.intern(value, label)).collect();
        column.push(values);
    }

    /// Weekday and language of each time, where a time has its own languages.
    fn add_pairs(&mut self, offer: &Offer) {
        let schedule = &offer.schedule;
        let weekly = schedule.weekly.iter().map(|slot| (slot.weekday, &slot.languages));
        let monthly = schedule.monthly.iter().map(|slot| (slot.weekday, &slot.languages));
        let regular = weekly.chain(monthly);
        if regular.clone().all(|(_, languages)| languages.is_empty()) {
            self.pairs.push([]);
            return;
        }
        let spoken = &offer.languages.spoken;
        let regular = regular.map(|(weekday, languages)| {
            (weekday, if languages.is_empty() { spoken } else { languages })
        });
        let dates = schedule.dates.iter().map(|date| (weekday_of(date.on), spoken));
        let mut pairs: Vec<u32> = Vec::new();
        for (weekday, languages) in regular.chain(dates) {
            for language in languages {
                let language = self.columns[Facet::Language as usize].number(language.as_str());
                pairs.extend(language.map(|number| (weekday as u32) << 16 | u32::from(number)));
            }
        }
        self.pairs.push(pairs);
    }
}

/// Value of a district in an address, such as `marl-huls`.
fn district_slug(city: &str, district: &str) -> String {
    let slug: String = words(district)
        .join("-")
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect();
    format!("{city}-{slug}")
}

const fn formats(format: Format) -> &'static [Format] {
    match format {
        Format::InPerson => &[Format::InPerson],
        Format::Online => &[Format::Online],
        Format::Both => &[Format::InPerson, Format::Online],
    }
}

/// Weekdays on which something takes place.
fn weekdays(schedule: &Schedule) -> Vec<Weekday> {
    let weekly = schedule.weekly.iter().map(|slot| slot.weekday);
    let monthly = schedule.monthly.iter().map(|slot| slot.weekday);
    weekly.chain(monthly).chain(schedule.dates.iter().map(|date| weekday_of(date.on))).collect()
}

fn weekday_of(day: Date) -> Weekday {
    let from_monday = day.weekday().to_monday_zero_offset();
    Weekday::ALL[usize::try_from(from_monday).unwrap_or(0) % 7]
}
