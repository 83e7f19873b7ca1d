//! Subcommands of `export`, and their flags.

use super::values::parse_join_code;
use backend::voting::ConferenceFormat;
use clap::{Subcommand, ValueEnum};
use shared::voting::join_code::JoinCode;
use std::path::PathBuf;

/// What to export.
#[derive(Clone, Debug, Subcommand)]
pub enum ExportCommand {
    /// Offers with their providers, whatever their status
    Offers {
        /// File format
        #[arg(long, value_enum)]
        format: OfferFormat,
        /// The file; an existing one is overwritten
        file: PathBuf,
    },
    /// Fields and challenges of a conference, to be changed and imported again
    Conference {
        /// Code of the conference
        #[arg(value_parser = parse_join_code)]
        code: JoinCode,
        /// File format
        #[arg(long, value_enum)]
        format: ConferenceFileFormat,
        /// The file; an existing one is overwritten
        file: PathBuf,
    },
    /// The documentation of the closed rounds of a conference, in the language of messages
    Results {
        /// Code of the conference
        #[arg(value_parser = parse_join_code)]
        code: JoinCode,
        /// File format
        #[arg(long, value_enum)]
        format: ResultsFormat,
        /// The file; an existing one is overwritten
        file: PathBuf,
    },
}

/// File formats of a conference's content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ConferenceFileFormat {
    /// The matrix in German as one table: UTF-8, semicolons
    Csv,
    /// The matrix in German as a workbook with a sheet for each field
    Xlsx,
    /// Everything in all languages, with title and programme
    Json,
}

impl From<ConferenceFileFormat> for ConferenceFormat {
    fn from(format: ConferenceFileFormat) -> Self {
        match format {
            ConferenceFileFormat::Csv => Self::Csv,
            ConferenceFileFormat::Xlsx => Self::Xlsx,
            ConferenceFileFormat::Json => Self::Json,
        }
    }
}

/// File formats of a documentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ResultsFormat {
    /// Table that German spreadsheet programs can open: UTF-8, semicolons
    Csv,
    /// Workbook
    Xlsx,
    /// Word document
    Docx,
    /// Complete data for other programs
    Json,
    /// A page to print
    Html,
}

/// File formats of offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OfferFormat {
    /// Table that German spreadsheet programs can open: UTF-8, semicolons
    Csv,
    /// Workbook
    Xlsx,
    /// Complete records
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
