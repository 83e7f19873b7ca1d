//! Flags for the mail server.

use backend::mail::{MailServer, MailServerError};
use clap::Args;

/// Where mails are sent.
#[derive(Clone, Args)]
pub struct MailArgs {
    /// Mail server: `smtp://HOST:25`, or `smtps://USER:PASSWORD@HOST`; `?tls=required` for STARTTLS.
    /// By default mails wait in the queue
    #[arg(long, env = "MITEINANDER_SMTP_URL", hide_env_values = true, requires = "mail_from")]
    pub smtp_url: Option<String>,
    /// Who mails are from: `info@kreis.example` or `"Kreis Beispiel <info@kreis.example>"`
    #[arg(long, env = "MITEINANDER_MAIL_FROM")]
    pub mail_from: Option<String>,
}

impl MailArgs {
    /// The mail server; `None` where there is none.
    ///
    /// # Errors
    /// [`MailServerError`].
    pub fn server(&self) -> Result<Option<MailServer>, MailServerError> {
        let Some(url) = &self.smtp_url else { return Ok(None) };
        MailServer::parse(url, self.mail_from.as_deref().unwrap_or_default()).map(Some)
    }
}

impl std::fmt::Debug for MailArgs {
    /// Without the password.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("MailArgs")
            .field("mail_from", &self.mail_from)
            .finish_non_exhaustive()
    }
}
