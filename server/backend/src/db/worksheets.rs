//! Worksheets of challenges.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::{from_json, from_text, to_json};
use super::{DbError, Tx, on_db};
use shared::id::{ChallengeId, ConferenceId};
use shared::time::Millis;
use shared::voting::worksheet::Worksheet;
use std::collections::BTreeMap;

/// Loads the worksheets of a conference.
pub async fn load_worksheets(
    tx: &mut Tx,
    conference: &ConferenceId,
) -> Result<BTreeMap<ChallengeId, Worksheet>, DbError> {
    let sql = "select challenge_id, content from worksheet where conference_id = $1";
    let rows: Vec<(String, String)> =
        on_db!(tx, db => sqlx::query_as(sql).bind(conference.as_str()).fetch_all(db).await)?;
    let sheet = |(challenge, content): (String, String)| {
        let challenge = from_text("worksheet.challenge_id", challenge)?;
        Ok((challenge, from_json("worksheet.content", &content)?))
    };
    rows.into_iter().map(sheet).collect()
}

/// Loads the challenges in whose worksheet something stands.
pub async fn load_worked_on(
    tx: &mut Tx,
    conference: &ConferenceId,
) -> Result<Vec<ChallengeId>, DbError> {
    let sql = "select challenge_id from worksheet where conference_id = $1 and content <> $2";
    let empty = to_json("worksheet.content", &Worksheet::default())?;
    let rows: Vec<(String,)> = on_db!(tx, db => {
        sqlx::query_as(sql).bind(conference.as_str()).bind(empty.as_str()).fetch_all(db).await
    })?;
    rows.into_iter().map(|(id,)| from_text("worksheet.challenge_id", id)).collect()
}

/// A worksheet to be stored.
#[derive(Clone, Copy, Debug)]
pub struct StoredWorksheet<'a> {
    /// The conference.
    pub conference: &'a ConferenceId,
    /// The challenge.
    pub challenge: &'a ChallengeId,
    /// What stands in it.
    pub sheet: &'a Worksheet,
    /// When it was written.
    pub at: Millis,
}

/// Stores a worksheet in place of an older one.
pub async fn save_worksheet(tx: &mut Tx, stored: StoredWorksheet<'_>) -> Result<(), DbError> {
    let sql = "insert into worksheet (conference_id, challenge_id, content, changed_at) \
               values ($1, $2, $3, $4) \
               on conflict (conference_id, challenge_id) \
               do update set content = excluded.content, changed_at = excluded.changed_at";
    let content = to_json("worksheet.content", stored.sheet)?;
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(stored.conference.as_str())
            .bind(stored.challenge.as_str())
            .bind(content)
            .bind(stored.at.0)
            .execute(db)
            .await
            .map(drop)
    })?;
    Ok(())
}
