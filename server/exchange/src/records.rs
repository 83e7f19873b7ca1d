//! Offers with their providers: those of a file, and those that exist already.

use serde::{Deserialize, Serialize};
use shared::id::{OfferId, ProviderId};
use shared::offer::Offer;
use shared::provider::Provider;
use std::collections::BTreeMap;

/// Offers and providers of an import or export.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferFile {
    /// Providers.
    pub providers: Vec<Provider>,
    /// Offers of these providers.
    pub offers: Vec<Offer>,
}

/// Existing records by id.
#[derive(Clone, Debug, Default)]
pub struct ExistingRecords {
    /// Offers of any status.
    pub offers: BTreeMap<OfferId, Offer>,
    /// Providers.
    pub providers: BTreeMap<ProviderId, Provider>,
}

impl ExistingRecords {
    /// Indexes records by their ids.
    pub fn new(
        offers: impl IntoIterator<Item = Offer>,
        providers: impl IntoIterator<Item = Provider>,
    ) -> Self {
        Self {
            offers: offers.into_iter().map(|offer| (offer.id.clone(), offer)).collect(),
            providers: providers.into_iter().map(|one| (one.id.clone(), one)).collect(),
        }
    }
}
