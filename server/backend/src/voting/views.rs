//! View models of conferences: texts in the reader's languages; no other decisions are made here.

use crate::clock::local_time;
use shared::api::{ChallengeView, ConferenceView, FieldView, PartView, ProgrammeView, RoundView};
use shared::language::LanguageTag;
use shared::text::{Picked, Texts};
use shared::time::Millis;
use shared::voting::conference::{Challenge, Conference, Field};
use shared::voting::programme;
use shared::voting::round::Round;

/// The languages of a reader.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'a> {
    pub(crate) language: &'a LanguageTag,
    /// Shown beside the first, if any.
    pub(crate) second: Option<&'a LanguageTag>,
}

/// The view model of a conference for one reader.
pub(crate) fn conference_view(
    conference: &Conference,
    round: Option<&Round>,
    reader: Reader<'_>,
    now: Millis,
) -> ConferenceView {
    let language = reader.language;
    ConferenceView {
        code: conference.code.clone(),
        title: conference.title.pick_in(language),
        place: conference.place.as_ref().map(|place| place.pick_in(language)),
        date: conference.date,
        languages: conference.languages.clone(),
        programme: running_programme(conference, language, now),
        fields: conference.fields.iter().map(|field| field_view(field, reader)).collect(),
        round: round.map(|round| round_view(round, language, now)),
    }
}

/// The programme for one reader, with what runs now and what comes next.
fn running_programme(
    conference: &Conference,
    language: &LanguageTag,
    now: Millis,
) -> Vec<ProgrammeView> {
    let marks = programme::marks(conference, local_time(now));
    programme_view(conference, language)
        .into_iter()
        .zip(marks)
        .map(|(point, mark)| ProgrammeView { mark, ..point })
        .collect()
}

/// The programme of a conference for one reader, without marks.
pub(crate) fn programme_view(
    conference: &Conference,
    language: &LanguageTag,
) -> Vec<ProgrammeView> {
    conference
        .programme
        .iter()
        .map(|item| ProgrammeView {
            time: item.time.as_ref().map(|time| time.as_str().to_owned()),
            title: item.title.pick_in(language),
            mark: None,
        })
        .collect()
}

fn field_view(field: &Field, reader: Reader<'_>) -> FieldView {
    let name = field.name.pick_in(reader.language);
    FieldView {
        id: field.id.clone(),
        beside: beside(&field.name, &name, reader),
        name,
        challenges: field
            .challenges
            .iter()
            .map(|challenge| challenge_view(challenge, reader))
            .collect(),
    }
}

fn challenge_view(challenge: &Challenge, reader: Reader<'_>) -> ChallengeView {
    let language = reader.language;
    let text = challenge.text.pick_in(language);
    let parts = challenge.parts.iter().map(|part| {
        let text = part.text.pick_in(language);
        PartView { id: part.id.clone(), beside: beside(&part.text, &text, reader), text }
    });
    ChallengeView {
        id: challenge.id.clone(),
        section: challenge.section.as_ref().map(|section| section.pick_in(language)),
        beside: beside(&challenge.text, &text, reader),
        short_title: challenge.short_title_in(language),
        goals: picked(challenge.goals.iter().filter_map(|goal| goal.text.as_ref()), language),
        audiences: picked(
            challenge.goals.iter().filter_map(|goal| goal.audience.as_ref()),
            language,
        ),
        measures: picked(challenge.measures().filter_map(|one| one.text.as_ref()), language),
        parts: parts.collect(),
        text,
    }
}

/// Texts in the reader's language, each once.
fn picked<'a, const MAX: usize>(
    texts: impl Iterator<Item = &'a Texts<MAX>>,
    language: &LanguageTag,
) -> Vec<Picked> {
    let mut all: Vec<Picked> = Vec::new();
    for text in texts.map(|texts| texts.pick_in(language)) {
        if !all.contains(&text) {
            all.push(text);
        }
    }
    all
}

/// The text in the second language, if it exists and is not the one shown already.
fn beside<const MAX: usize>(
    texts: &Texts<MAX>,
    shown: &Picked,
    reader: Reader<'_>,
) -> Option<Picked> {
    let second = reader.second?;
    texts.get(second).filter(|_| shown.language != *second)?;
    Some(texts.pick_in(second))
}

/// The view model of a round for participants.
fn round_view(round: &Round, language: &LanguageTag, now: Millis) -> RoundView {
    RoundView {
        status: round.status(now),
        name: round.name.as_ref().map(|name| name.pick_in(language)),
        rules: round.rules,
        results: round.results,
        access: round.access,
        fields: round.fields.clone(),
    }
}
