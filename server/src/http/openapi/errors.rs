//! Error responses, which operations refer to by status.

use super::schemas::{JSON, schema_of};
use shared::error::ErrorBody;
use utoipa::openapi::{Content, Response, ResponseBuilder};

/// Status, name and description. [`shared::error::AppError::status`] decides which error has which
/// status.
pub(super) const ERRORS: [(u16, &str, &str); 12] = [
    (
        400,
        "Malformed",
        "The body is not the expected JSON, or a parameter that is no list is given twice.",
    ),
    (401, "NoParticipant", "The caller has not joined: no cookie was sent."),
    (403, "NotAllowed", "Cross-site request, or the required personal code is missing."),
    (404, "NotFound", "It does not exist, or it is not public."),
    (408, "TooSlow", "The body arrived too slowly, or not completely in time."),
    (409, "NotNow", "The round is not open yet, is closed, or has to be closed first."),
    (413, "TooLarge", "The body has more than 64 KiB."),
    (415, "NotJson", "The content type is not that of JSON."),
    (422, "NotTaken", "A value is invalid; the error says which and why."),
    (
        429,
        "TooMany",
        "Rate limit exceeded: reports on an offer, or wrong codes or receipt words per minute.",
    ),
    (500, "Internal", "An internal error. Its incident id leads the operator to the log entry."),
    (503, "NotStored", "The database accepts no writes now. Nothing was stored; try again later."),
];

/// The error responses as shared components of the document.
pub(super) fn responses() -> impl Iterator<Item = (&'static str, Response)> {
    ERRORS.into_iter().map(|(_, name, description)| {
        let body = Content::new(Some(schema_of::<ErrorBody>()));
        (name, ResponseBuilder::new().description(description).content(JSON, body).build())
    })
}
