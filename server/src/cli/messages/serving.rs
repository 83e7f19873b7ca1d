//! Messages of a server that does not start.

use super::Messages;
use crate::config::OpenIdArgsError;
use crate::demo::DemoError;
use backend::accounts::OpenIdSettingsError;
use backend::mail::MailServerError;
use std::io;
use std::net::SocketAddr;
use std::path::Path;

impl Messages {
    pub(in crate::cli) fn listen(self, address: SocketAddr, error: &io::Error) -> String {
        self.i18n.cli_listen(&address.to_string(), &error.to_string())
    }

    pub(in crate::cli) fn demo(self, error: &DemoError) -> String {
        match error {
            DemoError::Import(error) => self.import_failed(error),
            DemoError::County(error) => self.i18n.cli_database(&error.to_string()),
            DemoError::Db(error) => self.database(error),
            DemoError::Service(error) => self.i18n.cli_database(&error.to_string()),
            DemoError::Code(error) => self.app_error(&(*error).into()),
        }
    }

    pub(in crate::cli) fn legal_dir(self, folder: &Path, error: &io::Error) -> String {
        self.i18n.cli_legal_dir(&folder.display().to_string(), &error.to_string())
    }

    pub(in crate::cli) fn mail_server(self, error: &MailServerError) -> String {
        match error {
            MailServerError::Url(reason) => self.i18n.cli_smtp_url(reason),
            MailServerError::From(text) => self.i18n.cli_mail_from(text),
        }
    }

    pub(in crate::cli) fn openid(self, error: &OpenIdArgsError) -> String {
        match error {
            OpenIdArgsError::Settings(OpenIdSettingsError::Issuer) => {
                self.i18n.cli_openid_issuer().to_owned()
            }
            OpenIdArgsError::Settings(OpenIdSettingsError::Client) => {
                self.i18n.cli_openid_client().to_owned()
            }
            OpenIdArgsError::Settings(error @ OpenIdSettingsError::Authorities) => {
                self.i18n.cli_openid_file("--openid-ca-file", &error.to_string())
            }
            OpenIdArgsError::File { file, reason } => {
                self.i18n.cli_openid_file(&file.display().to_string(), reason)
            }
        }
    }

    pub(in crate::cli) fn secret_file(self, file: &Path, error: &io::Error) -> String {
        self.i18n.cli_secret_file(&file.display().to_string(), &error.to_string())
    }
}
