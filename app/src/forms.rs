//! A refused form: what its page is rendered with again.
//!
//! The server puts it into the context. Such a page is not hydrated, since the browser's program
//! has no access to it: it stays plain HTML with real forms.

use crate::i18n::use_i18n;
use i18n::words::app_error;
use shared::error::AppError;
use shared::id::ChallengeId;
use shared::voting::ballot::Ballot;

/// A refused form with the values that were submitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedForm {
    /// Why it was refused.
    pub error: AppError,
    /// The submitted values.
    pub typed: Typed,
}

/// Values of a refused form, by page.
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
    /// A step on the phone page's ballot.
    BallotStep {
        /// The ballot before the step; `None` where the page was out of date, and has to show what
        /// the server has.
        ballot: Option<Ballot>,
        /// The challenge of the step.
        challenge: Option<ChallengeId>,
    },
    /// An organiser's form, as submitted.
    Fields(Vec<(String, String)>),
    /// The form could not be parsed at all.
    Nothing,
}

/// An error message in the page's language.
pub(crate) fn error_message(error: &AppError) -> String {
    app_error(use_i18n(), error)
}
