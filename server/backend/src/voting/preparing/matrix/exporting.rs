//! The content of a conference as a file that is imported again without loss.

use super::super::authorise;
use super::super::editing::load;
use crate::accounts::{Administrator, ConferenceOrganiser};
use crate::db::conferences;
use crate::error::ServiceError;
use crate::service::Service;
use exchange::conference::Draft;
use exchange::matrix::{Matrix, MatrixFormat, MatrixTitle, write};
use shared::error::Missing;
use shared::id::ConferenceId;
use shared::language::UiLanguage;
use shared::voting::conference::Conference;
use shared::voting::join_code::JoinCode;

/// File formats of a conference's content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConferenceFormat {
    /// The matrix as one table, in German.
    Csv,
    /// The matrix as a workbook with a sheet for each field, in German.
    Xlsx,
    /// Title, programme and content in all languages.
    Json,
}

/// The content of a conference as a file.
#[derive(Clone, Debug)]
pub struct ConferenceFile {
    /// The join code of the conference.
    pub code: JoinCode,
    /// The file's bytes.
    pub content: Vec<u8>,
}

impl Service {
    /// Exports the content of a conference.
    ///
    /// # Errors
    /// [`shared::desk::DeskError::Missing`], [`shared::desk::DeskError::NotAllowed`].
    pub async fn export_conference(
        &self,
        right: &ConferenceOrganiser,
        id: &ConferenceId,
        format: ConferenceFormat,
    ) -> Result<ConferenceFile, ServiceError> {
        let mut tx = self.0.db.read().await?;
        authorise(&mut tx, right, id).await?;
        let conference = load(&mut tx, id).await?;
        drop(tx);
        self.encode_conference(&conference, format)
    }

    /// The same for the conference with this code.
    ///
    /// # Errors
    /// [`Missing::Conference`].
    pub async fn export_conference_with_code(
        &self,
        _: &Administrator,
        code: &JoinCode,
        format: ConferenceFormat,
    ) -> Result<ConferenceFile, ServiceError> {
        let mut tx = self.0.db.read().await?;
        let found = conferences::find_conference(&mut tx, code).await?;
        drop(tx);
        let conference = found.ok_or(ServiceError::missing(Missing::Conference))?;
        self.encode_conference(&conference, format)
    }

    fn encode_conference(
        &self,
        conference: &Conference,
        format: ConferenceFormat,
    ) -> Result<ConferenceFile, ServiceError> {
        let matrix = |format| {
            let matrix = Matrix::of_conference(conference, &UiLanguage::De.into());
            let title = conference.title.pick(UiLanguage::De).text;
            write(&matrix, format, MatrixTitle { title: &title, made: self.today() })
        };
        let content = match format {
            ConferenceFormat::Csv => matrix(MatrixFormat::Csv)?,
            ConferenceFormat::Xlsx => matrix(MatrixFormat::Xlsx)?,
            ConferenceFormat::Json => Draft::of_conference(conference).encode()?,
        };
        Ok(ConferenceFile { code: conference.code.clone(), content })
    }
}
