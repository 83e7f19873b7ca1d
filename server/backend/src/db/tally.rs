//! The sums of a round's ballots, and its turnout.
//!
//! Sums are updated while ballots are written, so that a board's state costs a few rows however
//! many people have voted. The recount adds the ballots up again and compares.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::{from_bigint, from_text};
use super::{DbError, Tx, bulk, on_db, paper, participants};
use shared::id::{ChallengeId, FieldId, RoundId};
use shared::live::{FieldTurnout, Turnout};
use shared::voting::ballot::Ballot;
use shared::voting::round::Round;
use shared::voting::tally::Tally;
use std::collections::BTreeMap;

/// By how much a batch of ballots changes the sums of a round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TallyDelta {
    ballots: i64,
    dots: BTreeMap<ChallengeId, i64>,
    chosen: BTreeMap<FieldId, i64>,
}

impl TallyDelta {
    /// Replaces a voter's old ballot, if any, by a new one.
    pub fn replace(&mut self, old: Option<&Ballot>, new: &Ballot) {
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

/// By how much the dots of one challenge change.
struct DotDelta<'a> {
    challenge: &'a ChallengeId,
    dots: i64,
}

/// Applies a delta to the sums of a round.
pub async fn apply_delta(tx: &mut Tx, round: &RoundId, delta: &TallyDelta) -> Result<(), DbError> {
    let changed: Vec<DotDelta<'_>> = delta
        .dots
        .iter()
        .filter(|(_, dots)| **dots != 0)
        .map(|(challenge, dots)| DotDelta { challenge, dots: *dots })
        .collect();
    for group in bulk::groups(&changed) {
        let before = "insert into round_dot (round_id, challenge_id, dots) values";
        let after = "on conflict (round_id, challenge_id) do update \
                     set dots = round_dot.dots + excluded.dots";
        on_db!(tx, db => {
            let mut query = sqlx::query(bulk::with_rows(before, group, 3, after));
            for change in group {
                query =
                    query.bind(round.as_str()).bind(change.challenge.as_str()).bind(change.dots);
            }
            query.execute(db).await.map(drop)
        })?;
    }
    for (field, ballots) in delta.chosen.iter().filter(|(_, ballots)| **ballots != 0) {
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
    if delta.ballots != 0 {
        let sql = "update round set ballots = ballots + $1 where id = $2";
        on_db!(tx, db => {
            sqlx::query(sql).bind(delta.ballots).bind(round.as_str()).execute(db).await.map(drop)
        })?;
    }
    Ok(())
}

/// How many ballots of a round have at least one dot.
pub async fn count_ballots(tx: &mut Tx, round: &RoundId) -> Result<u64, DbError> {
    let sql = "select ballots from round where id = $1";
    let count: Option<i64> =
        on_db!(tx, db => sqlx::query_scalar(sql).bind(round.as_str()).fetch_optional(db).await)?;
    from_bigint("round.ballots", count.unwrap_or(0))
}

/// How many ballots have chosen each field of a round, in the conference's order; fields chosen by
/// none are left out.
pub async fn load_chosen(tx: &mut Tx, round: &RoundId) -> Result<Vec<FieldTurnout>, DbError> {
    let sql = "select field_id, chosen from round_field join field on field.id = field_id \
               where round_id = $1 and chosen > 0 order by field.position";
    let rows: Vec<(String, i64)> =
        on_db!(tx, db => sqlx::query_as(sql).bind(round.as_str()).fetch_all(db).await)?;
    let turnout = |(field, ballots)| {
        let field = from_text("round_field.field_id", field)?;
        Ok(FieldTurnout { field, ballots: from_bigint("round_field.chosen", ballots)? })
    };
    rows.into_iter().map(turnout).collect()
}

/// How many participants have joined, have voted, and have chosen each field.
pub async fn load_turnout(tx: &mut Tx, round: &Round) -> Result<Turnout, DbError> {
    Ok(Turnout {
        joined: participants::count_joined(tx, round).await?,
        done: count_ballots(tx, &round.id).await?,
        chosen: load_chosen(tx, &round.id).await?,
    })
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
        let challenge = from_text("round_dot.challenge_id", challenge)?;
        tally.dots.insert(challenge, from_bigint("round_dot.dots", dots)?);
    }
    Ok(tally)
}
