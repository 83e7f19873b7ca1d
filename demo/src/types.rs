//! Hand-written types of offers; several offers are generated from each.

use crate::DemoError;
use crate::kinds::{ProviderKind, VenueKind};
use crate::times::Times;
use serde::Deserialize;
use shared::id::{CategoryId, OfferId};
use shared::language::LanguageTag;
use shared::offer::audience::Audience;
use shared::offer::{Format, LanguageLevel, OfferKind};
use shared::text::{Line, Lines, Passages, TextState, Texts, Version};

const FILES: [(&str, &str); 4] = [
    ("types/language.json", include_str!("../types/language.json")),
    ("types/support.json", include_str!("../types/support.json")),
    ("types/family.json", include_str!("../types/family.json")),
    ("types/leisure.json", include_str!("../types/leisure.json")),
];

/// The common parts of several offers; lists are alternatives, one of which is drawn, and numbers
/// without a unit are percentages of the offers.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OfferType {
    /// Prefix of the offers' identifiers, at most 40 characters.
    pub(crate) id: OfferId,
    pub(crate) kind: OfferKind,
    pub(crate) categories: Vec<CategoryId>,
    /// May contain `{level}`, `{city}` and `{district}`.
    pub(crate) name: Lines,
    pub(crate) description: Passages,
    /// Kinds of providers.
    pub(crate) providers: Vec<ProviderKind>,
    /// Number of offers in one pass over all types.
    pub(crate) copies: u8,
    #[serde(default)]
    pub(crate) audience: Audience,
    #[serde(default)]
    pub(crate) languages: Vec<Vec<LanguageTag>>,
    #[serde(default)]
    pub(crate) interpreter: u8,
    pub(crate) times: Vec<Times>,
    #[serde(default)]
    pub(crate) school_days_only: bool,
    /// 0 where it does not apply.
    #[serde(default)]
    pub(crate) childcare: u8,
    #[serde(default)]
    pub(crate) step_free: u8,
    /// `free` or the provider's words.
    #[serde(default)]
    pub(crate) costs: Vec<Option<Line>>,
    #[serde(default)]
    pub(crate) registration: Vec<Option<Line>>,
    /// Parallel to `registration`.
    #[serde(default)]
    pub(crate) registration_needed: Vec<Option<bool>>,
    #[serde(default)]
    pub(crate) format: Vec<Format>,
    #[serde(default)]
    pub(crate) levels: Vec<LanguageLevel>,
    pub(crate) venues: Vec<VenueKind>,
    #[serde(default)]
    pub(crate) good_practice: Option<Texts<500>>,
}

impl OfferType {
    /// The German name in lower case, for topic matching.
    pub(crate) fn topic(&self) -> String {
        let german = self.name.versions().find(|(language, _)| language.as_str() == "de");
        german.map(|(_, version)| version.text.as_str().to_lowercase()).unwrap_or_default()
    }
}

/// All types, in file order.
pub(crate) fn read() -> Result<Vec<OfferType>, DemoError> {
    let mut all = Vec::new();
    for (name, json) in FILES {
        all.extend(parse(json).map_err(|error| DemoError::File { name, error })?);
    }
    Ok(all)
}

/// The types of one file, with their translations marked.
pub(crate) fn parse(json: &str) -> Result<Vec<OfferType>, serde_json::Error> {
    let mut types: Vec<OfferType> = serde_json::from_str(json)?;
    for one in &mut types {
        mark_translations(&mut one.name);
        mark_translations(&mut one.description);
        if let Some(reason) = &mut one.good_practice {
            mark_translations(reason);
        }
    }
    Ok(types)
}

/// German, plain or not, is written by people; other languages are machine translations.
fn mark_translations<const MAX: usize>(texts: &mut Texts<MAX>) {
    let translated: Vec<(LanguageTag, Version<MAX>)> = texts
        .versions()
        .filter(|(language, _)| !matches!(language.as_str(), "de" | "de-simple"))
        .map(|(language, version)| {
            (language.clone(), Version { text: version.text.clone(), state: TextState::Machine })
        })
        .collect();
    for (language, version) in translated {
        texts.set(language, version);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fill::level_name;
    use crate::places::Places;
    use std::collections::BTreeSet;

    const CATEGORIES: &str = "sprache beratung begegnung bildung arbeitsmarkt familie gesundheit \
        wohnen freizeit sport religion ehrenamt";
    const LANGUAGES: &str = "sq ar bg de en fa fr ku pl ro ru sh es ti tr uk afa";

    #[test]
    fn a_type_says_what_its_offers_have_in_common() {
        let json = r#"[
            {
                "id": "deutsch", "kind": "course", "categories": ["sprache"],
                "name": { "de": "Deutsch {level}", "en": "German {level}" },
                "description": { "de": "Wir lernen." }, "providers": ["vhs"], "copies": 3,
                "times": [{ "weekly": { "days": [["mo"], ["tu"]], "from": ["09:00"],
                    "minutes": 90, "language_of_day": { "mo": ["ru"] } }, "months": [1, 6] }],
                "costs": ["free", null], "levels": ["a1"], "venues": ["classroom"]
            },
            {
                "id": "fest", "kind": "event", "categories": ["begegnung"],
                "name": { "de": "Fest in {city}" }, "description": { "de": "Wir feiern." },
                "providers": ["verein", "stadt"], "copies": 1,
                "times": [{ "dates": { "count": 1, "from": ["15:00"], "minutes": 240 } }],
                "venues": ["outdoors"]
            },
            {
                "id": "camp", "kind": "course", "categories": ["freizeit"],
                "name": { "de": "Camp" }, "description": { "de": "Wir zelten." },
                "providers": ["jugendhaus"], "copies": 2,
                "times": [{ "range": { "days": 5 }, "note": "täglich" }, { "appointment": true }],
                "venues": ["youth", "online"]
            }
        ]"#;
        let types = parse(json).unwrap();
        let states: Vec<TextState> = types[0].name.versions().map(|(_, name)| name.state).collect();
        assert_eq!(states, [TextState::Human, TextState::Machine]);
        assert_eq!(types[0].times[0].months, Some((1, 6)));
        assert!(types[2].times[1].appointment && types[2].audience.ages.is_empty());
        assert!(parse(&json.replace("copies", "copys")).is_err());
    }

    #[test]
    fn every_type_is_complete_and_uses_what_there_is() {
        let (places, mut ids) = (Places::read().unwrap(), BTreeSet::new());
        for one in read().unwrap() {
            let id = one.id.as_str();
            assert!(ids.insert(id.to_owned()) && id.len() <= 40, "{id}");
            assert!((1..=3).contains(&one.categories.len()), "{id}");
            for category in &one.categories {
                assert!(CATEGORIES.split_whitespace().any(|known| known == category.as_str()));
            }
            for language in one.languages.iter().flatten() {
                assert!(LANGUAGES.split_whitespace().any(|known| known == language.as_str()));
            }
            assert!(!one.providers.is_empty() && !one.times.is_empty(), "{id}");
            assert!((1..=12).contains(&one.copies), "{id}");
            assert!([one.interpreter, one.childcare, one.step_free].iter().all(|it| *it <= 100));
            assert_eq!(one.registration.len(), one.registration_needed.len(), "{id}");
            for venue in one.venues.iter().filter(|venue| **venue != VenueKind::Online) {
                assert!(places.venues.contains_key(venue), "{id}");
            }
            assert!(!one.venues.is_empty(), "{id}");
        }
    }

    #[test]
    fn every_text_of_a_type_can_be_filled_in() {
        for one in read().unwrap() {
            assert!(!one.topic().is_empty(), "{}", one.id);
            assert!(one.description.versions().any(|(language, _)| language.as_str() == "de"));
            for (_, name) in one.name.versions() {
                let name = name.text.as_str();
                assert!(name.chars().count() <= 70, "{name}");
                let has_level = one.levels.iter().any(|level| !level_name(*level).is_empty());
                assert!(!name.contains("{level}") || has_level, "{name}");
                let rest = ["{level}", "{city}", "{district}"]
                    .iter()
                    .fold(name.to_owned(), |name, placeholder| name.replace(placeholder, ""));
                assert!(!rest.contains(['{', '}']), "{name}");
            }
            for (_, text) in one.description.versions() {
                assert!(!text.text.as_str().contains(['{', '}']), "{}", one.id);
            }
        }
    }

    #[test]
    fn every_time_of_a_type_can_be_kept() {
        for one in read().unwrap() {
            for times in &one.times {
                let dates = times.dates.as_ref();
                assert!(dates.is_none_or(|dates| (1..=12).contains(&dates.count)), "{}", one.id);
                let weekly = times.weekly.as_ref();
                assert!(
                    weekly.is_none_or(|weekly| {
                        let ends =
                            weekly.from.iter().all(|from| from.end(weekly.minutes).is_some());
                        ends && weekly.days.iter().all(|days| !days.is_empty())
                    }),
                    "{}",
                    one.id
                );
            }
        }
    }
}
