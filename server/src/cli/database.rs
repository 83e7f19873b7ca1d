//! Opens the database, and says so where that takes long.

use super::messages::Messages;
use super::output::print_error;
use backend::db::{Db, DbError};
use std::time::Duration;
use tokio::time::{Instant, sleep, sleep_until};

/// After this time without an answer the user is told what the program waits for.
const NOTICE_DELAY: Duration = Duration::from_millis(700);
/// Time between two attempts.
const RETRY_DELAY: Duration = Duration::from_secs(1);
/// Time between two notices.
const NOTICE_INTERVAL: Duration = Duration::from_secs(30);

/// How long to try where the database server does not answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Patience {
    /// A server that starts together with its database, which may take longer.
    Unlimited,
    /// A command that somebody waits for.
    OneAttempt,
}

/// Opens the database at an address.
pub(super) async fn open_database(
    url: &str,
    patience: Patience,
    messages: Messages,
) -> Result<Db, String> {
    let mut next_notice = Instant::now() + NOTICE_DELAY;
    loop {
        let attempt = Db::open(url);
        tokio::pin!(attempt);
        let opened = loop {
            tokio::select! {
                opened = &mut attempt => break opened,
                () = sleep_until(next_notice) => {
                    print_error(messages.i18n.cli_database_waiting());
                    next_notice = Instant::now() + NOTICE_INTERVAL;
                }
            }
        };
        match opened {
            Err(error) if patience == Patience::Unlimited && error.is_unreachable() => {
                tracing::warn!(%error, "the database server does not answer; trying again");
                if next_notice > Instant::now() + RETRY_DELAY {
                    sleep(RETRY_DELAY).await;
                } else {
                    sleep_until(next_notice).await;
                }
            }
            other => return other.map_err(|error: DbError| messages.database(&error)),
        }
    }
}
