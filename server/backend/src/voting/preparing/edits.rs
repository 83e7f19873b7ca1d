//! Changes of fields and challenges: pure, over a loaded conference.
//!
//! What was put to the vote never vanishes: a round that was opened keeps its challenges.

use shared::desk::conferences::{ConferenceError, MAX_CHALLENGES, MAX_FIELDS};
use shared::id::{ChallengeId, FieldId};
use shared::language::UiLanguage;
use shared::text::{Text, TextError, Texts};
use shared::voting::conference::{Challenge, Conference, Field};
use shared::voting::round::{Round, RoundState};

/// Which way something is moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Towards the beginning.
    Up,
    /// Towards the end.
    Down,
}

/// Where a challenge stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) field: usize,
    pub(super) challenge: usize,
}

/// Finds a challenge.
pub(super) fn find_challenge(conference: &Conference, id: &ChallengeId) -> Option<Place> {
    conference.fields.iter().enumerate().find_map(|(field, content)| {
        let challenge = content.challenges.iter().position(|challenge| challenge.id == *id)?;
        Some(Place { field, challenge })
    })
}

/// Finds a field.
pub(super) fn find_field(conference: &Conference, id: &FieldId) -> Option<usize> {
    conference.fields.iter().position(|field| field.id == *id)
}

/// Adds a field behind the last one.
pub(super) fn add_field(
    conference: &mut Conference,
    id: FieldId,
    name: &str,
) -> Result<(), ConferenceError> {
    if conference.fields.len() >= MAX_FIELDS {
        return Err(ConferenceError::TooMany { most: MAX_FIELDS });
    }
    let name = Text::parse(name).map_err(ConferenceError::Text)?;
    conference.fields.push(Field { id, name: Texts::german(name), challenges: Vec::new() });
    Ok(())
}

/// Adds a challenge for each line that has something in it.
pub(super) fn add_challenges(
    field: &mut Field,
    lines: &str,
    mut new_id: impl FnMut() -> ChallengeId,
) -> Result<(), ConferenceError> {
    let before = field.challenges.len();
    for line in lines.lines().map(without_bullet).filter(|line| !line.is_empty()) {
        let text = Text::parse(line).map_err(ConferenceError::Text)?;
        field.challenges.push(new_challenge(new_id(), Texts::german(text)));
    }
    if field.challenges.len() > MAX_CHALLENGES {
        Err(ConferenceError::TooMany { most: MAX_CHALLENGES })
    } else if field.challenges.len() == before {
        Err(ConferenceError::Text(TextError::Empty))
    } else {
        Ok(())
    }
}

/// A line of a list that was written elsewhere.
fn without_bullet(line: &str) -> &str {
    line.trim().trim_start_matches(['-', '–', '•', '*', '·']).trim()
}

const fn new_challenge(id: ChallengeId, text: Texts<500>) -> Challenge {
    Challenge {
        id,
        section: None,
        short_title: None,
        text,
        goals: Vec::new(),
        notes: None,
        parts: Vec::new(),
        earlier_votes: None,
    }
}

/// Moves a record by one place; the first and the last one stay where they are.
pub(super) fn move_by_one<T>(records: &mut [T], place: usize, direction: Direction) {
    let other = match direction {
        Direction::Up => place.checked_sub(1),
        Direction::Down => Some(place + 1),
    };
    if let Some(other) = other.filter(|other| *other < records.len()) {
        records.swap(place, other);
    }
}

/// Removes a challenge with its sub-challenges.
pub(super) fn remove_challenge(
    conference: &mut Conference,
    place: Place,
    rounds: &[Round],
) -> Result<(), ConferenceError> {
    let challenges = &mut conference.fields[place.field].challenges;
    let challenge = &challenges[place.challenge];
    let ids = challenge.parts.iter().map(|part| &part.id).chain([&challenge.id]);
    check_removal(ids, rounds)?;
    challenges.remove(place.challenge);
    Ok(())
}

/// Removes a field with its challenges.
pub(super) fn remove_field(
    conference: &mut Conference,
    place: usize,
    rounds: &[Round],
) -> Result<(), ConferenceError> {
    let id = &conference.fields[place].id;
    if let Some(round) = rounds.iter().find(|round| round.fields.contains(id)) {
        return Err(ConferenceError::InRound { round: round.number });
    }
    conference.fields.remove(place);
    Ok(())
}

/// Refuses where participants are voting on a field: those who have voted already would not have seen
/// what is added.
pub(super) fn check_addition(field: &FieldId, rounds: &[Round]) -> Result<(), ConferenceError> {
    let takes_ballots =
        |round: &&Round| matches!(round.state, RoundState::Open | RoundState::Closing { .. });
    match rounds.iter().filter(takes_ballots).find(|round| round.fields.contains(field)) {
        Some(round) => Err(ConferenceError::RoundOpen { round: round.number }),
        None => Ok(()),
    }
}

/// Refuses where one of these challenges was put to the vote.
pub(super) fn check_removal<'a>(
    mut ids: impl Iterator<Item = &'a ChallengeId>,
    rounds: &[Round],
) -> Result<(), ConferenceError> {
    let opened = |round: &&Round| round.state != RoundState::Prepared;
    let found = ids.find_map(|id| {
        rounds.iter().filter(opened).find(|round| round.slate.field_of(id).is_some())
    });
    match found {
        Some(round) => Err(ConferenceError::PutToVote { round: round.number }),
        None => Ok(()),
    }
}

/// A text for the audit log.
pub(super) fn german<const MAX: usize>(texts: &Texts<MAX>) -> String {
    texts.pick(UiLanguage::De).text
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use serde_json::json;

    fn conference() -> Conference {
        let challenge = |id: &str| json!({ "id": id, "text": { "de": id } });
        let field = |id: &str, challenges: &[&str]| {
            let challenges: Vec<_> = challenges.iter().map(|id| challenge(id)).collect();
            json!({ "id": id, "name": { "de": id }, "challenges": challenges })
        };
        let value = json!({
            "id": "konferenz", "code": "K7M4PX", "title": { "de": "Konferenz" },
            "fields": [field("sprache", &["kurse", "orte"]), field("arbeit", &["praktika"])],
        });
        serde_json::from_value(value).unwrap()
    }

    fn round(state: RoundState) -> Round {
        let conference = conference();
        let fields = vec![conference.fields[0].id.clone()];
        let value = json!({
            "id": "runde", "conference": "konferenz", "number": 2, "state": state,
            "rules": { "budget": { "field": 5 }, "max_per_challenge": 5 }, "results": "live",
            "access": "open", "shortlist": 5, "fields": fields, "slate": conference.slate(&fields),
        });
        serde_json::from_value(value).unwrap()
    }

    fn id(text: &str) -> ChallengeId {
        ChallengeId::parse(text).unwrap()
    }

    fn order(conference: &Conference) -> String {
        let ids = conference.challenges().map(|(_, challenge)| challenge.id.as_str());
        ids.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn each_line_becomes_a_challenge_without_its_bullet() {
        let mut conference = conference();
        let mut ids = ["a", "b"].map(id).into_iter();
        let field = &mut conference.fields[1];
        add_challenges(field, "- Nachweise\n\n • Beratung \n", || ids.next().unwrap()).unwrap();
        let texts: Vec<_> = field.challenges.iter().map(|one| german(&one.text)).collect();
        assert_eq!(texts, ["praktika", "Nachweise", "Beratung"]);
        let empty = add_challenges(field, " \n-\n", || id("c"));
        assert_eq!(empty, Err(ConferenceError::Text(TextError::Empty)));
    }

    #[rstest]
    #[case(0, Direction::Up, "kurse orte praktika")]
    #[case(1, Direction::Up, "orte kurse praktika")]
    #[case(0, Direction::Down, "orte kurse praktika")]
    #[case(1, Direction::Down, "kurse orte praktika")]
    fn a_challenge_is_moved_within_its_field(
        #[case] place: usize,
        #[case] direction: Direction,
        #[case] expected: &str,
    ) {
        let mut conference = conference();
        move_by_one(&mut conference.fields[0].challenges, place, direction);
        assert_eq!(order(&conference), expected);
    }

    #[rstest]
    #[case::prepared(RoundState::Prepared, Ok(()))]
    #[case::open(RoundState::Open, Err(ConferenceError::PutToVote { round: 2 }))]
    #[case::closed(RoundState::Closed, Err(ConferenceError::PutToVote { round: 2 }))]
    fn what_was_put_to_the_vote_is_not_removed(
        #[case] state: RoundState,
        #[case] expected: Result<(), ConferenceError>,
    ) {
        let mut conference = conference();
        let place = find_challenge(&conference, &id("orte")).unwrap();
        assert_eq!(remove_challenge(&mut conference, place, &[round(state)]), expected);
        assert_eq!(order(&conference).contains("orte"), expected.is_err());
        let place = find_challenge(&conference, &id("praktika")).unwrap();
        assert_eq!(remove_challenge(&mut conference, place, &[round(state)]), Ok(()));
    }

    #[rstest]
    #[case::prepared(RoundState::Prepared, Ok(()))]
    #[case::open(RoundState::Open, Err(ConferenceError::RoundOpen { round: 2 }))]
    #[case::closed(RoundState::Closed, Ok(()))]
    fn nothing_is_added_to_a_field_while_people_vote_on_it(
        #[case] state: RoundState,
        #[case] expected: Result<(), ConferenceError>,
    ) {
        let [voted_on, other] = ["sprache", "arbeit"].map(|id| FieldId::parse(id).unwrap());
        assert_eq!(check_addition(&voted_on, &[round(state)]), expected);
        assert_eq!(check_addition(&other, &[round(state)]), Ok(()));
    }

    #[test]
    fn a_field_of_a_round_is_not_removed() {
        let mut conference = conference();
        let rounds = [round(RoundState::Prepared)];
        let refused = remove_field(&mut conference, 0, &rounds);
        assert_eq!(refused, Err(ConferenceError::InRound { round: 2 }));
        assert_eq!(remove_field(&mut conference, 1, &rounds), Ok(()));
        assert_eq!(order(&conference), "kurse orte");
    }
}
