//! What makes a count checkable: the recount file of a closed round, and finding one's ballot.
//!
//! Before a file leaves the house, the log is gone through and compared with the ballots and
//! their sums.

use crate::db::ballots::HeldBallot;
use crate::db::{Tx, ballot_log, ballots, rounds};
use crate::error::ServiceError;
use crate::recount::{ChallengeLine, Contents, RecountFile, replay, write};
use crate::service::Service;
use shared::api::{CountedBallot, CountedDots, ReceiptView};
use shared::error::{AppError, Missing};
use shared::id::{BallotId, ChallengeId, FieldId, RoundId};
use shared::language::UiLanguage;
use shared::text::Texts;
use shared::voting::ballot::Ballot;
use shared::voting::conference::Conference;
use shared::voting::join_code::JoinCode;
use shared::voting::receipt::Receipt;
use shared::voting::round::{Round, RoundState, TransitionError};
use shared::voting::tally::Tally;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

impl Service {
    /// The recount file of a closed round.
    ///
    /// # Errors
    /// [`Missing::Round`], [`TransitionError::NotClosed`]; [`ServiceError::Count`] where ballots,
    /// sums and log do not agree.
    pub async fn recount_file(&self, id: &RoundId) -> Result<Arc<RecountFile>, ServiceError> {
        let mut tx = self.0.db.read().await?;
        let round = rounds::load_round(&mut tx, id).await?;
        let round = round.ok_or(ServiceError::missing(Missing::Round))?;
        let conference = self.0.contents.load(&mut tx, &round.conference).await?;
        let conference = conference.ok_or(ServiceError::missing(Missing::Conference))?;
        self.recount_in(&mut tx, &conference, &round).await
    }

    /// The same within a transaction.
    pub(crate) async fn recount_in(
        &self,
        tx: &mut Tx,
        conference: &Conference,
        round: &Round,
    ) -> Result<Arc<RecountFile>, ServiceError> {
        if round.state.at(self.0.clock.now()) != RoundState::Closed {
            return Err(TransitionError::NotClosed.into());
        }
        let head = ballot_log::load_head(tx, &round.id).await?;
        let head = head.map(|(_, hash)| hash).unwrap_or_default();
        if let Some(file) = self.0.recount_cache.find(&round.id, &head) {
            return Ok(file);
        }
        let contents = load_contents(tx, conference, round).await?;
        let file = Arc::new(write(contents)?);
        self.0.recount_cache.keep(&round.id, head, &file);
        Ok(file)
    }

    /// Looks a participant's ballot up by its words.
    ///
    /// # Errors
    /// [`Missing::Conference`], [`AppError::Receipt`] for a text that cannot be any.
    pub async fn find_receipt(
        &self,
        code: &JoinCode,
        words: Option<&str>,
        language: UiLanguage,
    ) -> Result<ReceiptView, ServiceError> {
        let now = self.0.clock.now();
        let mut tx = self.0.db.read().await?;
        let (conference, _) = self.load_with_round(&mut tx, code).await?;
        let title = conference.title.pick(language);
        let Some(words) = words.filter(|words| !words.trim().is_empty()) else {
            return Ok(ReceiptView { title, receipt: None, ballots: Vec::new() });
        };
        let receipt = Receipt::parse(words).ok_or(AppError::Receipt)?;
        let texts = texts(&conference);
        let mut found = Vec::new();
        for round in rounds::load_rounds(&mut tx, &conference.id).await? {
            for held in ballots::find_by_receipt(&mut tx, &round.id, &receipt).await? {
                let dots = held.ballot.dots.iter().filter_map(|(challenge, dots)| {
                    let text = texts.get(challenge)?.pick(language);
                    Some(CountedDots { text, dots })
                });
                found.push(CountedBallot { round: round.status(now), dots: dots.collect() });
            }
        }
        Ok(ReceiptView { title, receipt: Some(receipt), ballots: found })
    }
}

/// Everything one can place dots on, with its text.
fn texts(conference: &Conference) -> HashMap<&ChallengeId, &Texts<500>> {
    let all = conference.challenges().flat_map(|(_, challenge)| {
        let parts = challenge.parts.iter().map(|part| (&part.id, &part.text));
        std::iter::once((&challenge.id, &challenge.text)).chain(parts)
    });
    all.collect()
}

async fn load_contents(
    tx: &mut Tx,
    conference: &Conference,
    round: &Round,
) -> Result<Contents, ServiceError> {
    let damaged = |reason: String| ServiceError::Count { round: round.id.clone(), reason };
    let rows = ballot_log::load_log(tx, &round.id).await?;
    let outcome = replay(&round.id, &rows).map_err(|error| damaged(error.to_string()))?;
    let held = ballots::load_ballots(tx, &round.id).await?;
    let held: BTreeMap<BallotId, Ballot> =
        held.into_iter().map(|HeldBallot { id, ballot }| (id, ballot)).collect();
    if held != outcome.ballots {
        return Err(damaged("the ballots are others than those of the log".to_owned()));
    }
    let counted = Tally::count(held.values().map(|ballot| &ballot.dots));
    let counted = Tally { paper: outcome.paper.clone(), ..counted };
    if counted != ballots::load_tally(tx, &round.id).await? {
        return Err(damaged("the sums are others than those of the ballots".to_owned()));
    }
    Ok(Contents {
        conference: conference.code.clone(),
        title: conference.title.pick(UiLanguage::De).text,
        round: round.id.clone(),
        number: round.number,
        rules: round.rules,
        challenges: challenge_lines(conference, &round.fields),
        ballots: held,
        paper: outcome.paper,
        log_entries: outcome.log.entries(),
        log_head: outcome.log.head().to_owned(),
    })
}

fn challenge_lines(conference: &Conference, fields: &[FieldId]) -> Vec<ChallengeLine> {
    let voted_on = conference.challenges().filter(|(field, _)| fields.contains(&field.id));
    let lines = voted_on.flat_map(|(field, challenge)| {
        let line = |id: &ChallengeId, text: &Texts<500>, part_of: Option<&ChallengeId>| {
            let text = text.pick(UiLanguage::De).text;
            ChallengeLine {
                id: id.clone(),
                field: field.id.clone(),
                part_of: part_of.cloned(),
                text,
            }
        };
        let whole = line(&challenge.id, &challenge.text, None);
        let parts =
            challenge.parts.iter().map(|part| line(&part.id, &part.text, Some(&challenge.id)));
        std::iter::once(whole).chain(parts).collect::<Vec<_>>()
    });
    lines.collect()
}
