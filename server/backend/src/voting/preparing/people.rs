//! Who runs a conference: accounts, and a secret link for others.

use super::{PreparingStep, authorise};
use crate::accounts::{Administrator, ConferenceOrganiser};
use crate::db::conference_accounts::{
    Assignment, delete_assignment, insert_assignment, load_assigned,
};
use crate::db::{accounts, conference_list, conferences};
use crate::error::ServiceError;
use crate::secret::OrganiserKey;
use crate::service::Service;
use crate::voting::organiser::Organiser;
use shared::desk::DeskError;
use shared::desk::account::{Account, Role};
use shared::desk::audit::Action;
use shared::desk::conferences::ConferenceError;
use shared::id::{AccountId, ConferenceId};

/// An account that can run conferences.
#[derive(Clone, Debug)]
pub struct OrganiserAccount {
    /// The account.
    pub account: Account,
    /// Whether it runs this one.
    pub is_assigned: bool,
}

impl Service {
    /// Lists the accounts of organisers, by name, with those that run this conference.
    ///
    /// # Errors
    /// [`DeskError::Missing`], [`DeskError::NotAllowed`].
    pub async fn list_organisers(
        &self,
        right: &ConferenceOrganiser,
        id: &ConferenceId,
    ) -> Result<Vec<OrganiserAccount>, ServiceError> {
        let mut tx = self.0.db.read().await?;
        authorise(&mut tx, right, id).await?;
        let assigned = load_assigned(&mut tx, id).await?;
        let organisers = accounts::load_accounts(&mut tx).await?.into_iter();
        Ok(organisers
            .filter(|account| account.grant.role == Role::Organiser)
            .map(|account| OrganiserAccount {
                is_assigned: assigned.contains(&account.id),
                account,
            })
            .collect())
    }

    /// Gives the conference to these accounts and to no other.
    ///
    /// # Errors
    /// [`DeskError::Missing`], [`ConferenceError::Account`].
    pub async fn assign_conference(
        &self,
        administrator: &Administrator,
        id: &ConferenceId,
        wanted: &[AccountId],
    ) -> Result<(), ServiceError> {
        let mut tx = self.0.db.write().await?;
        if conference_list::find_is_template(&mut tx, id).await?.is_none() {
            return Err(DeskError::Missing.into());
        }
        for account in load_assigned(&mut tx, id).await? {
            if !wanted.contains(&account) {
                delete_assignment(&mut tx, Assignment { conference: id, account: &account })
                    .await?;
            }
        }
        let mut names = Vec::new();
        for account in wanted {
            let found = accounts::find_account(&mut tx, account).await?;
            let found = found
                .filter(|account| account.grant.role == Role::Organiser)
                .ok_or(DeskError::from(ConferenceError::Account))?;
            insert_assignment(&mut tx, Assignment { conference: id, account }).await?;
            names.push(found.name.as_str().to_owned());
        }
        let organiser = Organiser { conference: id.clone(), actor: administrator.actor.clone() };
        let detail = names.join(", ");
        let step = PreparingStep { action: Action::AssignConference, detail: &detail };
        self.finish_preparing(tx, &organiser, step).await
    }

    /// Makes a secret link for organisers without an account; an earlier one ends.
    ///
    /// # Errors
    /// [`DeskError::Missing`], [`DeskError::NotAllowed`].
    pub async fn issue_organiser_link(
        &self,
        right: &ConferenceOrganiser,
        id: &ConferenceId,
    ) -> Result<OrganiserKey, ServiceError> {
        let key = OrganiserKey::random();
        let mut tx = self.0.db.write().await?;
        let organiser = authorise(&mut tx, right, id).await?;
        conferences::save_organiser_key(&mut tx, id, &key.hash()).await?;
        let step = PreparingStep { action: Action::IssueOrganiserLink, detail: "" };
        self.finish_preparing(tx, &organiser, step).await?;
        Ok(key)
    }
}
