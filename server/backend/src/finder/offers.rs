//! Finding and showing offers, on a list and on the map.

use crate::error::ServiceError;
use crate::qr::qr_modules;
use crate::service::Service;
use shared::api::{MapView, OfferDetail, OfferPage};
use shared::error::Missing;
use shared::finder::{Finder, OfferAddress};
use shared::id::OfferId;
use shared::language::UiLanguage;
use shared::search::OfferQuery;
use shared::taxonomy::Taxonomy;
use tokio::time::Instant;

impl Service {
    /// Finds the offers that match a query, as of at most a second ago.
    ///
    /// # Errors
    /// The database's only.
    pub async fn find_offers(
        &self,
        query: &OfferQuery,
        language: UiLanguage,
    ) -> Result<OfferPage, ServiceError> {
        let timed_query = |finder: Finder<'_>| {
            let started = Instant::now();
            let found = finder.find_offers(query);
            self.0.metrics.searches.seconds.observe(started.elapsed().as_secs_f64());
            found
        };
        let found = self.query_catalogue(language, timed_query).await?;
        self.0.demand.count_search(query, found.total, language, self.counted_at());
        Ok(found)
    }

    /// Shows a public offer with its provider.
    ///
    /// # Errors
    /// [`Missing::Offer`] for one that does not exist or is not public.
    pub async fn show_offer(
        &self,
        id: &OfferId,
        language: UiLanguage,
    ) -> Result<OfferDetail, ServiceError> {
        let url = format!("{}/{}/offers/{id}", self.0.public_url, language.tag());
        let address = OfferAddress { qr: qr_modules(&url), url };
        let shown = self.query_catalogue(language, |finder| finder.show_offer(id, address)).await?;
        shown.ok_or(ServiceError::missing(Missing::Offer))
    }

    /// Shows the offers that match a query on the map.
    ///
    /// # Errors
    /// The database's only.
    pub async fn show_map(
        &self,
        query: &OfferQuery,
        language: UiLanguage,
    ) -> Result<MapView, ServiceError> {
        self.query_catalogue(language, |finder| finder.show_map(query)).await
    }

    /// Shows the lists of cities, categories and languages.
    ///
    /// # Errors
    /// The database's only.
    pub async fn show_taxonomy(&self) -> Result<Taxonomy, ServiceError> {
        Ok(self.load_catalogue().await?.catalogue.taxonomy.clone())
    }
}
