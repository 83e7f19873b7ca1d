//! The calendar: a page of dates, and feeds of them.

use super::catalogue::CatalogueSnapshot;
use crate::error::ServiceError;
use crate::service::Service;
use exchange::atom::atom;
use exchange::calendar::{DatedOffer, Feed, Moment, feed};
use exchange::names::Reader;
use i18n::I18n;
use shared::finder::{DateList, DateQuery, Finder, Now};
use shared::language::UiLanguage;
use shared::offer::Offer;
use shared::time::Millis;
use std::sync::Arc;

/// The format of a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedFormat {
    /// iCalendar, to subscribe to.
    Calendar,
    /// Atom.
    Atom,
}

/// A feed that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedRequest {
    /// The dates; their period is everything to come.
    pub query: DateQuery,
    /// The reader's language.
    pub language: UiLanguage,
    /// The format.
    pub format: FeedFormat,
    /// The feed's own path, with its query.
    pub path: String,
    /// The path of the page with the same dates.
    pub page_path: String,
}

/// A feed as a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateFeed {
    /// The file.
    pub text: String,
    /// When one of its offers was last changed; `None` without any.
    pub changed: Option<Millis>,
}

impl Service {
    /// Lists what takes place within a period, by day and town.
    ///
    /// # Errors
    /// The database's only.
    pub async fn list_dates(
        &self,
        query: DateQuery,
        language: UiLanguage,
    ) -> Result<DateList, ServiceError> {
        let snapshot = self.load_catalogue().await?;
        let now = self.now(&snapshot);
        // All dates of a whole county would block other requests for too long.
        let listing = tokio::task::spawn_blocking(move || {
            let labels = I18n::for_server(language);
            Finder::new(&snapshot.catalogue, &labels, &now).list_dates(&query)
        });
        listing.await.map_err(|_| ServiceError::Stopped("the calendar"))
    }

    /// Exports dates as a feed.
    ///
    /// # Errors
    /// The database's only.
    pub async fn export_dates(&self, request: FeedRequest) -> Result<DateFeed, ServiceError> {
        let snapshot = self.load_catalogue().await?;
        let (now, service) = (self.now(&snapshot), self.clone());
        let export = Export { snapshot, now, request };
        tokio::task::spawn_blocking(move || export.encode(&service))
            .await
            .map_err(|_| ServiceError::Stopped("the export"))
    }
}

/// What a feed is made of.
struct Export {
    snapshot: Arc<CatalogueSnapshot>,
    now: Now,
    request: FeedRequest,
}

impl Export {
    fn encode(&self, service: &Service) -> DateFeed {
        let FeedRequest { query, language, format, path, page_path } = &self.request;
        let (catalogue, labels) = (&self.snapshot.catalogue, I18n::for_server(*language));
        let offers = Finder::new(catalogue, &labels, &self.now).find_dated(query);
        let dated: Vec<DatedOffer<'_>> = offers.iter().map(|offer| self.dated(offer)).collect();
        let base_url = service.public_url();
        let title = format!("{} – {}", labels.calendar_title(), labels.site_name());
        let feed_of_dates = Feed {
            title: &title,
            page_url: &format!("{base_url}{page_path}"),
            url: &format!("{base_url}{path}"),
            offers: &dated,
        };
        let reader = Reader { language: *language, taxonomy: &catalogue.taxonomy, base_url };
        let moment = Moment {
            today: self.now.local.day,
            now: service.0.clock.now(),
            days_off: &catalogue.days_off,
        };
        let operator = service.0.settings.operator.name.as_ref();
        let author = operator.map_or(labels.site_name(), |name| name.as_str());
        let text = match format {
            FeedFormat::Calendar => feed(&feed_of_dates, reader, moment),
            FeedFormat::Atom => atom(&feed_of_dates, author, reader, moment),
        };
        DateFeed { text, changed: feed_of_dates.changed() }
    }

    fn dated<'a>(&'a self, offer: &'a Offer) -> DatedOffer<'a> {
        DatedOffer {
            offer,
            provider: self.snapshot.catalogue.provider(&offer.provider),
            changed: self.snapshot.changed(&offer.id),
        }
    }
}
