//! Conferences as one reader sees them: texts picked for the language, nothing else decided.

use shared::api::{ChallengeView, ConferenceView, FieldView, RoundView};
use shared::conference::{Challenge, Conference, Field};
use shared::language::UiLanguage;
use shared::round::Round;
use shared::text::{Picked, Texts};
use shared::time::Millis;

/// A conference for one reader.
pub(super) fn conference_view(
    conference: &Conference,
    round: Option<&Round>,
    (language, now): (UiLanguage, Millis),
) -> ConferenceView {
    ConferenceView {
        code: conference.code.clone(),
        title: conference.title.pick(language),
        place: conference.place.as_ref().map(|place| place.pick(language)),
        date: conference.date,
        fields: conference.fields.iter().map(|field| field_view(field, language)).collect(),
        round: round.map(|round| round_view(round, now)),
    }
}

fn field_view(field: &Field, language: UiLanguage) -> FieldView {
    let challenges = field.challenges.iter().map(|challenge| challenge_view(challenge, language));
    FieldView {
        id: field.id.clone(),
        name: field.name.pick(language),
        challenges: challenges.collect(),
    }
}

fn challenge_view(challenge: &Challenge, language: UiLanguage) -> ChallengeView {
    let text = challenge.text.pick(language);
    ChallengeView {
        id: challenge.id.clone(),
        german: german_beside(&challenge.text, &text),
        goal: challenge.goal.as_ref().map(|goal| goal.pick(language)),
        audience: challenge.audience.as_ref().map(|audience| audience.pick(language)),
        measures: challenge.measures.iter().map(|measure| measure.text.pick(language)).collect(),
        text,
    }
}

/// The German text, where the reader sees another.
pub(super) fn german_beside<const MAX: usize>(
    texts: &Texts<MAX>,
    picked: &Picked,
) -> Option<String> {
    let german = texts.get(&UiLanguage::De.into()).map(|version| version.text.as_str())?;
    (picked.language.as_str() != UiLanguage::De.tag()).then(|| german.to_owned())
}

/// A round for participants.
pub(super) fn round_view(round: &Round, now: Millis) -> RoundView {
    RoundView {
        status: round.status(now),
        rules: round.rules,
        results: round.results,
        access: round.access,
        fields: round.fields.clone(),
    }
}
