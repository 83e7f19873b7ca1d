//! The content of a conference as a file to download.

use crate::http::api::attachment::XLSX;
use crate::http::desk::conferences::parse_id;
use crate::http::desk::{DeskResult, Right};
use crate::http::state::AppState;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use backend::accounts::ConferenceOrganiser;
use backend::voting::{ConferenceFile, ConferenceFormat};
use shared::desk::DeskError;

pub(in crate::http::desk) async fn export_matrix(
    State(state): State<AppState>,
    Right { right, .. }: Right<ConferenceOrganiser>,
    Path((id, kind)): Path<(String, String)>,
) -> DeskResult {
    let (format, media_type) = match &*kind {
        "csv" => (ConferenceFormat::Csv, "text/csv; charset=utf-8"),
        "xlsx" => (ConferenceFormat::Xlsx, XLSX),
        "json" => (ConferenceFormat::Json, "application/json"),
        _ => return Err(DeskError::Missing.into()),
    };
    let exported = state.service.export_conference(&right, &parse_id(&id)?, format).await?;
    let ConferenceFile { code, content } = exported;
    let headers = [
        (CONTENT_TYPE, media_type.to_owned()),
        (CACHE_CONTROL, "private, no-store".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"conference-{code}.{kind}\"")),
    ];
    Ok((headers, content).into_response())
}
