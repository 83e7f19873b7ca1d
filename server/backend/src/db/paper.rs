//! Sticky dots that were counted by hand.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::row::{big, from_word, number};
use super::{DbError, Tx, on_db};
use shared::id::{ChallengeId, RoundId};
use std::collections::BTreeMap;

/// Puts these in the place of all sticky dots of a round.
pub async fn save_paper(
    tx: &mut Tx,
    round: &RoundId,
    paper: &BTreeMap<ChallengeId, u64>,
) -> Result<(), DbError> {
    let sql = "delete from paper_dot where round_id = $1";
    on_db!(tx, db => sqlx::query(sql).bind(round.as_str()).execute(db).await.map(drop))?;
    for (challenge, dots) in paper.iter().filter(|(_, dots)| **dots > 0) {
        let sql = "insert into paper_dot (round_id, challenge_id, dots) values ($1, $2, $3)";
        let dots: i64 = big("paper_dot.dots", *dots)?;
        on_db!(tx, db => {
            sqlx::query(sql)
                .bind(round.as_str())
                .bind(challenge.as_str())
                .bind(dots)
                .execute(db)
                .await
                .map(drop)
        })?;
    }
    Ok(())
}

/// The sticky dots of a round, by challenge.
pub async fn load_paper(
    tx: &mut Tx,
    round: &RoundId,
) -> Result<BTreeMap<ChallengeId, u64>, DbError> {
    let sql = "select challenge_id, dots from paper_dot where round_id = $1";
    let rows: Vec<(String, i64)> =
        on_db!(tx, db => sqlx::query_as(sql).bind(round.as_str()).fetch_all(db).await)?;
    let pair = |(challenge, dots)| {
        let challenge = from_word("paper_dot.challenge_id", challenge)?;
        Ok((challenge, number("paper_dot.dots", dots)?))
    };
    rows.into_iter().map(pair).collect()
}
