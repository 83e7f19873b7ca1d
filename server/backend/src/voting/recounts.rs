//! Verifying a count: the recount file of a closed round, and finding a ballot by its receipt.
//!
//! Before a file is published, the log is replayed and compared with the ballots and their sums.

use super::callers::Caller;
use crate::db::ballots::StoredBallot;
use crate::db::excluded_ballots::find_by_ballot;
use crate::db::{DbError, Tx, ballot_log, ballots, rounds, tally, wordings};
use crate::error::ServiceError;
use crate::recount::{
    ChallengeLine, Exclusion, RecountContents, RecountFile, Wording, replay, write_file,
};
use crate::service::Service;
use shared::api::{CountedBallot, CountedDots, ReceiptView};
use shared::error::{AppError, Missing};
use shared::id::{BallotId, ChallengeId, FieldId, RoundId};
use shared::language::UiLanguage;
use shared::text::Texts;
use shared::time::Millis;
use shared::voting::ballot::Ballot;
use shared::voting::conference::Conference;
use shared::voting::join_code::JoinCode;
use shared::voting::receipt::Receipt;
use shared::voting::round::{Round, RoundState, TransitionError};
use shared::voting::tally::Tally;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

impl Service {
    /// Shows the recount file of a closed round.
    ///
    /// # Errors
    /// [`Missing::Round`], [`TransitionError::NotClosed`]; [`ServiceError::InconsistentCount`]
    /// where ballots, sums and log disagree.
    pub async fn show_recount(&self, id: &RoundId) -> Result<Arc<RecountFile>, ServiceError> {
        let mut tx = self.read_rounds(self.0.clock.now()).await?;
        let round =
            rounds::load_round(&mut tx, id).await?.ok_or(ServiceError::missing(Missing::Round))?;
        let conference = self.load_conference(&mut tx, &round.conference).await?;
        self.load_recount_file(&mut tx, &conference, &round).await
    }

    /// The same within a transaction.
    pub(crate) async fn load_recount_file(
        &self,
        tx: &mut Tx,
        conference: &Conference,
        round: &Round,
    ) -> Result<Arc<RecountFile>, ServiceError> {
        if round.state != RoundState::Closed {
            return Err(TransitionError::NotClosed.into());
        }
        let head = ballot_log::load_head(tx, &round.id).await?;
        let log_hash = head.map(|head| head.hash).unwrap_or_default();
        if let Some(file) = self.0.recount_cache.get(&round.id, &log_hash) {
            return Ok(file);
        }
        let contents = load_verified_contents(tx, conference, round).await?;
        let file = Arc::new(write_file(contents)?);
        self.0.recount_cache.insert(&round.id, log_hash, &file);
        Ok(file)
    }

    /// Finds the ballots with a receipt.
    ///
    /// # Errors
    /// [`Missing::Conference`], [`AppError::Receipt`] for a text that is not a receipt,
    /// [`AppError::TooManyReceipts`] for one that no ballot has, after too many of those.
    pub async fn find_receipt(
        &self,
        code: &JoinCode,
        words: Option<&str>,
        caller: &Caller,
        language: UiLanguage,
    ) -> Result<ReceiptView, ServiceError> {
        let now = self.0.clock.now();
        let mut tx = self.read_rounds(now).await?;
        let (conference, _) = self.load_with_round(&mut tx, code).await?;
        let title = conference.title.pick(language);
        let Some(words) = words.filter(|words| !words.trim().is_empty()) else {
            return Ok(ReceiptView { title, receipt: None, ballots: Vec::new() });
        };
        let receipt = Receipt::parse(words).ok_or(AppError::Receipt)?;
        let texts = texts_by_id(&conference);
        let mut found = Vec::new();
        for round in rounds::load_rounds(&mut tx, &conference.id).await? {
            for stored in ballots::find_by_receipt(&mut tx, &round.id, &receipt).await? {
                let dots = stored.ballot.dots.iter().filter_map(|(challenge, dots)| {
                    let text = texts.get(challenge)?.pick(language);
                    Some(CountedDots { text, dots })
                });
                let exclusion = find_by_ballot(&mut tx, &stored.id).await?;
                found.push(CountedBallot {
                    round: round.status(now),
                    dots: dots.collect(),
                    excluded: exclusion.map(|exclusion| exclusion.reason),
                });
            }
        }
        if found.is_empty() {
            self.0.receipt_rate_limiter.record_failure(&conference.id, caller, now)?;
        }
        Ok(ReceiptView { title, receipt: Some(receipt), ballots: found })
    }
}

/// The texts of all challenges and sub-challenges, by id.
fn texts_by_id(conference: &Conference) -> HashMap<&ChallengeId, &Texts<500>> {
    conference
        .challenges()
        .flat_map(|(_, challenge)| {
            let parts = challenge.parts.iter().map(|part| (&part.id, &part.text));
            std::iter::once((&challenge.id, &challenge.text)).chain(parts)
        })
        .collect()
}

/// Loads the content of a recount file, after verifying that log, ballots and sums agree.
async fn load_verified_contents(
    tx: &mut Tx,
    conference: &Conference,
    round: &Round,
) -> Result<RecountContents, ServiceError> {
    let inconsistent =
        |reason: String| ServiceError::InconsistentCount { round: round.id.clone(), reason };
    let rows = ballot_log::load_log(tx, &round.id).await?;
    let replayed = replay(&round.id, &rows).map_err(|error| inconsistent(error.to_string()))?;
    let ballots: BTreeMap<BallotId, Ballot> = ballots::load_ballots(tx, &round.id)
        .await?
        .into_iter()
        .map(|StoredBallot { id, ballot }| (id, ballot))
        .collect();
    if ballots != replayed.ballots {
        return Err(inconsistent("the ballots differ from the log".to_owned()));
    }
    let excluded = replayed.excluded_ballots();
    let counted_ballots = ballots.iter().filter(|(id, _)| !excluded.contains(id));
    let counted = Tally {
        paper: replayed.paper.clone(),
        ..Tally::count(counted_ballots.map(|(_, ballot)| &ballot.dots))
    };
    if counted != tally::load_tally(tx, &round.id).await? {
        return Err(inconsistent("the sums differ from the ballots".to_owned()));
    }
    let kept = wordings::load_wording(tx, &round.id).await?;
    let wording = kept.unwrap_or_else(|| wording_of(conference, &round.fields));
    Ok(RecountContents {
        conference: conference.code.clone(),
        title: wording.title,
        round: round.id.clone(),
        number: round.number,
        rules: round.rules,
        challenges: wording.challenges,
        ballots,
        paper: replayed.paper,
        paper_after_closing: replayed.paper_after_closing,
        exclusions: replayed.exclusions.into_iter().filter(Exclusion::is_published).collect(),
        log_entries: replayed.chain.entries(),
        log_head: replayed.chain.hash().to_owned(),
    })
}

/// Keeps the words of every closed round, before the conference is changed.
///
/// # Errors
/// The database's only.
pub(super) async fn keep_wordings(
    tx: &mut Tx,
    conference: &Conference,
    now: Millis,
) -> Result<(), DbError> {
    for round in rounds::load_rounds(tx, &conference.id).await? {
        if round.state.at(now) == RoundState::Closed {
            let wording = wording_of(conference, &round.fields);
            wordings::keep_wording(tx, &round.id, &wording).await?;
        }
    }
    Ok(())
}

fn wording_of(conference: &Conference, fields: &[FieldId]) -> Wording {
    Wording {
        title: conference.title.pick(UiLanguage::De).text,
        challenges: challenge_lines(conference, fields),
    }
}

fn challenge_lines(conference: &Conference, fields: &[FieldId]) -> Vec<ChallengeLine> {
    conference
        .challenges()
        .filter(|(field, _)| fields.contains(&field.id))
        .flat_map(|(field, challenge)| {
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
        })
        .collect()
}
