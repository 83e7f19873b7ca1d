//! The form for reporting a mistake in an offer.

use crate::http::extract::FormFields;
use crate::http::rejection::FormRejection;
use crate::http::state::AppState;
use app::forms::Typed;
use axum::extract::{Path, State};
use axum::http::Uri;
use axum::response::Redirect;
use backend::Service;
use backend::error::ServiceError;
use shared::api::ReportRequest;
use shared::error::{AppError, Missing};
use shared::forms::reports as names;
use shared::id::OfferId;

/// The report page's form. Its fields are in [`shared::forms::reports`].
pub(super) async fn report_offer(
    State(state): State<AppState>,
    Path(id): Path<String>,
    page: Uri,
    FormFields(fields): FormFields,
) -> Result<Redirect, FormRejection> {
    let text = fields.value_or_empty(names::TEXT).to_owned();
    let reply_to = fields.value_or_empty(names::REPLY_TO).to_owned();
    let request = ReportRequest { text: text.clone(), reply_to: Some(reply_to.clone()) };
    parse_id_and_report(&state.service, &id, request)
        .await
        .map_err(|error| FormRejection::new(error, Typed::Report { text, reply_to }))?;
    Ok(Redirect::to(&format!("{}?sent=1", page.path())))
}

async fn parse_id_and_report(
    service: &Service,
    id: &str,
    request: ReportRequest,
) -> Result<(), ServiceError> {
    let id = OfferId::parse(id).map_err(|_| AppError::NotFound(Missing::Offer))?;
    service.report_offer(&id, request).await
}
