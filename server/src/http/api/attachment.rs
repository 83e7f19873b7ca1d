//! Files as responses.

use axum::body::Body;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

/// The media type of a workbook.
pub(crate) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// The media type of a Word document.
pub(crate) const DOCX: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// A file that the browser saves instead of displaying it.
pub(crate) struct Attachment {
    pub(crate) content_type: &'static str,
    /// File name; made of ids and constants, so it needs no escaping.
    pub(crate) name: String,
    pub(crate) content: Body,
}

impl IntoResponse for Attachment {
    fn into_response(self) -> Response {
        let disposition = format!("attachment; filename=\"{}\"", self.name);
        let content_type = self.content_type.to_owned();
        ([(CONTENT_TYPE, content_type), (CONTENT_DISPOSITION, disposition)], self.content)
            .into_response()
    }
}
