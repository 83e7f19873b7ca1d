//! The pages, one file each. A page loads its data and arranges components.

mod board;
mod home;
mod join;
mod offer;
mod offers;
mod phone;

pub(crate) use board::BoardPage;
pub(crate) use home::HomePage;
pub(crate) use join::JoinPage;
pub(crate) use offer::OfferPage;
pub(crate) use offers::OffersPage;
pub(crate) use phone::PhonePage;

use crate::error::{AppError, Missing};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::join_code::JoinCode;

/// The join code in the address.
fn code_in_path() -> Memo<Result<JoinCode, AppError>> {
    let params = use_params_map();
    Memo::new(move |_| {
        let code = params.read().get("code").unwrap_or_default();
        // A code that cannot be one names no conference; only a typed one is explained.
        JoinCode::parse(&code).map_err(|_| AppError::NotFound { what: Missing::Conference })
    })
}
