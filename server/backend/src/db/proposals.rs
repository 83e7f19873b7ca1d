//! What providers want to be changed, waiting for an editor.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::{from_json, from_optional_text, from_text, to_json, to_text};
use super::{DbError, Tx, on_db};
use exchange::public_fields::PublicField;
use serde::{Deserialize, Serialize};
use shared::contact::Mail;
use shared::id::{OfferId, ProposalId};
use shared::language::LanguageTag;
use shared::text::Text;
use shared::time::Millis;
use std::collections::BTreeMap;

/// A remark of a provider to the editors, and an editor's answer.
pub type Remark = Text<1_000>;

/// A proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Its id.
    pub id: ProposalId,
    /// The offer.
    pub offer: OfferId,
    /// What is proposed.
    pub kind: ProposalKind,
    /// The fields to be changed; none where the offer has ended.
    pub fields: BTreeMap<PublicField, ProposedField>,
    /// What the provider says besides.
    pub remark: Option<Remark>,
    /// The address that the link was sent to, or that of the account.
    pub sender: Mail,
    /// The language of the page on which it was made.
    pub language: LanguageTag,
    /// When it was made.
    pub created_at: Millis,
    /// Whether and how it was decided.
    pub state: ProposalState,
    /// When it was decided.
    pub decided_at: Option<Millis>,
    /// What the provider was told.
    pub answer: Option<Remark>,
}

/// What is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProposalKind {
    /// Other words for some fields.
    Change,
    /// The offer no longer exists.
    Ended,
}

/// Whether and how a proposal was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProposalState {
    /// Not yet.
    Open,
    /// At least one field was taken.
    Accepted,
    /// Nothing was taken.
    Declined,
    /// The provider has sent another one, or confirmed the offer as it is.
    Replaced,
}

/// The words of a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedField {
    /// Before.
    pub before: String,
    /// As typed.
    pub typed: String,
}

#[derive(sqlx::FromRow)]
struct ProposalRow {
    id: String,
    offer_id: String,
    kind: String,
    fields: String,
    remark: Option<String>,
    sender: String,
    language: String,
    created_at: i64,
    state: String,
    decided_at: Option<i64>,
    answer: Option<String>,
}

impl ProposalRow {
    fn into_proposal(self) -> Result<Proposal, DbError> {
        Ok(Proposal {
            id: from_text("proposal.id", self.id)?,
            offer: from_text("proposal.offer_id", self.offer_id)?,
            kind: from_text("proposal.kind", self.kind)?,
            fields: from_json("proposal.fields", &self.fields)?,
            remark: from_optional_text("proposal.remark", self.remark)?,
            sender: from_text("proposal.sender", self.sender)?,
            language: from_text("proposal.language", self.language)?,
            created_at: Millis(self.created_at),
            state: from_text("proposal.state", self.state)?,
            decided_at: self.decided_at.map(Millis),
            answer: from_optional_text("proposal.answer", self.answer)?,
        })
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "select id, offer_id, kind, fields, remark, sender, language, created_at, state, \
             decided_at, answer from proposal ",
            $rest
        )
    };
}

/// Stores a new proposal.
pub async fn insert_proposal(tx: &mut Tx, proposal: &Proposal) -> Result<(), DbError> {
    let sql = "insert into proposal (id, offer_id, kind, fields, remark, sender, language, \
               created_at, state) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let kind = to_text("proposal.kind", &proposal.kind)?;
    let state = to_text("proposal.state", &proposal.state)?;
    let fields = to_json("proposal.fields", &proposal.fields)?;
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(proposal.id.as_str())
            .bind(proposal.offer.as_str())
            .bind(kind)
            .bind(fields)
            .bind(proposal.remark.as_ref().map(Text::as_str))
            .bind(proposal.sender.as_str())
            .bind(proposal.language.as_str())
            .bind(proposal.created_at.0)
            .bind(state)
            .execute(db)
            .await
            .map(drop)
    })?;
    Ok(())
}

/// Marks the open proposals about an offer as replaced.
pub async fn replace_open(tx: &mut Tx, offer: &OfferId, now: Millis) -> Result<(), DbError> {
    let sql = "update proposal set state = 'replaced', decided_at = $2 \
               where offer_id = $1 and state = 'open'";
    on_db!(tx, db => {
        sqlx::query(sql).bind(offer.as_str()).bind(now.0).execute(db).await.map(drop)
    })?;
    Ok(())
}

/// Stores how an open proposal was decided; `false` where it is no longer open.
pub async fn decide(tx: &mut Tx, proposal: &Proposal) -> Result<bool, DbError> {
    let sql = "update proposal set state = $2, decided_at = $3, answer = $4 \
               where id = $1 and state = 'open'";
    let state = to_text("proposal.state", &proposal.state)?;
    let decided = on_db!(tx, db => {
        sqlx::query(sql)
            .bind(proposal.id.as_str())
            .bind(state)
            .bind(proposal.decided_at.map(|moment| moment.0))
            .bind(proposal.answer.as_ref().map(Text::as_str))
            .execute(db)
            .await
            .map(|done| done.rows_affected())
    })?;
    Ok(decided > 0)
}

/// Finds a proposal.
pub async fn find_proposal(tx: &mut Tx, id: &ProposalId) -> Result<Option<Proposal>, DbError> {
    let sql = select!("where id = $1");
    let row: Option<ProposalRow> =
        on_db!(tx, db => sqlx::query_as(sql).bind(id.as_str()).fetch_optional(db).await)?;
    row.map(ProposalRow::into_proposal).transpose()
}

/// Loads the proposals about an offer, the latest first.
pub async fn load_of_offer(tx: &mut Tx, offer: &OfferId) -> Result<Vec<Proposal>, DbError> {
    let sql = select!("where offer_id = $1 order by created_at desc, id");
    let rows: Vec<ProposalRow> =
        on_db!(tx, db => sqlx::query_as(sql).bind(offer.as_str()).fetch_all(db).await)?;
    rows.into_iter().map(ProposalRow::into_proposal).collect()
}

/// Loads every open proposal, the oldest first.
pub async fn load_open(tx: &mut Tx) -> Result<Vec<Proposal>, DbError> {
    let sql = select!("where state = 'open' order by created_at, id");
    let rows: Vec<ProposalRow> = on_db!(tx, db => sqlx::query_as(sql).fetch_all(db).await)?;
    rows.into_iter().map(ProposalRow::into_proposal).collect()
}
