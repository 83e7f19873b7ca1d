//! A published offer in the hands of its provider's account: what is changed becomes a proposal, as by
//! a care link.

use super::error::CareError;
use super::proposals::compare;
use super::proposing::{ChangeForm, Proposer, proposed_fields};
use super::reading::{ChangePreview, FieldChange, ReadingContext};
use crate::accounts::{Author, Scope};
use crate::clock::local_time;
use crate::db::proposals::{self, Proposal, ProposalKind, ProposalState};
use crate::db::{Tx, accounts, offer_versions, providers, taxonomy};
use crate::error::ServiceError;
use crate::finder::editing::{digest_of, find_own_offer};
use crate::service::Service;
use exchange::public_fields::{Words, changed_fields, write_fields};
use shared::desk::DeskError;
use shared::desk::audit::Actor;
use shared::id::{OfferId, ProposalId};
use shared::offer::{Offer, OfferStatus};
use shared::provider::Provider;

/// A published offer as the account of its provider changes it.
#[derive(Clone, Debug)]
pub struct OwnOffer {
    /// The offer as the public sees it.
    pub offer: Offer,
    /// The words of its fields; where a proposal waits, those that it proposes.
    pub words: Words,
    /// Identifies the offer that the words are of.
    pub basis: String,
    /// The proposal that waits for an editor.
    pub waiting: Option<WaitingProposal>,
    /// What an editor answered, where the latest proposal was declined; may be empty.
    pub declined: Option<String>,
}

/// A proposal that waits for an editor.
#[derive(Clone, Debug)]
pub struct WaitingProposal {
    /// The proposal.
    pub proposal: Proposal,
    /// What it would change now.
    pub changes: Vec<FieldChange>,
}

/// A form of changed words, with what it was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnChange {
    /// The words.
    pub form: ChangeForm,
    /// See [`OwnOffer::basis`].
    pub basis: String,
    /// The proposal whose words stood in the fields.
    pub proposal: Option<ProposalId>,
}

impl Service {
    /// Opens a published offer of the author's provider.
    ///
    /// # Errors
    /// [`CareError::Offer`] for one that is not published; [`DeskError::Missing`],
    /// [`DeskError::NotAllowed`].
    pub async fn open_own_offer(
        &self,
        author: &Author,
        id: &OfferId,
    ) -> Result<OwnOffer, CareError> {
        let mut tx = self.0.db.read().await?;
        let Subject { offer, provider } = find_subject(&mut tx, author, id).await?;
        let taxonomy = taxonomy::load_taxonomy(&mut tx).await?;
        let latest = find_latest(&mut tx, id).await?;
        let mut words = write_fields(&offer, &taxonomy);
        let open = latest.clone().filter(|one| one.state == ProposalState::Open);
        let waiting = open.map(|proposal| {
            let today = local_time(proposal.created_at).day;
            let (provider, taxonomy) = (Some(&provider), &taxonomy);
            let context = ReadingContext { offer: &offer, provider, taxonomy, today };
            WaitingProposal { changes: compare(&proposal, context), proposal }
        });
        if let Some(WaitingProposal { proposal, .. }) = &waiting {
            let typed = proposal.fields.iter().map(|(field, words)| (*field, words.typed.clone()));
            words.extend(typed);
        }
        let declined = latest.filter(|one| one.state == ProposalState::Declined);
        let declined = declined.map(|one| one.answer.map(String::from).unwrap_or_default());
        Ok(OwnOffer { basis: digest_of(&offer)?, offer, words, waiting, declined })
    }

    /// Shows what changed words would make of an offer; nothing is stored.
    ///
    /// # Errors
    /// As for [`Self::open_own_offer`]; [`CareError::Unchanged`], [`CareError::Fields`].
    pub async fn preview_own_change(
        &self,
        author: &Author,
        id: &OfferId,
        change: &OwnChange,
    ) -> Result<ChangePreview, CareError> {
        let mut tx = self.0.db.read().await?;
        let Subject { offer, provider } = find_subject(&mut tx, author, id).await?;
        let form = merge_change(&mut tx, &offer, change).await?;
        self.read_change(&mut tx, &provider, &offer, &form).await
    }

    /// Stores a proposal for an editor, instead of an earlier one that is still open.
    ///
    /// # Errors
    /// As for [`Self::preview_own_change`]; [`CareError::Remark`].
    pub async fn propose_own_change(
        &self,
        author: &Author,
        id: &OfferId,
        change: &OwnChange,
    ) -> Result<(), CareError> {
        let mut tx = self.0.db.write().await?;
        let Subject { offer, provider } = find_subject(&mut tx, author, id).await?;
        let form = merge_change(&mut tx, &offer, change).await?;
        let preview = self.read_change(&mut tx, &provider, &offer, &form).await?;
        let proposer = find_proposer(&mut tx, author).await?;
        let proposal = self.new_proposal(&proposer, &offer, &form)?;
        let proposal = Proposal { fields: proposed_fields(preview), ..proposal };
        self.store_proposal(tx, &proposer, proposal, &offer).await
    }
}

/// An offer with its provider.
struct Subject {
    offer: Offer,
    provider: Provider,
}

async fn find_subject(tx: &mut Tx, author: &Author, id: &OfferId) -> Result<Subject, CareError> {
    let Scope::Provider(provider) = author.scope() else { return Err(not_allowed()) };
    let offer = find_own_offer(tx, author, id).await?;
    if offer.status != OfferStatus::Published {
        return Err(CareError::Offer);
    }
    let provider = providers::find_provider(tx, provider).await?;
    Ok(Subject { offer, provider: provider.ok_or(ServiceError::from(DeskError::Missing))? })
}

/// The account, with the address for an editor's answer.
async fn find_proposer(tx: &mut Tx, author: &Author) -> Result<Proposer, CareError> {
    let Actor::Account { id, .. } = author.actor() else { return Err(not_allowed()) };
    let account = accounts::find_account(tx, id).await?.ok_or_else(not_allowed)?;
    Ok(Proposer { actor: author.actor().clone(), sender: account.mail })
}

/// The latest proposal about an offer that was not replaced.
async fn find_latest(tx: &mut Tx, id: &OfferId) -> Result<Option<Proposal>, CareError> {
    let all = proposals::load_of_offer(tx, id).await?;
    Ok(all.into_iter().find(|one| one.state != ProposalState::Replaced))
}

/// The form without fields that were only left as they were when somebody else has changed the offer
/// since, and with those of a proposal that has been sent since.
async fn merge_change(
    tx: &mut Tx,
    offer: &Offer,
    change: &OwnChange,
) -> Result<ChangeForm, CareError> {
    let mut form = change.form.clone();
    let taxonomy = taxonomy::load_taxonomy(tx).await?;
    if digest_of(offer)? != change.basis {
        let versions = offer_versions::load_versions(tx, &offer.id).await?;
        if let Some(base) = versions.iter().find(|version| version.digest == change.basis) {
            form.words = changed_fields(&form.words, &base.offer, &taxonomy);
        }
    }
    let latest = find_latest(tx, &offer.id).await?.filter(|one| {
        one.state == ProposalState::Open
            && one.kind == ProposalKind::Change
            && Some(&one.id) != change.proposal.as_ref()
    });
    if let Some(latest) = latest {
        let own = changed_fields(&form.words, offer, &taxonomy);
        let others = latest.fields.into_iter().filter(|(field, _)| !own.contains_key(field));
        form.words.extend(others.map(|(field, words)| (field, words.typed)));
        if form.remark.trim().is_empty() {
            form.remark = latest.remark.map(String::from).unwrap_or_default();
        }
    }
    Ok(form)
}

fn not_allowed() -> CareError {
    ServiceError::from(DeskError::NotAllowed).into()
}
