//! Proposals on the desk: what would change, accepting all or some of it, declining.

use super::error::CareError;
use super::links::name;
use super::reading::{FieldChange, ReadingContext};
use super::words::{self, CareWords, CareWordsError};
use crate::accounts::{Deed, Editor};
use crate::clock::local_time;
use crate::db::proposals::{self, Proposal, ProposalKind, ProposalState, Remark};
use crate::db::{Tx, documents, field_checks, offers, providers, taxonomy};
use crate::error::ServiceError;
use crate::finder::addresses::place_offers;
use crate::finder::editing::VersionChange;
use crate::mail::{self, MailBody, Message, Subject};
use crate::service::Service;
use exchange::public_fields::{PublicField, Words};
use i18n::I18n;
use shared::desk::DeskError;
use shared::desk::audit::{Action, SubjectKind};
use shared::id::ProposalId;
use shared::language::UiLanguage;
use shared::offer::{Offer, OfferStatus, Verification};
use shared::taxonomy::Taxonomy;
use std::collections::BTreeSet;

/// An open proposal, compared with the offer as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposalView {
    /// The proposal.
    pub proposal: Proposal,
    /// The offer's name.
    pub name: String,
    /// The provider's name.
    pub provider: String,
    /// What would change; none where the words cannot be taken any more.
    pub changes: Vec<FieldChange>,
}

/// Which fields of a proposal are accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Acceptance {
    /// All of them.
    All,
    /// Some.
    Fields(BTreeSet<PublicField>),
}

/// A proposal with the offer it is about, which the editor may change.
struct Decision {
    proposal: Proposal,
    offer: Offer,
}

impl Service {
    /// Lists the open proposals about the editor's offers, the oldest first.
    ///
    /// # Errors
    /// The database's only.
    pub async fn list_proposals(&self, editor: &Editor) -> Result<Vec<ProposalView>, ServiceError> {
        let mut tx = self.0.db.read().await?;
        let taxonomy = taxonomy::load_taxonomy(&mut tx).await?;
        let mut views = Vec::new();
        for proposal in proposals::load_open(&mut tx).await? {
            let Some(offer) = offers::find_offer(&mut tx, &proposal.offer).await? else { continue };
            if !editor.scope().includes(&offer) {
                continue;
            }
            let provider = providers::find_provider(&mut tx, &offer.provider).await?;
            let context = ReadingContext {
                offer: &offer,
                provider: provider.as_ref(),
                taxonomy: &taxonomy,
                today: local_time(proposal.created_at).day,
            };
            views.push(ProposalView {
                name: name(&offer),
                changes: compare(&proposal, context),
                provider: provider.map_or_else(String::new, |one| one.name.into()),
                proposal,
            });
        }
        Ok(views)
    }

    /// Accepts a proposal: the chosen fields are read over the offer as it is now; an offer that has
    /// ended is archived, and today is the last day on which it was visible.
    ///
    /// # Errors
    /// [`DeskError::Missing`] where it is decided or gone, [`DeskError::NotAllowed`];
    /// [`CareError::Unchanged`] where no field is chosen, [`CareError::Fields`] where the words cannot
    /// be taken any more.
    pub async fn accept_proposal(
        &self,
        editor: &Editor,
        id: &ProposalId,
        accepted: &Acceptance,
    ) -> Result<(), CareError> {
        let now = self.0.clock.now();
        let mut tx = self.0.db.write().await?;
        // The first write, since it makes imports wait on PostgreSQL too.
        taxonomy::bump_revision(&mut tx, offers::REVISION_TOPIC).await?;
        let Decision { proposal, offer } = find_subject(&mut tx, editor, id).await?;
        let taxonomy = taxonomy::load_taxonomy(&mut tx).await?;
        let stored = offer.clone();
        let mut changed = match proposal.kind {
            ProposalKind::Ended => archived(offer, self.today()),
            ProposalKind::Change => {
                let decision = Decision { proposal: proposal.clone(), offer };
                self.apply(&mut tx, &decision, accepted, &taxonomy).await?
            }
        };
        place_offers(&mut tx, std::slice::from_mut(&mut changed), &taxonomy).await?;
        let change = VersionChange { actor: &editor.actor, action: Action::AcceptProposal };
        self.store_offer(&mut tx, Some(&stored), &changed, change).await?;
        let decided =
            Proposal { state: ProposalState::Accepted, decided_at: Some(now), ..proposal };
        if !proposals::decide(&mut tx, &decided).await? {
            return Err(missing());
        }
        Ok(tx.commit().await?)
    }

    /// Declines a proposal; where there is an answer, it is mailed to the provider.
    ///
    /// # Errors
    /// [`DeskError::Missing`], [`DeskError::NotAllowed`], [`CareError::Remark`].
    pub async fn decline_proposal(
        &self,
        editor: &Editor,
        id: &ProposalId,
        answer: &str,
    ) -> Result<(), CareError> {
        let now = self.0.clock.now();
        let answer = Some(answer.trim()).filter(|answer| !answer.is_empty());
        let answer = answer.map(Remark::parse).transpose().map_err(CareError::Remark)?;
        let mut tx = self.0.db.write().await?;
        let Decision { proposal, offer } = find_subject(&mut tx, editor, id).await?;
        let decided =
            Proposal { state: ProposalState::Declined, decided_at: Some(now), answer, ..proposal };
        if !proposals::decide(&mut tx, &decided).await? {
            return Err(missing());
        }
        if let Some(message) = declined_mail(&decided, &offer) {
            mail::queue(&mut tx, message, now).await?;
        }
        let detail = name(&offer);
        let deed = Deed {
            action: Action::DeclineProposal,
            kind: SubjectKind::Offer,
            subject: offer.id.as_str(),
            detail: &detail,
        };
        self.record_deed(&mut tx, &editor.actor, deed).await?;
        Ok(tx.commit().await?)
    }

    /// The words of care mails in a language: an editor's, or the default.
    ///
    /// # Errors
    /// The database's only.
    pub async fn show_care_words(
        &self,
        _: &Editor,
        language: UiLanguage,
    ) -> Result<CareWords, ServiceError> {
        words::load(&mut self.0.db.read().await?, language).await
    }

    /// Stores the words of care mails in a language.
    ///
    /// # Errors
    /// The database's. The inner error where the words cannot be used; nothing is stored then.
    pub async fn save_care_words(
        &self,
        editor: &Editor,
        language: UiLanguage,
        new: CareWords,
    ) -> Result<Result<(), CareWordsError>, ServiceError> {
        if let Err(error) = new.check() {
            return Ok(Err(error));
        }
        let mut tx = self.0.db.write().await?;
        let mut all = words::load_all(&mut tx).await?;
        all.insert(language.tag().to_owned(), new);
        let now = self.0.clock.now();
        documents::save_document(&mut tx, documents::CARE_MAIL, &all, now).await?;
        let deed = Deed {
            action: Action::ChangeMailWords,
            kind: SubjectKind::Document,
            subject: documents::CARE_MAIL,
            detail: language.tag(),
        };
        self.record_deed(&mut tx, &editor.actor, deed).await?;
        tx.commit().await?;
        Ok(Ok(()))
    }

    async fn apply(
        &self,
        tx: &mut Tx,
        decision: &Decision,
        accepted: &Acceptance,
        taxonomy: &Taxonomy,
    ) -> Result<Offer, CareError> {
        let Decision { proposal, offer } = decision;
        let is_accepted = |field: &PublicField| match accepted {
            Acceptance::All => true,
            Acceptance::Fields(fields) => fields.contains(field),
        };
        let typed: Words = proposal
            .fields
            .iter()
            .filter(|(field, _)| is_accepted(field))
            .map(|(field, words)| (*field, words.typed.clone()))
            .collect();
        if typed.is_empty() && !proposal.fields.is_empty() {
            return Err(CareError::Unchanged);
        }
        let provider = providers::find_provider(tx, &offer.provider).await?;
        // Dates without a year are those after the day on which they were typed.
        let today = local_time(proposal.created_at).day;
        let context = ReadingContext { offer, provider: provider.as_ref(), taxonomy, today };
        let changed = context.preview(&typed)?.offer;
        let check = Verification { on: today, by: provider.map(|provider| provider.name) };
        // The provider has looked at all fields; what was refused is not as the provider sees it.
        let looked_at = PublicField::ALL
            .into_iter()
            .filter(|field| is_accepted(field) || !proposal.fields.contains_key(field));
        field_checks::save_checks(tx, &offer.id, looked_at, &check).await?;
        let is_newer = changed.verified.as_ref().is_none_or(|held| held.on <= check.on);
        let verified = if is_newer { Some(check) } else { changed.verified.clone() };
        Ok(Offer { verified, ..changed })
    }
}

fn missing() -> CareError {
    ServiceError::from(DeskError::Missing).into()
}

async fn find_subject(
    tx: &mut Tx,
    editor: &Editor,
    id: &ProposalId,
) -> Result<Decision, CareError> {
    let proposal = proposals::find_proposal(tx, id).await?;
    let proposal = proposal.filter(|one| one.state == ProposalState::Open).ok_or_else(missing)?;
    let offer = offers::find_offer(tx, &proposal.offer).await?.ok_or_else(missing)?;
    if !editor.scope().includes(&offer) {
        return Err(ServiceError::from(DeskError::NotAllowed).into());
    }
    Ok(Decision { proposal, offer })
}

/// What the proposed words would change now.
pub(super) fn compare(proposal: &Proposal, context: ReadingContext<'_>) -> Vec<FieldChange> {
    let typed = proposal.fields.iter().map(|(field, words)| (*field, words.typed.clone()));
    let preview = context.preview(&typed.collect());
    let mut changes = preview.map(|preview| preview.changes).unwrap_or_default();
    for change in &mut changes {
        let proposed = proposal.fields.get(&change.field);
        change.is_conflict = proposed.is_some_and(|words| words.before != change.before);
    }
    changes
}

fn archived(offer: Offer, today: jiff::civil::Date) -> Offer {
    let mut archived = Offer { status: OfferStatus::Archived, ..offer };
    archived.visible.to = Some(today);
    archived
}

/// The mail with an editor's answer; `None` without one.
fn declined_mail(proposal: &Proposal, offer: &Offer) -> Option<Message> {
    let answer = proposal.answer.as_ref()?;
    let language = UiLanguage::from_tag(proposal.language.as_str()).unwrap_or(UiLanguage::De);
    let i18n = I18n::for_server(language);
    let name = name(offer);
    Some(Message {
        purpose: format!("proposal/{}", proposal.id),
        to: proposal.sender.clone(),
        subject: Subject::new(&i18n.care_declined_subject(&name)),
        body: MailBody::parse(&i18n.care_declined_body(answer.as_str(), &name)).ok()?,
    })
}
