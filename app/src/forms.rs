//! What a page is rendered again with when its plain form was refused.
//!
//! The server puts it into the context. Such a page is not hydrated, since the
//! browser's program knows nothing of it: it is plain HTML with real forms.

use crate::i18n::use_i18n;
use i18n::words::app_error;
use shared::error::AppError;
use shared::voting::ballot::Ballot;

/// A form that was refused, with what had been typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedForm {
    /// Why.
    pub error: AppError,
    /// The values.
    pub typed: Typed,
}

/// Values of a refused form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// The join page's code.
    Code(String),
    /// The report page's text and mail address.
    Report {
        /// What is wrong.
        text: String,
        /// Where to answer.
        reply_to: String,
    },
    /// The phone page's ballot as it was before the step that broke a rule.
    Ballot(Ballot),
    /// An organiser's form, as it came.
    Fields(Vec<(String, String)>),
    /// The form could not be read at all.
    Nothing,
}

/// An error in the words of the page's language.
pub(crate) fn error_message(error: &AppError) -> String {
    app_error(use_i18n(), error)
}
