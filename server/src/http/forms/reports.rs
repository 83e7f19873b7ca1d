//! The form of the page where readers say what is wrong with an offer.

use crate::http::Site;
use crate::http::extract::FormFields;
use crate::http::refused::Refused;
use app::forms::Typed;
use axum::extract::{Path, State};
use axum::http::Uri;
use axum::response::Redirect;
use backend::Service;
use backend::error::ServiceError;
use shared::api::ReportRequest;
use shared::error::{AppError, Missing};
use shared::id::OfferId;

/// The report page's form: `text`, `reply_to`.
pub(super) async fn report_offer(
    State(site): State<Site>,
    Path(id): Path<String>,
    page: Uri,
    FormFields(fields): FormFields,
) -> Result<Redirect, Refused> {
    let (text, reply_to) = (fields.text("text").to_owned(), fields.text("reply_to").to_owned());
    let request = ReportRequest { text: text.clone(), reply_to: Some(reply_to.clone()) };
    report(&site.service, &id, request)
        .await
        .map_err(|error| Refused::new(error, Typed::Report { text, reply_to }))?;
    Ok(Redirect::to(&format!("{}?sent=1", page.path())))
}

async fn report(service: &Service, id: &str, request: ReportRequest) -> Result<(), ServiceError> {
    let id = OfferId::parse(id).map_err(|_| AppError::NotFound(Missing::Offer))?;
    service.report_offer(&id, request).await
}
