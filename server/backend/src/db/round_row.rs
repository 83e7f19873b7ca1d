//! A round as it is stored.

use super::DbError;
use super::row::{corrupt, from_json, from_word, from_word_if_any, number};
use shared::id::FieldId;
use shared::time::Millis;
use shared::voting::ballot::Slate;
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
}

/// The columns of [`RoundRow`].
macro_rules! columns {
    () => {
        "id, conference_id, number, state, closing_until, budget_per, budget_dots, \
         max_per_challenge, results, access, name, follows, choice, shortlist"
    };
}
pub(super) use columns;

impl RoundRow {
    pub(super) fn into_round(self, fields: Vec<FieldId>, slate: Slate) -> Result<Round, DbError> {
        let dots: u32 = number("round.budget_dots", self.budget_dots)?;
        let budget = match self.budget_per.as_str() {
            "field" => Budget::Field(dots),
            "round" => Budget::Round(dots),
            other => return Err(corrupt("round.budget_per", &other)),
        };
        let max_per_challenge = number("round.max_per_challenge", self.max_per_challenge)?;
        Ok(Round {
            state: read_state(&self.state, self.closing_until)?,
            id: from_word("round.id", self.id)?,
            conference: from_word("round.conference_id", self.conference_id)?,
            number: number("round.number", self.number)?,
            rules: RoundRules {
                budget,
                max_per_challenge,
                choice: from_word("round.choice", self.choice)?,
            },
            name: self.name.map(|name| from_json("round.name", &name)).transpose()?,
            follows: from_word_if_any("round.follows", self.follows)?,
            shortlist: number("round.shortlist", self.shortlist)?,
            results: from_word("round.results", self.results)?,
            access: from_word("round.access", self.access)?,
            fields,
            slate,
        })
    }
}

fn read_state(state: &str, until: Option<i64>) -> Result<RoundState, DbError> {
    match (state, until) {
        ("prepared", _) => Ok(RoundState::Prepared),
        ("open", _) => Ok(RoundState::Open),
        ("closing", Some(until)) => Ok(RoundState::Closing { until: Millis(until) }),
        ("closed", _) => Ok(RoundState::Closed),
        _ => Err(corrupt("round.state", &state)),
    }
}

/// A round that is closed keeps the moment: who joins later is no participant of it.
pub(super) fn state_columns(state: RoundState, now: Millis) -> (&'static str, Option<i64>) {
    match state {
        RoundState::Prepared => ("prepared", None),
        RoundState::Open => ("open", None),
        RoundState::Closing { until } => ("closing", Some(until.0)),
        RoundState::Closed => ("closed", Some(now.0)),
    }
}
