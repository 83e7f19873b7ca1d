//! Sticky dots on paper, counted by hand.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::{from_bigint, from_text, to_bigint};
use super::{DbError, Tx, on_db};
use shared::id::{ChallengeId, RoundId};
use std::collections::BTreeMap;

/// Replaces all sticky dots of a round.
pub async fn save_paper(
    tx: &mut Tx,
    round: &RoundId,
    paper: &BTreeMap<ChallengeId, u64>,
) -> Result<(), DbError> {
    let delete = "delete from paper_dot where round_id = $1";
    on_db!(tx, db => sqlx::query(delete).bind(round.as_str()).execute(db).await.map(drop))?;
    for (challenge, dots) in paper.iter().filter(|(_, dots)| **dots > 0) {
        let insert = "insert into paper_dot (round_id, challenge_id, dots) values ($1, $2, $3)";
        let dots: i64 = to_bigint("paper_dot.dots", *dots)?;
        on_db!(tx, db => {
            sqlx::query(insert)
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

/// Loads the sticky dots of a round, by challenge.
pub async fn load_paper(
    tx: &mut Tx,
    round: &RoundId,
) -> Result<BTreeMap<ChallengeId, u64>, DbError> {
    let sql = "select challenge_id, dots from paper_dot where round_id = $1";
    let rows: Vec<(String, i64)> =
        on_db!(tx, db => sqlx::query_as(sql).bind(round.as_str()).fetch_all(db).await)?;
    let pair = |(challenge, dots)| {
        let challenge = from_text("paper_dot.challenge_id", challenge)?;
        Ok((challenge, from_bigint("paper_dot.dots", dots)?))
    };
    rows.into_iter().map(pair).collect()
}
