//! What handlers of care pages have in common: the visit, and rendering.

use super::words::care_error;
use crate::http::body::read_body;
use crate::http::errors::{ApiError, status_code};
use crate::http::extract::Pairs;
use crate::http::rerender::render_with_context;
use crate::http::state::AppState;
use app::care::{CareContent, CarePage, ExpiredLink, UnknownLink};
use app::routes::language_of;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use backend::finder::care::CareError;
use i18n::I18n;
use i18n::words::app_error;
use leptos::prelude::provide_context;
use shared::error::AppError;
use shared::language::UiLanguage;

/// A request to a care page.
pub(super) struct Visit {
    pub(super) state: AppState,
    pub(super) language: UiLanguage,
    pub(super) token: String,
    parts: Parts,
}

/// A page with its status.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) title: String,
    pub(super) content: CareContent,
}

impl Answer {
    /// A page that is shown as asked for.
    pub(super) fn ok(title: impl Into<String>, content: CareContent) -> Self {
        Self { status: StatusCode::OK, title: title.into(), content }
    }

    /// A form again, with what is wrong.
    pub(super) fn refused(title: impl Into<String>, content: CareContent) -> Self {
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, title: title.into(), content }
    }
}

impl Visit {
    /// The visit, and the fields of the posted form; none of a request without a body.
    pub(super) async fn read(
        state: AppState,
        token: String,
        request: Request,
    ) -> Result<(Self, Pairs), Response> {
        let (parts, body) = request.into_parts();
        let language = language_of(parts.uri.path()).unwrap_or(UiLanguage::De);
        let visit = Self { state, language, token, parts };
        match read_body(body).await {
            Ok(body) => Ok((visit, Pairs::decode(&body))),
            Err(ApiError(error)) => Err(visit.fail_with(error).await),
        }
    }

    pub(super) fn i18n(&self) -> I18n {
        I18n::for_page(self.language)
    }

    /// The address of the page with all offers.
    pub(super) fn path(&self) -> String {
        format!("/{}/care/{}", self.language.tag(), self.token)
    }

    /// To the page with all offers.
    pub(super) fn to_offers(&self) -> Response {
        Redirect::to(&self.path()).into_response()
    }

    pub(super) async fn render(self, answer: Answer) -> Response {
        let Answer { status, title, content } = answer;
        let page = CarePage { title, content };
        let provide = move || provide_context(page.clone());
        render_with_context(self.state, self.parts, status, provide).await
    }

    /// The page for a failure: a link that gives no right, or anything else in words.
    pub(super) async fn fail(self, error: CareError) -> Response {
        let i18n = self.i18n();
        let (status, title, content) = match error {
            CareError::Expired => {
                let link = ExpiredLink { path: self.path(), renewed: None };
                let title = i18n.care_expired_title();
                (StatusCode::GONE, title, CareContent::Expired(link))
            }
            CareError::Unknown => {
                let mail = self.state.service.show_about().mail;
                let content = CareContent::Unknown(UnknownLink { mail });
                (StatusCode::NOT_FOUND, i18n.care_unknown_title(), content)
            }
            CareError::Service(error) => return self.fail_with(error.into_app_error()).await,
            error => {
                let content = CareContent::Failed(care_error(i18n, &error));
                (StatusCode::UNPROCESSABLE_ENTITY, i18n.error_title(), content)
            }
        };
        self.render(Answer { status, title: title.to_owned(), content }).await
    }

    async fn fail_with(self, error: AppError) -> Response {
        let i18n = self.i18n();
        let content = CareContent::Failed(app_error(i18n, &error));
        let title = i18n.error_title().to_owned();
        self.render(Answer { status: status_code(&error), title, content }).await
    }
}
