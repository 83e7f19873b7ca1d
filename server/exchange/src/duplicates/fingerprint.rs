//! Similarity of two offers: by name, provider, place and audience.

use super::names::{Name, Vocabulary, similarity};
use crate::sheet::columns::german;
use shared::offer::audience::{AgeGroup, Gender};
use shared::offer::{LanguageLevel, Offer};
use shared::provider::Provider;
use shared::search::fold::words;
use shared::text::Text;

/// Minimum similarity of names, from 0 to 1.
const NAMES: f64 = 0.85;
/// Minimum similarity of providers.
const PROVIDERS: f64 = 0.8;
/// Minimum similarity of streets; house numbers may differ slightly.
const STREETS: f64 = 0.8;

/// Stop words of names.
const FILLERS: [&str; 18] = [
    "am", "an", "auf", "bei", "das", "der", "des", "die", "ein", "eine", "fur", "im", "in", "mit",
    "und", "vom", "von", "zum",
];
/// Words that only state the legal form of a provider.
const LEGAL_FORMS: [&str; 6] = ["e", "v", "ev", "gmbh", "ggmbh", "verein"];

/// The compared parts of an offer.
pub(super) struct Fingerprint {
    pub(super) name: Name,
    provider: Name,
    street: Option<String>,
    level: Option<LanguageLevel>,
    genders: Vec<Gender>,
    ages: Vec<AgeGroup>,
}

/// The name for a report.
pub(crate) fn name(offer: &Offer) -> &str {
    let german = offer.name.get(&german());
    let version = german.or_else(|| offer.name.versions().map(|(_, version)| version).next());
    version.map(|version| version.text.as_str()).unwrap_or_default()
}

/// The words of all compared names.
pub(super) fn vocabulary<'a>(
    offers: impl Iterator<Item = &'a Offer>,
    providers: impl Iterator<Item = &'a Provider>,
) -> Vocabulary {
    Vocabulary::new(offers.map(name).chain(providers.map(|provider| provider.name.as_str())))
}

impl Fingerprint {
    pub(super) fn new(offer: &Offer, provider: Option<&Provider>, known: &Vocabulary) -> Self {
        let provider = provider.map(|provider| provider.name.as_str()).unwrap_or_default();
        let street = offer.venue.as_ref().and_then(|venue| venue.address.street.as_ref());
        Self {
            name: Name::new(name(offer), &FILLERS, known),
            provider: Name::new(provider, &LEGAL_FORMS, known),
            street: street.map(Text::as_str).map(folded_street),
            level: offer.terms.level,
            genders: offer.audience.genders.clone(),
            ages: offer.audience.ages.clone(),
        }
    }

    /// Whether two offers of one city are probably the same.
    pub(super) fn is_similar(&self, other: &Self, known: &Vocabulary) -> bool {
        let is_there = || {
            let is_near = self.is_in_street_of(other);
            is_near.unwrap_or_else(|| self.provider.is_similar(&other.provider, PROVIDERS, known))
        };
        self.name.is_similar(&other.name, NAMES, known)
            && !self.has_other_audience(other)
            && is_there()
    }

    /// Whether both are in the same street; `None` where either has none.
    fn is_in_street_of(&self, other: &Self) -> Option<bool> {
        let (one, other) = (self.street.as_ref()?, other.street.as_ref()?);
        let longest = one.chars().count().max(other.chars().count());
        Some(similarity(one, other, longest) >= STREETS)
    }

    /// Whether their stated audiences rule out that they are the same.
    fn has_other_audience(&self, other: &Self) -> bool {
        let levels = self.level.zip(other.level);
        levels.is_some_and(|(one, other)| one != other)
            || are_disjoint(&self.genders, &other.genders)
            || are_disjoint(&self.ages, &other.ages)
    }
}

/// Whether both lists have entries and none in common.
fn are_disjoint<T: PartialEq>(one: &[T], other: &[T]) -> bool {
    !one.is_empty() && !other.is_empty() && !one.iter().any(|value| other.contains(value))
}

/// "Lange Str. 18" and "Lange Straße 18" are the same street.
fn folded_street(street: &str) -> String {
    words(street).concat().replace("strasse", "str")
}
