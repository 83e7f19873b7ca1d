//! Readers' reports, for editors.

use super::{DeskForm, DeskResult, Guest, Right};
use crate::http::extract::Pairs;
use crate::http::state::AppState;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use backend::Service;
use backend::accounts::Editor;
use backend::clock::local_moment;
use backend::db::reports::FiledReport;
use backend::error::ServiceError;
use backend::finder::ReportView;
use desk::pages::reports::{RefusedAnswer, ReportItem, ReportList, report_list};
use i18n::words::text_error;
use shared::desk::DeskError;
use shared::error::AppError;
use shared::id::ReportId;

pub(super) async fn show_reports(
    State(state): State<AppState>,
    Right { right, guest }: Right<Editor>,
    pairs: Pairs,
) -> DeskResult {
    let done = pairs.value("sent").map(|_| guest.i18n().desk_reports_sent().to_owned());
    let page = ReportList { done, ..load(&state.service, &right).await? };
    Ok(guest.page(guest.i18n().desk_nav_reports(), report_list(guest.visit(), page)))
}

pub(super) async fn change_report(
    State(state): State<AppState>,
    Right { right, guest }: Right<Editor>,
    DeskForm(fields): DeskForm,
) -> DeskResult {
    let (service, list) = (&state.service, guest.visit().path("reports"));
    let id = ReportId::parse(fields.value_or_empty("id")).map_err(|_| DeskError::Missing)?;
    match fields.value_or_empty("step") {
        "answer" => {
            let answer = fields.value_or_empty(&format!("answer-{id}"));
            if let Err(error) = service.answer_report(&right, &id, answer).await? {
                let refused = RefusedAnswer {
                    id: id.as_str().to_owned(),
                    answer: answer.to_owned(),
                    error: text_error(guest.i18n(), error),
                };
                return refuse(service, &right, &guest, refused).await;
            }
            Ok(Redirect::to(&format!("{list}?sent")).into_response())
        }
        step => {
            service.close_report(&right, &id, step == "close").await?;
            Ok(Redirect::to(&list).into_response())
        }
    }
}

async fn refuse(
    service: &Service,
    editor: &Editor,
    guest: &Guest,
    refused: RefusedAnswer,
) -> DeskResult {
    let page = ReportList { refused: Some(refused), ..load(service, editor).await? };
    let title = guest.i18n().desk_nav_reports();
    let status = AppError::Reason.status();
    Ok(guest.refused(status, title, report_list(guest.visit(), page)))
}

async fn load(service: &Service, editor: &Editor) -> Result<ReportList, ServiceError> {
    let items = service.list_filed_reports(editor).await?.into_iter().map(report_item).collect();
    Ok(ReportList { items, ..ReportList::default() })
}

fn report_item(view: ReportView) -> ReportItem {
    let ReportView { report: FiledReport { id, stored, answered_at, closed_at }, name } = view;
    ReportItem {
        id: id.into(),
        offer: stored.offer.into(),
        name,
        text: stored.report.text.into(),
        reply_to: stored.report.reply_to.map(String::from),
        at: local_moment(stored.created_at),
        copies: stored.copies,
        answered_at: answered_at.map(local_moment),
        closed_at: closed_at.map(local_moment),
    }
}
