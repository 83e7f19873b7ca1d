//! The question whether an offer has really ended.

use super::change::{REMARK, find_target};
use super::page::{Answer, Visit};
use super::words::care_error;
use crate::http::state::AppState;
use app::care::{CareContent, EndForm};
use axum::extract::{Path, Request, State};
use axum::response::Response;
use backend::finder::care::{CareError, ChangeForm};
use exchange::public_fields::Words;

pub(super) async fn show_form(
    State(state): State<AppState>,
    Path((token, offer)): Path<(String, String)>,
    request: Request,
) -> Response {
    let (visit, _) = match Visit::read(state, token, request).await {
        Ok(read) => read,
        Err(response) => return response,
    };
    match find_target(&visit, &offer).await {
        Ok(target) => {
            let title = visit.i18n().care_ended_ask(&target.view.name);
            let page = end_form(&visit, &offer, "");
            visit.render(Answer::ok(title, CareContent::End(page))).await
        }
        Err(error) => visit.fail(error).await,
    }
}

pub(super) async fn answer(
    State(state): State<AppState>,
    Path((token, offer)): Path<(String, String)>,
    request: Request,
) -> Response {
    let (visit, fields) = match Visit::read(state, token, request).await {
        Ok(read) => read,
        Err(response) => return response,
    };
    let target = match find_target(&visit, &offer).await {
        Ok(target) => target,
        Err(error) => return visit.fail(error).await,
    };
    let remark = fields.value_or_empty(REMARK).to_owned();
    let form = ChangeForm { words: Words::new(), remark, language: visit.language };
    let service = &visit.state.service;
    match service.propose_end(&target.right, &target.view.id, &form).await {
        Ok(()) => visit.to_offers(),
        Err(error @ CareError::Remark(_)) => {
            let i18n = visit.i18n();
            let mut page = end_form(&visit, &offer, &form.remark);
            page.error = Some(care_error(i18n, &error));
            let title = i18n.care_ended_ask(&target.view.name);
            visit.render(Answer::refused(title, CareContent::End(page))).await
        }
        Err(error) => visit.fail(error).await,
    }
}

fn end_form(visit: &Visit, offer: &str, remark: &str) -> EndForm {
    let back = visit.path();
    EndForm {
        action: format!("{back}/{offer}/ended"),
        back,
        error: None,
        remark: remark.to_owned(),
    }
}
