//! The `OpenAPI` 3.1 document for `/api/v1`, for developers of API clients.
//!
//! Owns what operations have in common: their builder, shared parameters, errors, security. The
//! operations themselves are beside their handlers in [`super::api`]; the schemas of bodies are
//! derived from the types in `shared`. Depends on no handler and no route.

mod errors;
mod operation;
pub(super) mod parameters;
mod schemas;
mod security;
mod tag;
mod tidy;

pub(super) use operation::{Media, Operation};
pub(super) use schemas::schema_of;
pub(super) use tag::Tag;

use operation::OperationParts;
use serde_json::Value;
use utoipa::openapi::schema::ComponentsBuilder;
use utoipa::openapi::{InfoBuilder, OpenApiBuilder, PathsBuilder};

/// Prefix of every path in the document.
pub(super) const BASE_PATH: &str = "/api/v1";
const DESCRIPTION: &str = "\
Offers for newcomers in a county, and voting at its conferences. Reading needs neither a key nor \
an account.

- Bodies are JSON in UTF-8. Optional properties without a value are omitted; only required ones \
may be `null`. New properties may be added, so ignore those you do not know.
- Texts are in the language of `lang`; where a translation is missing, another language is sent \
and named beside the text. Labels of cities, categories and languages are German.
- With the header `Prefer: hyphens=soft`, long words in names and texts have soft hyphens (U+00AD).
- Dates and times of day are in Europe/Berlin.
- Error responses have a body too: the error as data, and as a sentence in the language of \
`lang`.";

/// The whole document, for these operations.
pub(super) fn document(operations: impl IntoIterator<Item = Operation>) -> Value {
    let info = InfoBuilder::new()
        .title("Miteinander")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(DESCRIPTION));
    let mut paths = PathsBuilder::new();
    let mut components = ComponentsBuilder::new().responses_from_iter(errors::responses());
    for (name, scheme) in security::schemes() {
        components = components.security_scheme(name, scheme);
    }
    for parameter in parameters::shared() {
        components = components.parameter(parameter.name.clone(), parameter);
    }
    for operation in operations {
        let OperationParts { path, item, schemas } = operation.into_parts();
        paths = paths.path(format!("{BASE_PATH}{path}"), item);
        components = components.schemas_from_iter(schemas);
    }
    let document = OpenApiBuilder::new()
        .info(info)
        .tags(Some(Tag::entries()))
        .paths(paths)
        .components(Some(components.build()))
        .build();
    tidy::tidy_document(serde_json::to_value(document).unwrap_or_default())
}
