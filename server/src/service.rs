//! Use cases: authorise → load → ask the shared rule → write → commit → publish.
//!
//! One verb, one function, on [`Service`]. Nothing else publishes, nothing else
//! decides who may do what; SQL stays in `db`, requests stay in `http`.

mod ballot_writer;
mod ballots;
mod boards;
mod callers;
mod catalogue;
mod conferences;
mod documentations;
mod exports;
mod facets;
mod maps;
mod offer_views;
mod offers;
mod organisers;
mod providers;
mod readiness;
mod recounts;
mod reports;
mod rounds;
mod views;

use crate::clock::Clock;
use crate::db::Db;
use crate::db::contents::Contents;
use crate::live::Hub;
use crate::secret::ServerSecret;
use ballot_writer::{BallotWriter, Desk};
use callers::Guesses;
use catalogue::CatalogueCache;
use readiness::Readiness;
use recounts::Recounts;
use std::sync::Arc;

pub use callers::Caller;
pub use catalogue::SchoolFreeRange;
pub use offers::OfferFile;
pub(crate) use offers::{prepare_taxonomy, store_offers};
pub use organisers::Organiser;
pub use rounds::RoundSettings;

/// All use cases over one database; cheap to clone.
#[derive(Clone, Debug)]
pub struct Service(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    db: Db,
    clock: Clock,
    /// Where participants find us, without a slash at the end.
    public_url: String,
    writer: BallotWriter,
    hub: Hub,
    catalogue: CatalogueCache,
    contents: Arc<Contents>,
    guesses: Arc<Guesses>,
    readiness: Readiness,
    recounts: Recounts,
    settings: Settings,
}

/// What the operator sets.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Days after which the check of an offer is too old.
    pub stale_after: i32,
    /// The server's own secret; another one makes all cards worthless.
    pub secret: ServerSecret,
}

impl Default for Settings {
    /// Half a year, and a secret that ends with the process.
    fn default() -> Self {
        Self { stale_after: 180, secret: ServerSecret::random() }
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
        let hub = Hub::new(db.clone(), clock.clone(), contents.clone());
        let guesses = Arc::<Guesses>::default();
        let writer = BallotWriter::start(Desk {
            db: db.clone(),
            clock: clock.clone(),
            hub: hub.clone(),
            secret: settings.secret.clone(),
            guesses: guesses.clone(),
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
            guesses,
            readiness: Readiness::default(),
            recounts: Recounts::default(),
            settings,
        }))
    }

    /// Whether cookies can be kept to encrypted connections.
    pub fn is_secure(&self) -> bool {
        self.0.public_url.starts_with("https://")
    }

    /// The database, for what is no use case: example data and tests.
    pub fn db(&self) -> &Db {
        &self.0.db
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
