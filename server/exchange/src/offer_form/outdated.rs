//! Outdated translations: what has changed in the German text since each of them was right.

use super::key_of;
use super::states::{HeldText, held_text};
use crate::offer_table::write::texts;
use crate::sheet::columns::{Column, TextPart, german};
use crate::word_difference::{WordDifference, word_difference};
use shared::offer::Offer;
use shared::text::TextState;
use std::collections::BTreeMap;

/// What has changed in the German text since a translation was right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GermanChange {
    /// No earlier version has this translation as one that was right.
    Unknown,
    /// No word: somebody has called the translation outdated.
    Unchanged,
    /// These words.
    Words(WordDifference),
}

/// The outdated translations of an offer by the keys of their fields, such as `name.en`.
pub type GermanChanges = BTreeMap<String, GermanChange>;

/// Whether any translation of an offer is outdated.
pub fn has_outdated_texts(offer: &Offer) -> bool {
    texts(offer).any(|(_, state)| state == TextState::Outdated)
}

/// What has changed in the German text of each outdated translation, by the earlier versions of the
/// offer, the latest first.
///
/// The old German text is that of the latest version in which the same translation was not outdated,
/// so a version that was restored finds the text that belonged to it.
pub fn german_changes(offer: &Offer, earlier: &[&Offer]) -> GermanChanges {
    // Translations into several languages are mostly of the same German text.
    let mut compared: BTreeMap<(TextPart, String), GermanChange> = BTreeMap::new();
    texts(offer)
        .filter(|((_, language), state)| *state == TextState::Outdated && *language != german())
        .map(|((part, language), _)| {
            let wanted = held_text(offer, part, &language).map(|held| held.text);
            let is_right =
                |held: HeldText| held.state != TextState::Outdated && Some(held.text) == wanted;
            let found = earlier
                .iter()
                .find(|version| held_text(version, part, &language).is_some_and(is_right));
            let change = found.map_or(GermanChange::Unknown, |version| {
                let old = german_text(version, part);
                let change = || compare(&old, &german_text(offer, part));
                compared.entry((part, old.clone())).or_insert_with(change).clone()
            });
            (key_of(&Column::of_text(part, &language)), change)
        })
        .collect()
}

fn german_text(offer: &Offer, part: TextPart) -> String {
    held_text(offer, part, &german()).map_or_else(String::new, |held| held.text)
}

fn compare(old: &str, new: &str) -> GermanChange {
    let difference = word_difference(old, new);
    if difference.is_empty() { GermanChange::Unchanged } else { GermanChange::Words(difference) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use serde_json::{Value, json};

    fn offer(names: &Value) -> Offer {
        let file: crate::records::OfferFile =
            serde_json::from_slice(include_bytes!("../../../../demo/offers.json")).unwrap();
        let mut offer = file.offers.into_iter().next().unwrap();
        offer.name = serde_json::from_value(names.clone()).unwrap();
        offer
    }

    fn named(german: &str, english: &str, state: &str) -> Offer {
        offer(&json!({ "de": german, "en": { "text": english, "state": state } }))
    }

    fn changes(now: &Offer, earlier: &[Offer]) -> GermanChanges {
        german_changes(now, &earlier.iter().collect::<Vec<_>>())
    }

    /// What the German name was, where it is known and has changed.
    fn old_german(now: &Offer, earlier: &[Offer]) -> Option<String> {
        match changes(now, earlier).remove("name.en").unwrap() {
            GermanChange::Words(words) => Some(words.old.into_iter().map(|run| run.text).collect()),
            GermanChange::Unknown | GermanChange::Unchanged => None,
        }
    }

    #[rstest]
    #[case::human("human")]
    #[case::machine("machine")]
    fn the_old_text_is_that_of_the_version_before_the_translation_became_outdated(
        #[case] state: &str,
    ) {
        let now = named("Großer Chor", "Choir", "outdated");
        let earlier = [
            named("Großer Chor", "Choir", "outdated"),
            named("Neuer Chor", "Choir", "outdated"),
            named("Chor", "Choir", state),
            named("Singkreis", "Choir", state),
        ];
        assert_eq!(old_german(&now, &earlier).as_deref(), Some("Chor"));
    }

    #[test]
    fn a_translation_that_was_written_anew_is_compared_with_the_text_that_it_was_written_to() {
        let now = named("Großer Chor", "The choir", "outdated");
        let earlier = [
            named("Chor der Stadt", "The choir", "human"),
            named("Chor der Stadt", "Choir", "outdated"),
            named("Chor", "Choir", "human"),
        ];
        assert_eq!(old_german(&now, &earlier).as_deref(), Some("Chor der Stadt"));
    }

    #[test]
    fn without_a_version_that_was_right_nothing_is_claimed() {
        let now = named("Großer Chor", "Choir", "outdated");
        let expected = GermanChanges::from([("name.en".to_owned(), GermanChange::Unknown)]);
        assert_eq!(changes(&now, &[]), expected);
        let other = [named("Chor", "Singers", "human"), named("Chor", "Choir", "outdated")];
        assert_eq!(changes(&now, &other), expected);
    }

    #[test]
    fn a_text_that_somebody_called_outdated_has_not_changed() {
        let now = named("Chor", "Choir", "outdated");
        let changes = changes(&now, &[named("Chor", "Choir", "human")]);
        assert_eq!(changes["name.en"], GermanChange::Unchanged);
    }

    #[test]
    fn only_outdated_translations_are_looked_at() {
        let now = named("Chor", "Choir", "machine");
        assert!(!has_outdated_texts(&now));
        assert!(changes(&now, &[named("Singkreis", "Choir", "human")]).is_empty());
    }
}
