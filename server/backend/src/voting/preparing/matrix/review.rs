//! A matrix as it is read, and what importing it would change. Nothing is written.

use super::super::basis_of;
use super::super::editing::load;
use super::MatrixError;
use super::plan::{GoneRecord, Plan, Stored};
use super::staging::LoadedMatrix;
use crate::accounts::ConferenceOrganiser;
use crate::db::rounds;
use crate::db::staged_matrices::{MatrixDecisions, StagedDetails, StagedMatrix};
use crate::service::Service;
use exchange::conference::{FieldDifference, NewChallenge};
use exchange::matrix::Doubt;
use shared::desk::DeskError;
use shared::desk::conferences::{ConferenceError, Details, DetailsForm};
use shared::id::StagedFileId;
use shared::voting::conference::{Conference, Field};

/// What a matrix is looked at for.
#[derive(Clone, Debug)]
pub enum ReviewTarget {
    /// A new conference.
    New(Box<Details>),
    /// A conference as it is stored.
    Stored(Box<Conference>),
}

/// A matrix as it is read, and what it would change.
#[derive(Clone, Debug)]
pub struct MatrixReview {
    /// The file, with what was decided about it.
    pub file: StagedMatrix,
    /// What it is for.
    pub target: ReviewTarget,
    /// Number of rows read.
    pub rows: usize,
    /// What a person should look at.
    pub doubts: Vec<Doubt>,
    /// Names of sheets in which no matrix was found.
    pub unread_sheets: Vec<String>,
    /// The fields as they would be.
    pub fields: Vec<Field>,
    /// What differs from what is stored.
    pub differences: Vec<FieldDifference>,
    /// What the file no longer has.
    pub gone: Vec<GoneRecord>,
    /// Challenges that were not found again.
    pub new: Vec<NewChallenge>,
    /// Whether nothing would change.
    pub is_same: bool,
    /// Why it cannot be imported as it is.
    pub refusal: Option<ConferenceError>,
    /// Identifies what was shown.
    pub basis: String,
}

impl Service {
    /// Shows how a matrix is read and what importing it would change.
    ///
    /// # Errors
    /// [`MatrixError`]; [`DeskError::Missing`], [`DeskError::NotAllowed`].
    pub async fn review_matrix(
        &self,
        right: &ConferenceOrganiser,
        id: &StagedFileId,
    ) -> Result<MatrixReview, MatrixError> {
        let LoadedMatrix { staged, reading } = self.load_matrix(right, id).await?;
        let (plan, target, before) = match &staged.conference {
            None => {
                let details = new_details(&staged.decisions)?;
                (Plan::new(reading.draft), ReviewTarget::New(Box::new(details)), Vec::new())
            }
            Some(conference) => {
                let mut tx = self.read_rounds(self.0.clock.now()).await?;
                let conference = load(&mut tx, conference).await?;
                let rounds = rounds::load_rounds(&mut tx, &conference.id).await?;
                let stored = Stored { conference: &conference, rounds: &rounds };
                let plan = Plan::over(stored, reading.draft, &staged.decisions);
                let before = conference.fields.clone();
                (plan, ReviewTarget::Stored(Box::new(conference)), before)
            }
        };
        Ok(MatrixReview {
            basis: review_basis(&before, &staged.decisions)?,
            is_same: plan.fields == before,
            target,
            rows: reading.records,
            doubts: reading.doubts,
            unread_sheets: reading.unread_sheets,
            fields: plan.fields,
            differences: plan.differences,
            gone: plan.gone,
            new: plan.new,
            refusal: plan.refusal,
            file: staged,
        })
    }
}

/// Title, place, date and languages, which were checked when the file was uploaded.
pub(super) fn new_details(decisions: &MatrixDecisions) -> Result<Details, DeskError> {
    let StagedDetails { cells, languages } = decisions.details.clone().ok_or(DeskError::Missing)?;
    let form = DetailsForm { cells, languages, is_template: false };
    form.parse(None).map_err(|wrong| ConferenceError::Cells(wrong).into())
}

/// Identifies what a review was made from.
pub(super) fn review_basis(
    before: &[Field],
    decisions: &MatrixDecisions,
) -> Result<String, MatrixError> {
    Ok(basis_of(&(before, decisions))?)
}
