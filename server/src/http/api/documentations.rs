//! The documentation of a conference or of one of its rounds, as JSON and as files.

use super::Answer;
use super::attachment::{Attachment, XLSX};
use super::route::Route;
use crate::config::ResultsFormat;
use crate::documentation;
use crate::http::Site;
use crate::http::extract::{Code, Fresh, Id, Lang};
use crate::http::openapi::parameters::text;
use crate::http::openapi::{Media, Operation, Tag, schema_of};
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
    State(site): State<Site>,
    Code(code): Code,
    Lang(language): Lang,
) -> Answer<Fresh<Documentation>> {
    Ok(Fresh(site.service.show_documentation(&code, None, language).await?))
}

fn show_documentation_route() -> Route {
    Operation::get("/conferences/{code}/documentation", "show_documentation", SUMMARY)
        .under(Tag::Results)
        .about("Rounds that are not closed are left out.")
        .takes_code()
        .takes_language()
        .answers::<Documentation>("Every closed round, and all that was prepared for it.")
        .fails(&[404, 422, 500])
        .handled_by(show_documentation)
}

/// A kind of file a documentation comes in.
struct File {
    format: ResultsFormat,
    /// How names of files and paths end.
    ending: &'static str,
    content_type: &'static str,
    /// What it is, in summaries.
    about: &'static str,
}

const FILES: &[File] = &[
    File {
        format: ResultsFormat::Csv,
        ending: "csv",
        content_type: "text/csv; charset=utf-8",
        about: "as a table",
    },
    File {
        format: ResultsFormat::Xlsx,
        ending: "xlsx",
        content_type: XLSX,
        about: "as a workbook",
    },
    File {
        format: ResultsFormat::Json,
        ending: "json",
        content_type: "application/json",
        about: "as a JSON file",
    },
    File {
        format: ResultsFormat::Html,
        ending: "html",
        content_type: "text/html; charset=utf-8",
        about: "as a page to print",
    },
];

impl File {
    fn media(&self) -> Media<'static> {
        let content = match self.format {
            ResultsFormat::Json => Content::new(Some(schema_of::<Documentation>())),
            ResultsFormat::Xlsx => Content::default(),
            ResultsFormat::Csv | ResultsFormat::Html => Content::new(Some(text())),
        };
        let kind = self.content_type.split(';').next().unwrap_or_default();
        Media { kind, content }
    }
}

/// One closed round.
async fn export_result(
    kind: &'static File,
    State(site): State<Site>,
    Id(round): Id<RoundId>,
    Lang(language): Lang,
) -> Answer<Attachment> {
    // An open one is told apart from one that is not there.
    site.service.show_recount(&round).await?;
    let code = site.service.find_code_by_round(&round).await?;
    let document = site.service.show_documentation(&code, Some(&round), language).await?;
    let file = documentation::write(&site.service, &document, kind.format, language)?.into();
    let number = document.rounds.first().map_or(0, |round| round.status.number);
    let name = format!("{code}-{number}.{}", kind.ending);
    Ok(Attachment { content_type: kind.content_type, name, file })
}

fn export_result_route(kind: &'static File) -> Route {
    let File { ending, about, .. } = kind;
    let (path, id) = (format!("/rounds/{{id}}/result.{ending}"), format!("export_result_{ending}"));
    Operation::get(path, &id, &format!("The documentation of a closed round {about}"))
        .under(Tag::Results)
        .takes_in_path::<RoundId>("id", "The round.")
        .takes_language()
        .answers_with("The file.", kind.media())
        .fails(&[404, 409, 422, 500])
        .handled_by(move |site, round, language| export_result(kind, site, round, language))
}

/// All closed rounds.
async fn export_all(
    kind: &'static File,
    State(site): State<Site>,
    Code(code): Code,
    Lang(language): Lang,
) -> Answer<Attachment> {
    let document = site.service.show_documentation(&code, None, language).await?;
    let file = documentation::write(&site.service, &document, kind.format, language)?.into();
    let name = format!("{code}.{}", kind.ending);
    Ok(Attachment { content_type: kind.content_type, name, file })
}

fn export_all_route(kind: &'static File) -> Route {
    let File { ending, about, .. } = kind;
    let path = format!("/conferences/{{code}}/documentation.{ending}");
    let id = format!("export_documentation_{ending}");
    Operation::get(path, &id, &format!("{SUMMARY} {about}"))
        .under(Tag::Results)
        .takes_code()
        .takes_language()
        .answers_with("The file.", kind.media())
        .fails(&[404, 422, 500])
        .handled_by(move |site, code, language| export_all(kind, site, code, language))
}
