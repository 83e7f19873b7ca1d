//! The audit log.

use crate::components::{Column, data_table};
use crate::visit::Visit;
use i18n::words::desk::{action_name, actor_name};
use jiff::civil::DateTime;
use leptos::prelude::*;
use shared::desk::audit::AuditEntry;

/// An entry with its time on the clock.
#[derive(Clone, Debug)]
pub struct TimedEntry {
    /// The entry.
    pub entry: AuditEntry,
    /// When, in Europe/Berlin.
    pub at: DateTime,
}

/// A page of the log.
#[derive(Clone, Debug)]
pub struct AuditPage {
    /// Its entries, the latest first.
    pub entries: Vec<TimedEntry>,
    /// Its number, from 1.
    pub page: u64,
    /// Whether there are older entries.
    pub has_more: bool,
}

/// Shows a page of the log.
pub fn audit_log(visit: &Visit, page: AuditPage) -> AnyView {
    let i18n = visit.i18n;
    let columns = [
        Column::text(i18n.desk_audit_when()),
        Column::text(i18n.desk_audit_who()),
        Column::text(i18n.desk_audit_what()),
        Column::text(i18n.desk_audit_subject()),
    ];
    let rows = page
        .entries
        .into_iter()
        .map(|TimedEntry { entry, at }| {
            let when = format!("{}, {}", i18n.date(at.date()), i18n.time(at.time()));
            let subject =
                if entry.detail.is_empty() { entry.subject.clone() } else { entry.detail.clone() };
            vec![
                when.into_any(),
                view! { <bdi>{actor_name(i18n, &entry.actor)}</bdi> }.into_any(),
                action_name(i18n, entry.action).into_any(),
                view! { <bdi>{subject}</bdi> }.into_any(),
            ]
        })
        .collect();
    let link = |number: u64, label: &'static str| {
        view! { <a class="button-quiet" href=visit.path(&format!("audit?page={number}"))>{label}</a> }
    };
    let newer = (page.page > 1).then(|| link(page.page - 1, i18n.desk_newer()));
    let older = page.has_more.then(|| link(page.page + 1, i18n.desk_older()));
    view! {
        <h1>{i18n.desk_nav_audit()}</h1>
        <p>{i18n.desk_audit_lead()}</p>
        <p>
            <a class="button-quiet" href=visit.path("audit/export.csv") download="">
                {i18n.desk_audit_export()}
            </a>
        </p>
        {data_table(i18n.desk_nav_audit(), &columns, rows)}
        <nav class="desk-actions" aria-label=i18n.desk_pages()>{newer} {older}</nav>
    }
    .into_any()
}
