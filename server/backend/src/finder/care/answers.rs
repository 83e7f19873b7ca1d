//! What a provider answers by a care link: still right, other words, no longer there.

use super::error::CareError;
use super::links::{CareRight, name};
use super::reading::{ChangePreview, ReadingContext};
use crate::accounts::Deed;
use crate::db::proposals::{self, Proposal, ProposalKind, ProposalState, ProposedField, Remark};
use crate::db::{Tx, field_checks, offers, taxonomy};
use crate::finder::editing::VersionChange;
use crate::secret::random_u128;
use crate::service::Service;
use exchange::public_fields::{PublicField, Words};
use shared::desk::audit::{Action, Actor, SubjectKind};
use shared::id::{OfferId, ProposalId};
use shared::language::{LanguageTag, UiLanguage};
use shared::offer::{Offer, OfferStatus, Verification};
use std::collections::BTreeMap;

/// A form of changed words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeForm {
    /// The words of fields; a field that is missing stays.
    pub words: Words,
    /// What the provider says besides.
    pub remark: String,
    /// The page's language.
    pub language: UiLanguage,
}

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
        let actor = actor(right);
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
        self.read_change(&mut tx, right, &offer, form).await
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
        let preview = self.read_change(&mut tx, right, &offer, form).await?;
        let fields = preview.changes.into_iter().map(|change| {
            (change.field, ProposedField { before: change.before, typed: change.typed })
        });
        let proposal = Proposal {
            offer: id.clone(),
            fields: fields.collect(),
            ..self.new_proposal(right, ProposalKind::Change, form)?
        };
        self.store_proposal(tx, right, proposal, &offer).await
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
        let proposal = self.new_proposal(right, ProposalKind::Ended, form)?;
        let proposal = Proposal { offer: id.clone(), ..proposal };
        self.store_proposal(tx, right, proposal, &offer).await
    }

    async fn read_change(
        &self,
        tx: &mut Tx,
        right: &CareRight,
        offer: &Offer,
        form: &ChangeForm,
    ) -> Result<ChangePreview, CareError> {
        let taxonomy = taxonomy::load_taxonomy(tx).await?;
        let context = ReadingContext {
            offer,
            provider: Some(&right.provider),
            taxonomy: &taxonomy,
            today: self.today(),
        };
        let preview = context.preview(&form.words)?;
        if preview.changes.is_empty() && form.remark.trim().is_empty() {
            return Err(CareError::Unchanged);
        }
        Ok(preview)
    }

    /// A proposal without the offer and its fields.
    fn new_proposal(
        &self,
        right: &CareRight,
        kind: ProposalKind,
        form: &ChangeForm,
    ) -> Result<Proposal, CareError> {
        let remark = Some(form.remark.trim()).filter(|remark| !remark.is_empty());
        let remark = remark.map(Remark::parse).transpose().map_err(CareError::Remark)?;
        let id = ProposalId::from_random(random_u128());
        let offer = OfferId::from_random(0);
        Ok(Proposal {
            id,
            offer,
            kind,
            fields: BTreeMap::new(),
            remark,
            sender: right.link.recipient.clone(),
            language: LanguageTag::from(form.language),
            created_at: self.0.clock.now(),
            state: ProposalState::Open,
            decided_at: None,
            answer: None,
        })
    }

    /// Sent twice, a proposal is stored once.
    async fn store_proposal(
        &self,
        mut tx: Tx,
        right: &CareRight,
        proposal: Proposal,
        offer: &Offer,
    ) -> Result<(), CareError> {
        let earlier = proposals::load_of_offer(&mut tx, &offer.id).await?;
        let is_same = |one: &Proposal| {
            one.state == ProposalState::Open
                && one.kind == proposal.kind
                && one.fields == proposal.fields
                && one.remark == proposal.remark
        };
        if earlier.iter().any(is_same) {
            return Ok(());
        }
        let action = match proposal.kind {
            ProposalKind::Change => Action::ProposeChange,
            ProposalKind::Ended => Action::ProposeEnd,
        };
        proposals::replace_open(&mut tx, &offer.id, proposal.created_at).await?;
        proposals::insert_proposal(&mut tx, &proposal).await?;
        self.record_answer(&mut tx, right, action, offer).await?;
        Ok(tx.commit().await?)
    }

    async fn record_answer(
        &self,
        tx: &mut Tx,
        right: &CareRight,
        action: Action,
        offer: &Offer,
    ) -> Result<(), CareError> {
        let detail = name(offer);
        let subject = offer.id.as_str();
        let deed = Deed { action, kind: SubjectKind::Offer, subject, detail: &detail };
        Ok(self.record_deed(tx, &actor(right), deed).await?)
    }
}

/// Who answers, for the audit log.
fn actor(right: &CareRight) -> Actor {
    Actor::Provider { mail: right.link.recipient.as_str().to_owned() }
}

async fn find_published(tx: &mut Tx, id: &OfferId) -> Result<Option<Offer>, CareError> {
    let offer = offers::find_offer(tx, id).await?;
    Ok(offer.filter(|offer| offer.status == OfferStatus::Published))
}
