//! Exports: tables and HSDS, `GeoJSON`, iCalendar, structured data (JSON-LD).

use super::catalogue::CatalogueSnapshot;
use crate::db::{offers, providers, taxonomy};
use crate::error::ServiceError;
use crate::service::Service;
use exchange::names::Reader;
use exchange::offers::{OfferFormat, encode};
use exchange::records::OfferFile;
use exchange::{calendar, geojson, json_ld};
use i18n::I18n;
use jiff::civil::Date;
use shared::error::Missing;
use shared::finder::{Catalogue, Finder};
use shared::id::OfferId;
use shared::language::UiLanguage;
use shared::offer::Offer;
use shared::search::OfferQuery;
use std::collections::BTreeSet;

/// A full export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FullExport {
    /// The file's bytes.
    pub file: Vec<u8>,
    /// Offers in it, whatever their status.
    pub offers: usize,
    /// Providers in it.
    pub providers: usize,
    /// Providers without offers that the format cannot hold: a table has no row for them, a list of
    /// services no entry.
    pub omitted_providers: usize,
}

impl Service {
    /// Exports every offer with its provider, whatever its status.
    ///
    /// # Errors
    /// The database's; [`ServiceError::Encode`] where the format cannot hold the records.
    pub async fn export_all(&self, format: OfferFormat) -> Result<FullExport, ServiceError> {
        let mut tx = self.0.db.read().await?;
        let content = OfferFile {
            providers: providers::load_providers(&mut tx).await?,
            offers: offers::load_offers(&mut tx).await?,
        };
        let taxonomy = taxonomy::load_taxonomy(&mut tx).await?;
        let with_offers: BTreeSet<_> = content.offers.iter().map(|offer| &offer.provider).collect();
        let all = content.providers.len();
        let providers = if format.has_idle_providers() { all } else { with_offers.len() };
        Ok(FullExport {
            file: encode(format, &content, &taxonomy)?,
            offers: content.offers.len(),
            providers,
            omitted_providers: all.saturating_sub(providers),
        })
    }

    /// Exports the offers that match a query, with their providers.
    ///
    /// # Errors
    /// The database's; [`ServiceError::Encode`] where the format cannot hold the records.
    pub async fn export_offers(
        &self,
        query: &OfferQuery,
        format: OfferFormat,
    ) -> Result<Vec<u8>, ServiceError> {
        let snapshot = self.load_catalogue().await?;
        let offers = self.find_all(&snapshot, query);
        // Encoding a workbook of a whole county would block other requests for too long.
        let encoding = tokio::task::spawn_blocking(move || {
            let used: BTreeSet<_> = offers.iter().map(|offer| &offer.provider).collect();
            let providers = snapshot
                .catalogue
                .providers()
                .iter()
                .filter(|provider| used.contains(&provider.id))
                .cloned()
                .collect();
            encode(format, &OfferFile { providers, offers }, &snapshot.catalogue.taxonomy)
        });
        let file = encoding.await.map_err(|_| ServiceError::Stopped("the export"))?;
        file.map_err(ServiceError::from)
    }

    /// Exports the positions of the offers that match a query, as `GeoJSON`.
    ///
    /// # Errors
    /// The database's only.
    pub async fn export_geojson(
        &self,
        query: &OfferQuery,
        language: UiLanguage,
    ) -> Result<String, ServiceError> {
        let snapshot = self.load_catalogue().await?;
        let offers = self.find_all(&snapshot, query);
        let today = self.0.clock.today();
        let reader = self.reader(&snapshot.catalogue, language);
        Ok(geojson::feature_collection(&offers, reader, today).to_string())
    }

    /// Exports the times of an offer, as iCalendar.
    ///
    /// # Errors
    /// [`Missing::Offer`] for one that is not public or has no times.
    pub async fn export_calendar(
        &self,
        id: &OfferId,
        language: UiLanguage,
    ) -> Result<String, ServiceError> {
        let snapshot = self.load_catalogue().await?;
        let catalogue = &snapshot.catalogue;
        let today = self.0.clock.today();
        let missing = || ServiceError::missing(Missing::Offer);
        let (_, offer) = catalogue.public(id, today).ok_or_else(missing)?;
        let moment = self.moment(catalogue, today);
        let reader = self.reader(catalogue, language);
        let provider = catalogue.provider(&offer.provider);
        calendar::calendar(offer, provider, reader, moment).ok_or_else(missing)
    }

    /// Exports an offer as schema.org structured data, escaped for embedding in a page; `None` for
    /// one that is not public.
    ///
    /// # Errors
    /// The database's only.
    pub async fn export_json_ld(
        &self,
        id: &OfferId,
        language: UiLanguage,
    ) -> Result<Option<String>, ServiceError> {
        let snapshot = self.load_catalogue().await?;
        let catalogue = &snapshot.catalogue;
        let today = self.0.clock.today();
        let Some((_, offer)) = catalogue.public(id, today) else { return Ok(None) };
        let moment = self.moment(catalogue, today);
        let reader = self.reader(catalogue, language);
        let provider = catalogue.provider(&offer.provider);
        Ok(Some(json_ld::embedded(&json_ld::json_ld(offer, provider, reader, moment))))
    }

    fn moment<'a>(&self, catalogue: &'a Catalogue, today: Date) -> calendar::Moment<'a> {
        calendar::Moment { today, now: self.0.clock.now(), days_off: &catalogue.days_off }
    }

    fn find_all(&self, snapshot: &CatalogueSnapshot, query: &OfferQuery) -> Vec<Offer> {
        let (labels, now) = (I18n::for_server(UiLanguage::De), self.now(snapshot));
        Finder::new(&snapshot.catalogue, &labels, &now)
            .find_all(query)
            .into_iter()
            .cloned()
            .collect()
    }

    fn reader<'a>(&'a self, catalogue: &'a Catalogue, language: UiLanguage) -> Reader<'a> {
        Reader { language, taxonomy: &catalogue.taxonomy, base_url: &self.0.public_url }
    }
}
