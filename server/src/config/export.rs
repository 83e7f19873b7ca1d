//! Subcommands of `export`, and their flags.

use super::values::parse_join_code;
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
