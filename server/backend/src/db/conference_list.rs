//! Conferences without their content, as lists show them.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::{
    from_bigint, from_json, from_optional_json, from_optional_text, from_text, to_json,
    to_optional_json,
};
use super::{DbError, Tx, on_db};
use jiff::civil::Date;
use shared::desk::conferences::Details;
use shared::id::{AccountId, ConferenceId};
use shared::text::Lines;
use shared::voting::join_code::JoinCode;

/// A conference without its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedConference {
    /// Identifier.
    pub id: ConferenceId,
    /// Join code.
    pub code: JoinCode,
    /// Title.
    pub title: Lines,
    /// Where it takes place.
    pub place: Option<Lines>,
    /// When.
    pub date: Option<Date>,
    /// Whether others may begin with it.
    pub is_template: bool,
    /// How many challenges it has, without sub-challenges.
    pub challenges: u64,
}

#[derive(sqlx::FromRow)]
struct ListedRow {
    id: String,
    code: String,
    title: String,
    place: Option<String>,
    held_on: Option<String>,
    is_template: bool,
    challenges: i64,
}

/// The columns of [`ListedRow`].
macro_rules! listed {
    () => {
        "select c.id, c.code, c.title, c.place, c.held_on, c.is_template, \
         (select cast(count(*) as bigint) from challenge join field on field.id = field_id \
         where field.conference_id = c.id and part_of is null) as challenges \
         from conference c "
    };
}

/// The latest conferences first; those without a day before them.
macro_rules! order {
    () => {
        "order by coalesce(c.held_on, '9999') desc, c.created_at desc, c.id"
    };
}

/// Every conference.
pub async fn load_all(tx: &mut Tx) -> Result<Vec<ListedConference>, DbError> {
    let sql = concat!(listed!(), order!());
    let rows: Vec<ListedRow> = on_db!(tx, db => sqlx::query_as(sql).fetch_all(db).await)?;
    rows.into_iter().map(ListedRow::into_listed).collect()
}

/// The conferences that an account runs.
pub async fn load_of_account(
    tx: &mut Tx,
    account: &AccountId,
) -> Result<Vec<ListedConference>, DbError> {
    let sql = concat!(
        listed!(),
        "join conference_account a on a.conference_id = c.id where a.account_id = $1 ",
        order!()
    );
    let rows: Vec<ListedRow> =
        on_db!(tx, db => sqlx::query_as(sql).bind(account.as_str()).fetch_all(db).await)?;
    rows.into_iter().map(ListedRow::into_listed).collect()
}

/// Every template.
pub async fn load_templates(tx: &mut Tx) -> Result<Vec<ListedConference>, DbError> {
    let sql = concat!(listed!(), "where c.is_template ", order!());
    let rows: Vec<ListedRow> = on_db!(tx, db => sqlx::query_as(sql).fetch_all(db).await)?;
    rows.into_iter().map(ListedRow::into_listed).collect()
}

/// Whether others may begin with a conference; `None` where there is no such conference.
pub async fn find_is_template(tx: &mut Tx, id: &ConferenceId) -> Result<Option<bool>, DbError> {
    let sql = "select is_template from conference where id = $1";
    Ok(on_db!(tx, db => sqlx::query_scalar(sql).bind(id.as_str()).fetch_optional(db).await)?)
}

/// Stores title, place, date, languages and programme of a conference.
pub async fn save_details(
    tx: &mut Tx,
    id: &ConferenceId,
    details: &Details,
) -> Result<(), DbError> {
    let sql = "update conference set title = $2, place = $3, held_on = $4, languages = $5, \
               is_template = $6, programme = $7 where id = $1";
    let title = to_json("conference.title", &details.title)?;
    let place = to_optional_json("conference.place", details.place.as_ref())?;
    let languages = to_json("conference.languages", &details.languages)?;
    let programme = to_json("conference.programme", &details.programme)?;
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(id.as_str())
            .bind(title)
            .bind(place)
            .bind(details.date.map(|day| day.to_string()))
            .bind(languages)
            .bind(details.is_template)
            .bind(programme)
            .execute(db)
            .await
            .map(drop)
    })?;
    Ok(())
}

/// Replaces the join code of a conference.
///
/// # Errors
/// [`DbError::Exists`] where another conference has it.
pub async fn save_code(tx: &mut Tx, id: &ConferenceId, code: &JoinCode) -> Result<(), DbError> {
    let sql = "update conference set code = $2 where id = $1";
    on_db!(tx, db => {
        sqlx::query(sql).bind(id.as_str()).bind(code.as_str()).execute(db).await.map(drop)
    })?;
    Ok(())
}

impl ListedRow {
    fn into_listed(self) -> Result<ListedConference, DbError> {
        Ok(ListedConference {
            id: from_text("conference.id", self.id)?,
            code: from_text("conference.code", self.code)?,
            title: from_json("conference.title", &self.title)?,
            place: from_optional_json("conference.place", self.place.as_deref())?,
            date: from_optional_text("conference.held_on", self.held_on)?,
            is_template: self.is_template,
            challenges: from_bigint("challenge", self.challenges)?,
        })
    }
}
