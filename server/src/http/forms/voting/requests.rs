//! Extractors for the forms of a participant: the posted fields together with who posted them.

use crate::http::cookies;
use crate::http::extract::{FormFields, PageLang, Pairs};
use crate::http::rejection::FormRejection;
use crate::http::state::AppState;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::Uri;
use backend::secret::ParticipantToken;
use backend::voting::Caller;
use shared::forms::voting as names;
use shared::language::UiLanguage;

/// The ballot's form.
pub(in crate::http::forms) struct BallotForm {
    /// The page to return to, with its query.
    pub(super) page: Uri,
    pub(super) caller: Caller,
    /// The device's id, if it has one.
    pub(super) token: Option<ParticipantToken>,
    pub(super) fields: Pairs,
}

impl FromRequest<AppState> for BallotForm {
    type Rejection = FormRejection;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, FormRejection> {
        let page = request.uri().clone();
        let caller = cookies::read_caller(state, request.headers());
        let token = cookies::read_participant(state, request.headers());
        let FormFields(fields) = FormFields::from_request(request, state).await?;
        Ok(Self { page, caller, token, fields })
    }
}

/// The form for a card's personal code.
pub(in crate::http::forms) struct CardForm {
    pub(super) language: UiLanguage,
    pub(super) caller: Caller,
    /// As typed; empty if the form cannot be read.
    pub(super) code: String,
}

impl FromRequest<AppState> for CardForm {
    type Rejection = FormRejection;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, FormRejection> {
        let (mut parts, body) = request.into_parts();
        let Ok(PageLang(language)) = PageLang::from_request_parts(&mut parts, state).await;
        let caller = cookies::read_caller(state, &parts.headers);
        let request = Request::from_parts(parts, body);
        let FormFields(fields) = FormFields::from_request(request, state).await.unwrap_or_default();
        Ok(Self { language, caller, code: fields.value_or_empty(names::CODE).to_owned() })
    }
}
