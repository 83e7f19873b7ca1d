//! Preparing conferences on the desk: the list, title and place, fields and challenges, who runs
//! them, what is still to be done.
//!
//! The right to prepare a conference includes steering it: [`Service::organise`] turns it into
//! the [`Organiser`] that rounds, board, paper and cards ask for.

mod checklist;
mod content;
mod details;
mod editing;
mod edits;
mod invitation;
mod list;
mod matrix;
mod people;
mod replacement;
mod texts;

pub use checklist::{Checklist, MissingTexts};
pub use content::{ContentStep, OpenConference};
pub use details::OpenDetails;
pub use edits::Direction;
pub use invitation::Invitation;
pub use list::{Beginnings, ConferenceSummary};
pub use matrix::{
    ConferenceFile, ConferenceFormat, GoneRecord, MatrixError, MatrixReview, MatrixTarget,
    ReviewTarget, WaitingMatrices,
};
pub use people::OrganiserAccount;
pub use texts::{OpenText, TextForm};

use super::organiser::Organiser;
use crate::accounts::{ConferenceOrganiser, ConferenceScope, Deed};
use crate::changes::Change;
use crate::db::{Tx, conference_accounts, conference_list};
use crate::error::ServiceError;
use crate::service::Service;
use serde::Serialize;
use shared::desk::DeskError;
use shared::desk::audit::{Action, SubjectKind};
use shared::digest::sha256;
use shared::id::ConferenceId;

impl Service {
    /// The permission to steer a conference, for somebody who may prepare it.
    ///
    /// # Errors
    /// [`DeskError::Missing`], [`DeskError::NotAllowed`].
    pub async fn organise(
        &self,
        right: &ConferenceOrganiser,
        id: &ConferenceId,
    ) -> Result<Organiser, ServiceError> {
        authorise(&mut self.0.db.read().await?, right, id).await
    }

    /// Records what was done to a conference, announces it and commits.
    async fn finish_preparing(
        &self,
        mut tx: Tx,
        organiser: &Organiser,
        step: PreparingStep<'_>,
    ) -> Result<(), ServiceError> {
        let deed = Deed {
            action: step.action,
            kind: SubjectKind::Conference,
            subject: organiser.conference.as_str(),
            detail: step.detail,
        };
        self.record_deed(&mut tx, &organiser.actor, deed).await?;
        tx.announce(Change::Content(organiser.conference.clone()));
        tx.announce(Change::Votes(organiser.conference.clone()));
        Ok(tx.commit().await?)
    }
}

/// What was done, for the audit log.
#[derive(Clone, Copy)]
struct PreparingStep<'a> {
    action: Action,
    /// What it was done to, such as a title.
    detail: &'a str,
}

/// The permission for one conference, within a transaction.
async fn authorise(
    tx: &mut Tx,
    right: &ConferenceOrganiser,
    id: &ConferenceId,
) -> Result<Organiser, ServiceError> {
    if conference_list::find_is_template(tx, id).await?.is_none() {
        return Err(DeskError::Missing.into());
    }
    let is_allowed = match right.scope() {
        ConferenceScope::All => true,
        ConferenceScope::Assigned(account) => {
            conference_accounts::load_assigned(tx, id).await?.contains(account)
        }
    };
    if !is_allowed {
        return Err(DeskError::NotAllowed.into());
    }
    Ok(Organiser { conference: id.clone(), actor: right.actor.clone() })
}

/// Identifies what a form was made from.
fn basis_of(content: &impl Serialize) -> Result<String, ServiceError> {
    Ok(sha256(&serde_json::to_string(content)?))
}
