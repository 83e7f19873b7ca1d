//! Ballots and their sums.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::row::{big, from_word, number};
use super::{DbError, Tx, on_db};
use crate::secret::Voter;
use shared::ballot::{Allocation, Ballot, Revision};
use shared::id::{BallotId, ChallengeId, RoundId};
use shared::tally::Tally;
use shared::time::Millis;

/// Loads a voter's ballot in a round.
pub async fn load_ballot(
    tx: &mut Tx,
    round: &RoundId,
    voter: &Voter,
) -> Result<Option<Ballot>, DbError> {
    let sql = "select id, revision from ballot where round_id = $1 and voter = $2";
    let found: Option<(String, i64)> = on_db!(tx, db => {
        sqlx::query_as(sql).bind(round.as_str()).bind(voter.as_str()).fetch_optional(db).await
    })?;
    let Some((id, revision)) = found else { return Ok(None) };
    let sql = "select challenge_id, dots from ballot_dot where ballot_id = $1";
    let rows: Vec<(String, i64)> =
        on_db!(tx, db => sqlx::query_as(sql).bind(&id).fetch_all(db).await)?;
    let dots: Result<Allocation, DbError> = rows
        .into_iter()
        .map(|(id, dots)| {
            let challenge: ChallengeId = from_word("ballot_dot.challenge_id", id)?;
            Ok((challenge, number("ballot_dot.dots", dots)?))
        })
        .collect();
    Ok(Some(Ballot { revision: Revision(number("ballot.revision", revision)?), dots: dots? }))
}

/// Stores a ballot in the place of the voter's older one; `false`, with nothing
/// changed, where the one that is held is as new or newer.
pub async fn save_ballot(
    tx: &mut Tx,
    round: &RoundId,
    voter: &Voter,
    (new_id, ballot, now): (BallotId, &Ballot, Millis),
) -> Result<bool, DbError> {
    let sql = "insert into ballot (id, round_id, voter, revision, updated_at) \
               values ($1, $2, $3, $4, $5) \
               on conflict (round_id, voter) do update \
               set revision = excluded.revision, updated_at = excluded.updated_at \
               where ballot.revision < excluded.revision \
               returning id";
    let revision: i64 = big("ballot.revision", ballot.revision.0)?;
    let stored: Option<String> = on_db!(tx, db => {
        sqlx::query_scalar(sql)
            .bind(new_id.as_str())
            .bind(round.as_str())
            .bind(voter.as_str())
            .bind(revision)
            .bind(now.0)
            .fetch_optional(db)
            .await
    })?;
    let Some(id) = stored else { return Ok(false) };
    let sql = "delete from ballot_dot where ballot_id = $1";
    on_db!(tx, db => sqlx::query(sql).bind(&id).execute(db).await.map(drop))?;
    for (challenge, dots) in ballot.dots.iter() {
        let sql = "insert into ballot_dot (ballot_id, challenge_id, dots) values ($1, $2, $3)";
        on_db!(tx, db => {
            sqlx::query(sql)
                .bind(&id)
                .bind(challenge.as_str())
                .bind(i64::from(dots))
                .execute(db)
                .await
                .map(drop)
        })?;
    }
    Ok(true)
}

/// How many ballots of a round hold at least one dot.
pub async fn count_ballots(tx: &mut Tx, round: &RoundId) -> Result<u64, DbError> {
    let sql = "select cast(count(*) as bigint) from ballot where round_id = $1 and exists \
               (select 1 from ballot_dot where ballot_id = ballot.id)";
    let count: i64 =
        on_db!(tx, db => sqlx::query_scalar(sql).bind(round.as_str()).fetch_one(db).await)?;
    number("ballot", count)
}

/// Adds up the dots of a round.
pub async fn load_tally(tx: &mut Tx, round: &RoundId) -> Result<Tally, DbError> {
    let sql = "select challenge_id, cast(sum(dots) as bigint) from ballot_dot \
               join ballot on ballot.id = ballot_id where round_id = $1 group by challenge_id";
    let sums: Vec<(String, i64)> =
        on_db!(tx, db => sqlx::query_as(sql).bind(round.as_str()).fetch_all(db).await)?;
    let mut tally = Tally { ballots: count_ballots(tx, round).await?, ..Tally::default() };
    for (challenge, dots) in sums {
        let challenge = from_word("ballot_dot.challenge_id", challenge)?;
        tally.dots.insert(challenge, number("ballot_dot.dots", dots)?);
    }
    Ok(tally)
}
