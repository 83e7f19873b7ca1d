//! Pages of worksheets: what tables work out after the vote.
//!
//! Readers need the conference's code, writers the link for table devices. The pages are plain HTML
//! that is not in the table of pages, see [`super::legal`].

mod form;
mod list;
mod page;

use super::state::AppState;
use axum::Router;
use axum::routing::get;
use shared::language::UiLanguage;

pub(super) fn routes() -> Router<AppState> {
    UiLanguage::ALL.into_iter().fold(Router::new(), |router, language| {
        let path = format!("/{}/sheets/{{code}}", language.tag());
        router
            .route(&path, get(list::show_sheets))
            .route(&format!("{path}/{{key}}"), get(list::show_table_sheets))
            .route(
                &format!("{path}/{{key}}/{{challenge}}"),
                get(form::show_sheet).post(form::save_sheet),
            )
    })
}
