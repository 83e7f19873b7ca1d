//! Ballots, one per voter and round.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::{from_bigint, from_json, from_optional_text, from_text, to_bigint, to_json};
use super::{CorruptValue, DbError, Tx, bulk, on_db};
use crate::secret::Voter;
use shared::id::{BallotId, FieldId, RoundId};
use shared::time::Millis;
use shared::voting::ballot::{Ballot, Revision};
use shared::voting::receipt::Receipt;
use std::collections::HashMap;

/// A ballot as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredBallot {
    /// Its random id.
    pub id: BallotId,
    /// Its revision and dots.
    pub ballot: Ballot,
}

#[derive(sqlx::FromRow)]
struct VoterBallotRow {
    voter: String,
    #[sqlx(flatten)]
    ballot: BallotRow,
}

#[derive(sqlx::FromRow)]
struct BallotRow {
    id: String,
    revision: i64,
    dots: String,
    field_id: Option<String>,
}

impl BallotRow {
    fn into_stored(self) -> Result<StoredBallot, DbError> {
        let ballot = Ballot {
            revision: Revision(from_bigint("ballot.revision", self.revision)?),
            dots: from_json("ballot.dots", &self.dots)?,
            field: from_optional_text("ballot.field_id", self.field_id)?,
        };
        Ok(StoredBallot { id: from_text("ballot.id", self.id)?, ballot })
    }
}

/// Loads a voter's ballot in a round.
pub async fn load_ballot(
    tx: &mut Tx,
    round: &RoundId,
    voter: &Voter,
) -> Result<Option<StoredBallot>, DbError> {
    let sql = "select id, revision, dots, field_id from ballot \
               where round_id = $1 and voter = $2";
    let found: Option<BallotRow> = on_db!(tx, db => {
        sqlx::query_as(sql).bind(round.as_str()).bind(voter.as_str()).fetch_optional(db).await
    })?;
    found.map(BallotRow::into_stored).transpose()
}

/// Loads the ballots of these voters in a round. A ballot that cannot be decoded is an error of its
/// own, so that it does not keep the others from being read.
pub async fn load_ballots_of(
    tx: &mut Tx,
    round: &RoundId,
    voters: &[Voter],
) -> Result<HashMap<Voter, Result<StoredBallot, CorruptValue>>, DbError> {
    let before = "select voter, id, revision, dots, field_id from ballot \
                  where round_id = $1 and voter in";
    let mut loaded = HashMap::new();
    for group in bulk::groups(voters) {
        let rows: Vec<VoterBallotRow> = on_db!(tx, db => {
            let mut query = sqlx::query_as(bulk::with_list(before, group)).bind(round.as_str());
            for voter in group {
                query = query.bind(voter.as_str());
            }
            query.fetch_all(db).await
        })?;
        for VoterBallotRow { voter, ballot } in rows {
            let stored = match ballot.into_stored() {
                Ok(stored) => Ok(stored),
                Err(DbError::Corrupt(error)) => Err(error),
                Err(error) => return Err(error),
            };
            if let Some(voter) = group.iter().find(|known| known.as_str() == voter) {
                loaded.insert(voter.clone(), stored);
            }
        }
    }
    Ok(loaded)
}

/// Loads all ballots of a round, ordered by id: random, so the order does not reveal who cast them
/// or when.
pub async fn load_ballots(tx: &mut Tx, round: &RoundId) -> Result<Vec<StoredBallot>, DbError> {
    let sql = "select id, revision, dots, field_id from ballot where round_id = $1 order by id";
    let rows: Vec<BallotRow> =
        on_db!(tx, db => sqlx::query_as(sql).bind(round.as_str()).fetch_all(db).await)?;
    rows.into_iter().map(BallotRow::into_stored).collect()
}

/// Loads the ballots of a round with this receipt; different ballots may share one.
pub async fn find_by_receipt(
    tx: &mut Tx,
    round: &RoundId,
    receipt: &Receipt,
) -> Result<Vec<StoredBallot>, DbError> {
    let sql = "select id, revision, dots, field_id from ballot \
               where receipt = $1 and round_id = $2 order by id";
    let rows: Vec<BallotRow> = on_db!(tx, db => {
        sqlx::query_as(sql).bind(receipt.as_str()).bind(round.as_str()).fetch_all(db).await
    })?;
    rows.into_iter().map(BallotRow::into_stored).collect()
}

/// A ballot to store.
#[derive(Clone, Copy, Debug)]
pub struct NewBallot<'a> {
    /// Whose it is.
    pub voter: &'a Voter,
    /// Its id, which a voter's later ballots keep, and its content.
    pub stored: &'a StoredBallot,
    /// When it is stored.
    pub at: Millis,
}

/// Stores ballots of different voters, each replacing the voter's older one. Returns how many were
/// stored: those whose stored revision is the same or newer are left out.
pub async fn save_ballots(
    tx: &mut Tx,
    round: &RoundId,
    ballots: &[NewBallot<'_>],
) -> Result<u64, DbError> {
    let before = "insert into ballot (id, round_id, voter, revision, updated_at, dots, field_id, \
                  receipt) values";
    let after = "on conflict (round_id, voter) do update \
                 set revision = excluded.revision, updated_at = excluded.updated_at, \
                 dots = excluded.dots, field_id = excluded.field_id \
                 where ballot.revision < excluded.revision";
    let mut saved = 0;
    for group in bulk::groups(ballots) {
        let columns = group.iter().map(ballot_columns).collect::<Result<Vec<_>, _>>()?;
        saved += on_db!(tx, db => {
            let mut query = sqlx::query(bulk::with_rows(before, group, 8, after));
            for (new, columns) in group.iter().zip(columns) {
                query = query
                    .bind(new.stored.id.as_str())
                    .bind(round.as_str())
                    .bind(new.voter.as_str())
                    .bind(columns.revision)
                    .bind(new.at.0)
                    .bind(columns.dots)
                    .bind(new.stored.ballot.field.as_ref().map(FieldId::as_str))
                    .bind(columns.receipt);
            }
            query.execute(db).await.map(|done| done.rows_affected())
        })?;
    }
    Ok(saved)
}

/// Encoded columns of a ballot.
struct BallotColumns {
    revision: i64,
    dots: String,
    receipt: String,
}

fn ballot_columns(new: &NewBallot<'_>) -> Result<BallotColumns, DbError> {
    Ok(BallotColumns {
        revision: to_bigint("ballot.revision", new.stored.ballot.revision.0)?,
        dots: to_json("ballot.dots", &new.stored.ballot.dots)?,
        receipt: Receipt::from_ballot(&new.stored.id).as_str().to_owned(),
    })
}

/// Whether any ballot was cast in a round, with or without dots.
pub async fn has_ballots(tx: &mut Tx, round: &RoundId) -> Result<bool, DbError> {
    let sql = "select cast(1 as bigint) from ballot where round_id = $1 limit 1";
    let found: Option<i64> =
        on_db!(tx, db => sqlx::query_scalar(sql).bind(round.as_str()).fetch_optional(db).await)?;
    Ok(found.is_some())
}
