//! Flags about asking providers whether their offers are still right.

use super::secret_file::SecretFile;
use super::values::{DEFAULT_URL, parse_public_url};
use backend::CareSettings;
use clap::{Args, Subcommand};
use shared::id::{IdError, ProviderId};
use std::time::Duration;

/// What to do about offers that need care; without a command those with doubts are listed.
#[derive(Clone, Debug, Subcommand)]
pub enum CareCommand {
    /// List providers with stale offers, and whether and when they are asked by mail
    List(CareArgs),
    /// Queue a mail to each provider whose turn it is; a running server sends it
    Send {
        /// Only this provider, by its id, and whatever it was asked before
        #[arg(long, value_parser = parse_provider)]
        provider: Option<ProviderId>,
        /// Public URL of the server, for the links
        #[arg(
            long,
            env = "MITEINANDER_PUBLIC_URL",
            default_value = DEFAULT_URL,
            value_parser = parse_public_url
        )]
        public_url: String,
        /// Where the secret is.
        #[command(flatten)]
        secret_file: SecretFile,
        /// Whom and how often to ask.
        #[command(flatten)]
        care: CareArgs,
    },
}

/// Whom and how often to ask.
#[derive(Clone, Copy, Debug, Args)]
pub struct CareArgs {
    /// Days after which an offer needs to be checked again
    #[arg(long, env = "MITEINANDER_STALE_AFTER", default_value_t = 180)]
    pub stale_after: i32,
    /// Reminders after the first mail about stale offers
    #[arg(long, env = "MITEINANDER_CARE_REMINDERS", default_value_t = 2)]
    pub care_reminders: u32,
    /// Days between two such mails to the same address
    #[arg(long, env = "MITEINANDER_CARE_INTERVAL", default_value_t = 14)]
    pub care_interval: u32,
}

impl CareArgs {
    /// The settings; `is_daily` says whether a server asks by itself.
    pub fn settings(self, is_daily: bool) -> CareSettings {
        let interval = Duration::from_hours(24 * u64::from(self.care_interval));
        CareSettings { is_daily, reminders: self.care_reminders, interval }
    }
}

fn parse_provider(text: &str) -> Result<ProviderId, IdError> {
    ProviderId::parse(text)
}
