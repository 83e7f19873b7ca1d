//! What a provider answers by a care link: still right, other words, no longer there.

use super::error::CareError;
use super::links::CareRight;
use super::proposing::{ChangeForm, Proposer, proposed_fields};
use super::reading::ChangePreview;
use crate::db::proposals::{self, Proposal, ProposalKind};
use crate::db::{Tx, field_checks, offers, taxonomy};
use crate::finder::editing::VersionChange;
use crate::service::Service;
use exchange::public_fields::PublicField;
use shared::desk::audit::Action;
use shared::id::OfferId;
use shared::offer::{Offer, OfferStatus, Verification};

impl Service {
    /// Confirms that offers are right as they are; returns how many were not confirmed today before.
    ///
    /// # Errors
    /// [`CareError::Offer`] for one that the link does not ask about; nothing is confirmed then.
    pub async fn confirm_offers(
        &self,
        right: &CareRight,
        ids: &[OfferId],
    ) -> Result<usize, CareError> {
        for id in ids {
            right.check(id)?;
        }
        let now = self.0.clock.now();
        let check = Verification { on: self.today(), by: Some(right.provider.name.clone()) };
        let Proposer { actor, .. } = Proposer::of_link(right);
        let mut confirmed = 0;
        let mut tx = self.0.db.write().await?;
        // The first write, since it makes imports wait on PostgreSQL too.
        taxonomy::bump_revision(&mut tx, offers::REVISION_TOPIC).await?;
        for id in ids {
            let Some(offer) = find_published(&mut tx, id).await? else { continue };
            if offer.verified.as_ref() == Some(&check) {
                continue;
            }
            let mut checked = Offer { verified: Some(check.clone()), ..offer.clone() };
            // The page that asks shows free places and waiting time as well.
            if let Some(held) = &mut checked.terms.availability {
                held.as_of = check.on;
            }
            let change = VersionChange { actor: &actor, action: Action::VerifyOffer };
            self.store_offer(&mut tx, Some(&offer), &checked, change).await?;
            field_checks::save_checks(&mut tx, id, PublicField::ALL, &check).await?;
            proposals::replace_open(&mut tx, id, now).await?;
            confirmed += 1;
        }
        if confirmed > 0 {
            tx.commit().await?;
        }
        Ok(confirmed)
    }

    /// Shows what changed words would make of an offer; nothing is stored.
    ///
    /// # Errors
    /// [`CareError::Offer`], [`CareError::Unchanged`], [`CareError::Fields`].
    pub async fn preview_change(
        &self,
        right: &CareRight,
        id: &OfferId,
        form: &ChangeForm,
    ) -> Result<ChangePreview, CareError> {
        right.check(id)?;
        let mut tx = self.0.db.read().await?;
        let offer = find_published(&mut tx, id).await?.ok_or(CareError::Offer)?;
        self.read_change(&mut tx, &right.provider, &offer, form).await
    }

    /// Stores a proposal for an editor, instead of an earlier one that is still open.
    ///
    /// # Errors
    /// [`CareError::Offer`], [`CareError::Unchanged`], [`CareError::Fields`],
    /// [`CareError::Remark`].
    pub async fn propose_change(
        &self,
        right: &CareRight,
        id: &OfferId,
        form: &ChangeForm,
    ) -> Result<(), CareError> {
        right.check(id)?;
        let mut tx = self.0.db.write().await?;
        let offer = find_published(&mut tx, id).await?.ok_or(CareError::Offer)?;
        let preview = self.read_change(&mut tx, &right.provider, &offer, form).await?;
        let proposer = Proposer::of_link(right);
        let proposal = self.new_proposal(&proposer, &offer, form)?;
        let proposal = Proposal { fields: proposed_fields(preview), ..proposal };
        self.store_proposal(tx, &proposer, proposal, &offer).await
    }

    /// Stores that an offer has ended, for an editor to archive it.
    ///
    /// # Errors
    /// [`CareError::Offer`], [`CareError::Remark`].
    pub async fn propose_end(
        &self,
        right: &CareRight,
        id: &OfferId,
        form: &ChangeForm,
    ) -> Result<(), CareError> {
        right.check(id)?;
        let mut tx = self.0.db.write().await?;
        let offer = find_published(&mut tx, id).await?.ok_or(CareError::Offer)?;
        let proposer = Proposer::of_link(right);
        let proposal = self.new_proposal(&proposer, &offer, form)?;
        let proposal = Proposal { kind: ProposalKind::Ended, ..proposal };
        self.store_proposal(tx, &proposer, proposal, &offer).await
    }
}

async fn find_published(tx: &mut Tx, id: &OfferId) -> Result<Option<Offer>, CareError> {
    let offer = offers::find_offer(tx, id).await?;
    Ok(offer.filter(|offer| offer.status == OfferStatus::Published))
}
