//! Saving an offer: from a form, and the steps that change many.

use super::versions::Change as VersionChange;
use super::{digest_of, find_own_offer};
use crate::accounts::{Author, Deed, Editor, Scope};
use crate::changes::Change;
use crate::db::{DbError, Tx, doubts, offer_versions, offers, providers, taxonomy};
use crate::error::ServiceError;
use crate::finder::addresses::place_offers;
use crate::secret::random_u128;
use crate::service::Service;
use exchange::offer_form::{
    Cells, Conflict, FormBasis, FormReading, heading_of, merge, read_cells, write_cells,
};
use shared::desk::DeskError;
use shared::desk::audit::{Action, Actor, SubjectKind};
use shared::doubt::DoubtReason;
use shared::id::OfferId;
use shared::language::UiLanguage;
use shared::offer::{Offer, OfferStatus, Position, Verification};
use shared::text::Line;

/// What happens to an offer besides its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Its status stays; a new one is a draft.
    Save,
    /// It is sent to review.
    Review,
    /// It is published.
    Publish,
    /// It is taken back to be written on.
    Draft,
    /// It is shown no longer.
    Archive,
}

impl Step {
    /// Every step.
    pub const ALL: [Self; 5] =
        [Self::Save, Self::Review, Self::Publish, Self::Draft, Self::Archive];

    /// Its name in forms.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Save => "save",
            Self::Review => "review",
            Self::Publish => "publish",
            Self::Draft => "draft",
            Self::Archive => "archive",
        }
    }

    const fn status(self, current: OfferStatus) -> OfferStatus {
        match self {
            Self::Save => current,
            Self::Review => OfferStatus::InReview,
            Self::Publish => OfferStatus::Published,
            Self::Draft => OfferStatus::Draft,
            Self::Archive => OfferStatus::Archived,
        }
    }
}

/// A form that was sent.
#[derive(Clone, Debug)]
pub struct OfferForm {
    /// The offer; `None` for a new one.
    pub id: Option<OfferId>,
    /// What the fields were made from; see [`super::OpenOffer::basis`].
    pub basis: String,
    /// The fields.
    pub cells: Cells,
    /// What happens to it.
    pub step: Step,
    /// Whether the author says that everything in it is right as of today.
    pub is_verified: bool,
    /// Whether what was only partly understood is taken as it was understood.
    pub accepts_doubts: bool,
    /// Whether the doubts from an import are settled.
    pub settles_doubts: bool,
}

/// Why a form was not saved, with what should stand in its fields.
#[derive(Clone, Debug, Default)]
pub struct Refusal {
    /// The fields.
    pub cells: Cells,
    /// What they were made from.
    pub basis: String,
    /// What the form says.
    pub reading: FormReading,
    /// Fields that somebody else has changed too.
    pub conflicts: Vec<Conflict>,
    /// Who that was, as far as it is known.
    pub other: Option<Actor>,
}

/// Why a form was not saved.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// Something in it is wrong, doubtful, or changed by somebody else.
    #[error("the form was refused")]
    Refused(Box<Refusal>),
    /// Anything else.
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl From<DbError> for SaveError {
    fn from(error: DbError) -> Self {
        Self::Service(error.into())
    }
}

impl From<DeskError> for SaveError {
    fn from(error: DeskError) -> Self {
        Self::Service(error.into())
    }
}

/// Takes away coordinates that stayed as they were while the address was changed, so that the new
/// address is looked up; returns them.
fn forget_old_place(stored: Option<&Offer>, offer: &mut Offer) -> Option<Position> {
    let (before, venue) = (stored?.venue.as_ref()?, offer.venue.as_mut()?);
    let is_moved = before.address != venue.address && before.position == venue.position;
    if is_moved { venue.position.take() } else { None }
}

impl Service {
    /// Saves a form; returns the offer's id.
    ///
    /// # Errors
    /// [`SaveError`]; nothing is stored then.
    pub async fn save_offer(
        &self,
        author: &Author,
        form: &OfferForm,
    ) -> Result<OfferId, SaveError> {
        let mut lists = self.load_form_lists(author).await?;
        let mut tx = self.0.db.write().await?;
        // The first write, since it makes imports wait on PostgreSQL too.
        taxonomy::bump_revision(&mut tx, offers::REVISION_TOPIC).await?;
        lists.taxonomy = taxonomy::load_taxonomy(&mut tx).await?;
        let stored = match &form.id {
            Some(id) => Some(find_own_offer(&mut tx, author, id).await?),
            None => None,
        };
        let mut refusal = self.merge_form(&mut tx, stored.as_ref(), form, &lists).await?;
        let new_id = OfferId::from_random(random_u128());
        let basis = FormBasis {
            id: form.id.as_ref().unwrap_or(&new_id),
            stored: stored.as_ref(),
            providers: &lists.providers,
            taxonomy: &lists.taxonomy,
            today: self.today(),
        };
        refusal.reading = read_cells(&refusal.cells, basis);
        let offer = match refusal.reading.offer.clone() {
            Some(offer) if !is_refused(&refusal, form.accepts_doubts) => offer,
            _ => return Err(SaveError::Refused(Box::new(refusal))),
        };
        let mut offer = self.with_step(author, stored.as_ref(), offer, form)?;
        let held = forget_old_place(stored.as_ref(), &mut offer);
        place_offers(&mut tx, std::slice::from_mut(&mut offer), &lists.taxonomy).await?;
        if let Some(venue) = &mut offer.venue {
            venue.position = venue.position.or(held);
        }
        if let Some(provider) = &refusal.reading.new_provider {
            providers::save_provider(&mut tx, provider).await?;
        }
        let change = VersionChange {
            actor: author.actor(),
            action: if stored.is_some() { Action::ChangeOffer } else { Action::CreateOffer },
        };
        self.store_offer(&mut tx, stored.as_ref(), &offer, change).await?;
        self.settle(&mut tx, stored.as_ref(), &offer, form).await?;
        tx.commit().await.map_err(ServiceError::from)?;
        Ok(offer.id)
    }

    /// Takes a step with several offers, as far as they are within the editor's scope; returns how
    /// many were changed.
    ///
    /// # Errors
    /// The database's only; nothing is stored then.
    pub async fn change_status(
        &self,
        editor: &Editor,
        ids: &[OfferId],
        step: Step,
    ) -> Result<u64, ServiceError> {
        self.change_offers(editor, ids, Action::ChangeStatus, |offer| {
            offer.status = step.status(offer.status);
        })
        .await
    }

    /// Says that everything in several offers is right as of today; returns how many were changed.
    ///
    /// # Errors
    /// The database's only; nothing is stored then.
    pub async fn verify_offers(
        &self,
        editor: &Editor,
        ids: &[OfferId],
    ) -> Result<u64, ServiceError> {
        let today = self.today();
        self.change_offers(editor, ids, Action::VerifyOffer, |offer| {
            let by = offer.verified.take().and_then(|check| check.by);
            offer.verified = Some(Verification { on: today, by });
        })
        .await
    }

    async fn change_offers(
        &self,
        editor: &Editor,
        ids: &[OfferId],
        action: Action,
        change: impl Fn(&mut Offer),
    ) -> Result<u64, ServiceError> {
        let mut tx = self.0.db.write().await?;
        taxonomy::bump_revision(&mut tx, offers::REVISION_TOPIC).await?;
        let mut changed = 0;
        for id in ids {
            let Some(stored) = offers::find_offer(&mut tx, id).await? else { continue };
            if !editor.scope().includes(&stored) {
                continue;
            }
            let mut offer = stored.clone();
            change(&mut offer);
            if offer != stored {
                let version = VersionChange { actor: &editor.actor, action };
                self.store_offer(&mut tx, Some(&stored), &offer, version).await?;
                changed += 1;
            }
        }
        tx.commit().await?;
        Ok(changed)
    }

    /// Stores an offer with its version and an entry in the audit log.
    pub(in crate::finder) async fn store_offer(
        &self,
        tx: &mut Tx,
        stored: Option<&Offer>,
        offer: &Offer,
        change: VersionChange<'_>,
    ) -> Result<(), ServiceError> {
        offers::save_offer(tx, offer, self.0.clock.now()).await?;
        self.insert_versions(tx, stored, offer, change).await?;
        let name = offer.name.pick(UiLanguage::De).text;
        let deed = Deed {
            action: change.action,
            kind: SubjectKind::Offer,
            subject: offer.id.as_str(),
            detail: &name,
        };
        self.record_deed(tx, change.actor, deed).await?;
        tx.announce(Change::Finder);
        Ok(())
    }

    /// The fields, merged with what somebody else has stored since they were loaded.
    async fn merge_form(
        &self,
        tx: &mut Tx,
        stored: Option<&Offer>,
        form: &OfferForm,
        lists: &super::FormLists,
    ) -> Result<Refusal, ServiceError> {
        let unchanged = Refusal { cells: form.cells.clone(), ..Refusal::default() };
        let Some(stored) = stored else { return Ok(unchanged) };
        let digest = digest_of(stored)?;
        if digest == form.basis {
            return Ok(Refusal { basis: digest, ..unchanged });
        }
        let cells = |offer: &Offer| {
            let provider = lists.providers.iter().find(|one| one.id == offer.provider);
            write_cells(offer, provider, &lists.taxonomy)
        };
        let versions = offer_versions::load_versions(tx, &stored.id).await?;
        let base = versions.iter().find(|version| version.digest == form.basis);
        let base = base.map(|version| cells(&version.offer));
        let merged = merge(base.as_ref(), &cells(stored), &form.cells);
        let latest = versions.into_iter().next().filter(|version| version.digest == digest);
        Ok(Refusal {
            cells: merged.cells,
            basis: digest,
            conflicts: merged.conflicts,
            other: latest.map(|version| version.actor),
            reading: FormReading::default(),
        })
    }

    /// The offer with its new status and check.
    fn with_step(
        &self,
        author: &Author,
        stored: Option<&Offer>,
        mut offer: Offer,
        form: &OfferForm,
    ) -> Result<Offer, ServiceError> {
        let current = stored.map_or(OfferStatus::Draft, |offer| offer.status);
        offer.status = form.step.status(current);
        let is_review = matches!(author.scope(), Scope::Provider(_));
        let is_public = [current, offer.status].contains(&OfferStatus::Published);
        if !author.scope().includes(&offer) || (is_review && is_public) {
            return Err(DeskError::NotAllowed.into());
        }
        if form.is_verified {
            let by = match (&offer.verified, author.actor()) {
                (Some(Verification { by: Some(by), .. }), _) => Some(by.clone()),
                (_, Actor::Account { name, .. }) => Line::parse(name).ok(),
                _ => None,
            };
            offer.verified = Some(Verification { on: self.today(), by });
        }
        Ok(offer)
    }

    /// Removes the doubts that were settled: all of them, or those about fields that have changed.
    async fn settle(
        &self,
        tx: &mut Tx,
        stored: Option<&Offer>,
        offer: &Offer,
        form: &OfferForm,
    ) -> Result<(), ServiceError> {
        let Some(stored) = stored else { return Ok(()) };
        let held = doubts::load_doubts_of(tx, &offer.id).await?;
        if held.is_empty() {
            return Ok(());
        }
        let lists = taxonomy::load_taxonomy(tx).await?;
        let (before, after) = (write_cells(stored, None, &lists), write_cells(offer, None, &lists));
        let is_open = |doubt: &&crate::db::doubts::StoredDoubt| {
            let key = before.keys().find(|key| heading_of(key) == doubt.heading);
            !form.settles_doubts && key.is_none_or(|key| before.get(key) == after.get(key))
        };
        let open: Vec<_> = held.iter().filter(is_open).cloned().collect();
        Ok(doubts::save_doubts(tx, &offer.id, &open).await?)
    }
}

/// What is not understood at all is never saved; what is only partly understood waits for a yes.
fn is_refused(refusal: &Refusal, accepts_doubts: bool) -> bool {
    let is_unread = refusal.reading.doubts.iter().any(|found| {
        matches!(found.doubt.reason, DoubtReason::Unreadable | DoubtReason::FormulaError)
    });
    is_unread
        || !refusal.conflicts.is_empty()
        || !refusal.reading.problems.is_empty()
        || (!accepts_doubts && !refusal.reading.doubts.is_empty())
}
