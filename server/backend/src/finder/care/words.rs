//! The words of the mail that asks a provider: an editor's, or the default.

use crate::db::{Tx, documents};
use crate::error::ServiceError;
use crate::mail::{MailBody, Subject};
use i18n::I18n;
use serde::{Deserialize, Serialize};
use shared::language::UiLanguage;
use shared::text::TextError;
use std::collections::BTreeMap;

/// Subject and text of a mail, with placeholders such as `{{link}}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CareWords {
    /// The subject; may hold `{{provider}}`.
    pub subject: String,
    /// The text; must hold `{{offers}}` and `{{link}}`.
    pub body: String,
}

/// What replaces the placeholders.
pub(super) struct CareValues {
    pub(super) provider: String,
    pub(super) offers: String,
    pub(super) link: String,
    pub(super) until: String,
}

/// Why words cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CareWordsError {
    /// The text lacks this placeholder, without which the mail is useless.
    #[error("{{{{{0}}}}} is missing")]
    Missing(&'static str),
    /// There is no such placeholder.
    #[error("{{{{{0}}}}} is unknown")]
    Unknown(String),
    /// The subject is empty or too long.
    #[error("subject: {0}")]
    Subject(TextError),
    /// The text is empty or too long.
    #[error("text: {0}")]
    Body(TextError),
}

const PROVIDER: &str = "provider";
const OFFERS: &str = "offers";
const LINK: &str = "link";
const UNTIL: &str = "until";
/// Longest text; the list of offers comes on top.
const MAX_BODY: usize = 5_000;

fn placeholder(name: &str) -> String {
    format!("{{{{{name}}}}}")
}

impl CareWords {
    /// The default in a language.
    pub fn default_in(language: UiLanguage) -> Self {
        let i18n = I18n::for_server(language);
        let [link, offers, provider, until] = [LINK, OFFERS, PROVIDER, UNTIL].map(placeholder);
        Self {
            subject: i18n.care_mail_subject(&provider),
            body: i18n.care_mail_body(&link, &offers, &provider, &until),
        }
    }

    /// Checks words before they are stored.
    ///
    /// # Errors
    /// [`CareWordsError`].
    pub fn check(&self) -> Result<(), CareWordsError> {
        shared::text::Line::parse(&self.subject).map_err(CareWordsError::Subject)?;
        shared::text::Text::<MAX_BODY>::parse(&self.body).map_err(CareWordsError::Body)?;
        for (text, allowed) in
            [(&self.subject, &[PROVIDER][..]), (&self.body, &[PROVIDER, OFFERS, LINK, UNTIL])]
        {
            let unknown = placeholders(text).find(|name| !allowed.contains(name));
            if let Some(name) = unknown {
                return Err(CareWordsError::Unknown(name.to_owned()));
            }
        }
        let missing =
            [OFFERS, LINK].into_iter().find(|name| !self.body.contains(&placeholder(name)));
        missing.map_or(Ok(()), |name| Err(CareWordsError::Missing(name)))
    }

    /// Subject and text of a mail.
    pub(super) fn fill(&self, values: &CareValues) -> (Subject, Result<MailBody, TextError>) {
        let subject = fill(&self.subject, values);
        (Subject::new(&subject), MailBody::parse(&fill(&self.body, values)))
    }
}

/// Names between double braces, trimmed.
fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split("{{").skip(1).map(|rest| rest.split("}}").next().unwrap_or_default().trim())
}

/// Replaces placeholders in one pass, so that a value that looks like one stays as it is.
fn fill(text: &str, values: &CareValues) -> String {
    let mut parts = text.split("{{");
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once("}}").unwrap_or((part, ""));
        match name.trim() {
            PROVIDER => filled.push_str(&values.provider),
            OFFERS => filled.push_str(&values.offers),
            LINK => filled.push_str(&values.link),
            UNTIL => filled.push_str(&values.until),
            _ => filled.push_str(name),
        }
        filled.push_str(rest);
    }
    filled
}

/// The stored words by language tag.
pub(super) async fn load_all(tx: &mut Tx) -> Result<BTreeMap<String, CareWords>, ServiceError> {
    let stored = documents::load_document(tx, documents::CARE_MAIL).await?;
    Ok(stored.unwrap_or_default())
}

/// The words in a language: an editor's where there are some.
pub(super) async fn load(tx: &mut Tx, language: UiLanguage) -> Result<CareWords, ServiceError> {
    let stored = load_all(tx).await?.remove(language.tag());
    Ok(stored.unwrap_or_else(|| CareWords::default_in(language)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Hallo", "{{offers}} {{link}}", Ok(()))]
    #[case("Hallo {{provider}}", "{{ offers }} {{link}} {{until}} {{provider}} {{offers}}", Ok(()))]
    #[case("Hallo", "{{link}}", Err(CareWordsError::Missing("offers")))]
    #[case("Hallo", "{{offers}}", Err(CareWordsError::Missing("link")))]
    #[case("Hallo", "{{offers}} {{link}} {{x}}", Err(CareWordsError::Unknown("x".to_owned())))]
    #[case("{{link}}", "{{offers}} {{link}}", Err(CareWordsError::Unknown("link".to_owned())))]
    #[case("", "{{offers}} {{link}}", Err(CareWordsError::Subject(TextError::Empty)))]
    fn words_are_checked(
        #[case] subject: &str,
        #[case] body: &str,
        #[case] expected: Result<(), CareWordsError>,
    ) {
        let words = CareWords { subject: subject.to_owned(), body: body.to_owned() };
        assert_eq!(words.check(), expected);
    }

    #[test]
    fn the_default_words_are_valid_in_every_language() {
        for language in UiLanguage::ALL {
            assert_eq!(CareWords::default_in(language).check(), Ok(()), "{}", language.tag());
        }
    }

    #[test]
    fn a_value_that_looks_like_a_placeholder_stays_as_it_is() {
        let values = CareValues {
            provider: "{{link}}\r\nBcc: all@other.example".to_owned(),
            offers: "A".to_owned(),
            link: "B".to_owned(),
            until: "C".to_owned(),
        };
        let words = CareWords {
            subject: "An {{provider}}".to_owned(),
            body: "{{offers}} {{link}}".to_owned(),
        };
        let (subject, body) = words.fill(&values);
        assert_eq!(subject.as_str(), "An {{link}} Bcc: all@other.example");
        assert_eq!(body.unwrap().as_str(), "A B");
    }
}
