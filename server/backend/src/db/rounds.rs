//! Rounds of voting and their states.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::{from_text, to_bigint, to_optional_json, to_text};
use super::round_row::{RoundRow, columns, selected, state_columns};
use super::{DbError, Tx, dialect, on_db};
use shared::id::{ConferenceId, RoundId};
use shared::time::Millis;
use shared::voting::round::{Budget, Round, RoundState};

/// Loads a round.
pub async fn load_round(tx: &mut Tx, id: &RoundId) -> Result<Option<Round>, DbError> {
    let sql = concat!("select ", selected!(), " from round where id = $1");
    let found: Option<RoundRow> =
        on_db!(tx, db => sqlx::query_as(sql).bind(id.as_str()).fetch_optional(db).await)?;
    found.map(RoundRow::into_round).transpose()
}

/// Loads a round and locks it: until the transaction ends, nobody else can vote in it or change its
/// state.
pub async fn load_round_for_update(tx: &mut Tx, id: &RoundId) -> Result<Option<Round>, DbError> {
    dialect::lock_round(tx, id).await?;
    load_round(tx, id).await
}

/// Locks the rounds of a conference: until the transaction ends, nobody else can prepare or open
/// one.
pub async fn lock_rounds(tx: &mut Tx, conference: &ConferenceId) -> Result<(), DbError> {
    dialect::lock_conference(tx, conference).await
}

/// Finds the current round: the last one that was opened, else the first prepared one.
pub async fn find_current_round(
    tx: &mut Tx,
    conference: &ConferenceId,
) -> Result<Option<Round>, DbError> {
    let sql = concat!(
        "select ",
        selected!(),
        " from round where conference_id = $1 \
         order by case when state = 'prepared' then 1 else 0 end, \
         case when state = 'prepared' then number else -number end limit 1"
    );
    let found: Option<RoundRow> =
        on_db!(tx, db => sqlx::query_as(sql).bind(conference.as_str()).fetch_optional(db).await)?;
    found.map(RoundRow::into_round).transpose()
}

/// Loads all rounds of a conference, ordered by number.
pub async fn load_rounds(tx: &mut Tx, conference: &ConferenceId) -> Result<Vec<Round>, DbError> {
    let sql =
        concat!("select ", selected!(), " from round where conference_id = $1 order by number");
    let rows: Vec<RoundRow> =
        on_db!(tx, db => sqlx::query_as(sql).bind(conference.as_str()).fetch_all(db).await)?;
    rows.into_iter().map(RoundRow::into_round).collect()
}

/// Stores a new round.
///
/// # Errors
/// [`DbError::Exists`] where the conference has a round of this number.
pub async fn insert_round(tx: &mut Tx, round: &Round) -> Result<(), DbError> {
    let sql = concat!(
        "insert into round (",
        columns!(),
        ") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
    );
    let (state, until) = state_columns(round.state, Millis(i64::MAX));
    let budget_per = match round.rules.budget {
        Budget::Field(_) => "field",
        Budget::Round(_) => "round",
    };
    let name = to_optional_json("round.name", round.name.as_ref())?;
    let results = to_text("round.results", &round.results)?;
    let access = to_text("round.access", &round.access)?;
    let choice = to_text("round.choice", &round.rules.choice)?;
    let headings = to_text("round.headings", &round.rules.headings)?;
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(round.id.as_str())
            .bind(round.conference.as_str())
            .bind(i64::from(round.number))
            .bind(state)
            .bind(until)
            .bind(budget_per)
            .bind(i64::from(round.rules.budget.dots()))
            .bind(i64::from(round.rules.max_per_challenge))
            .bind(results)
            .bind(access)
            .bind(name)
            .bind(round.follows.as_ref().map(RoundId::as_str))
            .bind(choice)
            .bind(i64::from(round.shortlist))
            .bind(headings)
            .execute(db)
            .await
            .map(drop)
    })?;
    insert_fields(tx, round).await
}

async fn insert_fields(tx: &mut Tx, round: &Round) -> Result<(), DbError> {
    let sql = "insert into round_field (round_id, field_id) values ($1, $2)";
    for field in &round.fields {
        on_db!(tx, db => {
            sqlx::query(sql).bind(round.id.as_str()).bind(field.as_str()).execute(db).await.map(drop)
        })?;
    }
    Ok(())
}

/// Deletes a round with all its ballots.
pub async fn delete_round(tx: &mut Tx, id: &RoundId) -> Result<(), DbError> {
    let sql = "delete from round where id = $1";
    on_db!(tx, db => sqlx::query(sql).bind(id.as_str()).execute(db).await.map(drop))?;
    Ok(())
}

/// Finds the rounds whose grace period is over but which are not stored as closed.
pub async fn find_ended_rounds(tx: &mut Tx, now: Millis) -> Result<Vec<RoundId>, DbError> {
    let sql = "select id from round where state = 'closing' and closing_until <= $1 order by id";
    let ids: Vec<String> =
        on_db!(tx, db => sqlx::query_scalar(sql).bind(now.0).fetch_all(db).await)?;
    ids.into_iter().map(|id| from_text("round.id", id)).collect()
}

/// Stores a round whose grace period is over as closed; `closing_until` stays the moment it ended.
/// Returns its conference, or `None` where nothing was to be done.
pub async fn end_round(
    tx: &mut Tx,
    id: &RoundId,
    now: Millis,
) -> Result<Option<ConferenceId>, DbError> {
    let sql = "update round set state = 'closed' \
               where id = $1 and state = 'closing' and closing_until <= $2 \
               returning conference_id";
    let conference: Option<String> = on_db!(tx, db => {
        sqlx::query_scalar(sql).bind(id.as_str()).bind(now.0).fetch_optional(db).await
    })?;
    conference.map(|id| from_text("round.conference_id", id)).transpose()
}

/// A transition of a round from one state to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StateChange {
    /// The state it must be in.
    pub from: RoundState,
    /// The state it changes to.
    pub to: RoundState,
    /// The moment of the change.
    pub at: Millis,
}

/// Changes the state of a round; `false` where it is not in the state the change starts from.
pub async fn update_state(tx: &mut Tx, id: &RoundId, change: StateChange) -> Result<bool, DbError> {
    let sql = "update round set state = $1, closing_until = $2 where id = $3 and state = $4";
    let (state, until) = state_columns(change.to, change.at);
    let (from, _) = state_columns(change.from, change.at);
    let changed = on_db!(tx, db => {
        sqlx::query(sql)
            .bind(state)
            .bind(until)
            .bind(id.as_str())
            .bind(from)
            .execute(db)
            .await
            .map(|done| done.rows_affected())
    })?;
    Ok(to_bigint::<u64>("round.state", changed)? > 0)
}
