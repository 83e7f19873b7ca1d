//! Questions and answers: what a page wants to know, and what the API says.
//!
//! On the server the answer is there before the page is rendered, and travels in the
//! document; the browser reads it there, and asks the API for every page after that. An
//! answer is text until a page reads its type out of it, so that whatever carries it exists
//! once. What that is worth in size stands in ARCHITECTURE.md.

mod question;

pub use question::Address;
pub(crate) use question::{ApiRequest, QuestionValue};

use crate::error::PageError;
#[cfg(feature = "ssr")]
use crate::i18n::I18n;
pub use crate::json::own::Answer;
use crate::json::own::ErrorMessage;
use crate::json::{self, Listed};
#[cfg(feature = "ssr")]
use i18n::words::app_error;
#[cfg(feature = "ssr")]
use shared::error::{AppError, ErrorBody};

/// What a page is about in the words of schema.org, as JSON without tags; for the server, which
/// writes it into the document.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StructuredData(pub String);

impl Answer {
    /// An answer as it came.
    pub const fn new(status: u16, body: String) -> Self {
        Self { status, body }
    }

    /// No answer came; it reads as [`PageError::Offline`].
    pub const fn lost() -> Self {
        Self::new(503, String::new())
    }

    /// The answer that something went wrong.
    #[cfg(feature = "ssr")]
    pub fn failed(error: AppError, i18n: I18n) -> Self {
        let body = ErrorBody { message: app_error(i18n, &error), error };
        Self::new(body.error.status(), serde_json::to_string(&body).unwrap_or_default())
    }

    /// Reads what was asked for.
    ///
    /// # Errors
    /// What the use case said; [`PageError::Offline`] where the body is not from our server.
    pub fn read<T: Listed>(&self) -> Result<T, PageError> {
        if self.is_ok() {
            json::read(&self.body).ok_or(PageError::Offline)
        } else {
            Err(self.error())
        }
    }

    /// Whether it is what was asked for.
    pub const fn is_ok(&self) -> bool {
        self.status == 200
    }

    /// Whether there is nothing to say.
    pub const fn is_empty(&self) -> bool {
        self.status == 204
    }

    /// The body as it came.
    pub fn body(&self) -> &str {
        &self.body
    }

    fn error(&self) -> PageError {
        let read: Option<ErrorMessage> = json::read(&self.body);
        read.map_or(PageError::Offline, |read| PageError::Failed {
            status: self.status,
            message: read.message,
        })
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use shared::error::Missing;
    use shared::language::UiLanguage;

    #[test]
    fn an_answer_gives_back_what_was_put_in() {
        let i18n = I18n::for_server(UiLanguage::Ar);
        let words = vec!["a".to_owned(), "ß".to_owned()];
        let body = serde_json::to_string(&words).unwrap();
        assert_eq!(Answer::new(200, body).read(), Ok(words));
        let error = AppError::NotFound(Missing::Offer);
        let words = app_error(i18n, &error);
        let expected = PageError::Failed { status: 404, message: words };
        assert_eq!(Answer::failed(error, i18n).read::<Vec<String>>(), Err(expected));
    }

    #[test]
    fn what_is_not_from_our_server_counts_as_no_network() {
        assert_eq!(Answer::lost().read::<Vec<String>>(), Err(PageError::Offline));
        for status in [200, 502] {
            let page = Answer::new(status, "<html>Sign in</html>".to_owned());
            assert_eq!(page.read::<Vec<String>>(), Err(PageError::Offline));
        }
    }
}
