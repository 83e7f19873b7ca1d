//! Groups of participants whose ballots are left out of the count.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::{from_bigint, from_text};
use super::{DbError, Tx, on_db};
use shared::api::ExclusionReason;
use shared::id::{ConferenceId, ExclusionId};
use shared::time::Millis;

/// A group of participants by the times at which they joined, and why their ballots are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exclusion {
    /// Identifier.
    pub id: ExclusionId,
    /// The first join.
    pub first: Millis,
    /// The last join.
    pub last: Millis,
    /// The organiser's reason.
    pub reason: ExclusionReason,
}

#[derive(sqlx::FromRow)]
pub(super) struct ExclusionRow {
    id: String,
    first_join: i64,
    last_join: i64,
    reason: String,
}

impl ExclusionRow {
    pub(super) fn into_exclusion(self) -> Result<Exclusion, DbError> {
        Ok(Exclusion {
            id: from_text("exclusion.id", self.id)?,
            first: Millis(self.first_join),
            last: Millis(self.last_join),
            reason: from_text("exclusion.reason", self.reason)?,
        })
    }
}

/// Loads when each participant whose ballots are counted has joined, in ascending order.
pub async fn load_join_times(
    tx: &mut Tx,
    conference: &ConferenceId,
) -> Result<Vec<Millis>, DbError> {
    let sql = "select joined_at from participant \
               where conference_id = $1 and exclusion_id is null order by joined_at";
    let times: Vec<i64> = on_db!(tx, db => {
        sqlx::query_scalar(sql).bind(conference.as_str()).fetch_all(db).await
    })?;
    Ok(times.into_iter().map(Millis).collect())
}

/// Stores a new exclusion.
pub async fn insert_exclusion(
    tx: &mut Tx,
    conference: &ConferenceId,
    exclusion: &Exclusion,
    now: Millis,
) -> Result<(), DbError> {
    let sql = "insert into exclusion \
               (id, conference_id, first_join, last_join, reason, excluded_at) \
               values ($1, $2, $3, $4, $5, $6)";
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(exclusion.id.as_str())
            .bind(conference.as_str())
            .bind(exclusion.first.0)
            .bind(exclusion.last.0)
            .bind(exclusion.reason.as_str())
            .bind(now.0)
            .execute(db)
            .await
            .map(drop)
    })?;
    Ok(())
}

/// Excludes the participants who joined within these times and are not excluded yet.
pub async fn exclude_participants(
    tx: &mut Tx,
    conference: &ConferenceId,
    exclusion: &Exclusion,
) -> Result<(), DbError> {
    let sql = "update participant set exclusion_id = $1 where conference_id = $2 \
               and exclusion_id is null and joined_at between $3 and $4";
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(exclusion.id.as_str())
            .bind(conference.as_str())
            .bind(exclusion.first.0)
            .bind(exclusion.last.0)
            .execute(db)
            .await
            .map(drop)
    })?;
    Ok(())
}

/// Ends an exclusion: its participants are like all others again.
pub async fn end_exclusion(tx: &mut Tx, id: &ExclusionId, now: Millis) -> Result<(), DbError> {
    let participants = "update participant set exclusion_id = null where exclusion_id = $1";
    on_db!(tx, db => {
        sqlx::query(participants).bind(id.as_str()).execute(db).await.map(drop)
    })?;
    let exclusion = "update exclusion set restored_at = $2 where id = $1";
    on_db!(tx, db => {
        sqlx::query(exclusion).bind(id.as_str()).bind(now.0).execute(db).await.map(drop)
    })?;
    Ok(())
}

/// Loads the exclusions of a conference that stand, in the order of joining.
pub async fn load_exclusions(
    tx: &mut Tx,
    conference: &ConferenceId,
) -> Result<Vec<Exclusion>, DbError> {
    let sql = "select id, first_join, last_join, reason from exclusion \
               where conference_id = $1 and restored_at is null order by first_join, id";
    let rows: Vec<ExclusionRow> = on_db!(tx, db => {
        sqlx::query_as(sql).bind(conference.as_str()).fetch_all(db).await
    })?;
    rows.into_iter().map(ExclusionRow::into_exclusion).collect()
}

/// A group of participants.
#[derive(Clone, Copy, Debug)]
pub enum Group<'a> {
    /// The participants of an exclusion.
    Excluded(&'a ExclusionId),
    /// Participants whose ballots are counted, by the times of joining.
    Counted {
        /// The first join.
        first: Millis,
        /// The last join.
        last: Millis,
    },
}

/// Counts the participants of a group.
pub async fn count_participants(
    tx: &mut Tx,
    conference: &ConferenceId,
    group: Group<'_>,
) -> Result<u64, DbError> {
    let sql = "select cast(count(*) as bigint) from participant where conference_id = $1 \
               and coalesce(exclusion_id, '') = $2 and joined_at between $3 and $4";
    let (exclusion, first, last) = group.bounds();
    let count: i64 = on_db!(tx, db => {
        sqlx::query_scalar(sql)
            .bind(conference.as_str())
            .bind(exclusion)
            .bind(first)
            .bind(last)
            .fetch_one(db)
            .await
    })?;
    from_bigint("participant", count)
}

impl Group<'_> {
    /// The exclusion or an empty text, and the bounds of joining.
    pub(super) fn bounds(&self) -> (&str, i64, i64) {
        match self {
            Self::Excluded(id) => (id.as_str(), i64::MIN, i64::MAX),
            Self::Counted { first, last } => ("", first.0, last.0),
        }
    }
}
