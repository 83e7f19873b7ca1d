//! Queries of the catalogue for one reader.

use super::catalogue::CatalogueSnapshot;
use crate::error::ServiceError;
use crate::service::Service;
use i18n::I18n;
use shared::finder::{Finder, Now};
use shared::language::UiLanguage;
use std::sync::Arc;

impl Service {
    /// The current moment, with the calendar of what takes place.
    pub(crate) fn now(&self, snapshot: &CatalogueSnapshot) -> Now {
        let local = self.0.clock.local();
        let stale_after = self.0.settings.stale_after;
        Now { local, calendar: snapshot.calendar(local.day), stale_after }
    }

    /// Runs a query over the catalogue, with labels in the reader's language.
    pub(crate) async fn query_catalogue<T>(
        &self,
        language: UiLanguage,
        query: impl FnOnce(Finder<'_>) -> T,
    ) -> Result<T, ServiceError> {
        let snapshot = self.load_catalogue().await?;
        let (labels, now) = (I18n::for_server(language), self.now(&snapshot));
        Ok(query(Finder::new(&snapshot.catalogue, &labels, &now)))
    }

    /// The catalogue as of the last announced change, and at most a second old; while a new one is
    /// built, the previous one.
    pub(crate) async fn load_catalogue(&self) -> Result<Arc<CatalogueSnapshot>, ServiceError> {
        self.0.catalogue.load(&self.0.db, self.0.clock.now(), &self.0.settings).await
    }
}
