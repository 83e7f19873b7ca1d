//! Forms with a file, as browsers send them.

use super::failure::DeskFailure;
use crate::http::body::{BodyLimits, read_limited};
use crate::http::errors::ApiError;
use crate::http::extract::Pairs;
use crate::http::state::AppState;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use exchange::file::SourceFile;
use exchange::limits::MAX_FILE;
use futures_util::stream;
use multer::{Multipart, parse_boundary};
use shared::error::AppError;
use std::convert::Infallible;

/// The field of the file.
const FIELD: &str = "file";

/// A posted form with a file.
///
/// A handler takes it after the right, so that nobody else can send as much.
#[derive(Debug, Default)]
pub(super) struct UploadForm {
    /// The file; `None` where none was chosen.
    pub(super) file: Option<SourceFile>,
    /// The other fields.
    pub(super) fields: Pairs,
}

impl FromRequest<AppState> for UploadForm {
    type Rejection = DeskFailure;

    async fn from_request(request: Request, _: &AppState) -> Result<Self, DeskFailure> {
        let content_type = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        let boundary = content_type.and_then(|kind| parse_boundary(kind).ok());
        let boundary = boundary.ok_or(ApiError(AppError::Malformed))?;
        let most = usize::try_from(MAX_FILE).unwrap_or(usize::MAX);
        let body = read_limited(request.into_body(), BodyLimits::upload(most)).await?;
        Ok(parse_form(body, &boundary).await.map_err(|_| ApiError(AppError::Malformed))?)
    }
}

async fn parse_form(body: Bytes, boundary: &str) -> Result<UploadForm, multer::Error> {
    let chunks = stream::iter([Ok::<_, Infallible>(body)]);
    let mut form = Multipart::new(chunks, boundary);
    let (mut file, mut pairs) = (None, Vec::new());
    while let Some(field) = form.next_field().await? {
        let name = field.name().unwrap_or_default().to_owned();
        if name != FIELD {
            pairs.push((name, field.text().await?));
            continue;
        }
        let name = base_name(field.file_name().unwrap_or_default());
        let content = field.bytes().await?;
        file = (!name.is_empty()).then(|| SourceFile { name, content: content.to_vec() });
    }
    Ok(UploadForm { file, fields: Pairs::of(pairs) })
}

/// The name without folders, which some browsers send, and without control characters.
fn base_name(name: &str) -> String {
    let base = name.rsplit(['/', '\\']).next().unwrap_or_default();
    base.chars().filter(|letter| !letter.is_control()).take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("angebote.csv", "angebote.csv")]
    #[case("C:\\Daten\\angebote.csv", "angebote.csv")]
    #[case("../../etc/passwd", "passwd")]
    #[case("a\r\nb.csv", "ab.csv")]
    #[case("", "")]
    fn a_file_has_a_plain_name(#[case] sent: &str, #[case] name: &str) {
        assert_eq!(base_name(sent), name);
    }
}
