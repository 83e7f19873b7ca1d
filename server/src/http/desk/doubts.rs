//! Offers with doubts from imports.

use super::{DeskForm, DeskResult, Right};
use crate::http::extract::Pairs;
use crate::http::state::AppState;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use backend::accounts::Editor;
use backend::db::doubts::StoredDoubt;
use desk::pages::doubts::{DoubtList, DoubtfulRow, doubts};
use i18n::I18n;
use i18n::words::doubt_reason;
use shared::desk::DeskError;
use shared::id::OfferId;

/// Offers on a page.
const ROWS: usize = 50;

pub(super) async fn show_doubts(
    State(state): State<AppState>,
    Right { right, guest }: Right<Editor>,
    pairs: Pairs,
) -> DeskResult {
    let i18n = guest.i18n();
    let offers = state.service.list_doubtful_offers(&right).await?;
    let pages = offers.len().div_ceil(ROWS).max(1);
    let number = pairs.value_or_empty("page").parse().unwrap_or(1_usize).clamp(1, pages);
    let shown = offers.iter().skip((number - 1) * ROWS).take(ROWS);
    let rows = shown
        .map(|one| DoubtfulRow {
            id: one.offer.id.as_str().to_owned(),
            name: one.offer.name.pick(i18n.language()).text.to_string(),
            doubts: one.doubts.iter().map(|doubt| doubt_line(doubt, i18n)).collect(),
        })
        .collect();
    let is_settled = pairs.value("settled").is_some();
    let page = DoubtList {
        rows,
        count: offers.len() as u64,
        number,
        pages,
        done: is_settled.then(|| i18n.desk_doubts_settled().to_owned()),
    };
    Ok(guest.page(i18n.desk_doubts_title(), doubts(guest.visit(), page)))
}

fn doubt_line(stored: &StoredDoubt, i18n: I18n) -> String {
    let reason = doubt_reason(i18n, &stored.doubt.reason);
    format!("{}: {} – {reason}", stored.heading, stored.doubt.words)
}

pub(super) async fn settle_doubts(
    State(state): State<AppState>,
    Right { right, guest }: Right<Editor>,
    DeskForm(fields): DeskForm,
) -> DeskResult {
    let id = OfferId::parse(fields.value_or_empty("offer")).map_err(|_| DeskError::Missing)?;
    state.service.settle_doubts(&right, &id).await?;
    Ok(Redirect::to(&guest.visit().path("doubts?settled")).into_response())
}
