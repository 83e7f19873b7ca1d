//! Asking the catalogue for one reader.

use super::catalogue::DatedCatalogue;
use crate::error::ServiceError;
use crate::service::Service;
use i18n::I18n;
use shared::finder::{Finder, Now};
use shared::language::UiLanguage;
use std::sync::Arc;

impl Service {
    /// The present moment with what takes place.
    pub(crate) fn now(&self, catalogue: &DatedCatalogue) -> Now {
        let local = self.0.clock.local();
        let stale_after = self.0.settings.stale_after;
        Now { local, calendar: catalogue.calendar(local.day), stale_after }
    }

    /// Asks the catalogue for one reader.
    pub(crate) async fn ask<T>(
        &self,
        language: UiLanguage,
        question: impl FnOnce(Finder<'_>) -> T,
    ) -> Result<T, ServiceError> {
        let held = self.catalogue().await?;
        let (labels, now) = (I18n::for_server(language), self.now(&held));
        Ok(question(Finder::new(&held.catalogue, &labels, &now)))
    }

    /// The catalogue as of at most a second ago, of the last change where it was announced, or,
    /// while a new one is made, the one before.
    pub(crate) async fn catalogue(&self) -> Result<Arc<DatedCatalogue>, ServiceError> {
        let recheck = self.0.settings.recheck;
        self.0.catalogue.load(&self.0.db, self.0.clock.now(), recheck).await
    }
}
