//! Rounds of voting and where they stand.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::round_row::{RoundRow, columns, state_columns};
use super::row::{big, from_word, from_word_if_any, to_json, to_word};
use super::{DbError, Tx, dialect, on_db};
use shared::id::{ChallengeId, ConferenceId, FieldId, RoundId};
use shared::time::Millis;
use shared::voting::ballot::Seat;
use shared::voting::round::{Budget, Round, RoundState};

/// Loads a round.
pub async fn load_round(tx: &mut Tx, id: &RoundId) -> Result<Option<Round>, DbError> {
    let sql = concat!("select ", columns!(), " from round where id = $1");
    let found = on_db!(tx, db => sqlx::query_as(sql).bind(id.as_str()).fetch_optional(db).await)?;
    into_round(tx, found).await
}

/// Loads a round and keeps others from voting in it or moving it until the transaction ends.
pub async fn load_round_to_vote(tx: &mut Tx, id: &RoundId) -> Result<Option<Round>, DbError> {
    let found = dialect::round_row_locked(tx, id).await?;
    into_round(tx, found).await
}

/// Keeps others from preparing and opening rounds of a conference until the transaction ends.
pub async fn lock_rounds(tx: &mut Tx, conference: &ConferenceId) -> Result<(), DbError> {
    dialect::lock_conference(tx, conference).await
}

/// The round that counts in the hall: the last one that was opened, else the first that is
/// prepared.
pub async fn current_round(
    tx: &mut Tx,
    conference: &ConferenceId,
) -> Result<Option<Round>, DbError> {
    let sql = concat!(
        "select ",
        columns!(),
        " from round where conference_id = $1 \
         order by case when state = 'prepared' then 1 else 0 end, \
         case when state = 'prepared' then number else -number end limit 1"
    );
    let found =
        on_db!(tx, db => sqlx::query_as(sql).bind(conference.as_str()).fetch_optional(db).await)?;
    into_round(tx, found).await
}

/// All rounds of a conference, by number.
pub async fn load_rounds(tx: &mut Tx, conference: &ConferenceId) -> Result<Vec<Round>, DbError> {
    let sql =
        concat!("select ", columns!(), " from round where conference_id = $1 order by number");
    let rows: Vec<RoundRow> =
        on_db!(tx, db => sqlx::query_as(sql).bind(conference.as_str()).fetch_all(db).await)?;
    let mut rounds = Vec::with_capacity(rows.len());
    for row in rows {
        rounds.extend(into_round(tx, Some(row)).await?);
    }
    Ok(rounds)
}

async fn into_round(tx: &mut Tx, row: Option<RoundRow>) -> Result<Option<Round>, DbError> {
    let Some(row) = row else { return Ok(None) };
    let sql = "select round_field.field_id, challenge.id, challenge.part_of from round_field \
               join field on field.id = round_field.field_id \
               left join challenge on challenge.field_id = field.id \
               where round_id = $1 order by field.position, challenge.position";
    let lines: Vec<(String, Option<String>, Option<String>)> =
        on_db!(tx, db => sqlx::query_as(sql).bind(&row.id).fetch_all(db).await)?;
    let mut fields: Vec<FieldId> = Vec::new();
    let mut slate = Vec::new();
    for (field, challenge, part_of) in lines {
        let field: FieldId = from_word("round_field.field_id", field)?;
        if let Some(challenge) = challenge {
            let part_of: Option<ChallengeId> = from_word_if_any("challenge.part_of", part_of)?;
            let challenge: ChallengeId = from_word("challenge.id", challenge)?;
            slate.push((challenge, Seat { field: field.clone(), part_of }));
        }
        if fields.last() != Some(&field) {
            fields.push(field);
        }
    }
    row.into_round(fields, slate.into_iter().collect()).map(Some)
}

/// Stores a new round.
///
/// # Errors
/// [`DbError::Exists`] where the conference has a round of this number.
pub async fn insert_round(tx: &mut Tx, round: &Round) -> Result<(), DbError> {
    let sql = concat!(
        "insert into round (",
        columns!(),
        ") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
    );
    let (state, until) = state_columns(round.state, Millis(i64::MAX));
    let budget_per = match round.rules.budget {
        Budget::Field(_) => "field",
        Budget::Round(_) => "round",
    };
    let name = round.name.as_ref().map(|name| to_json("round.name", name)).transpose()?;
    let (results, access, choice) = (
        to_word("round.results", &round.results)?,
        to_word("round.access", &round.access)?,
        to_word("round.choice", &round.rules.choice)?,
    );
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
            .execute(db)
            .await
            .map(drop)
    })?;
    insert_fields(tx, round).await
}

async fn insert_fields(tx: &mut Tx, round: &Round) -> Result<(), DbError> {
    for field in &round.fields {
        let sql = "insert into round_field (round_id, field_id) values ($1, $2)";
        on_db!(tx, db => {
            sqlx::query(sql).bind(round.id.as_str()).bind(field.as_str()).execute(db).await.map(drop)
        })?;
    }
    Ok(())
}

/// Takes a round away, with whatever was cast in it.
pub async fn delete_round(tx: &mut Tx, id: &RoundId) -> Result<(), DbError> {
    let sql = "delete from round where id = $1";
    on_db!(tx, db => sqlx::query(sql).bind(id.as_str()).execute(db).await.map(drop))?;
    Ok(())
}

/// A step of a round from one state to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StateChange {
    /// Where it stands.
    pub from: RoundState,
    /// Where it goes.
    pub to: RoundState,
    /// When.
    pub at: Millis,
}

/// Moves a round to another state; `false` where it does not stand where the change begins.
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
    Ok(big::<u64>("round.state", changed)? > 0)
}
