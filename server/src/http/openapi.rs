//! The description of `/api/v1` as `OpenAPI` 3.1, for whoever writes another program.
//!
//! Owns what the interface says of itself: operations, parameters, errors. What bodies look
//! like comes from the types themselves, in `shared` and `app`. A test compares the operations
//! with the router's, both ways.

mod conferences;
mod exports;
mod offers;
mod operation;
mod parameters;
mod results;
mod tidy;

use axum::body::Bytes;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use operation::{Operation, error_responses};
use serde_json::Value;
use std::sync::LazyLock;
use utoipa::openapi::schema::ComponentsBuilder;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};
use utoipa::openapi::tag::TagBuilder;
use utoipa::openapi::{InfoBuilder, OpenApiBuilder, PathsBuilder};

/// Where every path of the description begins.
const BASE: &str = "/api/v1";
/// The cookie that makes a caller a participant, under the name it has in operations.
const PARTICIPANT: &str = "participant";
/// The cookie with the personal code on a card, likewise.
const CARD: &str = "card";

const ABOUT: &str = "\
Offers for newcomers in a county, and voting at its conferences. Reading needs no key and no \
account.

- Bodies are JSON in UTF-8. A member that is not required is left out where there is nothing to \
say; only those that are always there may be `null`. New members may come, so pass over those \
you do not know.
- Texts come in the language of `lang`; where a text does not exist in it, another language is \
sent and named beside it. Labels of cities, categories and languages are German.
- Days are days and times are times of day in Europe/Berlin.
- A failed answer has a body too: what was wrong as data, and as a sentence in the language of \
`lang`.";

/// `GET /api/v1/openapi.json`
pub(super) async fn show_document() -> Response {
    static DOCUMENT: LazyLock<Bytes> = LazyLock::new(|| Bytes::from(document().to_string()));
    let headers = [(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "public, max-age=3600")];
    (headers, DOCUMENT.clone()).into_response()
}

/// The whole description.
fn document() -> Value {
    let info = InfoBuilder::new()
        .title("Miteinander")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(ABOUT));
    let tag = |name, about| TagBuilder::new().name(name).description(Some(about)).build();
    let tags = [
        tag(offers::TAG, "Courses, advice, meeting places, rooms, volunteering, and who provides"),
        tag(exports::TAG, "The same offers as files for other programs"),
        tag(conferences::TAG, "What stands to vote, ballots, live states"),
        tag(results::TAG, "What came of it, for whoever documents it or counts it again"),
    ];
    let mut paths = PathsBuilder::new();
    let mut components = ComponentsBuilder::new()
        .responses_from_iter(error_responses())
        .security_scheme(PARTICIPANT, participant())
        .security_scheme(CARD, card());
    for parameter in parameters::shared() {
        components = components.parameter(parameter.name.clone(), parameter);
    }
    for operation in operations() {
        let (path, item, schemas) = operation.into_parts();
        paths = paths.path(format!("{BASE}{path}"), item);
        components = components.schemas_from_iter(schemas);
    }
    let document = OpenApiBuilder::new()
        .info(info)
        .tags(Some(tags))
        .paths(paths)
        .components(Some(components.build()))
        .build();
    tidy::tidied(serde_json::to_value(document).unwrap_or_default())
}

fn operations() -> impl Iterator<Item = Operation> {
    let groups = [
        offers::operations(),
        exports::operations(),
        conferences::operations(),
        results::operations(),
    ];
    groups.into_iter().flatten()
}

fn participant() -> SecurityScheme {
    let about = "Set by `POST /api/v1/conferences/{code}/join`, HttpOnly.";
    cookie("__Host-miteinander_participant", about)
}

fn card() -> SecurityScheme {
    let about = "Holds a personal code; set by the address in a card's QR code, HttpOnly. A \
                 program sends `code` with the ballot instead.";
    cookie("__Host-miteinander_card", about)
}

fn cookie(name: &str, about: &str) -> SecurityScheme {
    let unencrypted = "Where the server is reached without encryption, the name has no `__Host-`.";
    let about = format!("{about} {unencrypted}");
    SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::with_description(name, &about)))
}
