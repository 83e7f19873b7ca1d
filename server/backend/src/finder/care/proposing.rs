//! Proposals as they are made, by a care link or with an account.

use super::error::CareError;
use super::links::{CareRight, name};
use super::reading::{ChangePreview, ReadingContext};
use crate::accounts::Deed;
use crate::db::proposals::{self, Proposal, ProposalKind, ProposalState, ProposedField, Remark};
use crate::db::{Tx, taxonomy};
use crate::secret::random_u128;
use crate::service::Service;
use exchange::public_fields::{PublicField, Words};
use shared::contact::Mail;
use shared::desk::audit::{Action, Actor, SubjectKind};
use shared::id::ProposalId;
use shared::language::{LanguageTag, UiLanguage};
use shared::offer::Offer;
use shared::provider::Provider;
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

/// Who proposes something.
pub(super) struct Proposer {
    /// For the audit log.
    pub(super) actor: Actor,
    /// Where an editor's answer goes.
    pub(super) sender: Mail,
}

impl Proposer {
    pub(super) fn of_link(right: &CareRight) -> Self {
        let sender = right.link.recipient.clone();
        Self { actor: Actor::Provider { mail: sender.as_str().to_owned() }, sender }
    }
}

impl Service {
    pub(super) async fn read_change(
        &self,
        tx: &mut Tx,
        provider: &Provider,
        offer: &Offer,
        form: &ChangeForm,
    ) -> Result<ChangePreview, CareError> {
        let taxonomy = taxonomy::load_taxonomy(tx).await?;
        let provider = Some(provider);
        let context = ReadingContext { offer, provider, taxonomy: &taxonomy, today: self.today() };
        let preview = context.preview(&form.words)?;
        if preview.changes.is_empty() && form.remark.trim().is_empty() {
            return Err(CareError::Unchanged);
        }
        Ok(preview)
    }

    /// A proposal to change an offer, without the fields.
    pub(super) fn new_proposal(
        &self,
        proposer: &Proposer,
        offer: &Offer,
        form: &ChangeForm,
    ) -> Result<Proposal, CareError> {
        let remark = Some(form.remark.trim()).filter(|remark| !remark.is_empty());
        let remark = remark.map(Remark::parse).transpose().map_err(CareError::Remark)?;
        Ok(Proposal {
            id: ProposalId::from_random(random_u128()),
            offer: offer.id.clone(),
            kind: ProposalKind::Change,
            fields: BTreeMap::new(),
            remark,
            sender: proposer.sender.clone(),
            language: LanguageTag::from(form.language),
            created_at: self.0.clock.now(),
            state: ProposalState::Open,
            decided_at: None,
            answer: None,
        })
    }

    /// Stores a proposal instead of an earlier one that is still open. Sent twice, it is stored once.
    pub(super) async fn store_proposal(
        &self,
        mut tx: Tx,
        proposer: &Proposer,
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
        let (subject, detail) = (offer.id.as_str(), name(offer));
        let deed = Deed { action, kind: SubjectKind::Offer, subject, detail: &detail };
        self.record_deed(&mut tx, &proposer.actor, deed).await?;
        Ok(tx.commit().await?)
    }
}

/// The fields of a proposal, each with its words before.
pub(super) fn proposed_fields(preview: ChangePreview) -> BTreeMap<PublicField, ProposedField> {
    let fields = preview
        .changes
        .into_iter()
        .map(|change| (change.field, ProposedField { before: change.before, typed: change.typed }));
    fields.collect()
}
