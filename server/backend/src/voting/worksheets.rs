//! Worksheets: after a round has closed, tables work out what is on the shortlist.
//!
//! Everybody may read; writing needs the link for table devices, which the organiser gives out.

use super::organiser::Organiser;
use crate::db::worksheets::StoredWorksheet;
use crate::db::{DbError, Tx, rounds, tally, worksheets};
use crate::error::ServiceError;
use crate::qr::qr_modules;
use crate::service::Service;
use shared::error::Missing;
use shared::id::{ChallengeId, ConferenceId};
use shared::language::UiLanguage;
use shared::voting::conference::{Challenge, Conference, Field};
use shared::voting::join_code::JoinCode;
use shared::voting::round::{Round, RoundState};
use shared::voting::tally::{FieldResult, ResultRow, results};
use shared::voting::worksheet::{SheetError, SheetForm, Worksheet};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The right to write worksheets of a conference.
#[derive(Clone, Debug)]
pub struct TableRight {
    conference: ConferenceId,
}

/// The link for table devices.
#[derive(Clone, Debug)]
pub struct TableLink {
    /// The whole address.
    pub address: String,
    /// The address as rows of modules, `true` for dark.
    pub qr: Vec<Vec<bool>>,
    /// The conference's join code.
    pub code: JoinCode,
}

/// Worksheets of a conference.
#[derive(Clone, Debug)]
pub struct SheetList {
    /// The conference.
    pub conference: Arc<Conference>,
    /// Fields that a closed round has voted on.
    pub fields: Vec<FieldSheets>,
}

/// Worksheets of a field of action.
#[derive(Clone, Debug)]
pub struct FieldSheets {
    /// The field.
    pub field: Field,
    /// Its number, from 1.
    pub number: usize,
    /// Its challenges: the shortlist, best first, then others that have a sheet, then the rest.
    pub sheets: Vec<ChallengeSheet>,
}

/// The worksheet of a challenge.
#[derive(Clone, Debug)]
pub struct ChallengeSheet {
    /// The challenge.
    pub challenge: Challenge,
    /// Its number within the field, from 1.
    pub number: usize,
    /// Its result in the last closed round of its field.
    pub result: ResultRow,
    /// What was worked out.
    pub sheet: Worksheet,
}

impl ChallengeSheet {
    /// Whether the challenge is worked on: it is on the shortlist, or somebody has begun.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.result.is_shortlisted || !self.sheet.is_empty()
    }
}

impl SheetList {
    /// The worksheet of a challenge, with its field.
    #[must_use]
    pub fn find(&self, challenge: &ChallengeId) -> Option<(&FieldSheets, &ChallengeSheet)> {
        self.fields.iter().find_map(|field| {
            let sheet = field.sheets.iter().find(|sheet| sheet.challenge.id == *challenge)?;
            Some((field, sheet))
        })
    }
}

/// Why a worksheet is not stored.
#[derive(Debug, thiserror::Error)]
pub enum WorksheetError {
    /// The form cannot be taken.
    #[error(transparent)]
    Sheet(#[from] SheetError),
    /// Anything else.
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl From<DbError> for WorksheetError {
    fn from(error: DbError) -> Self {
        Self::Service(error.into())
    }
}

impl Service {
    /// Makes the link for table devices; it is always the same.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn show_table_link(
        &self,
        organiser: &Organiser,
        language: UiLanguage,
    ) -> Result<TableLink, ServiceError> {
        let mut tx = self.0.db.read().await?;
        let conference = self.load_own_conference(&mut tx, organiser).await?;
        let key = self.0.settings.secret.table_key(&conference.id);
        let code = conference.code.clone();
        let address = format!("{}/{}/sheets/{code}/{key}", self.0.public_url, language.tag());
        Ok(TableLink { qr: qr_modules(&address), address, code })
    }

    /// The right that the link for table devices gives.
    ///
    /// # Errors
    /// [`Missing::Conference`]; [`Missing::Page`] for a wrong key.
    pub async fn authorise_table(
        &self,
        code: &JoinCode,
        key: &str,
    ) -> Result<TableRight, ServiceError> {
        let conference = self.find_conference_id(code).await?;
        if self.0.settings.secret.verify_table_key(&conference, key) {
            Ok(TableRight { conference })
        } else {
            Err(ServiceError::missing(Missing::Page))
        }
    }

    /// Lists the worksheets of a conference; none before a round has closed.
    ///
    /// # Errors
    /// [`Missing::Conference`].
    pub async fn list_worksheets(&self, code: &JoinCode) -> Result<SheetList, ServiceError> {
        let mut tx = self.read_rounds(self.0.clock.now()).await?;
        let (conference, _) = self.load_with_round(&mut tx, code).await?;
        let mut sheets = worksheets::load_worksheets(&mut tx, &conference.id).await?;
        let results = last_results(&mut tx, &conference).await?;
        let fields = conference.fields.iter().enumerate().filter_map(|(index, field)| {
            let result = results.iter().find(|result| result.field == field.id)?;
            let sheets = field_sheets(field, result, &mut sheets);
            Some(FieldSheets { field: field.clone(), number: index + 1, sheets })
        });
        let fields = fields.collect();
        Ok(SheetList { conference, fields })
    }

    /// Stores what a table has written about a challenge that was voted on.
    ///
    /// # Errors
    /// [`SheetError`]; [`Missing::Page`] for a challenge that no closed round has voted on.
    pub async fn save_worksheet(
        &self,
        right: &TableRight,
        challenge: &ChallengeId,
        form: &SheetForm,
    ) -> Result<(), WorksheetError> {
        let now = self.0.clock.now();
        let mut tx = self.write_rounds(now).await?;
        rounds::lock_rounds(&mut tx, &right.conference).await?;
        let content = self.load_conference(&mut tx, &right.conference).await?;
        let found = content.challenges().find(|(_, one)| one.id == *challenge);
        let (field, _) = found.ok_or(ServiceError::missing(Missing::Page))?;
        let all = rounds::load_rounds(&mut tx, &right.conference).await?;
        let is_voted_on =
            |round: &Round| round.state == RoundState::Closed && round.fields.contains(&field.id);
        if !all.iter().any(is_voted_on) {
            return Err(ServiceError::missing(Missing::Page).into());
        }
        let held = worksheets::load_worksheets(&mut tx, &right.conference).await?;
        let sheet = held.get(challenge).cloned().unwrap_or_default().edited(form)?;
        let conference = &right.conference;
        let stored = StoredWorksheet { conference, challenge, sheet: &sheet, at: now };
        worksheets::save_worksheet(&mut tx, stored).await?;
        Ok(tx.commit().await?)
    }
}

/// The results of each field in the last closed round that voted on it.
async fn last_results(
    tx: &mut Tx,
    conference: &Conference,
) -> Result<Vec<FieldResult>, ServiceError> {
    let mut last: BTreeMap<_, FieldResult> = BTreeMap::new();
    let all = rounds::load_rounds(tx, &conference.id).await?;
    for round in all.iter().filter(|round| round.state == RoundState::Closed) {
        let tally = tally::load_tally(tx, &round.id).await?;
        let results = results(conference, round, &tally);
        last.extend(results.into_iter().map(|result| (result.field.clone(), result)));
    }
    Ok(last.into_values().collect())
}

/// The sheets of a field, best first within shortlist, begun, and the rest.
fn field_sheets(
    field: &Field,
    result: &FieldResult,
    sheets: &mut BTreeMap<ChallengeId, Worksheet>,
) -> Vec<ChallengeSheet> {
    let rows = result.rows.iter().filter_map(|row| {
        let index = field.challenges.iter().position(|one| one.id == row.challenge)?;
        let challenge = field.challenges.get(index)?.clone();
        let sheet = sheets.remove(&row.challenge).unwrap_or_default();
        Some(ChallengeSheet { challenge, number: index + 1, result: row.clone(), sheet })
    });
    let mut found: Vec<_> = rows.collect();
    found.sort_by_key(|sheet| (!sheet.result.is_shortlisted, sheet.sheet.is_empty()));
    found
}
