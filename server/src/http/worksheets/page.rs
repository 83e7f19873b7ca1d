//! What handlers of worksheets have in common: the visit, and rendering.

use crate::http::body::read_body;
use crate::http::errors::{ApiError, status_code};
use crate::http::extract::Pairs;
use crate::http::rerender::render_with_context;
use crate::http::state::AppState;
use app::routes::language_of;
use app::worksheets::{WorksheetContent, WorksheetPage};
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use backend::error::ServiceError;
use backend::voting::{SheetList, TableRight};
use i18n::I18n;
use i18n::words::app_error;
use leptos::prelude::provide_context;
use shared::error::{AppError, Missing};
use shared::language::UiLanguage;
use shared::text::Picked;
use shared::voting::join_code::JoinCode;

/// A request to a page with worksheets.
pub(super) struct Visit {
    pub(super) state: AppState,
    pub(super) language: UiLanguage,
    code: String,
    parts: Parts,
}

/// A page with its status.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) conference: Option<Picked>,
    pub(super) content: WorksheetContent,
}

impl Visit {
    /// The visit, and the fields of the posted form; those of the address without one.
    pub(super) async fn read(
        state: AppState,
        code: String,
        request: Request,
    ) -> Result<(Self, Pairs), Response> {
        let (parts, body) = request.into_parts();
        let language = language_of(parts.uri.path()).unwrap_or(UiLanguage::De);
        let query = parts.uri.query().unwrap_or_default().to_owned();
        let visit = Self { state, language, code, parts };
        match read_body(body).await {
            Ok(body) if body.is_empty() => Ok((visit, Pairs::decode(query.as_bytes()))),
            Ok(body) => Ok((visit, Pairs::decode(&body))),
            Err(ApiError(error)) => Err(visit.fail(error).await),
        }
    }

    pub(super) fn i18n(&self) -> I18n {
        I18n::for_page(self.language)
    }

    /// The address of the page with all worksheets.
    pub(super) fn path(&self) -> String {
        format!("/{}/sheets/{}", self.language.tag(), self.code)
    }

    fn join_code(&self) -> Result<JoinCode, ServiceError> {
        JoinCode::parse(&self.code).map_err(|_| ServiceError::missing(Missing::Conference))
    }

    /// The conference's worksheets.
    pub(super) async fn list(&self) -> Result<SheetList, AppError> {
        let list = async { self.state.service.list_worksheets(&self.join_code()?).await };
        list.await.map_err(ServiceError::into_app_error)
    }

    /// The right to write, which a key gives.
    pub(super) async fn authorise(&self, key: &str) -> Result<TableRight, AppError> {
        let right = async { self.state.service.authorise_table(&self.join_code()?, key).await };
        right.await.map_err(ServiceError::into_app_error)
    }

    pub(super) async fn render(self, answer: Answer) -> Response {
        let Answer { status, conference, content } = answer;
        let title = self.i18n().sheet_title().to_owned();
        let page = WorksheetPage { title, conference, content };
        let provide = move || provide_context(page.clone());
        render_with_context(self.state, self.parts, status, provide).await
    }

    pub(super) async fn fail(self, error: AppError) -> Response {
        let content = WorksheetContent::Failed(app_error(self.i18n(), &error));
        let answer = Answer { status: status_code(&error), conference: None, content };
        self.render(answer).await
    }
}
