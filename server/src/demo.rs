//! Example data for a first look: offers, and a conference with an open round.

use backend::Service;
use backend::clock::Clock;
use backend::db::DbError;
use backend::error::ServiceError;
use backend::import::{ImportError, Mode};
use backend::voting::{ConferenceSettings, RoundSettings};
use exchange::file::SourceFile;
use exchange::records::OfferFile;
use shared::voting::join_code::{JoinCode, JoinCodeError};

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
    Db(#[from] DbError),
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
    if !service.has_offers().await? {
        let demo::County { providers, offers } = demo::county(count, clock.today())?;
        service.store_offers(OfferFile { providers, offers }).await?;
    }
    let code = JoinCode::parse(CODE)?;
    if !service.has_conference(&code).await? {
        let round = RoundSettings { max_per_challenge: 3, ..RoundSettings::default() };
        let settings = ConferenceSettings { title: None, code: Some(code.clone()), round };
        let file = SourceFile { name: "conference.json".to_owned(), content: CONFERENCE.to_vec() };
        service.import_conference(&file, &settings, Mode::Store).await?;
        service.open_round(&service.authorise_operator(&code).await?, None).await?;
    }
    Ok(code)
}
