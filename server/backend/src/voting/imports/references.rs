//! Linking what measures refer to: fields and challenges of the same conference.

use exchange::matrix::{FieldTexts, Link, Places};
use shared::id::{ChallengeId, FieldId};
use shared::language::UiLanguage;
use shared::voting::conference::{Field, Reference};

/// Sets the field and the challenge that each reference means, where exactly one fits.
pub(in crate::voting) fn link_references(fields: &mut [Field]) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use shared::text::{Lines, Text, Texts};
    use shared::voting::conference::{Challenge, Goal, Measure};

    fn field(id: u128, name: &str, challenge: Challenge) -> Field {
        let name = Lines::german(Text::parse(name).unwrap());
        Field { id: FieldId::from_random(id), name, challenges: vec![challenge] }
    }

    fn challenge(id: u128, text: &str, reference: &str) -> Challenge {
        let text_of = Text::parse(reference).unwrap();
        let reference = Reference { text: text_of, field: None, challenge: None };
        let measure = Measure { references: vec![reference], ..Measure::default() };
        Challenge {
            id: ChallengeId::from_random(id),
            section: None,
            short_title: None,
            text: Texts::german(Text::parse(text).unwrap()),
            goals: vec![Goal { measures: vec![measure], ..Goal::default() }],
            notes: None,
            parts: Vec::new(),
            earlier_votes: None,
        }
    }

    #[test]
    fn references_get_the_ids_of_what_they_mean() {
        let mut fields = vec![
            field(1, "Wohnen", challenge(2, "Mieten sind hoch", "siehe Handlungsfeld Arbeit")),
            field(3, "Arbeit", challenge(4, "Wege sind weit", "siehe „Mieten sind hoch“")),
        ];
        link_references(&mut fields);
        let reference = |field: &Field| {
            let measure = field.challenges[0].measures().next().unwrap();
            measure.references[0].clone()
        };
        let (first, second) = (reference(&fields[0]), reference(&fields[1]));
        assert_eq!((first.field, first.challenge), (Some(FieldId::from_random(3)), None));
        assert_eq!(second.field, Some(FieldId::from_random(1)));
        assert_eq!(second.challenge, Some(ChallengeId::from_random(2)));
    }
}
