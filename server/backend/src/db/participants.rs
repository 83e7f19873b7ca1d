//! Who has joined a conference.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::from_bigint;
use super::{DbError, Tx, on_db};
use crate::secret::Voter;
use shared::id::ConferenceId;
use shared::time::Millis;
use shared::voting::round::Round;

/// Records that a voter has joined; a second time changes nothing.
pub async fn insert_participant(
    tx: &mut Tx,
    conference: &ConferenceId,
    voter: &Voter,
    now: Millis,
) -> Result<(), DbError> {
    let sql = "insert into participant (conference_id, voter, joined_at) values ($1, $2, $3) \
               on conflict (conference_id, voter) do nothing";
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(conference.as_str())
            .bind(voter.as_str())
            .bind(now.0)
            .execute(db)
            .await
            .map(drop)
    })?;
    Ok(())
}

/// Whether a voter has joined.
pub async fn has_participant(
    tx: &mut Tx,
    conference: &ConferenceId,
    voter: &Voter,
) -> Result<bool, DbError> {
    let sql = "select cast(count(*) as bigint) from participant \
               where conference_id = $1 and voter = $2";
    let found: i64 = on_db!(tx, db => {
        sqlx::query_scalar(sql).bind(conference.as_str()).bind(voter.as_str()).fetch_one(db).await
    })?;
    Ok(found > 0)
}

/// How many voters had joined the conference when a round ended; while it is not closed, how many
/// have joined so far. Those whose ballots are left out do not count.
pub async fn count_joined(tx: &mut Tx, round: &Round) -> Result<u64, DbError> {
    let sql = "select cast(count(*) as bigint) from participant where conference_id = $1 \
               and exclusion_id is null and joined_at <= coalesce((select closing_until from round where id = $2), $3)";
    let count: i64 = on_db!(tx, db => {
        sqlx::query_scalar(sql)
            .bind(round.conference.as_str())
            .bind(round.id.as_str())
            .bind(i64::MAX)
            .fetch_one(db)
            .await
    })?;
    from_bigint("participant", count)
}
