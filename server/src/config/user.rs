//! Flags of `user`.

use super::values::{DEFAULT_URL, parse_public_url};
use clap::Subcommand;
use shared::desk::account::Role;
use shared::id::{CityId, IdError, ProviderId};

/// What to do with accounts.
#[derive(Clone, Debug, Subcommand)]
pub enum UserCommand {
    /// Print a link with which somebody creates an account
    Add {
        /// Mail address, the name to sign in with
        mail: String,
        /// What the account may do: admin, editor, provider, organiser, planner
        #[arg(long, value_parser = parse_role)]
        role: Role,
        /// Town of an editor, by its id; may be repeated; by default all
        #[arg(long = "city", value_parser = parse_city)]
        cities: Vec<CityId>,
        /// The provider, by its id, for the role provider
        #[arg(long, value_parser = parse_provider)]
        provider: Option<ProviderId>,
        /// Public URL of the server, for the link
        #[arg(
            long,
            env = "MITEINANDER_PUBLIC_URL",
            default_value = DEFAULT_URL,
            value_parser = parse_public_url
        )]
        public_url: String,
    },
    /// Print a link with which somebody sets a new password, and take the second factor away
    Reset {
        /// Mail address of the account
        mail: String,
        /// Public URL of the server, for the link
        #[arg(
            long,
            env = "MITEINANDER_PUBLIC_URL",
            default_value = DEFAULT_URL,
            value_parser = parse_public_url
        )]
        public_url: String,
    },
}

fn parse_role(text: &str) -> Result<Role, String> {
    let names = || Role::ALL.map(Role::name).join(", ");
    Role::from_name(text).ok_or_else(names)
}

fn parse_city(text: &str) -> Result<CityId, IdError> {
    CityId::parse(text)
}

fn parse_provider(text: &str) -> Result<ProviderId, IdError> {
    ProviderId::parse(text)
}
