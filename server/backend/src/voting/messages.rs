//! The organiser's message to all phones of a conference.

use super::organiser::Organiser;
use crate::db::conferences;
use crate::error::ServiceError;
use crate::service::Service;
use shared::live::PhoneMessage;

impl Service {
    /// Shows a message on all phones until it is replaced or, by `None`, taken back.
    ///
    /// # Errors
    /// The database's only.
    pub async fn set_message(
        &self,
        organiser: &Organiser,
        message: Option<&PhoneMessage>,
    ) -> Result<(), ServiceError> {
        let mut tx = self.0.db.write().await?;
        conferences::save_message(&mut tx, &organiser.conference, message).await?;
        self.announce_and_commit(tx, organiser).await
    }
}
