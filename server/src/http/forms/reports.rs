//! The form of the page where readers say what is wrong with an offer.

use super::{field, read_fields, refuse};
use crate::http::Site;
use app::forms::{RefusedForm, Typed};
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use backend::error::ServiceError;
use shared::api::ReportRequest;
use shared::error::{AppError, Missing};
use shared::id::OfferId;

/// The report page's form: `text`, `reply_to`.
pub(super) async fn report_offer(
    State(site): State<Site>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let (head, body) = request.into_parts();
    let (text, reply_to) = match read_fields(body).await {
        Ok(fields) => (field(&fields, "text").to_owned(), field(&fields, "reply_to").to_owned()),
        Err(error) => {
            return refuse(site, head, RefusedForm { error, typed: Typed::Nothing }).await;
        }
    };
    let request = ReportRequest { text: text.clone(), reply_to: Some(reply_to.clone()) };
    let reported = match OfferId::parse(&id) {
        Ok(id) => {
            site.service.report_offer(&id, request).await.map_err(ServiceError::into_app_error)
        }
        Err(_) => Err(AppError::NotFound(Missing::Offer)),
    };
    match reported {
        Ok(()) => Redirect::to(&format!("{}?sent=1", head.uri.path())).into_response(),
        Err(error) => {
            let typed = Typed::Report { text, reply_to };
            refuse(site, head, RefusedForm { error, typed }).await
        }
    }
}
