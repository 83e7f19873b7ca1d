//! States of translations: which are by a person, by a machine, or older than the German text.

use super::{Cells, key_of};
use crate::offer_table::write::texts;
use crate::sheet::choices::format;
use crate::sheet::columns::{Column, TextPart, german};
use crate::sheet::lists::GAP;
use shared::language::LanguageTag;
use shared::offer::Offer;
use shared::text::TextState;

/// Names of states in the form.
const STATES: [(TextState, &str); 3] = [
    (TextState::Human, "human"),
    (TextState::Machine, "machine"),
    (TextState::Outdated, "outdated"),
];

/// The states of an offer's translations, by key.
pub(super) fn write_states(offer: &Offer) -> impl Iterator<Item = (String, String)> {
    texts(offer)
        .filter(|((_, language), _)| *language != german())
        .map(|((part, language), state)| (state_key(part, &language), name_of(state).to_owned()))
}

/// The cell with the states that a form gives. A translation that was changed is by a person, unless
/// another state was chosen; one that was not keeps its state, unless the German text changed.
pub(super) fn states_cell(cells: &Cells, stored: Option<&Offer>) -> String {
    let given = cells.iter().filter_map(|(key, name)| {
        let (part, language) = parse_state_key(key)?;
        let state = STATES.iter().find(|(_, known)| known == name)?.0;
        let held = stored.and_then(|offer| held_text(offer, part, &language));
        let column = Column::of_text(part, &language);
        let typed = cells.get(&key_of(&column)).map(|text| text.trim().replace("\r\n", "\n"));
        let is_chosen = held.as_ref().is_none_or(|held| held.state != state);
        let is_same = held.is_some_and(|held| typed.is_none_or(|typed| typed == held.text));
        let is_given = is_chosen || (is_same && state != TextState::Human);
        is_given.then(|| format!("{}: {}", format(state), column.heading()))
    });
    given.collect::<Vec<_>>().join(GAP)
}

/// A text of an offer with its state.
pub(super) struct HeldText {
    pub(super) text: String,
    pub(super) state: TextState,
}

pub(super) fn held_text(offer: &Offer, part: TextPart, language: &LanguageTag) -> Option<HeldText> {
    fn held<const MAX: usize>(version: &shared::text::Version<MAX>) -> HeldText {
        HeldText { text: version.text.as_str().to_owned(), state: version.state }
    }
    let practice = &offer.good_practice_parts;
    match part {
        TextPart::Name => offer.name.get(language).map(held),
        TextPart::Description => offer.description.as_ref()?.get(language).map(held),
        TextPart::GoodPractice => offer.good_practice.as_ref()?.get(language).map(held),
        TextPart::PracticeForWhom => practice.for_whom.as_ref()?.get(language).map(held),
        TextPart::PracticeTakeaway => practice.takeaway.as_ref()?.get(language).map(held),
    }
}

fn state_key(part: TextPart, language: &LanguageTag) -> String {
    format!("state.{}", key_of(&Column::of_text(part, language)))
}

fn parse_state_key(key: &str) -> Option<(TextPart, LanguageTag)> {
    match super::column_of(key.strip_prefix("state.")?)? {
        Column::Translation(part, language) => Some((part, language)),
        Column::Of(_) | Column::Part(..) => None,
    }
}

fn name_of(state: TextState) -> &'static str {
    STATES.iter().find(|(known, _)| *known == state).map_or("", |(_, name)| name)
}
