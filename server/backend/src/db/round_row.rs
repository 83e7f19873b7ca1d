//! A round as it is stored.

use super::DbError;
use super::column::{corrupt, from_bigint, from_optional_json, from_optional_text, from_text};
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
