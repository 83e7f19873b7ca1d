//! The one door to data: the request's backend on the server, the API in the browser.
//!
//! Pages call these functions and know nothing of either.

use crate::error::AppError;
use shared::api::{BoardView, OfferDetail, OfferPage, PhoneView};
use shared::id::OfferId;
use shared::join_code::JoinCode;
use shared::language::UiLanguage;
use shared::search::OfferQuery;

#[cfg(feature = "ssr")]
fn backend() -> Result<crate::backend::RequestBackend, AppError> {
    leptos::prelude::use_context().ok_or(AppError::Offline)
}

macro_rules! door {
    ($($(#[$doc:meta])* $verb:ident($($argument:ident: $type:ty),*) -> $answer:ty;)*) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        /// What the use case says, or [`AppError::Offline`].
        #[cfg(feature = "ssr")]
        pub async fn $verb(_language: UiLanguage, $($argument: $type),*) -> Result<$answer, AppError> {
            backend()?.0.$verb($(&$argument),*).await
        }

        $(#[$doc])*
        ///
        /// # Errors
        /// What the use case says, or [`AppError::Offline`].
        #[cfg(feature = "hydrate")]
        pub async fn $verb(language: UiLanguage, $($argument: $type),*) -> Result<$answer, AppError> {
            send_wrapper::SendWrapper::new(crate::client::$verb(language, $($argument),*)).await
        }
    )*};
}

door! {
    /// Offers that answer a query.
    find_offers(query: OfferQuery) -> OfferPage;
    /// A public offer.
    show_offer(id: OfferId) -> OfferDetail;
    /// A conference and the caller's ballot.
    show_phone(code: JoinCode) -> PhoneView;
    /// A conference and its board.
    show_board(code: JoinCode) -> BoardView;
}
