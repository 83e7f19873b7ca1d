//! Which offers and institutions have a public page, for search engines.

use crate::error::ServiceError;
use crate::service::Service;
use shared::id::{OfferId, ProviderId};
use std::collections::BTreeSet;

/// What has a page of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicPages {
    /// Public offers.
    pub offers: Vec<OfferId>,
    /// Institutions with a public offer.
    pub providers: BTreeSet<ProviderId>,
}

impl Service {
    /// Lists the public offers of today, and their institutions.
    ///
    /// # Errors
    /// The database's only.
    pub async fn list_public_pages(&self) -> Result<PublicPages, ServiceError> {
        let (snapshot, today) = (self.load_catalogue().await?, self.today());
        let catalogue = &snapshot.catalogue;
        let is_public = |id: &OfferId| catalogue.public(id, today).is_some();
        let public = catalogue.offers().iter().filter(|offer| is_public(&offer.id));
        let mut pages = PublicPages { offers: Vec::new(), providers: BTreeSet::new() };
        for offer in public {
            pages.offers.push(offer.id.clone());
            pages.providers.insert(offer.provider.clone());
        }
        Ok(pages)
    }
}
