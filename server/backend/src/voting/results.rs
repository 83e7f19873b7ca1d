//! The results of a round.

use crate::db::{rounds, tally};
use crate::error::ServiceError;
use crate::service::Service;
use shared::api::RoundResult;
use shared::error::{AppError, Missing};
use shared::id::RoundId;
use shared::voting::tally::{Tally, Votes, results};

impl Service {
    /// Shows the results of a round, by field, best first.
    ///
    /// # Errors
    /// [`Missing::Round`]; [`AppError::ResultsHidden`] before closing where results are hidden.
    pub async fn show_result(&self, id: &RoundId) -> Result<RoundResult, ServiceError> {
        let now = self.0.clock.now();
        let mut tx = self.read_rounds(now).await?;
        let round =
            rounds::load_round(&mut tx, id).await?.ok_or(ServiceError::missing(Missing::Round))?;
        if !round.shows_results(now) {
            return Err(AppError::ResultsHidden.into());
        }
        let conference = self.load_conference(&mut tx, &round.conference).await?;
        let tally = tally::load_tally(&mut tx, id).await?;
        Ok(RoundResult {
            round: round.status(now),
            turnout: tally::load_turnout(&mut tx, &round).await?,
            votes: count_votes(&tally),
            fields: results(&conference, &round, &tally),
        })
    }
}

fn count_votes(tally: &Tally) -> Votes {
    let paper = tally.paper.values().sum();
    Votes { dots: tally.dots.values().sum::<u64>() + paper, paper }
}
