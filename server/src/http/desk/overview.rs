//! The desk's first page: what needs care.

use super::{DeskResult, Right};
use crate::http::state::AppState;
use axum::extract::State;
use backend::accounts::{Author, Editor, SignedIn};
use desk::pages::overview::{Task, overview};
use i18n::words::desk::{care_explanation, care_name};
use shared::desk::offers::CareReason;

pub(super) async fn show_overview(
    State(state): State<AppState>,
    Right { right, guest }: Right<SignedIn>,
) -> DeskResult {
    let i18n = guest.i18n();
    let mut tasks = Vec::new();
    if let Ok(editor) = right.right::<Editor>() {
        let counts = state.service.count_answers(&editor).await?;
        let task = |title: &str, explanation: &str, count: u64, path: &str| Task {
            title: title.to_owned(),
            explanation: explanation.to_owned(),
            count,
            path: path.to_owned(),
        };
        tasks.extend([
            task(
                i18n.desk_nav_proposals(),
                i18n.desk_proposals_lead(),
                counts.proposals,
                "proposals",
            ),
            task(i18n.desk_nav_reports(), i18n.desk_reports_lead(), counts.reports, "reports"),
        ]);
    }
    if let Ok(author) = right.right::<Author>() {
        let counts = state.service.count_care(&author).await?;
        tasks.extend(CareReason::ALL.map(|reason| Task {
            title: care_name(i18n, reason).to_owned(),
            explanation: care_explanation(i18n, reason).to_owned(),
            count: counts.get(&reason).copied().unwrap_or_default(),
            path: format!("offers?care={}", reason.name()),
        }));
    }
    Ok(guest.page(i18n.desk_overview_title(), overview(guest.visit(), tasks)))
}
