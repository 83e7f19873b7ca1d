//! Uploading a file by a plain form.

use super::list::load_list;
use super::refusal;
use crate::http::body::{BodyLimits, read_limited};
use crate::http::desk::{DeskFailure, DeskResult, Right};
use crate::http::errors::ApiError;
use crate::http::state::AppState;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Redirect};
use backend::accounts::Editor;
use desk::pages::imports::{ImportList, import_list};
use exchange::file::SourceFile;
use exchange::limits::MAX_FILE;
use futures_util::stream;
use multer::{Multipart, parse_boundary};
use shared::error::AppError;
use std::convert::Infallible;

/// The field of the form.
const FIELD: &str = "file";

/// An uploaded file; `None` where none was chosen.
///
/// A handler takes it after the editor's right, so that nobody else can send as much.
pub(in crate::http::desk) struct Upload(Option<SourceFile>);

impl FromRequest<AppState> for Upload {
    type Rejection = DeskFailure;

    async fn from_request(request: Request, _: &AppState) -> Result<Self, DeskFailure> {
        let content_type = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        let boundary = content_type.and_then(|kind| parse_boundary(kind).ok());
        let boundary = boundary.ok_or(ApiError(AppError::Malformed))?;
        let most = usize::try_from(MAX_FILE).unwrap_or(usize::MAX);
        let body = read_limited(request.into_body(), BodyLimits::upload(most)).await?;
        Ok(Self(find_file(body, &boundary).await.map_err(|_| ApiError(AppError::Malformed))?))
    }
}

async fn find_file(body: Bytes, boundary: &str) -> Result<Option<SourceFile>, multer::Error> {
    let chunks = stream::iter([Ok::<_, Infallible>(body)]);
    let mut form = Multipart::new(chunks, boundary);
    while let Some(field) = form.next_field().await? {
        if field.name() != Some(FIELD) {
            continue;
        }
        let name = base_name(field.file_name().unwrap_or_default());
        let content = field.bytes().await?;
        return Ok((!name.is_empty()).then(|| SourceFile { name, content: content.to_vec() }));
    }
    Ok(None)
}

/// The name without folders, which some browsers send, and without control characters.
fn base_name(name: &str) -> String {
    let base = name.rsplit(['/', '\\']).next().unwrap_or_default();
    base.chars().filter(|letter| !letter.is_control()).take(200).collect()
}

pub(in crate::http::desk) async fn upload_file(
    State(state): State<AppState>,
    Right { right, guest }: Right<Editor>,
    Upload(file): Upload,
) -> DeskResult {
    let i18n = guest.i18n();
    let error = match file {
        None => i18n.desk_imports_no_file().to_owned(),
        Some(file) => match state.service.stage_offer_file(&right, file).await {
            Ok(id) => {
                let address = guest.visit().path(&format!("imports/{id}"));
                return Ok(Redirect::to(&address).into_response());
            }
            Err(error) => refusal(error, i18n)?,
        },
    };
    let page = ImportList { error: Some(error), ..load_list(&state.service, &right, i18n).await? };
    Ok(guest.refused(422, i18n.desk_nav_imports(), import_list(guest.visit(), &page)))
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
