//! Fields of a conference with their challenges and sub-challenges.

use super::column::{
    from_bigint, from_json, from_optional_json, from_text, to_bigint, to_json, to_optional_json,
};
use super::{DbError, Tx, on_db};
use shared::id::{ChallengeId, ConferenceId, FieldId};
use shared::voting::conference::{Challenge, Conference, Field, SubChallenge};

#[derive(sqlx::FromRow)]
struct ChallengeRow {
    id: String,
    field_id: String,
    part_of: Option<String>,
    section: Option<String>,
    body: String,
    short_title: Option<String>,
    goals: String,
    notes: Option<String>,
    earlier_votes: Option<i64>,
}

/// Loads the fields of a conference with their challenges, in their order.
pub(super) async fn load_fields(
    tx: &mut Tx,
    conference: &ConferenceId,
) -> Result<Vec<Field>, DbError> {
    let sql = "select id, name from field where conference_id = $1 order by position";
    let fields: Vec<(String, String)> =
        on_db!(tx, db => sqlx::query_as(sql).bind(conference.as_str()).fetch_all(db).await)?;
    let sql = "select challenge.id, field_id, part_of, section, body, short_title, goals, notes, \
               earlier_votes \
               from challenge join field on field.id = field_id \
               where conference_id = $1 order by field.position, challenge.position";
    let challenges: Vec<ChallengeRow> =
        on_db!(tx, db => sqlx::query_as(sql).bind(conference.as_str()).fetch_all(db).await)?;
    fields
        .into_iter()
        .map(|(id, name)| {
            let challenges = challenges
                .iter()
                .filter(|row| row.field_id == id && row.part_of.is_none())
                .map(|row| row.to_challenge(&challenges))
                .collect::<Result<_, _>>()?;
            let name = from_json("field.name", &name)?;
            Ok(Field { id: from_text("field.id", id)?, name, challenges })
        })
        .collect()
}

impl ChallengeRow {
    /// A challenge with its sub-challenges, which are rows of the same table.
    fn to_challenge(&self, all: &[Self]) -> Result<Challenge, DbError> {
        let parts = all.iter().filter(|part| part.part_of.as_ref() == Some(&self.id));
        Ok(Challenge {
            id: from_text("challenge.id", self.id.clone())?,
            section: from_optional_json("challenge.section", self.section.as_deref())?,
            text: from_json("challenge.body", &self.body)?,
            short_title: from_optional_json("challenge.short_title", self.short_title.as_deref())?,
            goals: from_json("challenge.goals", &self.goals)?,
            notes: from_optional_json("challenge.notes", self.notes.as_deref())?,
            parts: parts.map(Self::to_sub_challenge).collect::<Result<_, _>>()?,
            earlier_votes: self.earlier_votes()?,
        })
    }

    fn earlier_votes(&self) -> Result<Option<u32>, DbError> {
        let votes = self.earlier_votes;
        votes.map(|votes| from_bigint("challenge.earlier_votes", votes)).transpose()
    }

    fn to_sub_challenge(&self) -> Result<SubChallenge, DbError> {
        let id = from_text("challenge.id", self.id.clone())?;
        let text = from_json("challenge.body", &self.body)?;
        Ok(SubChallenge { id, text, earlier_votes: self.earlier_votes()? })
    }
}

/// Positions are moved beyond this while a conference is saved, since two rows of a field never have
/// the same one, not even in between.
const ASIDE: i64 = 1_000_000;

/// Stores the fields of a conference with their challenges, in their order. Rows that are stored keep
/// their ids and what refers to them; rows that the conference no longer has are deleted.
pub(super) async fn save_fields(tx: &mut Tx, conference: &Conference) -> Result<(), DbError> {
    let aside = [
        "update challenge set position = position + $2 \
         where field_id in (select id from field where conference_id = $1)",
        "update field set position = position + $2 where conference_id = $1",
    ];
    let left = [
        "delete from challenge where position >= $2 \
         and field_id in (select id from field where conference_id = $1)",
        "delete from field where position >= $2 and conference_id = $1",
    ];
    for sql in aside {
        execute(tx, sql, &conference.id).await?;
    }
    for (position, field) in conference.fields.iter().enumerate() {
        save_field(tx, &conference.id, field, position).await?;
    }
    for sql in left {
        execute(tx, sql, &conference.id).await?;
    }
    Ok(())
}

async fn execute(tx: &mut Tx, sql: &'static str, conference: &ConferenceId) -> Result<(), DbError> {
    on_db!(tx, db => {
        sqlx::query(sql).bind(conference.as_str()).bind(ASIDE).execute(db).await.map(drop)
    })?;
    Ok(())
}

async fn save_field(
    tx: &mut Tx,
    conference: &ConferenceId,
    field: &Field,
    position: usize,
) -> Result<(), DbError> {
    let sql = "insert into field (id, conference_id, position, name) values ($1, $2, $3, $4) \
               on conflict (id) do update set position = excluded.position, name = excluded.name";
    let position: i64 = to_bigint("field.position", position)?;
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
        save_challenge(tx, field, challenge, position).await?;
        let parent = Parent { field: &field.id, challenge: &challenge.id };
        for (part, position) in challenge.parts.iter().zip(position + 1..) {
            save_sub_challenge(tx, parent, part, position).await?;
        }
        position += 1 + challenge.parts.len();
    }
    Ok(())
}

async fn save_challenge(
    tx: &mut Tx,
    field: &Field,
    challenge: &Challenge,
    position: usize,
) -> Result<(), DbError> {
    let sql = "insert into challenge \
               (id, field_id, position, body, short_title, goals, notes, earlier_votes, section) \
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
               on conflict (id) do update set field_id = excluded.field_id, \
               position = excluded.position, body = excluded.body, \
               short_title = excluded.short_title, goals = excluded.goals, \
               notes = excluded.notes, earlier_votes = excluded.earlier_votes, \
               section = excluded.section, part_of = null";
    let position: i64 = to_bigint("challenge.position", position)?;
    let body = to_json("challenge.body", &challenge.text)?;
    let short_title = to_optional_json("challenge.short_title", challenge.short_title.as_ref())?;
    let goals = to_json("challenge.goals", &challenge.goals)?;
    let notes = to_optional_json("challenge.notes", challenge.notes.as_ref())?;
    let section = to_optional_json("challenge.section", challenge.section.as_ref())?;
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(challenge.id.as_str())
            .bind(field.id.as_str())
            .bind(position)
            .bind(body)
            .bind(short_title)
            .bind(goals)
            .bind(notes)
            .bind(challenge.earlier_votes.map(i64::from))
            .bind(section)
            .execute(db)
            .await
            .map(drop)
    })?;
    Ok(())
}

/// The field and challenge that a sub-challenge is part of.
#[derive(Clone, Copy)]
struct Parent<'a> {
    field: &'a FieldId,
    challenge: &'a ChallengeId,
}

async fn save_sub_challenge(
    tx: &mut Tx,
    parent: Parent<'_>,
    part: &SubChallenge,
    position: usize,
) -> Result<(), DbError> {
    let sql = "insert into challenge (id, field_id, position, body, goals, part_of, earlier_votes) \
               values ($1, $2, $3, $4, '[]', $5, $6) \
               on conflict (id) do update set field_id = excluded.field_id, \
               position = excluded.position, body = excluded.body, part_of = excluded.part_of, \
               earlier_votes = excluded.earlier_votes";
    let position: i64 = to_bigint("challenge.position", position)?;
    let body = to_json("challenge.body", &part.text)?;
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(part.id.as_str())
            .bind(parent.field.as_str())
            .bind(position)
            .bind(body)
            .bind(parent.challenge.as_str())
            .bind(part.earlier_votes.map(i64::from))
            .execute(db)
            .await
            .map(drop)
    })?;
    Ok(())
}
