//! Offers with their providers, as files bring them and as they are held.

use serde::{Deserialize, Serialize};
use shared::id::{OfferId, ProviderId};
use shared::offer::Offer;
use shared::provider::Provider;
use std::collections::BTreeMap;

/// Offers and providers as an import brings them and an export writes them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferFile {
    /// Providers.
    pub providers: Vec<Provider>,
    /// Offers of these providers.
    pub offers: Vec<Offer>,
}

/// The records that are there already, by id.
#[derive(Clone, Debug, Default)]
pub struct Held {
    /// Offers, whatever their status.
    pub offers: BTreeMap<OfferId, Offer>,
    /// Providers.
    pub providers: BTreeMap<ProviderId, Provider>,
}

impl Held {
    /// Records under their ids.
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
