//! Pages of care links: a provider answers about its offers, without an account.
//!
//! Reading changes nothing, since mail programs follow links by themselves; every answer is a post.
//! The pages are plain HTML that is not in the table of pages, see [`super::legal`].

mod change;
mod end;
mod offers;
mod page;
mod words;

pub(super) use words::{care_error, field_label};

use super::state::AppState;
use axum::Router;
use axum::routing::get;
use shared::language::UiLanguage;

pub(super) fn routes() -> Router<AppState> {
    UiLanguage::ALL.into_iter().fold(Router::new(), |router, language| {
        let path = format!("/{}/care/{{token}}", language.tag());
        router
            .route(&path, get(offers::show_offers).post(offers::answer))
            .route(&format!("{path}/{{offer}}"), get(change::show_form).post(change::answer))
            .route(&format!("{path}/{{offer}}/ended"), get(end::show_form).post(end::answer))
    })
}
