//! The end of a grace period, stored when it is first noticed.
//!
//! The clock decides when a closing round ends, and may be set back afterwards or differ between
//! servers. So the end is stored before anything is based on it: a round that was seen closed is
//! closed for every server and at every later moment.

use crate::changes::Change;
use crate::db::{Db, DbError, Tx, rounds};
use crate::service::Service;
use shared::id::RoundId;
use shared::time::Millis;
use shared::voting::round::{Round, RoundState};

impl Service {
    /// Begins a transaction that reads rounds; those that have ended by now are stored as closed.
    pub(super) async fn read_rounds(&self, now: Millis) -> Result<Tx, DbError> {
        read_rounds(&self.0.db, now).await
    }

    /// The same for a transaction that writes.
    pub(super) async fn write_rounds(&self, now: Millis) -> Result<Tx, DbError> {
        drop(read_rounds(&self.0.db, now).await?);
        self.0.db.write().await
    }
}

/// Begins a transaction that reads rounds; those that have ended by now are stored as closed.
pub(crate) async fn read_rounds(db: &Db, now: Millis) -> Result<Tx, DbError> {
    let mut tx = db.read().await?;
    let ended = rounds::find_ended_rounds(&mut tx, now).await?;
    if ended.is_empty() {
        return Ok(tx);
    }
    // Returns the connection, so that readers who wait for the writer do not use up the pool.
    drop(tx);
    for id in &ended {
        let mut tx = db.write().await?;
        store_end(&mut tx, id, now).await?;
        tx.commit().await?;
    }
    db.read().await
}

/// Closes a locked round that has ended by now.
pub(super) async fn end_round(tx: &mut Tx, round: &mut Round, now: Millis) -> Result<(), DbError> {
    let has_ended = round.state.at(now) == RoundState::Closed;
    if has_ended && round.state != RoundState::Closed {
        store_end(tx, &round.id, now).await?;
        round.state = RoundState::Closed;
    }
    Ok(())
}

async fn store_end(tx: &mut Tx, id: &RoundId, now: Millis) -> Result<(), DbError> {
    if let Some(conference) = rounds::end_round(tx, id, now).await? {
        tx.announce(Change::Votes(conference));
    }
    Ok(())
}
