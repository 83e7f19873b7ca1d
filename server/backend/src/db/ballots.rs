//! Ballots, one per voter and round.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::{from_bigint, from_json, from_optional_text, from_text, to_bigint, to_json};
use super::{DbError, Tx, on_db};
use crate::secret::Voter;
use shared::id::{BallotId, FieldId, RoundId};
use shared::time::Millis;
use shared::voting::ballot::{Ballot, Revision};
use shared::voting::receipt::Receipt;

/// A ballot as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredBallot {
    /// Its random id.
    pub id: BallotId,
    /// Its revision and dots.
    pub ballot: Ballot,
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
    /// Used for a voter's first ballot; later ones keep the first id.
    pub id: &'a BallotId,
    /// Its revision and dots.
    pub ballot: &'a Ballot,
    /// When it is stored.
    pub at: Millis,
}

/// Stores a ballot, replacing the voter's older one. Returns the id it is stored under; `None`,
/// with nothing changed, where the stored revision is the same or newer.
pub async fn save_ballot(
    tx: &mut Tx,
    round: &RoundId,
    voter: &Voter,
    new: NewBallot<'_>,
) -> Result<Option<BallotId>, DbError> {
    let sql = "insert into ballot (id, round_id, voter, revision, updated_at, dots, field_id, \
               receipt) values ($1, $2, $3, $4, $5, $6, $7, $8) \
               on conflict (round_id, voter) do update \
               set revision = excluded.revision, updated_at = excluded.updated_at, \
               dots = excluded.dots, field_id = excluded.field_id \
               where ballot.revision < excluded.revision \
               returning id";
    let NewBallot { id, ballot, at } = new;
    let revision: i64 = to_bigint("ballot.revision", ballot.revision.0)?;
    let dots = to_json("ballot.dots", &ballot.dots)?;
    let receipt = Receipt::from_ballot(id);
    let stored: Option<String> = on_db!(tx, db => {
        sqlx::query_scalar(sql)
            .bind(id.as_str())
            .bind(round.as_str())
            .bind(voter.as_str())
            .bind(revision)
            .bind(at.0)
            .bind(dots)
            .bind(ballot.field.as_ref().map(FieldId::as_str))
            .bind(receipt.as_str())
            .fetch_optional(db)
            .await
    })?;
    from_optional_text("ballot.id", stored)
}

/// Whether any ballot was cast in a round, with or without dots.
pub async fn has_ballots(tx: &mut Tx, round: &RoundId) -> Result<bool, DbError> {
    let sql = "select cast(1 as bigint) from ballot where round_id = $1 limit 1";
    let found: Option<i64> =
        on_db!(tx, db => sqlx::query_scalar(sql).bind(round.as_str()).fetch_optional(db).await)?;
    Ok(found.is_some())
}
