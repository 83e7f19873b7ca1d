//! The state that all use cases share: database, clock, live hub, caches and settings.
//!
//! The use cases themselves, one verb a function, are methods of [`Service`] in `accounts`,
//! `finder` and `voting`: authorise → load → ask the shared rule → write → announce → commit.

use crate::accounts::sign_in_limiter::SignInLimiter;
use crate::clock::Clock;
use crate::db::Db;
use crate::db::conference_cache::ConferenceCache;
use crate::figures::demand::DemandCounter;
use crate::finder::catalogue::CatalogueCache;
use crate::finder::desk_catalogue::DeskCatalogueCache;
use crate::finder::intake::staging_cache::StagingCache;
use crate::live::{Hub, HubContext};
use crate::metrics::Metrics;
use crate::readiness::ReadinessCache;
use crate::settings::Settings;
use crate::voting::ballot_writer::{BallotWriter, WriterContext};
use crate::voting::card_rate_limiter::CardRateLimiter;
use crate::voting::receipt_rate_limiter::ReceiptRateLimiter;
use crate::voting::recount_cache::RecountCache;
use jiff::civil::Date;
use std::sync::Arc;

/// All use cases over one database; cheap to clone.
#[derive(Clone, Debug)]
pub struct Service(pub(crate) Arc<Inner>);

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) db: Db,
    pub(crate) clock: Clock,
    /// The address of the site, without a trailing slash.
    pub(crate) public_url: String,
    pub(crate) writer: BallotWriter,
    pub(crate) hub: Hub,
    pub(crate) metrics: Metrics,
    pub(crate) catalogue: CatalogueCache,
    pub(crate) demand: DemandCounter,
    pub(crate) desk_catalogue: DeskCatalogueCache,
    pub(crate) conference_cache: Arc<ConferenceCache>,
    pub(crate) card_rate_limiter: Arc<CardRateLimiter>,
    pub(crate) receipt_rate_limiter: ReceiptRateLimiter,
    pub(crate) sign_in_limiter: SignInLimiter,
    pub(crate) readiness: ReadinessCache,
    pub(crate) recount_cache: RecountCache,
    pub(crate) staging: StagingCache,
    pub(crate) settings: Settings,
}

impl Service {
    /// The use cases with default settings; starts the ballot writer and the live hub.
    pub fn new(db: Db, clock: Clock, public_url: &str) -> Self {
        Self::with_settings(db, clock, public_url, Settings::default())
    }

    /// The same with the operator's settings.
    pub fn with_settings(db: Db, clock: Clock, public_url: &str, settings: Settings) -> Self {
        let conference_cache = Arc::<ConferenceCache>::default();
        let metrics = Metrics::default();
        let hub = Hub::new(HubContext {
            db: db.clone(),
            clock: clock.clone(),
            conference_cache: conference_cache.clone(),
            poll_interval: settings.poll_interval,
            metrics: metrics.clone(),
        });
        let card_rate_limiter = Arc::<CardRateLimiter>::default();
        let writer = BallotWriter::start(WriterContext {
            db: db.clone(),
            clock: clock.clone(),
            secret: settings.secret.clone(),
            card_rate_limiter: card_rate_limiter.clone(),
            metrics: metrics.clone(),
        });
        let public_url = public_url.trim_end_matches('/').to_owned();
        Self(Arc::new(Inner {
            db,
            clock,
            public_url,
            writer,
            hub,
            metrics,
            catalogue: CatalogueCache::default(),
            demand: DemandCounter::default(),
            desk_catalogue: DeskCatalogueCache::default(),
            conference_cache,
            card_rate_limiter,
            receipt_rate_limiter: ReceiptRateLimiter::default(),
            sign_in_limiter: SignInLimiter::default(),
            readiness: ReadinessCache::default(),
            recount_cache: RecountCache::default(),
            staging: StagingCache::default(),
            settings,
        }))
    }

    /// Whether the site has HTTPS, so that cookies can be restricted to it.
    pub fn is_secure(&self) -> bool {
        self.0.public_url.starts_with("https://")
    }

    /// The address of the site, without a trailing slash.
    pub fn public_url(&self) -> &str {
        &self.0.public_url
    }

    /// The database, for tests.
    pub fn db(&self) -> &Db {
        &self.0.db
    }

    /// The current day in Europe/Berlin.
    pub fn today(&self) -> Date {
        self.0.clock.today()
    }

    /// Readiness check: whether a ballot could be committed, as of at most a second ago.
    pub async fn is_ready(&self) -> bool {
        self.0.readiness.check(&self.0.writer).await
    }

    /// Starts to receive changes made by other servers over the same database, where the engine
    /// announces them.
    pub fn start_listener(&self) {
        if let Some(listener) = self.0.db.listener() {
            let shutdown = self.0.hub.shutdown_token();
            let supervisor = &self.0.metrics.supervisor;
            supervisor.spawn("the listener", move || listener.clone().run(shutdown.clone()));
        }
    }

    /// Ends all live streams, which would otherwise keep the server from shutting down.
    pub fn end_streams(&self) {
        self.0.hub.shut_down();
    }

    /// Stores what is only in memory, and closes the database.
    pub async fn close(&self) {
        self.store_demand_or_log().await;
        self.0.db.close().await;
    }
}
