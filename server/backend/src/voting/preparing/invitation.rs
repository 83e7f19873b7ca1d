//! What invitations on paper say: the conference, and how to join it.

use super::authorise;
use super::editing::load;
use crate::accounts::ConferenceOrganiser;
use crate::error::ServiceError;
use crate::qr::qr_modules;
use crate::service::Service;
use shared::id::ConferenceId;
use shared::voting::conference::Conference;

/// A conference and how to join it.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// The conference with its content.
    pub conference: Conference,
    /// The address to type or scan, with the scheme.
    pub address: String,
    /// The address as rows of modules, `true` for dark; empty where it is too long.
    pub qr: Vec<Vec<bool>>,
}

impl Service {
    /// Loads what invitations on paper say.
    ///
    /// # Errors
    /// [`shared::desk::DeskError::Missing`], [`shared::desk::DeskError::NotAllowed`].
    pub async fn load_invitation(
        &self,
        right: &ConferenceOrganiser,
        id: &ConferenceId,
    ) -> Result<Invitation, ServiceError> {
        let mut tx = self.0.db.read().await?;
        authorise(&mut tx, right, id).await?;
        let conference = load(&mut tx, id).await?;
        let address = self.join_address(&conference.code);
        Ok(Invitation { qr: qr_modules(&address), conference, address })
    }
}
