//! Questions and answers: what a page wants to know, and what the API says.
//!
//! On the server the answer is there before the page is rendered, and travels in the
//! document; the browser reads it there, and asks the API for every page after that. An
//! answer is text until a page reads its type out of it, so that whatever carries it exists
//! once. What that is worth in size stands in ARCHITECTURE.md.

use crate::error::{AppError, ErrorBody, Missing};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use shared::api::Pairs;
use shared::id::{OfferId, ProviderId};
use shared::join_code::JoinCode;

/// What a page wants to know. Queries are passed on as they stand in the address: the server
/// says what is wrong with one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Offers that answer a query: `shared::api::OfferPage`.
    Offers(Pairs),
    /// A public offer: `shared::api::OfferDetail`.
    Offer(OfferId),
    /// Where the offers are that answer a query: `shared::api::MapView`.
    Map(Pairs),
    /// Institutions that answer a query: `shared::api::ProviderPage`.
    Providers(Pairs),
    /// An institution: `shared::api::ProviderDetail`.
    Provider(ProviderId),
    /// A conference and the caller's ballot: `shared::api::PhoneView`.
    Phone(JoinCode),
    /// A conference and its board: `shared::api::BoardView`.
    Board(JoinCode),
}

impl Question {
    /// The question of an offer's page, by the id in its address.
    ///
    /// # Errors
    /// [`Missing::Offer`] where the text is no id.
    pub fn offer(id: &str) -> Result<Self, AppError> {
        OfferId::parse(id).map(Self::Offer).map_err(|_| AppError::NotFound(Missing::Offer))
    }

    /// The question of an institution's page, by the id in its address.
    ///
    /// # Errors
    /// [`Missing::Provider`] where the text is no id.
    pub fn provider(id: &str) -> Result<Self, AppError> {
        ProviderId::parse(id).map(Self::Provider).map_err(|_| AppError::NotFound(Missing::Provider))
    }

    /// The question of the phone's page, by the code in its address.
    ///
    /// # Errors
    /// [`Missing::Conference`] where the text is no code; only a typed one is explained.
    pub fn phone(code: &str) -> Result<Self, AppError> {
        code_of(code).map(Self::Phone)
    }

    /// The question of the board, by the code in its address.
    ///
    /// # Errors
    /// As for [`Self::phone`].
    pub fn board(code: &str) -> Result<Self, AppError> {
        code_of(code).map(Self::Board)
    }
}

fn code_of(text: &str) -> Result<JoinCode, AppError> {
    JoinCode::parse(text).map_err(|_| AppError::NotFound(Missing::Conference))
}

/// What a page is about in the words of schema.org, as JSON without tags; for the server, which
/// writes it into the document.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StructuredData(pub String);

/// What the API answers: the body, and whether it is what was asked for or an [`ErrorBody`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    is_ok: bool,
    body: String,
}

impl Answer {
    /// An answer as it came.
    pub const fn new(is_ok: bool, body: String) -> Self {
        Self { is_ok, body }
    }

    /// No answer came; it reads as [`AppError::Offline`].
    pub const fn lost() -> Self {
        Self::new(false, String::new())
    }

    /// The answer of a use case.
    #[cfg(feature = "ssr")]
    pub fn of<T: Serialize>(result: Result<T, AppError>) -> Self {
        match result.map(|value| serde_json::to_string(&value)) {
            Ok(Ok(body)) => Self::new(true, body),
            Ok(Err(_)) => Self::failed(AppError::Malformed),
            Err(error) => Self::failed(error),
        }
    }

    /// The answer that something went wrong.
    #[cfg(feature = "ssr")]
    pub fn failed(error: AppError) -> Self {
        Self::new(false, serde_json::to_string(&ErrorBody { error }).unwrap_or_default())
    }

    /// Reads what was asked for.
    ///
    /// # Errors
    /// What the use case said; [`AppError::Offline`] where the body is not from our server.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, AppError> {
        if self.is_ok {
            serde_json::from_str(&self.body).map_err(|_| AppError::Offline)
        } else {
            Err(self.error())
        }
    }

    fn error(&self) -> AppError {
        let body: Result<ErrorBody, _> = serde_json::from_str(&self.body);
        body.map_or(AppError::Offline, |body| body.error)
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn an_answer_gives_back_what_was_put_in() {
        assert_eq!(Answer::of(Ok(vec![1, 2])).read(), Ok(vec![1, 2]));
        let error = AppError::NotFound(Missing::Offer);
        assert_eq!(Answer::failed(error.clone()).read::<u32>(), Err(error));
    }

    #[test]
    fn what_is_not_from_our_server_counts_as_no_network() {
        assert_eq!(Answer::lost().read::<u32>(), Err(AppError::Offline));
        for is_ok in [true, false] {
            let page = Answer::new(is_ok, "<html>Sign in</html>".to_owned());
            assert_eq!(page.read::<u32>(), Err(AppError::Offline));
        }
    }
}
