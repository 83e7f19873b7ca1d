//! Public offers for other programs: tables, HSDS, positions, calendars, structured data.

use super::catalogue::DatedCatalogue;
use crate::db::{offers, taxonomy};
use crate::error::ServiceError;
use crate::service::Service;
use exchange::names::Reader;
use exchange::offers::{OfferFormat, encode};
use exchange::records::OfferFile;
use exchange::{calendar, geojson, json_ld};
use i18n::I18n;
use shared::error::Missing;
use shared::finder::{Catalogue, Finder};
use shared::id::OfferId;
use shared::language::UiLanguage;
use shared::offer::Offer;
use shared::search::OfferQuery;
use shared::search::times::{date_from_number, day_number};
use std::collections::BTreeSet;

/// How far ahead a calendar knows school-free days, in days.
const CALENDAR_REACH: i32 = 2 * 366;

/// A file of everything that is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WholeExport {
    /// Its bytes.
    pub file: Vec<u8>,
    /// Offers in it, whatever their status.
    pub offers: usize,
    /// Providers in it.
    pub providers: usize,
    /// Providers without offers, for which a table has no row and a list of services no entry.
    pub left_out: usize,
}

impl Service {
    /// Every offer with its provider as a file, whatever its status.
    ///
    /// # Errors
    /// The database's; where the records do not fit into this kind of file.
    pub async fn export_everything(
        &self,
        format: OfferFormat,
    ) -> Result<WholeExport, ServiceError> {
        let mut tx = self.0.db.read().await?;
        let content = OfferFile {
            providers: offers::load_providers(&mut tx).await?,
            offers: offers::load_offers(&mut tx).await?,
        };
        let taxonomy = taxonomy::load_taxonomy(&mut tx).await?;
        let busy: BTreeSet<_> = content.offers.iter().map(|offer| &offer.provider).collect();
        let all = content.providers.len();
        let providers = if format.has_idle_providers() { all } else { busy.len() };
        Ok(WholeExport {
            file: encode(format, &content, &taxonomy)?,
            offers: content.offers.len(),
            providers,
            left_out: all.saturating_sub(providers),
        })
    }

    /// The offers that answer a query, with their providers, as a file.
    ///
    /// # Errors
    /// The database's; where the records do not fit into this kind of file.
    pub async fn export_offers(
        &self,
        query: &OfferQuery,
        format: OfferFormat,
    ) -> Result<Vec<u8>, ServiceError> {
        let held = self.catalogue().await?;
        let offers = self.find_all(&held, query);
        // A workbook of a whole county takes longer than others should wait for a core.
        let made = tokio::task::spawn_blocking(move || {
            let used: BTreeSet<_> = offers.iter().map(|offer| &offer.provider).collect();
            let providers = held.catalogue.providers().iter();
            let providers = providers.filter(|one| used.contains(&one.id)).cloned().collect();
            encode(format, &OfferFile { providers, offers }, &held.catalogue.taxonomy)
        });
        let made = made.await.map_err(|_| ServiceError::Stopped("the export"))?;
        made.map_err(ServiceError::from)
    }

    /// Where the offers are that answer a query, as `GeoJSON`.
    ///
    /// # Errors
    /// The database's only.
    pub async fn export_positions(
        &self,
        query: &OfferQuery,
        language: UiLanguage,
    ) -> Result<String, ServiceError> {
        let held = self.catalogue().await?;
        let offers = self.find_all(&held, query);
        let today = self.0.clock.today();
        let reader = self.reader(&held.catalogue, language);
        Ok(geojson::feature_collection(&offers, reader, today).to_string())
    }

    /// When an offer takes place, as iCalendar.
    ///
    /// # Errors
    /// [`Missing::Offer`] for one that is not public or has no times.
    pub async fn export_calendar(
        &self,
        id: &OfferId,
        language: UiLanguage,
    ) -> Result<String, ServiceError> {
        let held = self.catalogue().await?;
        let catalogue = &held.catalogue;
        let today = self.0.clock.today();
        let missing = || ServiceError::missing(Missing::Offer);
        let (_, offer) = catalogue.public(id, today).ok_or_else(missing)?;
        let from = day_number(today);
        let days_off = catalogue.school_free.days(from, from.saturating_add(CALENDAR_REACH));
        let days_off: Vec<_> = days_off.map(date_from_number).collect();
        let moment = calendar::Moment { today, now: self.0.clock.now(), days_off: &days_off };
        let reader = self.reader(catalogue, language);
        let provider = catalogue.provider(&offer.provider);
        calendar::calendar(offer, provider, reader, moment).ok_or_else(missing)
    }

    /// An offer in the words of schema.org, safe to stand in a page; `None` for one that is
    /// not public.
    ///
    /// # Errors
    /// The database's only.
    pub async fn structured_data(
        &self,
        id: &OfferId,
        language: UiLanguage,
    ) -> Result<Option<String>, ServiceError> {
        let held = self.catalogue().await?;
        let catalogue = &held.catalogue;
        let today = self.0.clock.today();
        let Some((_, offer)) = catalogue.public(id, today) else { return Ok(None) };
        let reader = self.reader(catalogue, language);
        let provider = catalogue.provider(&offer.provider);
        Ok(Some(json_ld::embedded(&json_ld::json_ld(offer, provider, reader, today))))
    }

    fn find_all(&self, held: &DatedCatalogue, query: &OfferQuery) -> Vec<Offer> {
        let (labels, now) = (I18n::for_server(UiLanguage::De), self.now(held));
        let found = Finder::new(&held.catalogue, &labels, &now).find_all(query);
        found.into_iter().cloned().collect()
    }

    fn reader<'a>(&'a self, catalogue: &'a Catalogue, language: UiLanguage) -> Reader<'a> {
        Reader { language, taxonomy: &catalogue.taxonomy, base_url: &self.0.public_url }
    }
}
