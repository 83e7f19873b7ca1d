//! A mail before it is sent.

use serde::{Deserialize, Serialize};
use shared::contact::Mail;
use shared::text::{MAX_LINE, Text};

/// The text of a mail.
pub type MailBody = Text<50_000>;

/// A mail as a use case writes it: plain text to one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// What it is for, such as "care/…/2026-11-27"; nothing is queued twice for the same purpose.
    pub purpose: String,
    /// The address.
    pub to: Mail,
    /// The subject.
    pub subject: Subject,
    /// The text.
    pub body: MailBody,
}

/// A subject: one line without control characters, so it cannot begin another header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Subject(String);

impl Subject {
    /// Puts a text into one line of at most 200 characters.
    pub fn new(text: &str) -> Self {
        let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let words: Vec<&str> = plain.split_whitespace().collect();
        Self(words.join(" ").chars().take(MAX_LINE).collect())
    }

    /// The line.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for Subject {
    fn from(text: String) -> Self {
        Self::new(&text)
    }
}

impl From<Subject> for String {
    fn from(subject: Subject) -> Self {
        subject.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Ihre Angebote", "Ihre Angebote")]
    #[case("A\r\nBcc: all@other.example", "A Bcc: all@other.example")]
    #[case("A\u{b}\u{85}\u{0}B", "A B")]
    #[case("  ", "")]
    fn a_subject_is_one_line(#[case] text: &str, #[case] subject: &str) {
        assert_eq!(Subject::new(text).as_str(), subject);
    }
}
