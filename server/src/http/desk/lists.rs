//! Lists that offers refer to, for editors.

use super::{DeskFailure, DeskForm, DeskResult, Right};
use crate::http::extract::Pairs;
use crate::http::state::AppState;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use backend::accounts::{Editor, Scope};
use desk::pages::lists::{Lists, lists};

pub(super) async fn show_lists(
    State(state): State<AppState>,
    Right { right, guest }: Right<Editor>,
    pairs: Pairs,
) -> DeskResult {
    let page = Lists {
        school_free: state.service.show_school_free(&right).await?,
        done: pairs.value("saved").map(|_| guest.i18n().desk_saved().to_owned()),
        error: None,
        is_whole_county: *right.scope() == Scope::All,
    };
    Ok(guest.page(guest.i18n().desk_nav_lists(), lists(guest.visit(), &page)))
}

pub(super) async fn save_lists(
    State(state): State<AppState>,
    Right { right, guest }: Right<Editor>,
    DeskForm(fields): DeskForm,
) -> DeskResult {
    let lines = fields.value_or_empty("school_free");
    match state.service.save_school_free(&right, lines).await {
        Ok(()) => Ok(Redirect::to(&guest.visit().path("lists?saved")).into_response()),
        Err(error) => {
            let failure = DeskFailure::from(error).into_refusal()?;
            let error = Some(failure.message(guest.i18n()));
            let is_whole_county = *right.scope() == Scope::All;
            let page = Lists { school_free: lines.to_owned(), is_whole_county, error, done: None };
            let content = lists(guest.visit(), &page);
            Ok(guest.refused(failure.status(), guest.i18n().desk_nav_lists(), content))
        }
    }
}
