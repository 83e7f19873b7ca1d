//! What pages need of the server while it renders them; the server implements it.
//!
//! One value for each request: it knows the reader's language and who votes. The
//! verbs are those of the use cases behind it and of `client`.

use crate::error::AppError;
use async_trait::async_trait;
use shared::api::{BoardView, OfferDetail, OfferPage, PhoneView};
use shared::id::OfferId;
use shared::join_code::JoinCode;
use shared::search::OfferQuery;
use std::sync::Arc;

/// Use cases that only read.
#[async_trait]
pub trait Backend: Send + Sync {
    /// Offers that answer a query.
    async fn find_offers(&self, query: &OfferQuery) -> Result<OfferPage, AppError>;
    /// A public offer.
    async fn show_offer(&self, id: &OfferId) -> Result<OfferDetail, AppError>;
    /// A conference and the caller's ballot.
    async fn show_phone(&self, code: &JoinCode) -> Result<PhoneView, AppError>;
    /// A conference and its board.
    async fn show_board(&self, code: &JoinCode) -> Result<BoardView, AppError>;
}

/// The backend of the request, as the server puts it into the context.
#[derive(Clone)]
pub struct RequestBackend(pub Arc<dyn Backend>);
