//! The directory of institutions, by city and topic.

use crate::error::ServiceError;
use crate::service::Service;
use shared::api::{ProviderDetail, ProviderPage};
use shared::error::Missing;
use shared::id::ProviderId;
use shared::language::UiLanguage;
use shared::search::OfferQuery;

impl Service {
    /// Institutions with public offers that answer a query: words of the name, cities, topics.
    /// Other filters are passed over.
    ///
    /// # Errors
    /// The database's only.
    pub async fn find_providers(&self, query: &OfferQuery) -> Result<ProviderPage, ServiceError> {
        // Nothing on this page is called by the interface.
        self.ask(UiLanguage::De, |finder| finder.find_providers(query)).await
    }

    /// An institution with what it offers.
    ///
    /// # Errors
    /// [`Missing::Provider`].
    pub async fn show_provider(
        &self,
        id: &ProviderId,
        language: UiLanguage,
    ) -> Result<ProviderDetail, ServiceError> {
        let shown = self.ask(language, |finder| finder.show_provider(id)).await??;
        shown.ok_or(ServiceError::missing(Missing::Provider))
    }
}
