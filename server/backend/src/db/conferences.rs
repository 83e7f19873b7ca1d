//! Conferences with their fields and challenges, and who has joined.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::row::{big, from_json, from_word, from_word_if_any, number, to_json};
use super::{DbError, Tx, on_db};
use crate::secret::{OrganiserHash, Voter};
use serde::Serialize;
use shared::id::{ChallengeId, ConferenceId, FieldId};
use shared::live::BoardSetting;
use shared::time::Millis;
use shared::voting::conference::{Challenge, Conference, Field, SubChallenge};
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

#[derive(sqlx::FromRow)]
struct ChallengeRow {
    id: String,
    field_id: String,
    part_of: Option<String>,
    section: Option<String>,
    body: String,
    goal: Option<String>,
    audience: Option<String>,
    measures: String,
    earlier_votes: Option<i64>,
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
    let sql = "select id, name from field where conference_id = $1 order by position";
    let fields: Vec<(String, String)> =
        on_db!(tx, db => sqlx::query_as(sql).bind(&row.id).fetch_all(db).await)?;
    let sql = "select challenge.id, field_id, part_of, section, body, goal, audience, measures, \
               earlier_votes \
               from challenge join field on field.id = field_id \
               where conference_id = $1 order by field.position, challenge.position";
    let challenges: Vec<ChallengeRow> =
        on_db!(tx, db => sqlx::query_as(sql).bind(&row.id).fetch_all(db).await)?;
    let mut content = Vec::new();
    for (id, name) in fields {
        let own = challenges.iter().filter(|row| row.field_id == id && row.part_of.is_none());
        let own = own.map(|row| read_challenge(row, &challenges));
        content.push(Field {
            challenges: own.collect::<Result<_, _>>()?,
            name: from_json("field.name", &name)?,
            id: from_word("field.id", id)?,
        });
    }
    Ok(Conference {
        id: from_word("conference.id", row.id)?,
        code: from_word("conference.code", row.code)?,
        title: from_json("conference.title", &row.title)?,
        place: row.place.map(|place| from_json("conference.place", &place)).transpose()?,
        date: from_word_if_any("conference.held_on", row.held_on)?,
        languages: from_json("conference.languages", &row.languages)?,
        programme: from_json("conference.programme", &row.programme)?,
        fields: content,
    })
}

/// A challenge with its sub-challenges, which are rows of the same table.
fn read_challenge(row: &ChallengeRow, all: &[ChallengeRow]) -> Result<Challenge, DbError> {
    let section = row.section.as_deref().map(|text| from_json("challenge.section", text));
    let goal = row.goal.as_deref().map(|goal| from_json("challenge.goal", goal));
    let audience = row.audience.as_deref().map(|text| from_json("challenge.audience", text));
    let votes = row.earlier_votes.map(|votes| number("challenge.earlier_votes", votes));
    let parts = all.iter().filter(|part| part.part_of.as_ref() == Some(&row.id)).map(read_part);
    Ok(Challenge {
        id: from_word("challenge.id", row.id.clone())?,
        section: section.transpose()?,
        text: from_json("challenge.body", &row.body)?,
        goal: goal.transpose()?,
        audience: audience.transpose()?,
        measures: from_json("challenge.measures", &row.measures)?,
        parts: parts.collect::<Result<_, _>>()?,
        earlier_votes: votes.transpose()?,
    })
}

fn read_part(row: &ChallengeRow) -> Result<SubChallenge, DbError> {
    let id = from_word("challenge.id", row.id.clone())?;
    Ok(SubChallenge { id, text: from_json("challenge.body", &row.body)? })
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
    let place = to_json_if_any("conference.place", conference.place.as_ref())?;
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
    for (position, field) in conference.fields.iter().enumerate() {
        insert_field(tx, &conference.id, field, position).await?;
    }
    Ok(())
}

async fn insert_field(
    tx: &mut Tx,
    conference: &ConferenceId,
    field: &Field,
    position: usize,
) -> Result<(), DbError> {
    let sql = "insert into field (id, conference_id, position, name) values ($1, $2, $3, $4)";
    let position: i64 = big("field.position", position)?;
    let name = to_json("field.name", &field.name)?;
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(field.id.as_str())
            .bind(conference.as_str())
            .bind(position)
            .bind(name)
            .execute(db)
            .await
            .map(drop)
    })?;
    let mut position = 0;
    for challenge in &field.challenges {
        insert_challenge(tx, field, challenge, position).await?;
        for (part, place) in challenge.parts.iter().zip(position + 1..) {
            let parent = Parent { field: &field.id, challenge: &challenge.id };
            insert_part(tx, parent, part, place).await?;
        }
        position += 1 + challenge.parts.len();
    }
    Ok(())
}

async fn insert_challenge(
    tx: &mut Tx,
    field: &Field,
    challenge: &Challenge,
    position: usize,
) -> Result<(), DbError> {
    let sql = "insert into challenge \
               (id, field_id, position, body, goal, audience, measures, earlier_votes, section) \
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let position: i64 = big("challenge.position", position)?;
    let body = to_json("challenge.body", &challenge.text)?;
    let goal = to_json_if_any("challenge.goal", challenge.goal.as_ref())?;
    let audience = to_json_if_any("challenge.audience", challenge.audience.as_ref())?;
    let measures = to_json("challenge.measures", &challenge.measures)?;
    let section = to_json_if_any("challenge.section", challenge.section.as_ref())?;
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(challenge.id.as_str())
            .bind(field.id.as_str())
            .bind(position)
            .bind(body)
            .bind(goal)
            .bind(audience)
            .bind(measures)
            .bind(challenge.earlier_votes.map(i64::from))
            .bind(section)
            .execute(db)
            .await
            .map(drop)
    })?;
    Ok(())
}

/// Where a sub-challenge belongs.
#[derive(Clone, Copy)]
struct Parent<'a> {
    field: &'a FieldId,
    challenge: &'a ChallengeId,
}

async fn insert_part(
    tx: &mut Tx,
    parent: Parent<'_>,
    part: &SubChallenge,
    position: usize,
) -> Result<(), DbError> {
    let sql = "insert into challenge (id, field_id, position, body, measures, part_of) \
               values ($1, $2, $3, $4, '[]', $5)";
    let position: i64 = big("challenge.position", position)?;
    let body = to_json("challenge.body", &part.text)?;
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(part.id.as_str())
            .bind(parent.field.as_str())
            .bind(position)
            .bind(body)
            .bind(parent.challenge.as_str())
            .execute(db)
            .await
            .map(drop)
    })?;
    Ok(())
}

fn to_json_if_any<T: Serialize>(
    column: &'static str,
    value: Option<&T>,
) -> Result<Option<String>, DbError> {
    value.map(|value| to_json(column, value)).transpose()
}

/// Notes that somebody has joined; a second time changes nothing.
pub async fn insert_participant(
    tx: &mut Tx,
    conference: &ConferenceId,
    voter: &Voter,
    now: Millis,
) -> Result<(), DbError> {
    let sql = "insert into participant (conference_id, voter, joined_at) values ($1, $2, $3) \
               on conflict (conference_id, voter) do nothing";
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(conference.as_str())
            .bind(voter.as_str())
            .bind(now.0)
            .execute(db)
            .await
            .map(drop)
    })?;
    Ok(())
}

/// Whether somebody has joined.
pub async fn has_participant(
    tx: &mut Tx,
    conference: &ConferenceId,
    voter: &Voter,
) -> Result<bool, DbError> {
    let sql = "select cast(count(*) as bigint) from participant \
               where conference_id = $1 and voter = $2";
    let found: i64 = on_db!(tx, db => {
        sqlx::query_scalar(sql).bind(conference.as_str()).bind(voter.as_str()).fetch_one(db).await
    })?;
    Ok(found > 0)
}

/// The id behind a code, without the content.
pub async fn find_id(tx: &mut Tx, code: &JoinCode) -> Result<Option<ConferenceId>, DbError> {
    let sql = "select id from conference where code = $1";
    let found: Option<String> =
        on_db!(tx, db => sqlx::query_scalar(sql).bind(code.as_str()).fetch_optional(db).await)?;
    from_word_if_any("conference.id", found)
}

/// Puts a new hash in the place of the organiser's; the old key ends.
pub async fn save_organiser(
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

/// The conference whose organiser holds this key.
pub async fn find_by_organiser(
    tx: &mut Tx,
    key: &OrganiserHash,
) -> Result<Option<ConferenceId>, DbError> {
    let sql = "select id from conference where organiser = $1";
    let found: Option<String> =
        on_db!(tx, db => sqlx::query_scalar(sql).bind(key.as_str()).fetch_optional(db).await)?;
    from_word_if_any("conference.id", found)
}

/// What the board of a conference shows.
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
