//! What the ballots of one commit have in common.

use super::callers::CardCheck;
use crate::changes::Change;
use crate::db::ballots::{TallyChange, add_to_tally};
use crate::db::{DbError, Tx, ballot_log, rounds};
use crate::recount::Log;
use shared::id::RoundId;
use shared::voting::round::Round;
use std::collections::HashMap;

/// What one commit has touched, so that each round is loaded once.
pub(crate) struct Batch<'a> {
    pub(crate) check: CardCheck<'a>,
    rounds: HashMap<RoundId, Option<Voted>>,
}

/// A round that is voted on in this commit.
pub(crate) struct Voted {
    pub(crate) round: Round,
    pub(crate) log: Log,
    pub(crate) change: TallyChange,
    pub(crate) is_changed: bool,
}

impl<'a> Batch<'a> {
    pub(crate) fn new(check: CardCheck<'a>) -> Self {
        Self { check, rounds: HashMap::new() }
    }

    /// The round, locked and with the end of its log; `None` where there is no such round.
    pub(crate) async fn round(
        &mut self,
        tx: &mut Tx,
        id: &RoundId,
    ) -> Result<Option<&mut Voted>, DbError> {
        if !self.rounds.contains_key(id) {
            let voted = match rounds::load_round_to_vote(tx, id).await? {
                Some(round) => {
                    let log = Log::new(id, ballot_log::load_head(tx, id).await?);
                    let change = TallyChange::default();
                    Some(Voted { round, log, change, is_changed: false })
                }
                None => None,
            };
            self.rounds.insert(id.clone(), voted);
        }
        Ok(self.rounds.get_mut(id).and_then(Option::as_mut))
    }

    /// Writes the sums and announces whose boards have something new.
    pub(crate) async fn settle(self, tx: &mut Tx) -> Result<(), DbError> {
        for (id, voted) in self.rounds {
            if let Some(voted) = voted.filter(|voted| voted.is_changed) {
                add_to_tally(tx, &id, &voted.change).await?;
                tx.announce(Change::Votes(voted.round.conference));
            }
        }
        Ok(())
    }
}
