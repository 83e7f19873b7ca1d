//! The description of `/api/v1` as `OpenAPI` 3.1, for authors of other programs.
//!
//! Owns what operations have in common: how one is put together, shared parameters, errors. The
//! operations themselves stand beside their handlers in [`super::api`]; what bodies look like
//! comes from the types, in `shared`. Knows no handler and no route.

mod operation;
pub(super) mod parameters;
mod schemas;
mod tag;
mod tidy;

pub(super) use operation::{Media, Operation};
pub(super) use schemas::schema_of;
pub(super) use tag::Tag;

use operation::{Described, error_responses};
use serde_json::Value;
use utoipa::openapi::schema::ComponentsBuilder;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};
use utoipa::openapi::{InfoBuilder, OpenApiBuilder, PathsBuilder};

/// Where every path of the description begins.
pub(super) const BASE: &str = "/api/v1";
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

/// The whole description, made of these operations.
pub(super) fn document(operations: impl IntoIterator<Item = Operation>) -> Value {
    let info = InfoBuilder::new()
        .title("Miteinander")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(ABOUT));
    let mut paths = PathsBuilder::new();
    let mut components = ComponentsBuilder::new()
        .responses_from_iter(error_responses())
        .security_scheme(PARTICIPANT, participant())
        .security_scheme(CARD, card());
    for parameter in parameters::shared() {
        components = components.parameter(parameter.name.clone(), parameter);
    }
    for operation in operations {
        let Described { path, item, schemas } = operation.into_described();
        paths = paths.path(format!("{BASE}{path}"), item);
        components = components.schemas_from_iter(schemas);
    }
    let document = OpenApiBuilder::new()
        .info(info)
        .tags(Some(Tag::entries()))
        .paths(paths)
        .components(Some(components.build()))
        .build();
    tidy::tidied(serde_json::to_value(document).unwrap_or_default())
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
