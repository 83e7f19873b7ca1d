//! Editing offers: opening, checking, saving, versions.
//!
//! An offer is edited as the fields of a form ([`exchange::offer_form`]). What is stored was made from a
//! basis, identified by its digest: where somebody else has changed the offer since, fields that only
//! one of the two changed are merged, and the others are shown.

mod saving;
mod versions;

pub use saving::{OfferForm, Refusal, SaveError, Step};
pub(in crate::finder) use versions::Change as VersionChange;
pub use versions::OfferVersion;

use crate::accounts::Author;
use crate::db::doubts::{self, StoredDoubt};
use crate::db::{Tx, offer_versions, offers, providers, taxonomy};
use crate::error::ServiceError;
use crate::service::Service;
use exchange::calendar::Moment;
use exchange::occurrence::{Occurrence, upcoming};
use exchange::offer_form::{
    Cells, FormBasis, FormReading, GermanChanges, german_changes, has_outdated_texts, read_cells,
    write_cells,
};
use shared::desk::DeskError;
use shared::digest::sha256;
use shared::id::OfferId;
use shared::offer::Offer;
use shared::offer::schedule::Schedule;
use shared::provider::Provider;
use shared::taxonomy::Taxonomy;

/// Dates that are said back.
const NEXT_DATES: usize = 5;

/// What a form needs besides the offer.
#[derive(Clone, Debug)]
pub struct FormLists {
    /// Every provider, by name.
    pub providers: Vec<Provider>,
    /// The operator's lists.
    pub taxonomy: Taxonomy,
}

/// An offer that is edited.
#[derive(Clone, Debug)]
pub struct OpenOffer {
    /// The offer.
    pub offer: Offer,
    /// Its fields.
    pub cells: Cells,
    /// Identifies what the fields were made from.
    pub basis: String,
    /// Doubts from an import.
    pub doubts: Vec<StoredDoubt>,
    /// The next dates.
    pub next: Vec<Occurrence>,
    /// What has changed in the German text, for each outdated translation.
    pub german: GermanChanges,
}

/// A form that was read and not saved.
#[derive(Clone, Debug)]
pub struct CheckedForm {
    /// What it says.
    pub reading: FormReading,
    /// The next dates by it.
    pub next: Vec<Occurrence>,
}

impl Service {
    /// Lists for a form.
    ///
    /// # Errors
    /// The database's only.
    pub async fn load_form_lists(&self, author: &Author) -> Result<FormLists, ServiceError> {
        let mut providers = self.list_providers().await?;
        if let crate::accounts::Scope::Provider(own) = author.scope() {
            providers.retain(|provider| provider.id == *own);
        }
        Ok(FormLists { providers, taxonomy: self.show_taxonomy().await? })
    }

    /// Opens an offer of any status.
    ///
    /// # Errors
    /// [`DeskError::Missing`], [`DeskError::NotAllowed`] outside of the author's scope.
    pub async fn open_offer(
        &self,
        author: &Author,
        id: &OfferId,
    ) -> Result<OpenOffer, ServiceError> {
        let mut tx = self.0.db.read().await?;
        let offer = find_own_offer(&mut tx, author, id).await?;
        let provider = providers::load_providers(&mut tx).await?;
        let provider = provider.into_iter().find(|provider| provider.id == offer.provider);
        let lists = taxonomy::load_taxonomy(&mut tx).await?;
        let doubts = doubts::load_doubts_of(&mut tx, id).await?;
        let german = load_german_changes(&mut tx, &offer).await?;
        drop(tx);
        Ok(OpenOffer {
            cells: write_cells(&offer, provider.as_ref(), &lists),
            basis: digest_of(&offer)?,
            next: self.next_dates(&offer.schedule).await?,
            offer,
            doubts,
            german,
        })
    }

    /// Reads a form without saving it, to say back what was understood.
    ///
    /// # Errors
    /// As for [`Self::open_offer`].
    pub async fn check_form(
        &self,
        author: &Author,
        id: Option<&OfferId>,
        cells: &Cells,
    ) -> Result<CheckedForm, ServiceError> {
        let stored = match id {
            Some(id) => Some(find_own_offer(&mut self.0.db.read().await?, author, id).await?),
            None => None,
        };
        let lists = self.load_form_lists(author).await?;
        let new = OfferId::from_random(0);
        let basis = FormBasis {
            id: id.unwrap_or(&new),
            stored: stored.as_ref(),
            providers: &lists.providers,
            taxonomy: &lists.taxonomy,
            today: self.today(),
        };
        let reading = read_cells(cells, basis);
        let next = match &reading.offer {
            Some(offer) => self.next_dates(&offer.schedule).await?,
            None => Vec::new(),
        };
        Ok(CheckedForm { reading, next })
    }

    async fn next_dates(&self, schedule: &Schedule) -> Result<Vec<Occurrence>, ServiceError> {
        let snapshot = self.load_catalogue().await?;
        let days_off = &snapshot.catalogue.days_off;
        let moment = Moment { today: self.today(), now: self.0.clock.now(), days_off };
        Ok(upcoming(schedule, moment, NEXT_DATES))
    }
}

/// # Errors
/// [`DeskError::Missing`], [`DeskError::NotAllowed`] outside of the author's scope.
pub(in crate::finder) async fn find_own_offer(
    tx: &mut Tx,
    author: &Author,
    id: &OfferId,
) -> Result<Offer, ServiceError> {
    let offer = offers::find_offer(tx, id).await?.ok_or(DeskError::Missing)?;
    if author.scope().includes(&offer) { Ok(offer) } else { Err(DeskError::NotAllowed.into()) }
}

/// What has changed in the German text of outdated translations. Most offers have none, and need no
/// versions.
async fn load_german_changes(tx: &mut Tx, offer: &Offer) -> Result<GermanChanges, ServiceError> {
    if !has_outdated_texts(offer) {
        return Ok(GermanChanges::new());
    }
    let versions = offer_versions::load_versions(tx, &offer.id).await?;
    let earlier: Vec<&Offer> = versions.iter().map(|version| &version.offer).collect();
    Ok(german_changes(offer, &earlier))
}

/// Identifies the content of an offer.
pub(in crate::finder) fn digest_of(offer: &Offer) -> Result<String, ServiceError> {
    Ok(sha256(&serde_json::to_string(offer)?))
}
