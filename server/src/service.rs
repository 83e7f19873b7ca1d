//! Use cases: authorise → load → ask the shared rule → write → commit → publish.
//!
//! One verb, one function, on [`Service`]. Nothing else publishes, nothing else
//! decides who may do what; SQL stays in `db`, requests stay in `http`.

mod ballot_writer;
mod ballots;
mod boards;
mod catalogue;
mod conferences;
mod exports;
mod facets;
mod maps;
mod offer_views;
mod offers;
mod providers;
mod reports;
mod rounds;
mod views;

use crate::clock::Clock;
use crate::db::Db;
use crate::live::Hub;
use ballot_writer::BallotWriter;
use catalogue::CatalogueCache;
use std::sync::Arc;

pub use catalogue::SchoolFreeRange;
pub use offers::OfferFile;
pub(crate) use offers::{prepare_taxonomy, store_offers};
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
    settings: Settings,
}

/// What the operator sets.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Days after which the check of an offer is too old.
    pub stale_after: i32,
}

impl Default for Settings {
    fn default() -> Self {
        Self { stale_after: 180 }
    }
}

impl Service {
    /// Starts the use cases and, with them, the writer of ballots.
    pub fn new(db: Db, clock: Clock, public_url: &str) -> Self {
        Self::with_settings(db, clock, public_url, Settings::default())
    }

    /// The same with settings of the operator.
    pub fn with_settings(db: Db, clock: Clock, public_url: &str, settings: Settings) -> Self {
        let hub = Hub::new(db.clone(), clock.clone());
        let writer = BallotWriter::start(db.clone(), clock.clone(), hub.clone());
        let public_url = public_url.trim_end_matches('/').to_owned();
        let catalogue = CatalogueCache::default();
        Self(Arc::new(Inner { db, clock, public_url, writer, hub, catalogue, settings }))
    }

    /// Whether cookies can be kept to encrypted connections.
    pub fn is_secure(&self) -> bool {
        self.0.public_url.starts_with("https://")
    }

    /// The database, for what is no use case: readiness and tests.
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
