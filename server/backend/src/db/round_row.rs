//! A round as it is stored, and its fields and challenges in one value: as rows of their own they
//! would cost a batch of ballots more than the ballots.

use super::DbError;
use super::column::{corrupt, from_bigint, from_optional_json, from_optional_text, from_text};
use shared::id::{ChallengeId, FieldId};
use shared::time::Millis;
use shared::voting::ballot::{Seat, Slate};
use shared::voting::round::{Budget, Round, RoundRules, RoundState};

#[derive(sqlx::FromRow)]
pub(super) struct RoundRow {
    pub(super) id: String,
    conference_id: String,
    number: i64,
    state: String,
    closing_until: Option<i64>,
    budget_per: String,
    budget_dots: i64,
    max_per_challenge: i64,
    results: String,
    access: String,
    name: Option<String>,
    follows: Option<String>,
    choice: String,
    shortlist: i64,
    headings: String,
    slate: Option<String>,
}

/// The columns of the table.
macro_rules! columns {
    () => {
        "id, conference_id, number, state, closing_until, budget_per, budget_dots, \
         max_per_challenge, results, access, name, follows, choice, shortlist, headings"
    };
}
pub(super) use columns;

/// The columns of [`RoundRow`]; `slate` is what [`parse_slate`] reads.
macro_rules! selected {
    () => {
        concat!(
            $crate::db::round_row::columns!(),
            ", (select string_agg(round_field.field_id || ':' || coalesce(challenge.id, '') \
             || ':' || coalesce(challenge.part_of, ''), ',' \
             order by field.position, challenge.position) \
             from round_field join field on field.id = round_field.field_id \
             left join challenge on challenge.field_id = field.id \
             where round_field.round_id = round.id) as slate"
        )
    };
}
pub(super) use selected;

impl RoundRow {
    pub(super) fn into_round(self) -> Result<Round, DbError> {
        let (fields, slate) = parse_slate(self.slate.as_deref().unwrap_or_default())?;
        let dots: u32 = from_bigint("round.budget_dots", self.budget_dots)?;
        let budget = match self.budget_per.as_str() {
            "field" => Budget::Field(dots),
            "round" => Budget::Round(dots),
            other => return Err(corrupt("round.budget_per", &other)),
        };
        let max_per_challenge = from_bigint("round.max_per_challenge", self.max_per_challenge)?;
        Ok(Round {
            state: parse_state(&self.state, self.closing_until)?,
            id: from_text("round.id", self.id)?,
            conference: from_text("round.conference_id", self.conference_id)?,
            number: from_bigint("round.number", self.number)?,
            rules: RoundRules {
                budget,
                max_per_challenge,
                choice: from_text("round.choice", self.choice)?,
                headings: from_text("round.headings", self.headings)?,
            },
            name: from_optional_json("round.name", self.name.as_deref())?,
            follows: from_optional_text("round.follows", self.follows)?,
            shortlist: from_bigint("round.shortlist", self.shortlist)?,
            results: from_text("round.results", self.results)?,
            access: from_text("round.access", self.access)?,
            fields,
            slate,
        })
    }
}

/// The fields of a round in their order, and its challenges: `field:challenge:part_of`, separated by
/// commas. A field without challenges stands there once, and a challenge may be part of none.
fn parse_slate(text: &str) -> Result<(Vec<FieldId>, Slate), DbError> {
    let mut fields: Vec<FieldId> = Vec::new();
    let mut seats = Vec::new();
    for entry in text.split_terminator(',') {
        let mut ids = entry.split(':').map(|id| Some(id.to_owned()).filter(|id| !id.is_empty()));
        let mut next = || ids.next().flatten();
        let (field, challenge, part_of) = (next().unwrap_or_default(), next(), next());
        let field: FieldId = from_text("round_field.field_id", field)?;
        if let Some(challenge) = challenge {
            let challenge: ChallengeId = from_text("challenge.id", challenge)?;
            let part_of = from_optional_text("challenge.part_of", part_of)?;
            seats.push((challenge, Seat { field: field.clone(), part_of }));
        }
        if fields.last() != Some(&field) {
            fields.push(field);
        }
    }
    Ok((fields, seats.into_iter().collect()))
}

fn parse_state(state: &str, until: Option<i64>) -> Result<RoundState, DbError> {
    match (state, until) {
        ("prepared", _) => Ok(RoundState::Prepared),
        ("open", _) => Ok(RoundState::Open),
        ("closing", Some(until)) => Ok(RoundState::Closing { until: Millis(until) }),
        ("closed", _) => Ok(RoundState::Closed),
        _ => Err(corrupt("round.state", &state)),
    }
}

/// The columns `state` and `closing_until`. A closed round keeps the moment it ended, since people
/// who join later do not count as its participants.
pub(super) fn state_columns(state: RoundState, now: Millis) -> (&'static str, Option<i64>) {
    match state {
        RoundState::Prepared => ("prepared", None),
        RoundState::Open => ("open", None),
        RoundState::Closing { until } => ("closing", Some(until.0)),
        RoundState::Closed => ("closed", Some(now.0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_and_challenges_are_read_in_their_order() {
        let (fields, slate) = parse_slate("b:b1:,b:b1x:b1,a::,c:c1:").unwrap();
        assert_eq!(fields.iter().map(FieldId::as_str).collect::<Vec<_>>(), ["b", "a", "c"]);
        let id = |text: &str| ChallengeId::parse(text).unwrap();
        let seat = |field: &str, part_of: Option<&str>| Seat {
            field: FieldId::parse(field).unwrap(),
            part_of: part_of.map(id),
        };
        let expected = [
            (id("b1"), seat("b", None)),
            (id("b1x"), seat("b", Some("b1"))),
            (id("c1"), seat("c", None)),
        ];
        assert_eq!(slate, expected.into_iter().collect());
    }

    #[test]
    fn a_round_without_fields_has_none_and_a_damaged_one_is_an_error() {
        assert_eq!(parse_slate("").unwrap(), (Vec::new(), Slate::default()));
        assert!(parse_slate(":b1:").is_err());
        assert!(parse_slate("Feld 1:b1:").is_err());
    }
}
