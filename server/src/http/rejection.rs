//! Rejected forms: what was typed and what is wrong with it.
//!
//! A handler only returns the rejection; [`super::rerender`] renders the page again, just as
//! [`super::translation`] gives failures of the API their message.

use super::errors::status_code;
use app::forms::{RefusedForm, Typed};
use axum::response::{IntoResponse, Response};
use backend::error::ServiceError;

/// A form that was rejected. As a response it has a status and no body.
#[derive(Clone, Debug)]
pub(crate) struct FormRejection {
    pub(super) form: RefusedForm,
    /// Path of the form's page, if the form is posted to another path.
    pub(super) page: Option<String>,
}

impl FormRejection {
    /// A form rejected for this reason, with what had been typed.
    pub(crate) fn new(error: impl Into<ServiceError>, typed: Typed) -> Self {
        let error = error.into().into_app_error();
        Self { form: RefusedForm { error, typed }, page: None }
    }

    /// The same, for a form whose page is at `path`.
    pub(crate) fn on_page(self, path: String) -> Self {
        Self { page: Some(path), ..self }
    }
}

impl IntoResponse for FormRejection {
    /// Carries itself along for the middleware that renders the page.
    fn into_response(self) -> Response {
        let mut response = status_code(&self.form.error).into_response();
        response.extensions_mut().insert(self);
        response
    }
}
