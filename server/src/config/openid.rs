//! Flags for signing in by OpenID Connect.

use super::values::parse_line;
use backend::accounts::{OpenIdProvider, OpenIdSettings, OpenIdSettingsError};
use clap::Args;
use shared::text::Line;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Where people of the desk can sign in as well.
#[derive(Clone, Args)]
pub struct OpenIdArgs {
    /// OpenID Connect provider that people of the desk can sign in with: `https://…`, as its
    /// discovery document has it under `issuer`. By default they have passwords only
    #[arg(long, env = "MITEINANDER_OPENID_ISSUER", requires = "openid_client_id")]
    pub openid_issuer: Option<String>,
    /// Client id by which the OpenID provider knows this site
    #[arg(long, env = "MITEINANDER_OPENID_CLIENT_ID")]
    pub openid_client_id: Option<String>,
    /// Client secret at the OpenID provider; other users of the machine can see flags, so better by
    /// environment or file
    #[arg(
        long,
        env = "MITEINANDER_OPENID_CLIENT_SECRET",
        hide_env_values = true,
        conflicts_with = "openid_client_secret_file"
    )]
    pub openid_client_secret: Option<String>,
    /// File with the client secret
    #[arg(long, env = "MITEINANDER_OPENID_CLIENT_SECRET_FILE")]
    pub openid_client_secret_file: Option<PathBuf>,
    /// What people call the OpenID provider, for the button; by default its host
    #[arg(long, env = "MITEINANDER_OPENID_NAME", value_parser = parse_line)]
    pub openid_name: Option<Line>,
    /// PEM file with the certificates of the authorities that vouch for the OpenID provider, where
    /// browsers do not know them
    #[arg(long, env = "MITEINANDER_OPENID_CA_FILE")]
    pub openid_ca_file: Option<PathBuf>,
}

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenIdArgsError {
    /// The issuer is no address, or there is no secret.
    #[error(transparent)]
    Settings(#[from] OpenIdSettingsError),
    /// A file cannot be used.
    #[error("{}: {reason}", file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
}

impl OpenIdArgs {
    /// The provider; `None` where there is none.
    ///
    /// # Errors
    /// [`OpenIdArgsError`].
    pub fn provider(&self) -> Result<Option<OpenIdProvider>, OpenIdArgsError> {
        let Some(issuer) = &self.openid_issuer else { return Ok(None) };
        let secret_file = self.openid_client_secret_file.as_deref();
        let secret =
            match secret_file.map(|file| read(file, std::fs::read_to_string)).transpose()? {
                Some(text) => text.trim().to_owned(),
                None => self.openid_client_secret.clone().unwrap_or_default(),
            };
        let ca_file = self.openid_ca_file.as_deref();
        let settings = OpenIdSettings {
            issuer: issuer.clone(),
            client_id: self.openid_client_id.clone().unwrap_or_default(),
            client_secret: secret,
            name: self.openid_name.clone(),
            authorities: ca_file.map(|file| read(file, std::fs::read)).transpose()?,
        };
        OpenIdProvider::new(settings).map(Some).map_err(|error| match (error, ca_file) {
            (OpenIdSettingsError::Authorities, Some(file)) => file_error(file, &error),
            (error, _) => error.into(),
        })
    }
}

fn read<'a, T>(
    file: &'a Path,
    read: impl FnOnce(&'a Path) -> io::Result<T>,
) -> Result<T, OpenIdArgsError> {
    read(file).map_err(|error| file_error(file, &error))
}

fn file_error(file: &Path, error: &dyn fmt::Display) -> OpenIdArgsError {
    OpenIdArgsError::File { file: file.to_owned(), reason: error.to_string() }
}

impl fmt::Debug for OpenIdArgs {
    /// Without the secret.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("OpenIdArgs")
            .field("openid_issuer", &self.openid_issuer)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ISSUER: &str = "https://login.kreis.example";

    fn args() -> OpenIdArgs {
        OpenIdArgs {
            openid_issuer: Some(ISSUER.to_owned()),
            openid_client_id: Some("miteinander".to_owned()),
            openid_client_secret: Some("geheim".to_owned()),
            openid_client_secret_file: None,
            openid_name: None,
            openid_ca_file: None,
        }
    }

    #[test]
    fn there_is_a_provider_only_with_an_issuer_and_a_secret() {
        assert!(OpenIdArgs { openid_issuer: None, ..args() }.provider().unwrap().is_none());
        assert!(args().provider().unwrap().is_some());
        let error = OpenIdArgs { openid_client_secret: None, ..args() }.provider().unwrap_err();
        assert!(matches!(error, OpenIdArgsError::Settings(OpenIdSettingsError::Client)));
        assert!(!format!("{:?}", args()).contains("geheim"));
    }

    #[test]
    fn a_file_that_cannot_be_used_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("secret");
        let from_file = || OpenIdArgs {
            openid_client_secret: None,
            openid_client_secret_file: Some(file.clone()),
            ..args()
        };
        let error = from_file().provider().unwrap_err().to_string();
        assert!(error.contains("secret"), "{error}");
        std::fs::write(&file, "geheim\n").unwrap();
        assert!(from_file().provider().unwrap().is_some());
        let no_certificate = OpenIdArgs { openid_ca_file: Some(file.clone()), ..args() };
        let error = no_certificate.provider().unwrap_err();
        assert!(matches!(error, OpenIdArgsError::File { .. }), "{error}");
    }
}
