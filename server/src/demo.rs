//! Example data for whoever wants to look around: offers, and a conference with an open round.

use crate::clock::Clock;
use crate::db::{Db, offers};
use crate::error::ServiceError;
use crate::import::ImportError;
use crate::import::conference::{Settings, import_json as import_conference};
use crate::service::{OfferFile, RoundSettings, Service, store_offers};
use shared::join_code::{JoinCode, JoinCodeError};

const CONFERENCE: &[u8] = include_bytes!("../../demo/conference.json");
/// The code that stands in the file too.
const CODE: &str = "K7M4PX";

/// Why the demo could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// Its files do not fit this version.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The example county cannot be made.
    #[error(transparent)]
    County(#[from] demo::DemoError),
    /// The database's.
    #[error(transparent)]
    Db(#[from] crate::db::DbError),
    /// The round's.
    #[error(transparent)]
    Service(#[from] ServiceError),
    /// The code above is none.
    #[error(transparent)]
    Code(#[from] JoinCodeError),
}

/// Fills in what is missing, with so many offers; what is there stays as it is. Answers with
/// the conference's code.
///
/// # Errors
/// [`DemoError`].
pub async fn prepare(
    service: &Service,
    clock: &Clock,
    count: usize,
) -> Result<JoinCode, DemoError> {
    let (db, now) = (service.db(), clock.now());
    if is_without_offers(db).await? {
        let demo::County { providers, offers } = demo::county(count, clock.today())?;
        let mut tx = db.write().await?;
        store_offers(&mut tx, &OfferFile { providers, offers }, now).await?;
        tx.commit().await?;
    }
    let code = JoinCode::parse(CODE)?;
    if !service.has_conference(&code).await? {
        let round = RoundSettings { max_per_challenge: 3, ..RoundSettings::default() };
        let settings = Settings { title: None, code: Some(code.clone()), round };
        import_conference(db, CONFERENCE, &settings, now).await?;
        service.open_round(&service.operator(&code).await?, None).await?;
    }
    Ok(code)
}

async fn is_without_offers(db: &Db) -> Result<bool, DemoError> {
    let mut tx = db.read().await?;
    Ok(offers::count_offers(&mut tx).await? == 0)
}
