//! Questions and answers: what a page asks, and what the API answers.
//!
//! On the server the answer is loaded before the page is rendered, and embedded in the document;
//! the browser takes the first answer from there, and asks the API for every page after that. An
//! answer stays text until a page parses it, so that the code that carries answers exists only
//! once, not for every type. ARCHITECTURE.md says how much that saves.

mod question;

pub use question::Address;
pub(crate) use question::{ApiRequest, QuestionValue};

use crate::error::PageError;
#[cfg(feature = "ssr")]
use crate::i18n::I18n;
pub use crate::json::app_types::Answer;
use crate::json::app_types::ErrorMessage;
use crate::json::{self, WireType};
#[cfg(feature = "ssr")]
use i18n::words::app_error;
#[cfg(feature = "ssr")]
use shared::error::{AppError, ErrorBody};

/// What a page is about, in the vocabulary of schema.org, as JSON without tags. The server writes
/// it into the document.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StructuredData(pub String);

impl Answer {
    /// A response as received.
    pub const fn new(status: u16, body: String) -> Self {
        Self { status, body }
    }

    /// No answer came; it parses as [`PageError::Offline`].
    pub const fn offline() -> Self {
        Self::new(503, String::new())
    }

    /// An error as the API answers it.
    #[cfg(feature = "ssr")]
    pub fn failed(error: AppError, i18n: I18n) -> Self {
        let body = ErrorBody { message: app_error(i18n, &error), error };
        Self::new(body.error.status(), serde_json::to_string(&body).unwrap_or_default())
    }

    /// Parses what was asked for.
    ///
    /// # Errors
    /// The error of the use case; [`PageError::Offline`] where the body is not from our server,
    /// [`PageError::Outdated`] where it is from another build.
    pub fn parse<T: WireType>(&self) -> Result<T, PageError> {
        self.check()?;
        json::parse(&self.body).ok_or_else(|| self.unreadable())
    }

    /// Whether what was asked for was done.
    ///
    /// # Errors
    /// As for [`Self::parse`].
    pub fn check(&self) -> Result<(), PageError> {
        if self.is_ok() { Ok(()) } else { Err(self.error()) }
    }

    fn unreadable(&self) -> PageError {
        // Other machines, such as a hotspot with its sign-in page, answer with HTML.
        if self.body.starts_with('<') || self.body.is_empty() {
            return PageError::Offline;
        }
        #[cfg(feature = "hydrate")]
        crate::root_marks::mark_outdated();
        PageError::Outdated
    }

    /// Whether the body is what was asked for.
    pub const fn is_ok(&self) -> bool {
        self.status == 200
    }

    /// Whether there is no content, as when polling finds nothing new.
    pub const fn is_empty(&self) -> bool {
        self.status == 204
    }

    /// The body as received.
    pub fn body(&self) -> &str {
        &self.body
    }

    fn error(&self) -> PageError {
        let error: Option<ErrorMessage> = json::parse(&self.body);
        error.map_or(PageError::Offline, |error| PageError::Failed {
            status: self.status,
            message: error.message,
        })
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use shared::error::Missing;
    use shared::language::UiLanguage;

    #[test]
    fn an_answer_parses_to_what_was_put_in() {
        let i18n = I18n::for_server(UiLanguage::Ar);
        let words = vec!["a".to_owned(), "ß".to_owned()];
        let body = serde_json::to_string(&words).unwrap();
        assert_eq!(Answer::new(200, body).parse(), Ok(words));
        let error = AppError::NotFound(Missing::Offer);
        let words = app_error(i18n, &error);
        let expected = PageError::Failed { status: 404, message: words };
        assert_eq!(Answer::failed(error, i18n).parse::<Vec<String>>(), Err(expected));
    }

    #[test]
    fn what_is_from_another_build_of_our_server_asks_for_the_page_to_be_loaded_again() {
        let other = Answer::new(200, r#"{"words":[]}"#.to_owned());
        assert_eq!(other.parse::<Vec<String>>(), Err(PageError::Outdated));
    }

    #[test]
    fn what_is_not_from_our_server_counts_as_no_network() {
        assert_eq!(Answer::offline().parse::<Vec<String>>(), Err(PageError::Offline));
        for status in [200, 502] {
            let page = Answer::new(status, "<html>Sign in</html>".to_owned());
            assert_eq!(page.parse::<Vec<String>>(), Err(PageError::Offline));
        }
    }
}
