//! Who has joined a conference.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::from_bigint;
use super::{DbError, Tx, bulk, on_db};
use crate::secret::Voter;
use shared::id::ConferenceId;
use shared::time::Millis;
use shared::voting::round::Round;
use std::collections::HashSet;

/// A voter who joins a conference.
#[derive(Clone, Copy, Debug)]
pub struct Join<'a> {
    /// The conference.
    pub conference: &'a ConferenceId,
    /// The voter.
    pub voter: &'a Voter,
    /// When.
    pub at: Millis,
}

/// Records that voters have joined; a second time changes nothing.
pub async fn insert_participants(tx: &mut Tx, joins: &[Join<'_>]) -> Result<(), DbError> {
    let before = "insert into participant (conference_id, voter, joined_at) values";
    let after = "on conflict (conference_id, voter) do nothing";
    for group in bulk::groups(joins) {
        on_db!(tx, db => {
            let mut query = sqlx::query(bulk::with_rows(before, group, 3, after));
            for join in group {
                query = query
                    .bind(join.conference.as_str())
                    .bind(join.voter.as_str())
                    .bind(join.at.0);
            }
            query.execute(db).await.map(drop)
        })?;
    }
    Ok(())
}

/// Which of these voters have joined.
pub async fn find_participants(
    tx: &mut Tx,
    conference: &ConferenceId,
    voters: &[Voter],
) -> Result<HashSet<Voter>, DbError> {
    let before = "select voter from participant where conference_id = $1 and voter in";
    find_voters(tx, before, conference, voters).await
}

/// Whether anybody has joined a conference.
pub async fn has_participants(tx: &mut Tx, conference: &ConferenceId) -> Result<bool, DbError> {
    let sql = "select 1 from participant where conference_id = $1 limit 1";
    let found: Option<i32> = on_db!(tx, db => {
        sqlx::query_scalar(sql).bind(conference.as_str()).fetch_optional(db).await
    })?;
    Ok(found.is_some())
}

/// Which of these voters a query finds by their hashes.
pub(super) async fn find_voters(
    tx: &mut Tx,
    before: &'static str,
    conference: &ConferenceId,
    voters: &[Voter],
) -> Result<HashSet<Voter>, DbError> {
    let mut found = HashSet::new();
    for group in bulk::groups(voters) {
        let rows: Vec<String> = on_db!(tx, db => {
            let mut query = sqlx::query_scalar(bulk::with_list(before, group));
            query = query.bind(conference.as_str());
            for voter in group {
                query = query.bind(voter.as_str());
            }
            query.fetch_all(db).await
        })?;
        let is_found = |voter: &&Voter| rows.iter().any(|row| row == voter.as_str());
        found.extend(group.iter().filter(is_found).cloned());
    }
    Ok(found)
}

/// How many voters had joined the conference when a round ended; while it is not closed, how many
/// have joined so far. Those whose ballots are left out do not count.
pub async fn count_joined(tx: &mut Tx, round: &Round) -> Result<u64, DbError> {
    let sql = "select cast(count(*) as bigint) from participant where conference_id = $1 \
               and exclusion_id is null \
               and joined_at <= coalesce((select closing_until from round where id = $2), $3)";
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
