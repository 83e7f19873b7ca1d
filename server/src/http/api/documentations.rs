//! The documentation of a conference or of one of its rounds, as JSON and as files.

use super::attachment::{Attachment, DOCX, XLSX};
use super::route::Route;
use crate::config::ResultsFormat;
use crate::documentation;
use crate::http::errors::ApiResult;
use crate::http::extract::{Code, Id, Lang};
use crate::http::no_store::NoStore;
use crate::http::openapi::parameters::text;
use crate::http::openapi::{Media, Operation, Tag, schema_of};
use crate::http::state::AppState;
use axum::extract::State;
use shared::api::Documentation;
use shared::id::RoundId;
use utoipa::openapi::Content;

pub(super) fn routes() -> Vec<Route> {
    let files = FILES.iter().flat_map(|file| [export_result_route(file), export_all_route(file)]);
    files.chain([show_documentation_route()]).collect()
}

const SUMMARY: &str = "The documentation of a conference";

async fn show_documentation(
    State(state): State<AppState>,
    Code(code): Code,
    Lang(language): Lang,
) -> ApiResult<NoStore<Documentation>> {
    Ok(NoStore(state.service.show_documentation(&code, None, language).await?))
}

fn show_documentation_route() -> Route {
    Operation::get("/conferences/{code}/documentation", "show_documentation", SUMMARY)
        .tag(Tag::Results)
        .description("Contains closed rounds only.")
        .code_parameter()
        .lang_parameter()
        .response::<Documentation>("Every closed round, with the content of the conference.")
        .error_responses(&[404, 422, 500])
        .handled_by(show_documentation)
}

/// A file format of the documentation.
struct File {
    format: ResultsFormat,
    /// Of file names and paths.
    extension: &'static str,
    content_type: &'static str,
    /// In summaries.
    about: &'static str,
}

const FILES: &[File] = &[
    File {
        format: ResultsFormat::Csv,
        extension: "csv",
        content_type: "text/csv; charset=utf-8",
        about: "as a table",
    },
    File {
        format: ResultsFormat::Xlsx,
        extension: "xlsx",
        content_type: XLSX,
        about: "as a workbook",
    },
    File {
        format: ResultsFormat::Docx,
        extension: "docx",
        content_type: DOCX,
        about: "as a Word document",
    },
    File {
        format: ResultsFormat::Json,
        extension: "json",
        content_type: "application/json",
        about: "as a JSON file",
    },
    File {
        format: ResultsFormat::Html,
        extension: "html",
        content_type: "text/html; charset=utf-8",
        about: "as a page to print",
    },
];

impl File {
    fn media(&self) -> Media<'static> {
        let content = match self.format {
            ResultsFormat::Json => Content::new(Some(schema_of::<Documentation>())),
            ResultsFormat::Xlsx | ResultsFormat::Docx => Content::default(),
            ResultsFormat::Csv | ResultsFormat::Html => Content::new(Some(text())),
        };
        let media_type = self.content_type.split(';').next().unwrap_or_default();
        Media { media_type, content }
    }
}

/// One closed round.
async fn export_result(
    file: &'static File,
    State(state): State<AppState>,
    Id(round): Id<RoundId>,
    Lang(language): Lang,
) -> ApiResult<Attachment> {
    // Fails with the right error for a round that is still open.
    state.service.show_recount(&round).await?;
    let code = state.service.find_code_by_round(&round).await?;
    let document = state.service.show_documentation(&code, Some(&round), language).await?;
    let content = documentation::encode(&state.service, &document, file.format, language)?.into();
    let number = document.rounds.first().map_or(0, |round| round.status.number);
    let name = format!("{code}-{number}.{}", file.extension);
    Ok(Attachment { content_type: file.content_type, name, content })
}

fn export_result_route(file: &'static File) -> Route {
    let File { extension, about, .. } = file;
    let (path, id) =
        (format!("/rounds/{{id}}/result.{extension}"), format!("export_result_{extension}"));
    Operation::get(path, &id, &format!("The documentation of a closed round {about}"))
        .tag(Tag::Results)
        .path_parameter::<RoundId>("id", "The round.")
        .lang_parameter()
        .response_with("The file.", file.media())
        .error_responses(&[404, 409, 422, 500])
        .handled_by(move |state, round, language| export_result(file, state, round, language))
}

/// All closed rounds.
async fn export_all(
    file: &'static File,
    State(state): State<AppState>,
    Code(code): Code,
    Lang(language): Lang,
) -> ApiResult<Attachment> {
    let document = state.service.show_documentation(&code, None, language).await?;
    let content = documentation::encode(&state.service, &document, file.format, language)?.into();
    let name = format!("{code}.{}", file.extension);
    Ok(Attachment { content_type: file.content_type, name, content })
}

fn export_all_route(file: &'static File) -> Route {
    let File { extension, about, .. } = file;
    let path = format!("/conferences/{{code}}/documentation.{extension}");
    let id = format!("export_documentation_{extension}");
    Operation::get(path, &id, &format!("{SUMMARY} {about}"))
        .tag(Tag::Results)
        .code_parameter()
        .lang_parameter()
        .response_with("The file.", file.media())
        .error_responses(&[404, 422, 500])
        .handled_by(move |state, code, language| export_all(file, state, code, language))
}
