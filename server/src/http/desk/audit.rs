//! The audit log, for administrators.

use super::{DeskResult, Right};
use crate::http::extract::Pairs;
use crate::http::state::AppState;
use axum::extract::State;
use backend::accounts::{AUDIT_PAGE, Administrator};
use backend::clock::local_moment;
use desk::pages::audit::{AuditPage, TimedEntry, audit_log};

pub(super) async fn show_audit(
    State(state): State<AppState>,
    Right { right, guest }: Right<Administrator>,
    pairs: Pairs,
) -> DeskResult {
    let number = pairs.value_or_empty("page").parse().unwrap_or(1_u64).max(1);
    let entries = state.service.show_audit(&right, number).await?;
    let page = AuditPage {
        has_more: entries.len() as u64 == AUDIT_PAGE,
        entries: entries
            .into_iter()
            .map(|entry| TimedEntry { at: local_moment(entry.at), entry })
            .collect(),
        page: number,
    };
    Ok(guest.page(guest.i18n().desk_nav_audit(), audit_log(guest.visit(), page)))
}
