//! Subcommands of `import`, and their flags.

use super::values::{
    DEFAULT_URL, parse_category, parse_city, parse_import, parse_join_code, parse_line,
    parse_public_url,
};
use clap::{Args, Subcommand, ValueEnum};
use shared::id::{CategoryId, CityId, ImportId};
use shared::text::Line;
use shared::voting::join_code::JoinCode;
use shared::voting::round::{Access, DEFAULT_SHORTLIST, HeadingRule};
use std::path::PathBuf;

/// What to import.
#[derive(Clone, Debug, Subcommand)]
pub enum ImportCommand {
    /// Offers: CSV, XLSX or JSON, in our own format or as HSDS (Human Services Data Specification)
    ///
    /// Exit status: 0 where everything was imported, 1 where nothing was, 3 where rows were left,
    /// 4 where the mapping of the columns has to be confirmed first
    #[command(verbatim_doc_comment)]
    Offers(ImportOffersArgs),
    /// List the imports of offers, the latest first
    List,
    /// Undo an import of offers: every field as it was before, what was new is removed
    Undo {
        /// Id of the import
        #[arg(value_parser = parse_import)]
        id: ImportId,
        /// Also undo what was changed after the import; those changes are lost
        #[arg(long)]
        discard_changes: bool,
    },
    /// Fields and challenges of a conference: CSV, XLSX or JSON
    Conference(ImportConferenceArgs),
    /// Addresses with coordinates, CSV or XLSX: offers without coordinates are placed by them, now
    /// and whenever they are saved
    Addresses(ImportDocumentArgs),
    /// The search vocabulary, JSON as in `server/backend/data/vocabulary.json`
    Vocabulary(ImportDocumentArgs),
    /// Days without school, JSON as in `server/backend/data/school_free.json`
    SchoolFree(ImportDocumentArgs),
}

/// A file of offers to import.
#[derive(Clone, Debug, Args)]
pub struct ImportOffersArgs {
    /// The file
    pub file: PathBuf,
    /// Store nothing, say what would change
    #[arg(long)]
    pub dry_run: bool,
    /// Which rows are stored where some cannot be
    #[arg(long, value_enum, default_value_t = AcceptChoice::All)]
    pub accept: AcceptChoice,
    /// New file, .csv or .xlsx, for the rows that cannot be stored, with what to change in them
    #[arg(long, required_if_eq("accept", "good"))]
    pub rejected: Option<PathBuf>,
    /// Mapping of columns and values, JSON; where the file does not exist, it is written with
    /// proposals, and nothing is stored
    #[arg(long)]
    pub mapping: Option<PathBuf>,
    /// New file, .csv, for everything that a dry run says
    #[arg(long, requires = "dry_run")]
    pub report: Option<PathBuf>,
    /// Id of the city for HSDS records without one, such as marl
    #[arg(long, value_parser = parse_city)]
    pub city: Option<CityId>,
    /// Id of the category for HSDS records without one of ours, such as beratung
    #[arg(long, value_parser = parse_category)]
    pub category: Option<CategoryId>,
}

/// Which rows are stored where some cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AcceptChoice {
    /// None
    All,
    /// Those that can
    Good,
}

/// A document that replaces the current one.
#[derive(Clone, Debug, Args)]
pub struct ImportDocumentArgs {
    /// The file
    pub file: PathBuf,
    /// Validate only, store nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// A conference to import, and the settings of its first round.
#[derive(Clone, Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct ImportConferenceArgs {
    /// The file
    pub file: PathBuf,
    /// Validate only, store nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Title; by default the one in the file, else the file name
    #[arg(long, value_parser = parse_line)]
    pub title: Option<Line>,
    /// Code for joining; by default the one in the file, else a new one
    #[arg(long, value_parser = parse_join_code)]
    pub code: Option<JoinCode>,
    /// Dots per participant in each field
    #[arg(long, default_value_t = 5)]
    pub dots: u32,
    /// Maximum dots on one challenge; by default as many as `--dots`
    #[arg(long)]
    pub max_per_challenge: Option<u32>,
    /// Hide results until the round is closed
    #[arg(long)]
    pub hidden: bool,
    /// The dots are for all fields together instead of for each
    #[arg(long)]
    pub dots_for_all: bool,
    /// Each participant votes in one field only, that of their workshop
    #[arg(long)]
    pub one_field: bool,
    /// What challenges with sub-challenges do
    #[arg(long, value_enum, default_value_t = HeadingChoice::OwnAndParts)]
    pub headings: HeadingChoice,
    /// Who may vote
    #[arg(long, value_enum, default_value_t = AccessChoice::Open)]
    pub access: AccessChoice,
    /// Places of a field on the shortlist
    #[arg(long, default_value_t = DEFAULT_SHORTLIST)]
    pub shortlist: u32,
    /// Public URL of the server, for the organiser's link
    #[arg(long, env = "MITEINANDER_PUBLIC_URL", default_value = DEFAULT_URL, value_parser = parse_public_url)]
    pub public_url: String,
}

/// What challenges with sub-challenges do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum HeadingChoice {
    /// They take dots, and those on their parts count for them
    OwnAndParts,
    /// They take dots; their parts count for themselves
    OwnOnly,
    /// They take none; those on their parts count for them
    PartsOnly,
    /// They take none and count none; their parts count for themselves
    NoVotes,
}

impl From<HeadingChoice> for HeadingRule {
    fn from(choice: HeadingChoice) -> Self {
        match choice {
            HeadingChoice::OwnAndParts => Self::OwnAndParts,
            HeadingChoice::OwnOnly => Self::OwnOnly,
            HeadingChoice::PartsOnly => Self::PartsOnly,
            HeadingChoice::NoVotes => Self::NoVotes,
        }
    }
}

/// Who may vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AccessChoice {
    /// Everybody, one ballot per device
    Open,
    /// Everybody; devices may be shared
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
