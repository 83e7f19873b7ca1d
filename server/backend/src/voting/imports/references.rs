//! Linking what measures refer to: fields and challenges of the same conference.

use exchange::matrix::{FieldTexts, Link, Places};
use shared::id::{ChallengeId, FieldId};
use shared::language::UiLanguage;
use shared::voting::conference::{Field, Reference};

/// Sets the field and the challenge that each reference means, where exactly one fits.
pub(super) fn link_references(fields: &mut [Field]) {
    let places = Places::new(fields.iter().map(texts));
    let ids: Vec<Ids> = fields.iter().map(Ids::of).collect();
    let challenges = fields.iter_mut().flat_map(|field| &mut field.challenges);
    let measures = challenges.flat_map(|one| &mut one.goals).flat_map(|goal| &mut goal.measures);
    for reference in measures.flat_map(|measure| &mut measure.references) {
        link(reference, &places, &ids);
    }
}

fn link(reference: &mut Reference, places: &Places, ids: &[Ids]) {
    let Link { field, challenge } = places.link(reference.text.as_str());
    let Some(ids) = field.and_then(|place| ids.get(place)) else { return };
    reference.field = Some(ids.field.clone());
    reference.challenge = challenge.and_then(|place| ids.challenges.get(place)).cloned();
}

/// What references are written in: German.
fn texts(field: &Field) -> FieldTexts {
    FieldTexts {
        name: field.name.pick(UiLanguage::De).text,
        challenges: field
            .challenges
            .iter()
            .map(|challenge| challenge.text.pick(UiLanguage::De).text)
            .collect(),
    }
}

struct Ids {
    field: FieldId,
    challenges: Vec<ChallengeId>,
}

impl Ids {
    fn of(field: &Field) -> Self {
        let challenges = field.challenges.iter().map(|challenge| challenge.id.clone()).collect();
        Self { field: field.id.clone(), challenges }
    }
}
