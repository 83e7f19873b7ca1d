//! Storing the records of an import, with what is needed to undo it.

use crate::changes::Change;
use crate::db::doubts::{self, StoredDoubt};
use crate::db::imports::{self, ChangedRecord, OfferState};
use crate::db::{DbError, Tx, offers, providers};
use exchange::offers::RowDoubt;
use exchange::records::{ExistingRecords, OfferFile};
use shared::id::{ImportId, OfferId};
use shared::offer::Offer;
use shared::provider::Provider;
use shared::time::Millis;
use std::collections::BTreeMap;

/// The records of an import.
#[derive(Clone, Copy)]
pub(super) struct RecordChanges<'a> {
    pub(super) content: &'a OfferFile,
    pub(super) doubts: &'a [RowDoubt],
    /// The records before.
    pub(super) existing: &'a ExistingRecords,
    /// The import that they are recorded for; without one, it cannot be undone and has no doubts.
    pub(super) import: Option<&'a ImportId>,
}

impl RecordChanges<'_> {
    /// Stores providers and offers with their doubts. A record that stays as it is needs no undoing.
    pub(super) async fn save(&self, tx: &mut Tx, now: Millis) -> Result<(), DbError> {
        for provider in &self.content.providers {
            providers::save_provider(tx, provider).await?;
            self.record_provider(tx, provider).await?;
        }
        let mut earlier = doubts::load_doubts(tx).await?;
        let mut found = self.doubts_by_offer();
        for offer in &self.content.offers {
            // The time of change of an offer is that of a change.
            if self.existing.offers.get(&offer.id) != Some(offer) {
                offers::save_offer(tx, offer, now).await?;
            }
            let before = earlier.remove(&offer.id).unwrap_or_default();
            let doubts = found.remove(&offer.id).unwrap_or_default();
            if before != doubts {
                doubts::save_doubts(tx, &offer.id, &doubts).await?;
            }
            self.record_offer(tx, before, OfferState { offer: offer.clone(), doubts }).await?;
        }
        tx.announce(Change::Finder);
        Ok(())
    }

    async fn record_provider(&self, tx: &mut Tx, provider: &Provider) -> Result<(), DbError> {
        let before = self.existing.providers.get(&provider.id).cloned();
        let Some(import) = self.import else { return Ok(()) };
        if before.as_ref() == Some(provider) {
            return Ok(());
        }
        let id = provider.id.as_str().to_owned();
        let record = ChangedRecord { id, before, after: provider.clone() };
        imports::insert_record(tx, import, &record).await
    }

    async fn record_offer(
        &self,
        tx: &mut Tx,
        doubts: Vec<StoredDoubt>,
        after: OfferState,
    ) -> Result<(), DbError> {
        let Some(import) = self.import else { return Ok(()) };
        let stored: Option<&Offer> = self.existing.offers.get(&after.offer.id);
        let before = stored.map(|offer| OfferState { offer: offer.clone(), doubts });
        if before.as_ref() == Some(&after) {
            return Ok(());
        }
        let id = after.offer.id.as_str().to_owned();
        imports::insert_record(tx, import, &ChangedRecord { id, before, after }).await
    }

    fn doubts_by_offer(&self) -> BTreeMap<OfferId, Vec<StoredDoubt>> {
        let mut found: BTreeMap<OfferId, Vec<StoredDoubt>> = BTreeMap::new();
        for RowDoubt { offer, column, doubt, .. } in self.doubts {
            let Some(import) = self.import.cloned() else { continue };
            let doubt =
                StoredDoubt { heading: column.clone().into_owned(), doubt: doubt.clone(), import };
            found.entry(offer.clone()).or_default().push(doubt);
        }
        found
    }
}
