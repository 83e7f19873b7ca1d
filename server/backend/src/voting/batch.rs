//! The rounds that the ballots of one commit belong to.

use super::callers::CardChecker;
use super::exclusions::exclude_pending;
use crate::changes::Change;
use crate::db::tally::{TallyDelta, apply_delta};
use crate::db::{DbError, Tx, ballot_log, rounds};
use crate::recount::HashChain;
use shared::id::RoundId;
use shared::voting::round::Round;
use std::collections::HashMap;

/// The rounds of one commit: each is loaded once, and its sums are written once.
pub(crate) struct Batch<'a> {
    pub(crate) card_checker: CardChecker<'a>,
    rounds: HashMap<RoundId, Option<BatchRound>>,
}

/// A round with ballots in this commit.
pub(crate) struct BatchRound {
    pub(crate) round: Round,
    pub(crate) chain: HashChain,
    pub(crate) delta: TallyDelta,
    pub(crate) is_changed: bool,
}

impl<'a> Batch<'a> {
    pub(crate) fn new(card_checker: CardChecker<'a>) -> Self {
        Self { card_checker, rounds: HashMap::new() }
    }

    /// Loads and locks a round, with the head of its log; `None` where it does not exist.
    pub(crate) async fn load_round(
        &mut self,
        tx: &mut Tx,
        id: &RoundId,
    ) -> Result<Option<&mut BatchRound>, DbError> {
        if !self.rounds.contains_key(id) {
            let loaded = match rounds::load_round_for_update(tx, id).await? {
                Some(round) => {
                    let chain = HashChain::new(id, ballot_log::load_head(tx, id).await?);
                    let delta = TallyDelta::default();
                    Some(BatchRound { round, chain, delta, is_changed: false })
                }
                None => None,
            };
            self.rounds.insert(id.clone(), loaded);
        }
        Ok(self.rounds.get_mut(id).and_then(Option::as_mut))
    }

    /// Writes the sums of changed rounds, without the ballots that an organiser has left out, and
    /// announces the changes.
    pub(crate) async fn flush(self, tx: &mut Tx) -> Result<(), DbError> {
        let now = self.card_checker.now;
        for (id, loaded) in self.rounds {
            if let Some(mut changed) = loaded.filter(|round| round.is_changed) {
                apply_delta(tx, &id, &changed.delta).await?;
                exclude_pending(tx, &changed.round, &mut changed.chain, now).await?;
                tx.announce(Change::Votes(changed.round.conference));
            }
        }
        Ok(())
    }
}
