//! The cookies that identify a voter, as security schemes.

use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityRequirement, SecurityScheme};

/// Name of the scheme for the cookie that makes a caller a participant.
const PARTICIPANT: &str = "participant";
/// Name of the scheme for the cookie with a card's personal code.
const CARD: &str = "card";

/// Both schemes by their names.
pub(super) fn schemes() -> [(&'static str, SecurityScheme); 2] {
    let participant = cookie(
        "__Host-miteinander_participant",
        "Set by the voting page and by `GET /api/v1/conferences/{code}/phone`, HttpOnly.",
    );
    let card = cookie(
        "__Host-miteinander_card",
        "Holds a personal code; set by the URL in a card's QR code, HttpOnly. An API client sends \
         `code` with the ballot instead.",
    );
    [(PARTICIPANT, participant), (CARD, card)]
}

/// Either of the cookies.
pub(super) fn requirements() -> [SecurityRequirement; 2] {
    [PARTICIPANT, CARD].map(|name| SecurityRequirement::new(name, [""; 0]))
}

fn cookie(name: &str, about: &str) -> SecurityScheme {
    let unencrypted = "On an unencrypted connection the name has no `__Host-`.";
    let description = format!("{about} {unencrypted}");
    SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::with_description(name, &description)))
}
