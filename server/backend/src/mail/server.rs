//! The mail server: its settings, and one attempt to send over SMTP.

use super::message::Message;
use lettre::message::header::ContentType;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, SinglePart};
use lettre::transport::smtp::Error;
use lettre::transport::smtp::extension::ClientId;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use shared::id::MailId;
use shared::time::Millis;
use std::error::Error as _;
use std::fmt;
use std::time::{Duration, SystemTime};
use tokio::time::timeout;

/// Longest attempt, from connecting to the server's last answer.
const ATTEMPT_TIMEOUT: Duration = Duration::from_mins(1);
/// Longest reason that is kept of a server's answer, in characters.
const MAX_REASON: usize = 300;

/// A mail server that takes our mails, and who they are from.
#[derive(Clone)]
pub struct MailServer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    attempt_timeout: Duration,
}

/// Why the settings of a mail server are invalid.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailServerError {
    /// Neither `smtp://HOST` nor `smtps://HOST`, with user and password before the host, where it
    /// wants them.
    #[error("not an SMTP address: {0}")]
    Url(String),
    /// Neither "name@example.org" nor "Name <name@example.org>".
    #[error("not a mail address: {0}")]
    From(String),
}

/// What came of an attempt that did not succeed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum SendError {
    /// The server did not take it now: no connection, no answer, or one that says so (4xx). Also
    /// where it refuses everything, such as for a wrong password.
    Later {
        /// What it answered.
        reason: String,
        /// Whether the server itself was the obstacle, so that other mails need not be tried.
        is_server: bool,
    },
    /// The address was rejected for good (5xx).
    Rejected(String),
}

impl MailServer {
    /// Parses the settings; nothing is connected yet. The URL is `smtp://` or `smtps://` with user,
    /// password, host and port; `?tls=required` wants STARTTLS.
    ///
    /// # Errors
    /// [`MailServerError`].
    pub fn parse(url: &str, from: &str) -> Result<Self, MailServerError> {
        let invalid = |error: Error| MailServerError::Url(error.to_string());
        let from: Mailbox = from.parse().map_err(|_| MailServerError::From(from.to_owned()))?;
        let domain = ClientId::Domain(from.email.domain().to_owned());
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(invalid)?;
        let transport = builder.hello_name(domain).build();
        Ok(Self { transport, from, attempt_timeout: ATTEMPT_TIMEOUT })
    }

    /// The same with another limit for an attempt, for tests.
    #[must_use]
    pub fn with_attempt_timeout(self, attempt_timeout: Duration) -> Self {
        Self { attempt_timeout, ..self }
    }

    /// Sends a mail; when this returns, the server has taken it.
    pub(super) async fn send(&self, mail: Outgoing<'_>) -> Result<(), SendError> {
        let mail = self.encode(mail)?;
        match timeout(self.attempt_timeout, self.transport.send(mail)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(send_error(&error)),
            Err(_) => {
                let reason = "no answer from the mail server in time".to_owned();
                Err(SendError::Later { reason, is_server: true })
            }
        }
    }

    fn encode(&self, mail: Outgoing<'_>) -> Result<lettre::Message, SendError> {
        let Outgoing { id, message, created_at } = mail;
        let rejected =
            |error: &dyn fmt::Display| SendError::Rejected(shortened(&error.to_string()));
        let to: Address = message.to.as_str().parse().map_err(|error| rejected(&error))?;
        let written = Duration::from_millis(u64::try_from(created_at.0).unwrap_or_default());
        // So that absence notices are not answered to it.
        let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
        lettre::Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(message.subject.as_str())
            .date(SystemTime::UNIX_EPOCH + written)
            .message_id(Some(format!("<{id}@{}>", self.from.email.domain())))
            .raw_header(HeaderValue::new(automatic, "auto-generated".to_owned()))
            .singlepart(
                SinglePart::builder()
                    .header(ContentType::TEXT_PLAIN)
                    .body(message.body.as_str().to_owned()),
            )
            .map_err(|error| rejected(&error))
    }
}

/// A mail for one attempt.
#[derive(Clone, Copy)]
pub(super) struct Outgoing<'a> {
    pub(super) id: &'a MailId,
    pub(super) message: &'a Message,
    pub(super) created_at: Millis,
}

/// Codes of answers that do not concern the address: commands that the server does not know or wants
/// in another order, and everything about signing in.
const SETUP_CODES: [u16; 10] = [500, 501, 502, 503, 504, 530, 534, 535, 538, 555];

fn send_error(error: &Error) -> SendError {
    let answer = error.source().map(ToString::to_string).unwrap_or_default();
    let reason =
        error.status().map_or_else(|| error.to_string(), |code| format!("{code} {answer}"));
    let reason = shortened(&reason);
    match error.status().map(u16::from) {
        // 5.7.x: the server's policy, such as a sender that it does not relay for.
        Some(code @ 500..) if !SETUP_CODES.contains(&code) && !answer.starts_with("5.7.") => {
            SendError::Rejected(reason)
        }
        Some(code) => SendError::Later { reason, is_server: SETUP_CODES.contains(&code) },
        None => SendError::Later { reason, is_server: true },
    }
}

fn shortened(reason: &str) -> String {
    let plain = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    plain.chars().filter(|c| !c.is_control()).take(MAX_REASON).collect()
}

impl fmt::Debug for MailServer {
    /// Without the password.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("MailServer").field("from", &self.from).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::relay("smtp://localhost:25", "info@kreis.example", true)]
    #[case::named("smtps://user:pass@mail.kreis.example", "Kreis <info@kreis.example>", true)]
    #[case::start_tls("smtp://mail.kreis.example?tls=required", "info@kreis.example", true)]
    #[case::web_address("https://kreis.example", "info@kreis.example", false)]
    #[case::host_only("mail.kreis.example", "info@kreis.example", false)]
    #[case::no_address("smtp://localhost", "Kreis", false)]
    #[case::two_lines("smtp://localhost", "Kreis\r\nBcc: a@b.example <info@kreis.example>", false)]
    fn settings_are_checked(#[case] url: &str, #[case] from: &str, #[case] is_valid: bool) {
        assert_eq!(MailServer::parse(url, from).is_ok(), is_valid);
    }

    #[test]
    fn a_password_is_never_shown() {
        let server = MailServer::parse("smtps://user:geheim@mail.example", "a@b.example").unwrap();
        assert!(!format!("{server:?}").contains("geheim"));
        let error = MailServer::parse("imap://user:geheim@mail.example", "a@b.example");
        assert!(!error.unwrap_err().to_string().contains("geheim"));
    }
}
