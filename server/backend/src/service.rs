//! What all use cases work with: the database, the clock, the hub, caches and settings.
//!
//! The use cases themselves, one verb a function, are methods of [`Service`] in `finder` and
//! `voting`: authorise → load → ask the shared rule → write → announce → commit.

use crate::about::Operator;
use crate::clock::Clock;
use crate::db::Db;
use crate::db::contents::Contents;
use crate::finder::catalogue::CatalogueCache;
use crate::live::Hub;
use crate::readiness::Readiness;
use crate::secret::ServerSecret;
use crate::tasks::keep_running;
use crate::voting::ballot_writer::{BallotWriter, WriterContext};
use crate::voting::guess_limiter::GuessLimiter;
use crate::voting::recount_cache::RecountCache;
use jiff::civil::Date;
use std::sync::Arc;
use std::time::Duration;

/// All use cases over one database; cheap to clone.
#[derive(Clone, Debug)]
pub struct Service(pub(crate) Arc<Inner>);

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) db: Db,
    pub(crate) clock: Clock,
    /// Where participants find us, without a slash at the end.
    pub(crate) public_url: String,
    pub(crate) writer: BallotWriter,
    pub(crate) hub: Hub,
    pub(crate) catalogue: CatalogueCache,
    pub(crate) contents: Arc<Contents>,
    pub(crate) guess_limiter: Arc<GuessLimiter>,
    pub(crate) readiness: Readiness,
    pub(crate) recount_cache: RecountCache,
    pub(crate) settings: Settings,
}

/// How often is looked for changes that were not announced: on SQLite those of the command line,
/// on PostgreSQL those made while the listener's connection was lost.
pub const RECHECK: Duration = Duration::from_secs(1);

/// What the operator sets.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Days after which the check of an offer is too old.
    pub stale_after: i32,
    /// The server's own secret; another one makes all cards worthless.
    pub secret: ServerSecret,
    /// Longest time until something is read again that nobody has announced.
    pub recheck: Duration,
    /// Who answers for the server.
    pub operator: Operator,
}

impl Default for Settings {
    /// Half a year, a secret that ends with the process, and nobody who answers for it.
    fn default() -> Self {
        Self {
            stale_after: 180,
            secret: ServerSecret::random(),
            recheck: RECHECK,
            operator: Operator::default(),
        }
    }
}

impl Service {
    /// Starts the use cases and, with them, the writer of ballots.
    pub fn new(db: Db, clock: Clock, public_url: &str) -> Self {
        Self::with_settings(db, clock, public_url, Settings::default())
    }

    /// The same with settings of the operator.
    pub fn with_settings(db: Db, clock: Clock, public_url: &str, settings: Settings) -> Self {
        let contents = Arc::<Contents>::default();
        let hub = Hub::new(db.clone(), clock.clone(), contents.clone(), settings.recheck);
        let guess_limiter = Arc::<GuessLimiter>::default();
        let writer = BallotWriter::start(WriterContext {
            db: db.clone(),
            clock: clock.clone(),
            secret: settings.secret.clone(),
            guess_limiter: guess_limiter.clone(),
        });
        let public_url = public_url.trim_end_matches('/').to_owned();
        Self(Arc::new(Inner {
            db,
            clock,
            public_url,
            writer,
            hub,
            catalogue: CatalogueCache::default(),
            contents,
            guess_limiter,
            readiness: Readiness::default(),
            recount_cache: RecountCache::default(),
            settings,
        }))
    }

    /// Whether cookies can be kept to encrypted connections.
    pub fn is_secure(&self) -> bool {
        self.0.public_url.starts_with("https://")
    }

    /// The database, for tests.
    pub fn db(&self) -> &Db {
        &self.0.db
    }

    /// The day it is in Europe/Berlin.
    pub fn today(&self) -> Date {
        self.0.clock.today()
    }

    /// Whether a ballot could be committed now, as of at most a second ago.
    pub async fn is_ready(&self) -> bool {
        self.0.readiness.check(&self.0.writer).await
    }

    /// Hears from now on what other servers over the same database change.
    pub fn listen(&self) {
        if let Some(listener) = self.0.db.listener() {
            let stopped = self.0.hub.stopped();
            keep_running("the listener", move || listener.clone().run(stopped.clone()));
        }
    }

    /// Ends all live streams.
    pub fn end_streams(&self) {
        self.0.hub.stop();
    }

    /// Closes the database.
    pub async fn stop(&self) {
        self.0.db.close().await;
    }
}
