//! Subcommands of `round`, and their flags.

use super::values::parse_join_code;
use clap::Subcommand;
use shared::voting::join_code::JoinCode;

/// An action on a round.
#[derive(Clone, Debug, Subcommand)]
pub enum RoundCommand {
    /// Open the next round for ballots
    Open {
        /// Code of the conference
        #[arg(value_parser = parse_join_code)]
        code: JoinCode,
    },
    /// Reopen a closed round, as a new round with the same settings
    Reopen {
        /// Code of the conference
        #[arg(value_parser = parse_join_code)]
        code: JoinCode,
    },
    /// Close the open round
    Close {
        /// Code of the conference
        #[arg(value_parser = parse_join_code)]
        code: JoinCode,
        /// Grace period in seconds, in which phones may still deliver ballots
        #[arg(long, default_value_t = 30)]
        grace: u64,
    },
}
