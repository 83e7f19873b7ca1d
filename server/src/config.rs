//! Settings: the command line, and the environment behind each of its flags.
//!
//! The only place that reads the environment.

use backend::Operator;
use clap::{Args, Parser, Subcommand, ValueEnum};
use shared::contact::{Mail, WebAddress};
use shared::id::{CategoryId, CityId};
use shared::language::UiLanguage;
use shared::text::{Line, Text};
use shared::voting::join_code::JoinCode;
use shared::voting::round::{Access, DEFAULT_SHORTLIST};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use tracing_subscriber::EnvFilter;

/// Offers for newcomers, and live voting for integration conferences.
#[derive(Clone, Debug, Parser)]
#[command(name = "miteinander", version)]
pub struct Config {
    /// Where data is kept: `sqlite://FILE` or `postgres://…`
    #[arg(
        long,
        global = true,
        env = "MITEINANDER_DATABASE_URL",
        default_value = "sqlite://data/miteinander.db"
    )]
    pub database_url: String,
    /// Language of messages: de, de-simple, en, tr, ar, uk; else that of the system
    #[arg(long, global = true, env = "MITEINANDER_LANGUAGE", value_parser = ui_language)]
    pub language: Option<UiLanguage>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the binary does.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Serve pages, the API and live states
    Serve(Serve),
    /// Take in a spreadsheet
    #[command(subcommand)]
    Import(Import),
    /// Write what is stored into a file
    #[command(subcommand)]
    Export(Export),
    /// List what readers say is wrong with offers
    Reports,
    /// Open, close or take up again a conference's round of voting
    #[command(subcommand)]
    Round(RoundCommand),
    /// Make a new secret link for the organiser of a conference; the old one ends
    Organiser {
        /// Code of the conference
        #[arg(value_parser = join_code)]
        code: JoinCode,
        /// Address of the server, for the link
        #[arg(long, env = "MITEINANDER_PUBLIC_URL", default_value = DEFAULT_URL)]
        public_url: String,
    },
    /// Count a recount file again: every hash, every rule, every sum
    Recount {
        /// The file
        file: PathBuf,
        /// The check value that was published; without it, it is only printed
        #[arg(long)]
        value: Option<String>,
    },
}

/// Where the server listens when nobody says otherwise.
const DEFAULT_URL: &str = "http://127.0.0.1:3000";

/// How to serve.
#[derive(Clone, Debug, Args)]
pub struct Serve {
    /// Address to listen on
    #[arg(long, env = "MITEINANDER_LISTEN", default_value = "127.0.0.1:3000")]
    pub listen: SocketAddr,
    /// Address under which participants find this server, for links and QR codes
    #[arg(long, env = "MITEINANDER_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// Fill an empty database with example offers and an open conference
    #[arg(long, env = "MITEINANDER_DEMO")]
    pub demo: bool,
    /// How many example offers; many are for measuring
    #[arg(long, env = "MITEINANDER_DEMO_OFFERS", default_value_t = demo::EXAMPLE_COUNT)]
    pub demo_offers: usize,
    /// Days after which the check of an offer is too old
    #[arg(long, env = "MITEINANDER_STALE_AFTER", default_value_t = 180)]
    pub stale_after: i32,
    /// File with the server's secret, made where it is missing; servers over one database share
    /// it. Else beside the SQLite file, with the ending .key, or data/miteinander.key
    #[arg(long, env = "MITEINANDER_SECRET_FILE")]
    pub secret_file: Option<PathBuf>,
    /// Who runs this server, for the page about it
    #[arg(long, env = "MITEINANDER_OPERATOR", value_parser = line)]
    pub operator: Option<Line>,
    /// Mail address of the operator; barriers are reported there
    #[arg(long, env = "MITEINANDER_OPERATOR_MAIL", value_parser = mail)]
    pub operator_mail: Option<Mail>,
    /// Address where the source code of what runs here is published
    #[arg(long, env = "MITEINANDER_SOURCE_URL", value_parser = web_address)]
    pub source_url: Option<WebAddress>,
}

/// What to take in.
#[derive(Clone, Debug, Subcommand)]
pub enum Import {
    /// Offers: CSV, XLSX or JSON, our own or of the Human Services Data Specification
    Offers {
        /// The file
        file: PathBuf,
        /// Check everything, write nothing
        #[arg(long)]
        dry_run: bool,
        /// City of records of the specification that name none, by its id, such as marl
        #[arg(long, value_parser = city)]
        city: Option<CityId>,
        /// Category of records of the specification that have none of ours, by its id, such as beratung
        #[arg(long, value_parser = category)]
        category: Option<CategoryId>,
    },
    /// Fields and challenges of a conference: CSV, XLSX or JSON
    Conference(ImportConference),
    /// The search vocabulary, JSON as in server/backend/data/vocabulary.json
    Vocabulary(ImportDocument),
    /// Days without school, JSON as in `server/backend/data/school_free.json`
    SchoolFree(ImportDocument),
}

/// A document that takes the place of the one that counts now.
#[derive(Clone, Debug, Args)]
pub struct ImportDocument {
    /// The file
    pub file: PathBuf,
    /// Check everything, write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// A conference to take in, and how its first round is to be.
#[derive(Clone, Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct ImportConference {
    /// The file
    pub file: PathBuf,
    /// Check everything, write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Title; else the file's, else its name
    #[arg(long, value_parser = line)]
    pub title: Option<Line>,
    /// Code to join; else the file's, else a new one
    #[arg(long, value_parser = join_code)]
    pub code: Option<JoinCode>,
    /// Dots of a participant in each field
    #[arg(long, default_value_t = 5)]
    pub dots: u32,
    /// Most dots on one challenge; else as many as a participant has in a field
    #[arg(long)]
    pub max_per_challenge: Option<u32>,
    /// Show results only after closing
    #[arg(long)]
    pub hidden: bool,
    /// The dots are for all fields together, not for each
    #[arg(long)]
    pub dots_for_all: bool,
    /// Each participant places dots in one field, that of their workshop
    #[arg(long)]
    pub one_field: bool,
    /// Who may vote
    #[arg(long, value_enum, default_value_t = AccessChoice::Open)]
    pub access: AccessChoice,
    /// Places of a field that go on to be worked out
    #[arg(long, default_value_t = DEFAULT_SHORTLIST)]
    pub shortlist: u32,
    /// Address of the server, for the organiser's link
    #[arg(long, env = "MITEINANDER_PUBLIC_URL", default_value = DEFAULT_URL)]
    pub public_url: String,
}

/// Who may vote, as the command line says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AccessChoice {
    /// Everybody, one ballot for each device
    Open,
    /// Everybody; a device may be handed on
    SharedDevices,
    /// Holders of a card with a personal code
    PersonalCodes,
}

impl From<AccessChoice> for Access {
    fn from(choice: AccessChoice) -> Self {
        match choice {
            AccessChoice::Open => Self::Open,
            AccessChoice::SharedDevices => Self::SharedDevices,
            AccessChoice::PersonalCodes => Self::PersonalCodes,
        }
    }
}

/// What to write.
#[derive(Clone, Debug, Subcommand)]
pub enum Export {
    /// Offers with their providers, whatever their status
    Offers {
        /// What kind of file it becomes
        #[arg(long, value_enum)]
        format: OfferFormat,
        /// The file; one of the same name is replaced
        file: PathBuf,
    },
    /// The documentation of a conference: its closed rounds, in the language of messages
    Results {
        /// Code of the conference
        #[arg(value_parser = join_code)]
        code: JoinCode,
        /// What kind of file it becomes
        #[arg(long, value_enum)]
        format: ResultsFormat,
        /// The file; one of the same name is replaced
        file: PathBuf,
    },
}

/// Kinds of files that a documentation is written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ResultsFormat {
    /// Table as German spreadsheet programs read text: UTF-8, semicolons
    Csv,
    /// Workbook
    Xlsx,
    /// Everything, for other programs
    Json,
    /// A page to print
    Html,
}

/// Kinds of files that offers are written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OfferFormat {
    /// Table as German spreadsheet programs read text: UTF-8, semicolons
    Csv,
    /// Workbook
    Xlsx,
    /// The whole records
    Json,
    /// Human Services Data Specification 3.0
    Hsds,
}

impl From<OfferFormat> for exchange::offers::OfferFormat {
    fn from(format: OfferFormat) -> Self {
        match format {
            OfferFormat::Csv => Self::Csv,
            OfferFormat::Xlsx => Self::Xlsx,
            OfferFormat::Json => Self::Json,
            OfferFormat::Hsds => Self::Hsds,
        }
    }
}

/// What to do with a round.
#[derive(Clone, Debug, Subcommand)]
pub enum RoundCommand {
    /// Begin to take ballots
    Open {
        /// Code of the conference
        #[arg(value_parser = join_code)]
        code: JoinCode,
    },
    /// Take a closed round up again as a new one, open at once
    Reopen {
        /// Code of the conference
        #[arg(value_parser = join_code)]
        code: JoinCode,
    },
    /// Stop taking ballots
    Close {
        /// Code of the conference
        #[arg(value_parser = join_code)]
        code: JoinCode,
        /// Seconds in which phones still deliver what they hold
        #[arg(long, default_value_t = 30)]
        grace: u64,
    },
}

impl Config {
    /// The language of messages: the one asked for, else the system's, else English.
    #[expect(clippy::disallowed_methods, reason = "config reads the environment")]
    pub fn message_language(&self) -> UiLanguage {
        let system =
            || ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok());
        let tag = |locale: String| {
            UiLanguage::from_tag(locale.split(['_', '.', '@']).next().unwrap_or_default())
        };
        self.language.or_else(|| system().and_then(tag)).unwrap_or(UiLanguage::En)
    }
}

/// Which messages go to the log: warnings and worse, unless `RUST_LOG` says otherwise.
pub fn log_filter() -> EnvFilter {
    EnvFilter::builder().with_default_directive(tracing::Level::WARN.into()).from_env_lossy()
}

impl Serve {
    /// The file with the server's secret.
    pub fn secret_file(&self, database_url: &str) -> PathBuf {
        let beside = || {
            let file = database_url.strip_prefix("sqlite://")?;
            let path = Path::new(file.split('?').next()?);
            path.file_name().map(|_| path.with_extension("key"))
        };
        let given = self.secret_file.clone().or_else(beside);
        given.unwrap_or_else(|| PathBuf::from("data/miteinander.key"))
    }

    /// Who answers for the server.
    pub fn operator(&self) -> Operator {
        Operator {
            name: self.operator.clone(),
            mail: self.operator_mail.clone(),
            source: self.source_url.clone(),
        }
    }

    /// The address for participants: the one given, else where the server listens.
    pub fn public_url(&self, local: SocketAddr) -> String {
        self.public_url.clone().unwrap_or_else(|| format!("http://{local}"))
    }
}

fn ui_language(text: &str) -> Result<UiLanguage, String> {
    UiLanguage::from_tag(text).ok_or_else(|| "de, de-simple, en, tr, ar or uk".to_owned())
}

fn join_code(text: &str) -> Result<JoinCode, String> {
    JoinCode::parse(text).map_err(|error| error.to_string())
}

fn city(text: &str) -> Result<CityId, String> {
    CityId::parse(text).map_err(|error| error.to_string())
}

fn category(text: &str) -> Result<CategoryId, String> {
    CategoryId::parse(text).map_err(|error| error.to_string())
}

fn line(text: &str) -> Result<Line, String> {
    Text::parse(text).map_err(|error| error.to_string())
}

fn mail(text: &str) -> Result<Mail, String> {
    Mail::parse(text).map_err(|error| error.to_string())
}

fn web_address(text: &str) -> Result<WebAddress, String> {
    WebAddress::parse(text).map_err(|error| error.to_string())
}
