//! Records as one reader sees them: texts picked for the language, nothing else decided.

use shared::api::{
    ChallengeView, Choice, ConferenceView, FieldView, Named, OfferCard, OfferDetail, RoundView,
};
use shared::conference::{Challenge, Conference, Field};
use shared::language::UiLanguage;
use shared::offer::{Cost, Offer};
use shared::provider::Provider;
use shared::round::Round;
use shared::taxonomy::{Taxonomy, Term};
use shared::text::{Picked, Texts};
use shared::time::Millis;
use std::collections::BTreeMap;
use std::fmt::Display;

/// The values of a filter that give something or are chosen, in the list's order.
pub(super) fn choices<Id: Ord + Display>(
    terms: &[Term<Id>],
    counts: &BTreeMap<Id, usize>,
    chosen: &[Id],
) -> Vec<Choice> {
    let all = terms.iter().map(|term| Choice {
        id: term.id.to_string(),
        label: term.label.to_string(),
        count: counts.get(&term.id).map_or(0, |count| *count as u64),
        is_chosen: chosen.contains(&term.id),
    });
    all.filter(|choice| choice.count > 0 || choice.is_chosen).collect()
}

/// An entry of a list by its id; one that is in no list is called by its id.
fn named<Id: PartialEq + Display>(terms: &[Term<Id>], id: &Id) -> Named {
    let label = terms.iter().find(|term| term.id == *id).map(|term| term.label.to_string());
    Named { label: label.unwrap_or_else(|| id.to_string()), id: id.to_string() }
}

/// An offer for a list.
pub(super) fn offer_card(
    offer: &Offer,
    provider: Option<&Provider>,
    (language, taxonomy): (UiLanguage, &Taxonomy),
) -> OfferCard {
    let categories = offer.categories.iter().map(|id| named(&taxonomy.categories, id));
    let spoken = offer.spoken_languages();
    OfferCard {
        id: offer.id.clone(),
        name: offer.name.pick(language),
        provider: provider.map(|provider| provider.name.clone()),
        city: named(&taxonomy.cities, &offer.city),
        district: offer.district.clone(),
        categories: categories.collect(),
        languages: spoken.into_iter().map(|tag| named(&taxonomy.languages, tag)).collect(),
        schedule: offer.schedule.clone(),
        childcare: offer.terms.childcare,
        is_free: offer.terms.cost == Some(Cost::Free),
        verified_on: offer.verified.as_ref().map(|verified| verified.on),
    }
}

/// An offer for its own page.
pub(super) fn offer_detail(
    offer: &Offer,
    provider: Option<&Provider>,
    (language, taxonomy): (UiLanguage, &Taxonomy),
) -> OfferDetail {
    let contact = match provider {
        Some(provider) => OfferDetail::contact(&offer.contact, &provider.contact),
        None => offer.contact.clone(),
    };
    OfferDetail {
        card: offer_card(offer, provider, (language, taxonomy)),
        kind: offer.kind,
        description: offer.description.as_ref().map(|texts| texts.pick(language)),
        good_practice: offer.good_practice.as_ref().map(|texts| texts.pick(language)),
        interpreter_on_request: offer.languages.interpreter_on_request,
        venue: offer.venue.clone(),
        audience: offer.audience.clone(),
        terms: offer.terms.clone(),
        contact,
        provider: provider.cloned(),
        verified: offer.verified.clone(),
    }
}

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
fn german_beside<const MAX: usize>(texts: &Texts<MAX>, picked: &Picked) -> Option<String> {
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
