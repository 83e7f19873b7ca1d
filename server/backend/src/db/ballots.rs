//! Ballots and their sums.
//!
//! Sums are kept while ballots are written, so that a board's state costs a few rows however
//! many have voted. The recount adds the ballots up again and compares.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::row::{big, from_json, from_word, from_word_if_any, number, to_json};
use super::{DbError, Tx, on_db, paper};
use crate::secret::Voter;
use shared::id::{BallotId, ChallengeId, FieldId, RoundId};
use shared::live::{FieldTurnout, Turnout};
use shared::time::Millis;
use shared::voting::ballot::{Ballot, Revision};
use shared::voting::receipt::Receipt;
use shared::voting::round::Round;
use shared::voting::tally::Tally;
use std::collections::BTreeMap;

/// A ballot as it is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldBallot {
    /// Its random id.
    pub id: BallotId,
    /// What it holds.
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
    fn into_ballot(self) -> Result<HeldBallot, DbError> {
        let ballot = Ballot {
            revision: Revision(number("ballot.revision", self.revision)?),
            dots: from_json("ballot.dots", &self.dots)?,
            field: from_word_if_any("ballot.field_id", self.field_id)?,
        };
        Ok(HeldBallot { id: from_word("ballot.id", self.id)?, ballot })
    }
}

/// Loads a voter's ballot in a round.
pub async fn load_ballot(
    tx: &mut Tx,
    round: &RoundId,
    voter: &Voter,
) -> Result<Option<HeldBallot>, DbError> {
    let sql = "select id, revision, dots, field_id from ballot \
               where round_id = $1 and voter = $2";
    let found: Option<BallotRow> = on_db!(tx, db => {
        sqlx::query_as(sql).bind(round.as_str()).bind(voter.as_str()).fetch_optional(db).await
    })?;
    found.map(BallotRow::into_ballot).transpose()
}

/// Loads all ballots of a round, by id, which says nothing about who cast them or when.
pub async fn load_ballots(tx: &mut Tx, round: &RoundId) -> Result<Vec<HeldBallot>, DbError> {
    let sql = "select id, revision, dots, field_id from ballot where round_id = $1 order by id";
    let rows: Vec<BallotRow> =
        on_db!(tx, db => sqlx::query_as(sql).bind(round.as_str()).fetch_all(db).await)?;
    rows.into_iter().map(BallotRow::into_ballot).collect()
}

/// Loads the ballots of a round that have these words.
pub async fn find_by_receipt(
    tx: &mut Tx,
    round: &RoundId,
    receipt: &Receipt,
) -> Result<Vec<HeldBallot>, DbError> {
    let sql = "select id, revision, dots, field_id from ballot \
               where receipt = $1 and round_id = $2 order by id";
    let rows: Vec<BallotRow> = on_db!(tx, db => {
        sqlx::query_as(sql).bind(receipt.as_str()).bind(round.as_str()).fetch_all(db).await
    })?;
    rows.into_iter().map(BallotRow::into_ballot).collect()
}

/// A ballot to store.
#[derive(Clone, Copy, Debug)]
pub struct NewBallot<'a> {
    /// The id of a voter's first ballot; a later one keeps that.
    pub id: &'a BallotId,
    /// What it holds.
    pub ballot: &'a Ballot,
    /// When it is stored.
    pub at: Millis,
}

/// Stores a ballot in the place of the voter's older one. Answers with the id it is held
/// under; `None`, with nothing changed, where the one that is held is as new or newer.
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
    let revision: i64 = big("ballot.revision", ballot.revision.0)?;
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
    from_word_if_any("ballot.id", stored)
}

/// What a number of ballots change in the sums of a round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TallyChange {
    ballots: i64,
    dots: BTreeMap<ChallengeId, i64>,
    chosen: BTreeMap<FieldId, i64>,
}

impl TallyChange {
    /// Notes that a ballot has taken the place of another.
    pub fn note(&mut self, old: Option<&Ballot>, new: &Ballot) {
        if let Some(old) = old {
            self.add(old, -1);
        }
        self.add(new, 1);
    }

    fn add(&mut self, ballot: &Ballot, sign: i64) {
        let mut has_dots = false;
        for (challenge, dots) in ballot.dots.iter() {
            *self.dots.entry(challenge.clone()).or_default() += sign * i64::from(dots);
            has_dots = true;
        }
        self.ballots += sign * i64::from(has_dots);
        if let Some(field) = &ballot.field {
            *self.chosen.entry(field.clone()).or_default() += sign;
        }
    }
}

/// Brings the sums of a round up to date.
pub async fn add_to_tally(
    tx: &mut Tx,
    round: &RoundId,
    change: &TallyChange,
) -> Result<(), DbError> {
    for (challenge, dots) in change.dots.iter().filter(|(_, dots)| **dots != 0) {
        let sql = "insert into round_dot (round_id, challenge_id, dots) values ($1, $2, $3) \
                   on conflict (round_id, challenge_id) do update \
                   set dots = round_dot.dots + excluded.dots";
        on_db!(tx, db => {
            sqlx::query(sql)
                .bind(round.as_str())
                .bind(challenge.as_str())
                .bind(*dots)
                .execute(db)
                .await
                .map(drop)
        })?;
    }
    for (field, ballots) in change.chosen.iter().filter(|(_, ballots)| **ballots != 0) {
        let sql = "update round_field set chosen = chosen + $1 \
                   where round_id = $2 and field_id = $3";
        on_db!(tx, db => {
            sqlx::query(sql)
                .bind(*ballots)
                .bind(round.as_str())
                .bind(field.as_str())
                .execute(db)
                .await
                .map(drop)
        })?;
    }
    if change.ballots != 0 {
        let sql = "update round set ballots = ballots + $1 where id = $2";
        on_db!(tx, db => {
            sqlx::query(sql).bind(change.ballots).bind(round.as_str()).execute(db).await.map(drop)
        })?;
    }
    Ok(())
}

/// How many ballots of a round hold at least one dot.
pub async fn count_ballots(tx: &mut Tx, round: &RoundId) -> Result<u64, DbError> {
    let sql = "select ballots from round where id = $1";
    let count: Option<i64> =
        on_db!(tx, db => sqlx::query_scalar(sql).bind(round.as_str()).fetch_optional(db).await)?;
    number("round.ballots", count.unwrap_or(0))
}

/// Whether anybody has cast a ballot in a round, with or without dots.
pub async fn has_ballots(tx: &mut Tx, round: &RoundId) -> Result<bool, DbError> {
    let sql = "select cast(1 as bigint) from ballot where round_id = $1 limit 1";
    let found: Option<i64> =
        on_db!(tx, db => sqlx::query_scalar(sql).bind(round.as_str()).fetch_optional(db).await)?;
    Ok(found.is_some())
}

/// How many participants have chosen each field of a round, in the conference's order; fields
/// without any are left out.
pub async fn load_chosen(tx: &mut Tx, round: &RoundId) -> Result<Vec<FieldTurnout>, DbError> {
    let sql = "select field_id, chosen from round_field join field on field.id = field_id \
               where round_id = $1 and chosen > 0 order by field.position";
    let rows: Vec<(String, i64)> =
        on_db!(tx, db => sqlx::query_as(sql).bind(round.as_str()).fetch_all(db).await)?;
    let turnout = |(field, ballots)| {
        let field = from_word("round_field.field_id", field)?;
        Ok(FieldTurnout { field, ballots: number("round_field.chosen", ballots)? })
    };
    rows.into_iter().map(turnout).collect()
}

/// How many have joined, how many are done, and where they are.
pub async fn load_turnout(tx: &mut Tx, round: &Round) -> Result<Turnout, DbError> {
    Ok(Turnout {
        joined: count_joined(tx, round).await?,
        done: count_ballots(tx, &round.id).await?,
        chosen: load_chosen(tx, &round.id).await?,
    })
}

/// How many had joined the conference by the end of a round; all of them before that.
async fn count_joined(tx: &mut Tx, round: &Round) -> Result<u64, DbError> {
    let sql = "select cast(count(*) as bigint) from participant where conference_id = $1 \
               and joined_at <= coalesce((select closing_until from round where id = $2), $3)";
    let count: i64 = on_db!(tx, db => {
        sqlx::query_scalar(sql)
            .bind(round.conference.as_str())
            .bind(round.id.as_str())
            .bind(i64::MAX)
            .fetch_one(db)
            .await
    })?;
    number("participant", count)
}

/// The sums of a round.
pub async fn load_tally(tx: &mut Tx, round: &RoundId) -> Result<Tally, DbError> {
    let sql = "select challenge_id, dots from round_dot where round_id = $1 and dots > 0";
    let sums: Vec<(String, i64)> =
        on_db!(tx, db => sqlx::query_as(sql).bind(round.as_str()).fetch_all(db).await)?;
    let mut tally = Tally {
        ballots: count_ballots(tx, round).await?,
        paper: paper::load_paper(tx, round).await?,
        ..Tally::default()
    };
    for (challenge, dots) in sums {
        let challenge = from_word("round_dot.challenge_id", challenge)?;
        tally.dots.insert(challenge, number("round_dot.dots", dots)?);
    }
    Ok(tally)
}
