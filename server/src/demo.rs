//! Seeds the database with example data: offers, and a conference with an open round.

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
/// The same code as in the file.
const CONFERENCE_CODE: &str = "K7M4PX";

/// Why the database could not be seeded.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The conference file does not match this version.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The example county could not be generated.
    #[error(transparent)]
    County(#[from] demo::DemoError),
    /// A failure of the database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The round could not be opened.
    #[error(transparent)]
    Service(#[from] ServiceError),
    /// The constant conference code is invalid.
    #[error(transparent)]
    Code(#[from] JoinCodeError),
}

/// Stores `offer_count` offers unless there are some, and the conference unless it exists. Returns
/// the conference's code.
///
/// # Errors
/// [`DemoError`].
pub async fn seed(
    service: &Service,
    clock: &Clock,
    offer_count: usize,
) -> Result<JoinCode, DemoError> {
    if !service.has_offers().await? {
        let demo::County { providers, offers } = demo::county(offer_count, clock.today())?;
        service.store_offers(OfferFile { providers, offers }).await?;
    }
    let code = JoinCode::parse(CONFERENCE_CODE)?;
    if !service.has_conference(&code).await? {
        let round = RoundSettings { max_per_challenge: 3, ..RoundSettings::default() };
        let settings = ConferenceSettings { title: None, code: Some(code.clone()), round };
        let file = SourceFile { name: "conference.json".to_owned(), content: CONFERENCE.to_vec() };
        service.import_conference(&file, &settings, Mode::Store).await?;
        service.open_round(&service.authorise_operator(&code).await?, None).await?;
    }
    Ok(code)
}
