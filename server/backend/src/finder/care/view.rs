//! What the page of a care link shows: the offers it asks about, and what was answered.

use super::error::CareError;
use super::links::CareRight;
use crate::clock::local_time;
use crate::db::care_links::AskedOffer;
use crate::db::proposals::{self, Proposal, ProposalKind, ProposalState};
use crate::db::{Tx, field_checks, offers, taxonomy};
use crate::service::Service;
use exchange::public_fields::{PublicField, Words, write_fields};
use jiff::civil::Date;
use shared::id::OfferId;
use shared::offer::{Offer, OfferStatus};
use shared::taxonomy::Taxonomy;
use std::collections::BTreeMap;

/// The offers that a link asks about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CareView {
    /// The provider's name.
    pub provider: String,
    /// The last day on which the link is valid.
    pub until: Date,
    /// The offers.
    pub offers: Vec<OfferView>,
}

/// An offer that a link asks about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferView {
    /// Its id.
    pub id: OfferId,
    /// Its name when it was asked about.
    pub name: String,
    /// The offer as the public sees it; missing once it is gone.
    pub offer: Option<Offer>,
    /// The words of its fields.
    pub words: Words,
    /// When each field was last checked.
    pub checks: BTreeMap<PublicField, Date>,
    /// What was answered.
    pub state: CareState,
}

/// What was answered about an offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CareState {
    /// Nothing yet.
    Open,
    /// It is right, as of this day.
    Confirmed(Date),
    /// A proposal waits for an editor.
    InReview(ProposalKind),
    /// An editor has accepted a change.
    Accepted,
    /// An editor has declined a proposal, with these words.
    Declined(String),
    /// It is no longer public.
    Gone,
}

impl Service {
    /// Shows the offers that a link asks about.
    ///
    /// # Errors
    /// The database's only.
    pub async fn show_care(&self, right: &CareRight) -> Result<CareView, CareError> {
        let mut tx = self.0.db.read().await?;
        let taxonomy = taxonomy::load_taxonomy(&mut tx).await?;
        let mut offers = Vec::new();
        for asked in &right.link.offers {
            offers.push(load_view(&mut tx, right, asked, &taxonomy).await?);
        }
        let provider = right.provider.name.as_str().to_owned();
        Ok(CareView { provider, until: local_time(right.expires_at()).day, offers })
    }
}

async fn load_view(
    tx: &mut Tx,
    right: &CareRight,
    asked: &AskedOffer,
    taxonomy: &Taxonomy,
) -> Result<OfferView, CareError> {
    let offer = offers::find_offer(tx, &asked.id).await?;
    let offer = offer.filter(|offer| offer.status == OfferStatus::Published);
    let answered = proposals::load_of_offer(tx, &asked.id).await?;
    let sent_on = local_time(right.link.created_at).day;
    let latest = answered.into_iter().find(|one| {
        one.created_at >= right.link.created_at && one.state != ProposalState::Replaced
    });
    let words = offer.as_ref().map(|offer| write_fields(offer, taxonomy)).unwrap_or_default();
    Ok(OfferView {
        id: asked.id.clone(),
        name: asked.name.clone(),
        state: state(offer.as_ref(), latest, asked, sent_on),
        checks: field_checks::load_checks(tx, &asked.id).await?,
        words,
        offer,
    })
}

fn state(
    offer: Option<&Offer>,
    latest: Option<Proposal>,
    asked: &AskedOffer,
    sent_on: Date,
) -> CareState {
    let Some(offer) = offer else { return CareState::Gone };
    let checked_on = offer.verified.as_ref().map(|check| check.on);
    let newly_checked = checked_on.filter(|on| Some(*on) != asked.verified_on && *on >= sent_on);
    match (latest, newly_checked) {
        (Some(Proposal { state: ProposalState::Open, kind, .. }), _) => CareState::InReview(kind),
        (Some(Proposal { state: ProposalState::Accepted, .. }), _) => CareState::Accepted,
        (_, Some(on)) => CareState::Confirmed(on),
        (Some(Proposal { answer, .. }), None) => {
            CareState::Declined(answer.map(String::from).unwrap_or_default())
        }
        (None, None) => CareState::Open,
    }
}
