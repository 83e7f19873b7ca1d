//! Versions of an offer: written with every change, compared, restored.

use super::{digest_of, find_own_offer};
use crate::accounts::Author;
use crate::db::offer_versions::{self, StoredVersion};
use crate::db::{Tx, offers, providers, taxonomy};
use crate::error::ServiceError;
use crate::service::Service;
use exchange::difference::{CellChange, State, changes_between};
use shared::desk::DeskError;
use shared::desk::audit::{Action, Actor};
use shared::id::OfferId;
use shared::offer::{Offer, OfferStatus};
use shared::taxonomy::Taxonomy;

/// Who changes an offer, and how.
#[derive(Clone, Copy, Debug)]
pub(in crate::finder) struct Change<'a> {
    pub(in crate::finder) actor: &'a Actor,
    pub(in crate::finder) action: Action,
}

/// A version, compared with the one before.
#[derive(Clone, Debug)]
pub struct OfferVersion {
    /// The version.
    pub version: StoredVersion,
    /// What it changed; empty for the first one.
    pub changes: Vec<CellChange>,
}

/// A version without a town or categories that are in no list any more: those of today stay.
fn with_known_terms(mut offer: Offer, stored: &Offer, lists: &Taxonomy) -> Offer {
    if lists.cities.iter().all(|city| city.id != offer.city) {
        offer.city.clone_from(&stored.city);
    }
    offer.categories.retain(|id| lists.categories.iter().any(|term| term.id == *id));
    if offer.categories.is_empty() {
        offer.categories.clone_from(&stored.categories);
    }
    offer
}

impl Service {
    /// The versions of an offer, the latest first.
    ///
    /// # Errors
    /// As for [`Self::open_offer`].
    pub async fn list_versions(
        &self,
        author: &Author,
        id: &OfferId,
    ) -> Result<Vec<OfferVersion>, ServiceError> {
        let mut tx = self.0.db.read().await?;
        find_own_offer(&mut tx, author, id).await?;
        let versions = offer_versions::load_versions(&mut tx, id).await?;
        let known = providers::load_providers(&mut tx).await?;
        let lists = taxonomy::load_taxonomy(&mut tx).await?;
        drop(tx);
        let state =
            |offer| State { offer, provider: known.iter().find(|one| one.id == offer.provider) };
        let older = versions.iter().skip(1).map(Some).chain([None]);
        Ok(versions
            .iter()
            .zip(older)
            .map(|(version, older)| OfferVersion {
                changes: older.map_or_else(Vec::new, |older| {
                    changes_between(state(&older.offer), state(&version.offer), &lists)
                }),
                version: version.clone(),
            })
            .collect())
    }

    /// Makes an earlier version the current one. Its status stays as it is now.
    ///
    /// # Errors
    /// As for [`Self::open_offer`]; [`DeskError::Missing`] also for an unknown version.
    pub async fn restore_version(
        &self,
        author: &Author,
        id: &OfferId,
        number: u64,
    ) -> Result<(), ServiceError> {
        let mut tx = self.0.db.write().await?;
        taxonomy::bump_revision(&mut tx, offers::REVISION_TOPIC).await?;
        let stored = find_own_offer(&mut tx, author, id).await?;
        let versions = offer_versions::load_versions(&mut tx, id).await?;
        let version = versions.into_iter().find(|version| version.number == number);
        let version = version.ok_or(DeskError::Missing)?;
        let lists = taxonomy::load_taxonomy(&mut tx).await?;
        let offer = with_known_terms(version.offer, &stored, &lists);
        let offer = Offer { status: stored.status, ..offer };
        let may_publish = author.as_editor().is_some() || stored.status != OfferStatus::Published;
        if !author.scope().includes(&offer) || !may_publish {
            return Err(DeskError::NotAllowed.into());
        }
        let change = Change { actor: author.actor(), action: Action::RestoreOffer };
        self.store_offer(&mut tx, Some(&stored), &offer, change).await?;
        Ok(tx.commit().await?)
    }

    /// Stores a version; before the first one also what was there before.
    pub(super) async fn insert_versions(
        &self,
        tx: &mut Tx,
        stored: Option<&Offer>,
        offer: &Offer,
        change: Change<'_>,
    ) -> Result<(), ServiceError> {
        let versions = offer_versions::load_versions(tx, &offer.id).await?;
        let latest = versions.first();
        let mut number = latest.map_or(0, |version| version.number);
        let at = self.0.clock.now();
        // What somebody else than the desk has stored meanwhile, such as an import.
        if let Some(stored) = stored {
            let digest = digest_of(stored)?;
            if latest.is_none_or(|latest| latest.digest != digest) {
                number += 1;
                let offer = stored.clone();
                let (actor, action) = (Actor::Server, Action::Import);
                let before = StoredVersion { number, at, actor, action, digest, offer };
                offer_versions::insert_version(tx, &before).await?;
            }
        }
        let version = StoredVersion {
            number: number + 1,
            at,
            actor: change.actor.clone(),
            action: change.action,
            digest: digest_of(offer)?,
            offer: offer.clone(),
        };
        Ok(offer_versions::insert_version(tx, &version).await?)
    }
}
