//! Settings: the command line, and an environment variable for each of the flags of a server.
//!
//! The only place that reads the environment.

mod care;
mod export;
mod import;
mod legal;
mod mail;
mod openid;
mod round;
mod secret_file;
mod serve;
mod user;
mod values;

pub use care::{CareArgs, CareCommand};
pub use export::{ConferenceFileFormat, ExportCommand, OfferFormat, ResultsFormat};
pub use import::{
    AcceptChoice, AccessChoice, ImportCommand, ImportConferenceArgs, ImportDocumentArgs,
    ImportOffersArgs,
};
pub use legal::read_legal_texts;
pub use mail::MailArgs;
pub use openid::{OpenIdArgs, OpenIdArgsError};
pub use round::RoundCommand;
pub use secret_file::SecretFile;
pub use serve::ServeArgs;
pub use user::UserCommand;

use clap::{Parser, Subcommand, ValueEnum};
use shared::language::UiLanguage;
use shared::voting::join_code::JoinCode;
use std::path::PathBuf;
use tracing_subscriber::EnvFilter;
use values::{DEFAULT_URL, parse_join_code, parse_public_url, parse_ui_language};

/// Offers for newcomers, and live voting for integration conferences.
#[derive(Clone, Debug, Parser)]
#[command(name = "miteinander", version)]
pub struct Config {
    /// Database: `sqlite://FILE` or `postgres://…`
    #[arg(
        long,
        global = true,
        env = "MITEINANDER_DATABASE_URL",
        default_value = "sqlite://data/miteinander.db"
    )]
    pub database_url: String,
    /// Language of messages: de, de-simple, en, tr, ar, uk; by default that of the system
    #[arg(long, global = true, env = "MITEINANDER_LANGUAGE", value_parser = parse_ui_language)]
    pub language: Option<UiLanguage>,
    /// Form of log lines
    #[arg(long, global = true, env = "MITEINANDER_LOG_FORMAT", value_enum, default_value_t)]
    pub log_format: LogFormat,
    /// The command to run.
    #[command(subcommand)]
    pub command: Command,
}

/// How log lines are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people
    #[default]
    Text,
    /// One JSON object a line, for programs
    Json,
}

/// A command of the binary.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Serve the pages, the API and live updates
    Serve(Box<ServeArgs>),
    /// Back up the database and the server's secret into one new file, also while a server runs
    Backup {
        /// The file; keep it as safe as the secret
        file: PathBuf,
        /// Where the secret is.
        #[command(flatten)]
        secret_file: SecretFile,
    },
    /// Restore a backup while no server runs
    Restore {
        /// The backup
        file: PathBuf,
        /// Replace what is there; the old files are kept beside the new ones
        #[arg(long)]
        replace: bool,
        /// Where the secret will be.
        #[command(flatten)]
        secret_file: SecretFile,
    },
    /// Import a file
    #[command(subcommand)]
    Import(ImportCommand),
    /// Export data to a file
    #[command(subcommand)]
    Export(ExportCommand),
    /// List offers with cells of an import that were not or only partly understood; list or ask
    /// providers with stale offers
    Care {
        /// What to do instead.
        #[command(subcommand)]
        command: Option<CareCommand>,
    },
    /// List readers' reports about mistakes in offers
    Reports,
    /// Open, close or reopen a round of voting
    #[command(subcommand)]
    Round(RoundCommand),
    /// Manage the accounts of people who work on the desk
    #[command(subcommand)]
    User(UserCommand),
    /// Create a new secret link for the organiser of a conference; revokes the old one
    Organiser {
        /// Code of the conference
        #[arg(value_parser = parse_join_code)]
        code: JoinCode,
        /// Public URL of the server, for the link
        #[arg(
            long,
            env = "MITEINANDER_PUBLIC_URL",
            default_value = DEFAULT_URL,
            value_parser = parse_public_url
        )]
        public_url: String,
    },
    /// Verify a recount file: every hash, every rule, every sum
    Recount {
        /// The file
        file: PathBuf,
        /// The published check value to compare with; by default the value is only printed
        #[arg(long)]
        value: Option<String>,
    },
}

impl Config {
    /// The language of messages: `--language`, else that of the system, else English.
    #[expect(clippy::disallowed_methods, reason = "config reads the environment")]
    pub fn message_language(&self) -> UiLanguage {
        let system_locale =
            || ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok());
        let language_of = |locale: String| {
            UiLanguage::from_tag(locale.split(['_', '.', '@']).next().unwrap_or_default())
        };
        self.language.or_else(|| system_locale().and_then(language_of)).unwrap_or(UiLanguage::En)
    }
}

/// The log level: warnings and errors, unless `RUST_LOG` is set.
pub fn log_filter() -> EnvFilter {
    EnvFilter::builder().with_default_directive(tracing::Level::WARN.into()).from_env_lossy()
}
