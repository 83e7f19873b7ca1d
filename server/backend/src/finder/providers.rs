//! The directory of institutions, by city and topic.

use crate::db::providers;
use crate::error::ServiceError;
use crate::service::Service;
use shared::api::{ProviderDetail, ProviderPage};
use shared::error::Missing;
use shared::id::ProviderId;
use shared::language::UiLanguage;
use shared::provider::Provider;
use shared::search::OfferQuery;

impl Service {
    /// Finds institutions with public offers or contact persons that match a query: words of the name
    /// and of a contact person, cities, topics. Other filters are ignored.
    ///
    /// # Errors
    /// The database's only.
    pub async fn find_providers(
        &self,
        query: &OfferQuery,
        language: UiLanguage,
    ) -> Result<ProviderPage, ServiceError> {
        self.query_catalogue(language, |finder| finder.find_providers(query)).await
    }

    /// Every provider, by name.
    ///
    /// # Errors
    /// The database's only.
    pub async fn list_providers(&self) -> Result<Vec<Provider>, ServiceError> {
        let mut providers = providers::load_providers(&mut self.0.db.read().await?).await?;
        providers.sort_by_cached_key(|provider| provider.name.as_str().to_lowercase());
        Ok(providers)
    }

    /// Shows an institution with its offers.
    ///
    /// # Errors
    /// [`Missing::Provider`].
    pub async fn show_provider(
        &self,
        id: &ProviderId,
        language: UiLanguage,
    ) -> Result<ProviderDetail, ServiceError> {
        let shown = self.query_catalogue(language, |finder| finder.show_provider(id)).await??;
        shown.ok_or(ServiceError::missing(Missing::Provider))
    }
}
