//! The desk's list of offers, and what needs care.

use super::desk_catalogue::DeskCatalogue;
use crate::accounts::Author;
use crate::db::{doubts, reports};
use crate::error::ServiceError;
use crate::qr::qr_modules;
use crate::service::Service;
use i18n::I18n;
use jiff::ToSpan;
use jiff::civil::Date;
use shared::api::OfferDetail;
use shared::desk::DeskError;
use shared::desk::offers::{CareReason, DESK_PAGE, DeskOffer, DeskOffers, DeskQuery};
use shared::finder::{Finder, OfferAddress};
use shared::id::OfferId;
use shared::language::UiLanguage;
use shared::offer::{Offer, OfferStatus};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Days before its end at which an offer needs care.
const ENDS_SOON: i32 = 30;

/// Everything that decides whether an offer needs care.
struct CareFacts {
    catalogue: Arc<DeskCatalogue>,
    reported: BTreeSet<OfferId>,
    doubtful: BTreeSet<OfferId>,
    today: Date,
    stale_after: i32,
}

impl Service {
    /// The offers that match a query and are within the author's scope, in the finder's order.
    ///
    /// # Errors
    /// The database's only.
    pub async fn list_desk_offers(
        &self,
        author: &Author,
        query: &DeskQuery,
        language: UiLanguage,
    ) -> Result<DeskOffers, ServiceError> {
        let facts = self.load_care_facts().await?;
        let catalogue = &facts.catalogue.catalogue;
        let (labels, local) = (I18n::for_server(language), self.0.clock.local());
        let now = facts.catalogue.now(local, self.0.settings.stale_after);
        let found = Finder::new(catalogue, &labels, &now).find_all(&query.offers);
        let is_wanted = |offer: &&Offer| {
            author.scope().includes(offer)
                && facts.has_status(offer, query)
                && query.care.is_none_or(|reason| facts.has_reason(offer, reason))
        };
        let matching: Vec<&Offer> = found.into_iter().filter(is_wanted).collect();
        let skipped = (query.offers.page.0 as usize).saturating_sub(1) * DESK_PAGE;
        let rows = matching.iter().skip(skipped).take(DESK_PAGE);
        Ok(DeskOffers {
            offers: rows.map(|offer| facts.row(offer, labels)).collect(),
            total: matching.len(),
            pages: matching.len().div_ceil(DESK_PAGE),
        })
    }

    /// An offer of any status as the public would see it.
    ///
    /// # Errors
    /// [`DeskError::Missing`], [`DeskError::NotAllowed`] outside of the author's scope.
    pub async fn preview_offer(
        &self,
        author: &Author,
        id: &OfferId,
        language: UiLanguage,
    ) -> Result<OfferDetail, ServiceError> {
        let land = self.0.settings.land;
        let desk = self.0.desk_catalogue.load(&self.0.db, land).await?;
        let labels = I18n::for_server(language);
        let now = desk.now(self.0.clock.local(), self.0.settings.stale_after);
        let url = format!("{}/{}/offers/{id}", self.0.public_url, language.tag());
        let address = OfferAddress { qr: qr_modules(&url), url };
        let (_, offer) = desk.catalogue.public(id, self.today()).ok_or(DeskError::Missing)?;
        if !author.scope().includes(offer) {
            return Err(DeskError::NotAllowed.into());
        }
        let shown = Finder::new(&desk.catalogue, &labels, &now).show_offer(id, address);
        shown.ok_or(DeskError::Missing.into())
    }

    /// How many offers within the author's scope need care, by reason.
    ///
    /// # Errors
    /// The database's only.
    pub async fn count_care(
        &self,
        author: &Author,
    ) -> Result<BTreeMap<CareReason, u64>, ServiceError> {
        let facts = self.load_care_facts().await?;
        let mut counts =
            CareReason::ALL.map(|reason| (reason, 0)).into_iter().collect::<BTreeMap<_, _>>();
        let offers = facts.catalogue.catalogue.offers().iter();
        for offer in offers.filter(|offer| author.scope().includes(offer)) {
            for reason in facts.reasons(offer) {
                *counts.entry(reason).or_default() += 1;
            }
        }
        Ok(counts)
    }

    async fn load_care_facts(&self) -> Result<CareFacts, ServiceError> {
        let land = self.0.settings.land;
        let catalogue = self.0.desk_catalogue.load(&self.0.db, land).await?;
        let mut tx = self.0.db.read().await?;
        let reports = reports::load_reports(&mut tx).await?;
        Ok(CareFacts {
            catalogue,
            reported: reports.into_iter().map(|report| report.offer).collect(),
            doubtful: doubts::load_doubts(&mut tx).await?.into_keys().collect(),
            today: self.today(),
            stale_after: self.0.settings.stale_after,
        })
    }
}

impl CareFacts {
    fn has_status(&self, offer: &Offer, query: &DeskQuery) -> bool {
        let Some(facts) = self.catalogue.facts(&offer.id) else { return false };
        match query.status {
            Some(status) => facts.status == status,
            None => facts.status != OfferStatus::Archived,
        }
    }

    /// Why an offer needs care; an archived one never does.
    fn reasons(&self, offer: &Offer) -> Vec<CareReason> {
        CareReason::ALL.into_iter().filter(|reason| self.has_reason(offer, *reason)).collect()
    }

    fn has_reason(&self, offer: &Offer, reason: CareReason) -> bool {
        let Some(facts) = self.catalogue.facts(&offer.id) else { return false };
        if facts.status == OfferStatus::Archived {
            return false;
        }
        let is_shown = facts.status == OfferStatus::Published
            && facts.visible_to.is_none_or(|last| self.today <= last);
        match reason {
            CareReason::Reported => self.reported.contains(&offer.id),
            CareReason::Doubtful => self.doubtful.contains(&offer.id),
            CareReason::InReview => facts.status == OfferStatus::InReview,
            CareReason::Draft => facts.status == OfferStatus::Draft,
            CareReason::Stale => is_shown && self.is_stale(offer),
            CareReason::Outdated => facts.is_outdated,
            CareReason::EndsSoon => {
                let soon = self.today.saturating_add(ENDS_SOON.days());
                is_shown && facts.visible_to.is_some_and(|last| last <= soon)
            }
        }
    }

    fn is_stale(&self, offer: &Offer) -> bool {
        let oldest = self.today.saturating_sub(self.stale_after.days());
        offer.verified.as_ref().is_none_or(|check| check.on < oldest)
    }

    fn row(&self, offer: &Offer, labels: I18n) -> DeskOffer {
        let catalogue = &self.catalogue.catalogue;
        let provider = catalogue.provider(&offer.provider);
        let cities = &catalogue.taxonomy.cities;
        let city = cities.iter().find(|term| term.id == offer.city);
        let city = city.map_or(offer.city.as_str(), |term| term.name_in(labels.language()));
        DeskOffer {
            id: offer.id.clone(),
            name: offer.name.pick(UiLanguage::De).text,
            provider: provider.map_or_else(String::new, |one| one.name.as_str().to_owned()),
            city: city.to_owned(),
            status: self.catalogue.facts(&offer.id).map_or(offer.status, |facts| facts.status),
            verified_on: offer.verified.as_ref().map(|check| check.on),
            care: self.reasons(offer),
        }
    }
}
