//! Conferences, how they are looked up, and what their boards and phones show.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::{
    from_json, from_optional_json, from_optional_text, from_text, to_json, to_optional_json,
};
use super::{DbError, Tx, fields, on_db};
use crate::secret::OrganiserHash;
use shared::id::ConferenceId;
use shared::live::{BoardSetting, PhoneMessage};
use shared::time::Millis;
use shared::voting::conference::Conference;
use shared::voting::join_code::JoinCode;

#[derive(sqlx::FromRow)]
struct ConferenceRow {
    id: String,
    code: String,
    title: String,
    place: Option<String>,
    held_on: Option<String>,
    languages: String,
    programme: String,
}

/// Finds a conference by its code.
pub async fn find_conference(tx: &mut Tx, code: &JoinCode) -> Result<Option<Conference>, DbError> {
    let sql = "select id, code, title, place, held_on, languages, programme from conference \
               where code = $1";
    let found: Option<ConferenceRow> =
        on_db!(tx, db => sqlx::query_as(sql).bind(code.as_str()).fetch_optional(db).await)?;
    match found {
        Some(row) => Ok(Some(load_content(tx, row).await?)),
        None => Ok(None),
    }
}

/// Loads a conference by its id.
pub async fn load_conference(
    tx: &mut Tx,
    id: &ConferenceId,
) -> Result<Option<Conference>, DbError> {
    let sql = "select id, code, title, place, held_on, languages, programme from conference \
               where id = $1";
    let found: Option<ConferenceRow> =
        on_db!(tx, db => sqlx::query_as(sql).bind(id.as_str()).fetch_optional(db).await)?;
    match found {
        Some(row) => Ok(Some(load_content(tx, row).await?)),
        None => Ok(None),
    }
}

async fn load_content(tx: &mut Tx, row: ConferenceRow) -> Result<Conference, DbError> {
    let id = from_text("conference.id", row.id)?;
    Ok(Conference {
        code: from_text("conference.code", row.code)?,
        title: from_json("conference.title", &row.title)?,
        place: from_optional_json("conference.place", row.place.as_deref())?,
        date: from_optional_text("conference.held_on", row.held_on)?,
        languages: from_json("conference.languages", &row.languages)?,
        programme: from_json("conference.programme", &row.programme)?,
        fields: fields::load_fields(tx, &id).await?,
        id,
    })
}

/// Stores a new conference with its content.
///
/// # Errors
/// [`DbError::Exists`] where another conference has its code.
pub async fn insert_conference(
    tx: &mut Tx,
    conference: &Conference,
    now: Millis,
) -> Result<(), DbError> {
    let sql = "insert into conference \
               (id, code, title, place, held_on, created_at, languages, programme) \
               values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let languages = to_json("conference.languages", &conference.languages)?;
    let programme = to_json("conference.programme", &conference.programme)?;
    let title = to_json("conference.title", &conference.title)?;
    let place = to_optional_json("conference.place", conference.place.as_ref())?;
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(conference.id.as_str())
            .bind(conference.code.as_str())
            .bind(title)
            .bind(place)
            .bind(conference.date.map(|day| day.to_string()))
            .bind(now.0)
            .bind(languages)
            .bind(programme)
            .execute(db)
            .await
            .map(drop)
    })?;
    fields::save_fields(tx, conference).await
}

/// Stores fields and challenges of a conference as they are now; see [`fields::save_fields`].
///
/// # Errors
/// [`DbError::Engine`] where something that votes or rounds refer to is no longer there.
pub async fn save_content(tx: &mut Tx, conference: &Conference) -> Result<(), DbError> {
    fields::save_fields(tx, conference).await
}

/// Finds the id of the conference with this code, without its content.
pub async fn find_id(tx: &mut Tx, code: &JoinCode) -> Result<Option<ConferenceId>, DbError> {
    let sql = "select id from conference where code = $1";
    let found: Option<String> =
        on_db!(tx, db => sqlx::query_scalar(sql).bind(code.as_str()).fetch_optional(db).await)?;
    from_optional_text("conference.id", found)
}

/// Replaces the hash of the organiser's key; the old key no longer works.
pub async fn save_organiser_key(
    tx: &mut Tx,
    conference: &ConferenceId,
    key: &OrganiserHash,
) -> Result<(), DbError> {
    let sql = "update conference set organiser = $1 where id = $2";
    on_db!(tx, db => {
        sqlx::query(sql).bind(key.as_str()).bind(conference.as_str()).execute(db).await.map(drop)
    })?;
    Ok(())
}

/// Finds the conference whose organiser holds this key.
pub async fn find_by_organiser_key(
    tx: &mut Tx,
    key: &OrganiserHash,
) -> Result<Option<ConferenceId>, DbError> {
    let sql = "select id from conference where organiser = $1";
    let found: Option<String> =
        on_db!(tx, db => sqlx::query_scalar(sql).bind(key.as_str()).fetch_optional(db).await)?;
    from_optional_text("conference.id", found)
}

/// Loads what the board of a conference shows.
pub async fn load_board(tx: &mut Tx, conference: &ConferenceId) -> Result<BoardSetting, DbError> {
    let sql = "select board from conference where id = $1";
    let found: Option<String> = on_db!(tx, db => {
        sqlx::query_scalar(sql).bind(conference.as_str()).fetch_optional(db).await
    })?;
    found.map_or_else(|| Ok(BoardSetting::default()), |text| from_json("conference.board", &text))
}

/// Sets what the board of a conference shows.
pub async fn save_board(
    tx: &mut Tx,
    conference: &ConferenceId,
    setting: &BoardSetting,
) -> Result<(), DbError> {
    let sql = "update conference set board = $1 where id = $2";
    let board = to_json("conference.board", setting)?;
    on_db!(tx, db => {
        sqlx::query(sql).bind(board).bind(conference.as_str()).execute(db).await.map(drop)
    })?;
    Ok(())
}

/// Loads the message that all phones of a conference show, if any.
pub async fn load_message(
    tx: &mut Tx,
    conference: &ConferenceId,
) -> Result<Option<PhoneMessage>, DbError> {
    let sql = "select message from conference where id = $1";
    let found: Option<Option<String>> = on_db!(tx, db => {
        sqlx::query_scalar(sql).bind(conference.as_str()).fetch_optional(db).await
    })?;
    from_optional_text("conference.message", found.flatten())
}

/// Sets the message that all phones of a conference show; `None` takes it back.
pub async fn save_message(
    tx: &mut Tx,
    conference: &ConferenceId,
    message: Option<&PhoneMessage>,
) -> Result<(), DbError> {
    let sql = "update conference set message = $1 where id = $2";
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(message.map(PhoneMessage::as_str))
            .bind(conference.as_str())
            .execute(db)
            .await
            .map(drop)
    })?;
    Ok(())
}
