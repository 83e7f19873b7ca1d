//! Fields that take the place of others, as an import and its undoing make them: pure, over a loaded
//! conference.

use super::edits::{check_addition, check_removal};
use exchange::conference::{Gone, GoneKind};
use shared::desk::conferences::{ConferenceError, MAX_CHALLENGES, MAX_FIELDS, MAX_PARTS};
use shared::id::{ChallengeId, FieldId};
use shared::voting::conference::{Challenge, Field};
use shared::voting::round::Round;
use std::collections::BTreeMap;

/// Refuses to remove a field that a round has, of a record that a file no longer has.
pub(super) fn check_field_removal(gone: &Gone, rounds: &[Round]) -> Result<(), ConferenceError> {
    let has_it = |round: &&Round| round.fields.contains(&gone.field);
    match rounds.iter().find(has_it).filter(|_| gone.kind == GoneKind::Field) {
        Some(round) => Err(ConferenceError::InRound { round: round.number }),
        None => Ok(()),
    }
}

/// Refuses fields that take the place of others where a round forbids what is added or removed, or
/// where they are more than a conference has room for.
pub(super) fn check_replacement(
    before: &[Field],
    after: &[Field],
    rounds: &[Round],
) -> Result<(), ConferenceError> {
    check_room(before, after)?;
    for field in before.iter().filter(|field| after.iter().all(|one| one.id != field.id)) {
        if let Some(round) = rounds.iter().find(|round| round.fields.contains(&field.id)) {
            return Err(ConferenceError::InRound { round: round.number });
        }
    }
    let (old, new) = (places(before), places(after));
    // What has moved to another field has left its own.
    let left = old.iter().filter(|(id, field)| new.get(*id) != Some(*field)).map(|(id, _)| *id);
    check_removal(left, rounds)?;
    for (_, field) in new.iter().filter(|(id, field)| old.get(*id) != Some(*field)) {
        check_addition(field, rounds)?;
    }
    Ok(())
}

fn check_room(before: &[Field], after: &[Field]) -> Result<(), ConferenceError> {
    if after.len() > MAX_FIELDS.max(before.len()) {
        return Err(ConferenceError::TooMany { most: MAX_FIELDS });
    }
    for field in after {
        let known = before.iter().find(|one| one.id == field.id);
        let known = known.map_or(0, |one| one.challenges.len());
        if field.challenges.len() > MAX_CHALLENGES.max(known) {
            return Err(ConferenceError::TooMany { most: MAX_CHALLENGES });
        }
    }
    let stored = before.iter().flat_map(|field| &field.challenges);
    let stored: BTreeMap<&ChallengeId, usize> =
        stored.map(|one| (&one.id, one.parts.len())).collect();
    let has_too_many = |challenge: &Challenge| {
        let known = stored.get(&challenge.id).copied().unwrap_or_default();
        challenge.parts.len() > MAX_PARTS.max(known)
    };
    if after.iter().flat_map(|field| &field.challenges).any(has_too_many) {
        return Err(ConferenceError::TooMany { most: MAX_PARTS });
    }
    Ok(())
}

/// The field of each challenge and sub-challenge.
fn places(fields: &[Field]) -> BTreeMap<&ChallengeId, &FieldId> {
    let challenges = fields.iter().flat_map(|field| {
        field.challenges.iter().flat_map(move |challenge| {
            let ids = challenge.parts.iter().map(|part| &part.id).chain([&challenge.id]);
            ids.map(move |id| (id, &field.id))
        })
    });
    challenges.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use serde_json::json;
    use shared::voting::conference::Conference;

    /// Fields with their challenges: "a: x y | b: z", a sub-challenge behind a slash: "x/part".
    fn fields(text: &str) -> Vec<Field> {
        let named = |id: &str| json!({ "id": id, "text": { "de": id } });
        let challenge = |ids: &str| {
            let mut ids = ids.split('/');
            let mut challenge = named(ids.next().unwrap());
            challenge["parts"] = ids.map(named).collect();
            challenge
        };
        let field = |text: &str| {
            let (id, challenges) = text.split_once(':').unwrap();
            let challenges: Vec<_> = challenges.split_whitespace().map(challenge).collect();
            let id = id.trim();
            json!({ "id": id, "name": { "de": id }, "challenges": challenges })
        };
        let fields: Vec<_> = text.split('|').map(field).collect();
        serde_json::from_value(json!(fields)).unwrap()
    }

    const BEFORE: &str = "a: x y/part | b: z";

    /// A round of the first field.
    fn round(state: &str) -> Round {
        let conference = json!({
            "id": "konferenz", "code": "K7M4PX", "title": { "de": "Konferenz" }, "fields": [],
        });
        let mut conference: Conference = serde_json::from_value(conference).unwrap();
        conference.fields = fields(BEFORE);
        let of = vec![conference.fields[0].id.clone()];
        let value = json!({
            "id": "runde", "conference": "konferenz", "number": 2, "state": state,
            "rules": { "budget": { "field": 5 }, "max_per_challenge": 5 }, "results": "live",
            "access": "open", "shortlist": 5, "fields": of, "slate": conference.slate(&of),
        });
        serde_json::from_value(value).unwrap()
    }

    const OPEN: Result<(), ConferenceError> = Err(ConferenceError::RoundOpen { round: 2 });
    const VOTED: Result<(), ConferenceError> = Err(ConferenceError::PutToVote { round: 2 });
    const IN_ROUND: Result<(), ConferenceError> = Err(ConferenceError::InRound { round: 2 });

    #[rstest]
    #[case::turned("a: y/part x | b: z", [Ok(()), Ok(()), Ok(())])]
    #[case::added("a: x y/part new | b: z", [Ok(()), OPEN, Ok(())])]
    #[case::a_part_more("a: x y/part/more | b: z", [Ok(()), OPEN, Ok(())])]
    #[case::added_elsewhere("a: x y/part | b: z new", [Ok(()), Ok(()), Ok(())])]
    #[case::removed("a: y/part | b: z", [Ok(()), VOTED, VOTED])]
    #[case::a_part_less("a: x y | b: z", [Ok(()), VOTED, VOTED])]
    #[case::moved("a: y/part | b: z x", [Ok(()), VOTED, VOTED])]
    #[case::moved_in("a: x y/part z | b:", [Ok(()), OPEN, Ok(())])]
    #[case::a_field_less("b: z", [IN_ROUND, IN_ROUND, IN_ROUND])]
    #[case::the_other_field_less("a: x y/part", [Ok(()), Ok(()), Ok(())])]
    fn a_round_decides_what_may_take_the_place_of_its_field(
        #[case] after: &str,
        #[case] expected: [Result<(), ConferenceError>; 3],
    ) {
        let states = ["prepared", "open", "closed"];
        for (state, expected) in states.into_iter().zip(expected) {
            let checked = check_replacement(&fields(BEFORE), &fields(after), &[round(state)]);
            assert_eq!(checked, expected, "{state}");
        }
    }

    #[test]
    fn a_conference_has_room_for_so_many() {
        let many = (0..=MAX_FIELDS).map(|number| format!("f{number}:")).collect::<Vec<_>>();
        let most = Err(ConferenceError::TooMany { most: MAX_FIELDS });
        let many = fields(&many.join("|"));
        assert_eq!(check_replacement(&[], &many, &[]), most);
        // What is stored already may stay.
        assert_eq!(check_replacement(&many, &many, &[]), Ok(()));
        let many: Vec<_> = (0..=MAX_CHALLENGES).map(|number| format!("c{number}")).collect();
        let many = many.join(" ");
        let most = Err(ConferenceError::TooMany { most: MAX_CHALLENGES });
        assert_eq!(check_replacement(&[], &fields(&format!("a:{many}")), &[]), most);
    }
}
