//! What is still to be done before the evening: pure, over a conference and its rounds.

use shared::language::{LanguageTag, UiLanguage};
use shared::text::{TextState, Texts};
use shared::voting::conference::Conference;
use shared::voting::round::{Access, Round, RoundState};
use shared::voting::short_title;

/// What is still to be done, and what there is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checklist {
    /// Fields of action.
    pub fields: u64,
    /// Challenges, without sub-challenges.
    pub challenges: u64,
    /// Challenges whose text is too long for a board and that have no short title.
    pub untitled: u64,
    /// Texts that are missing, for each language of the conference but German.
    pub missing: Vec<MissingTexts>,
    /// Rounds that can be opened, or are open.
    pub rounds: u64,
    /// Whether a round asks for personal codes.
    pub needs_cards: bool,
    /// Cards that were made.
    pub cards: u64,
    /// Boards, and pages for steering, that follow the conference at this moment, as this server knows.
    pub boards: u64,
}

/// Texts that are missing in a language, or outdated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingTexts {
    /// The language.
    pub language: LanguageTag,
    /// How many of them are missing.
    pub missing: u64,
    /// How many are older than the German text.
    pub outdated: u64,
}

/// Checks a conference with its rounds; what only the server knows is left empty.
pub(super) fn make_checklist(conference: &Conference, rounds: &[Round], cards: u64) -> Checklist {
    let waiting = |round: &&Round| round.state != RoundState::Closed;
    let untitled = conference.challenges().filter(|(_, challenge)| {
        let text = challenge.text.pick(UiLanguage::De).text;
        challenge.short_title.is_none() && short_title::is_needed(&text)
    });
    Checklist {
        fields: conference.fields.len() as u64,
        challenges: conference.challenges().count() as u64,
        untitled: untitled.count() as u64,
        missing: missing_texts(conference),
        rounds: rounds.iter().filter(waiting).count() as u64,
        needs_cards: rounds
            .iter()
            .filter(waiting)
            .any(|round| round.access == Access::PersonalCodes),
        cards,
        ..Checklist::default()
    }
}

fn missing_texts(conference: &Conference) -> Vec<MissingTexts> {
    let german = LanguageTag::from(UiLanguage::De);
    let others = conference.languages.iter().filter(|language| **language != german);
    others.map(|language| count_missing(conference, language)).collect()
}

/// Counts what a participant reads first: title, names of fields, challenges with their parts.
fn count_missing(conference: &Conference, language: &LanguageTag) -> MissingTexts {
    let mut counter = TextCounter { language, missing: 0, outdated: 0 };
    counter.count(&conference.title);
    for field in &conference.fields {
        counter.count(&field.name);
        for challenge in &field.challenges {
            counter.count(&challenge.text);
            challenge.parts.iter().for_each(|part| counter.count(&part.text));
        }
    }
    let TextCounter { missing, outdated, .. } = counter;
    MissingTexts { language: language.clone(), missing, outdated }
}

struct TextCounter<'a> {
    language: &'a LanguageTag,
    missing: u64,
    outdated: u64,
}

impl TextCounter<'_> {
    fn count<const MAX: usize>(&mut self, texts: &Texts<MAX>) {
        match texts.get(self.language) {
            None => self.missing += 1,
            Some(version) if version.state == TextState::Outdated => self.outdated += 1,
            Some(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn long_texts_without_a_title_and_missing_languages_are_counted() {
        let long = "Es gibt abends zu wenige Sprachkurse mit Kinderbetreuung in der Nähe.";
        let value = json!({
            "id": "konferenz", "code": "K7M4PX", "languages": ["de", "uk", "ar"],
            "title": { "de": "Konferenz", "uk": "Конференція" },
            "fields": [{ "id": "sprache", "name": { "de": "Sprache" }, "challenges": [
                { "id": "a", "text": { "de": long },
                  "parts": [{ "id": "b", "text": { "de": "Alpha" } }] },
                { "id": "c", "text": { "de": long, "uk": { "text": "…", "state": "outdated" } },
                  "short_title": { "de": "Abendkurse" } },
                { "id": "d", "text": { "de": "Kurz" } },
            ] }],
        });
        let conference: Conference = serde_json::from_value(value).unwrap();
        let checklist = make_checklist(&conference, &[], 0);
        let counts = (checklist.fields, checklist.challenges, checklist.untitled);
        assert_eq!(counts, (1, 3, 1));
        let missing = |tag: &str, missing, outdated| MissingTexts {
            language: LanguageTag::parse(tag).unwrap(),
            missing,
            outdated,
        };
        assert_eq!(checklist.missing, [missing("uk", 4, 1), missing("ar", 6, 0)]);
    }
}
