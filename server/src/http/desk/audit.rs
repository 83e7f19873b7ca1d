//! The audit log, for administrators, as a page and as a file.

use super::{DeskResult, Right};
use crate::http::api::attachment::Attachment;
use crate::http::extract::Pairs;
use crate::http::state::AppState;
use axum::extract::State;
use axum::response::IntoResponse;
use backend::accounts::{AUDIT_PAGE, Administrator};
use backend::clock::local_moment;
use desk::pages::audit::{AuditPage, TimedEntry, audit_log};
use exchange::difference::encode_report;
use i18n::I18n;
use i18n::words::desk::{action_name, actor_name};
use shared::desk::audit::AuditEntry;

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

pub(super) async fn export_audit(
    State(state): State<AppState>,
    Right { right, guest }: Right<Administrator>,
) -> DeskResult {
    let i18n = guest.i18n();
    let entries = state.service.list_audit(&right).await?;
    let headings = [
        i18n.desk_audit_when(),
        i18n.desk_audit_who(),
        i18n.desk_audit_what(),
        i18n.desk_audit_subject(),
    ];
    let headings = headings.map(str::to_owned).to_vec();
    let lines = entries.iter().map(|entry| line(i18n, entry));
    let content = encode_report(std::iter::once(headings).chain(lines))?;
    Ok(Attachment {
        name: "audit.csv".to_owned(),
        content_type: "text/csv; charset=utf-8",
        content: content.into(),
    }
    .into_response())
}

fn line(i18n: I18n, entry: &AuditEntry) -> Vec<String> {
    vec![
        local_moment(entry.at).to_string(),
        actor_name(i18n, &entry.actor),
        action_name(i18n, entry.action).to_owned(),
        format!("{} {}", entry.subject, entry.detail).trim_end().to_owned(),
    ]
}
