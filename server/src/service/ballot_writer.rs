//! The one writer of ballots: commits in one go whatever queued while the last commit ran.
//!
//! An acknowledgement leaves here only after the commit is on disk. For each voter the order
//! of the queue is the order that counts. Where a commit fails, everything in it is told so
//! and the phones send again; nothing is half counted. What every ballot of a commit needs
//! (the round, the end of its log) is read once, and sums are written once.

use super::ballots::{Cast, cast_in};
use super::callers::Guesses;
use crate::clock::Clock;
use crate::db::ballots::{HeldBallot, TallyChange, add_to_tally};
use crate::db::{Db, DbError, Tx, ballot_log, conferences, rounds};
use crate::error::ServiceError;
use crate::live::Hub;
use crate::recount::Log;
use crate::secret::{ServerSecret, Voter};
use shared::id::{ConferenceId, RoundId};
use shared::round::Round;
use std::collections::HashMap;
use std::sync::Arc;
use tokio::sync::{mpsc, oneshot};

/// Most writes in one commit: long enough to share the disk's wait, short enough that
/// the last of a burst is not kept waiting by the first.
const MAX_BATCH: usize = 512;
/// Writes that may queue before callers wait for a place: one for each phone we build for.
const QUEUE: usize = 10_000;

/// Hands writes to the writer and waits for their commit.
#[derive(Clone, Debug)]
pub(super) struct BallotWriter {
    queue: mpsc::Sender<Write>,
}

/// One thing to write, and where its answer goes.
#[derive(Debug)]
enum Write {
    Join(ConferenceId, Voter, oneshot::Sender<Result<(), ServiceError>>),
    Cast(Cast, oneshot::Sender<Result<HeldBallot, ServiceError>>),
}

/// An answer that waits for the commit.
enum Answer {
    Joined(oneshot::Sender<Result<(), ServiceError>>),
    Cast(oneshot::Sender<Result<HeldBallot, ServiceError>>, Result<HeldBallot, ServiceError>),
}

/// What the writer works with.
#[derive(Debug)]
pub(super) struct Desk {
    pub(super) db: Db,
    pub(super) clock: Clock,
    pub(super) hub: Hub,
    pub(super) secret: ServerSecret,
    pub(super) guesses: Arc<Guesses>,
}

/// What one commit has touched, so that each round is loaded once and each board told once.
pub(super) struct Batch<'a> {
    pub(super) secret: &'a ServerSecret,
    pub(super) guesses: &'a Guesses,
    rounds: HashMap<RoundId, Option<Voted>>,
    joined: Vec<ConferenceId>,
}

/// A round that is voted on in this commit.
pub(super) struct Voted {
    pub(super) round: Round,
    pub(super) log: Log,
    pub(super) change: TallyChange,
    pub(super) is_changed: bool,
}

impl BallotWriter {
    /// Starts the writer; it ends when the last handle to it is gone.
    pub(super) fn start(desk: Desk) -> Self {
        let (queue, mut waiting) = mpsc::channel(QUEUE);
        tokio::spawn(async move {
            let mut writes = Vec::new();
            while waiting.recv_many(&mut writes, MAX_BATCH).await > 0 {
                commit(&desk, std::mem::take(&mut writes)).await;
            }
        });
        Self { queue }
    }

    /// Notes that somebody has joined.
    pub(super) async fn join(
        &self,
        conference: ConferenceId,
        voter: Voter,
    ) -> Result<(), ServiceError> {
        let (answer, answered) = oneshot::channel();
        self.send(Write::Join(conference, voter, answer)).await?;
        answered.await.map_err(|_| ServiceError::Stopped("the ballot writer"))?
    }

    /// Casts a ballot; answers with what is held once it is on disk.
    pub(super) async fn cast(&self, cast: Cast) -> Result<HeldBallot, ServiceError> {
        let (answer, answered) = oneshot::channel();
        self.send(Write::Cast(cast, answer)).await?;
        answered.await.map_err(|_| ServiceError::Stopped("the ballot writer"))?
    }

    async fn send(&self, write: Write) -> Result<(), ServiceError> {
        self.queue.send(write).await.map_err(|_| ServiceError::Stopped("the ballot writer"))
    }
}

impl Write {
    /// Two servers that lock the same rows in the same order cannot block each other: whoever
    /// joins comes first, then one round after the other.
    fn place(&self) -> (Option<&RoundId>, Option<&Voter>) {
        match self {
            Self::Join(_, voter, _) => (None, Some(voter)),
            Self::Cast(cast, _) => (Some(&cast.round), None),
        }
    }

    fn fail(self, error: ServiceError) {
        // A caller that has gone away has nobody left to tell.
        match self {
            Self::Join(_, _, answer) => drop(answer.send(Err(error))),
            Self::Cast(_, answer) => drop(answer.send(Err(error))),
        }
    }
}

impl Answer {
    fn send(self) {
        match self {
            Self::Joined(answer) => drop(answer.send(Ok(()))),
            Self::Cast(answer, result) => drop(answer.send(result)),
        }
    }

    fn fail(self) {
        let error = ServiceError::Stopped("the commit of this ballot");
        match self {
            Self::Joined(answer) => drop(answer.send(Err(error))),
            Self::Cast(answer, _) => drop(answer.send(Err(error))),
        }
    }
}

/// Writes all of them in one transaction, commits, answers, tells the boards.
async fn commit(desk: &Desk, mut writes: Vec<Write>) {
    writes.sort_by(|one, other| one.place().cmp(&other.place()));
    let mut tx = match desk.db.write().await {
        Ok(tx) => tx,
        Err(error) => return fail_all(writes, &error),
    };
    let mut batch = Batch::new(desk);
    let mut answers = Vec::with_capacity(writes.len());
    let mut rest = writes.into_iter();
    while let Some(write) = rest.next() {
        match carry_out(&mut tx, &desk.clock, &mut batch, write).await {
            Ok(answer) => answers.push(answer),
            Err((error, write)) => {
                write.fail(ServiceError::Stopped("the commit of this ballot"));
                answers.into_iter().for_each(Answer::fail);
                return fail_all(rest.collect(), &error);
            }
        }
    }
    let changed = batch.changed();
    let settled = match batch.settle(&mut tx).await {
        Ok(()) => tx.commit().await,
        Err(error) => Err(error),
    };
    match settled {
        Ok(()) => {
            answers.into_iter().for_each(Answer::send);
            for conference in &changed {
                desk.hub.touch(conference);
            }
        }
        Err(error) => {
            tracing::error!(%error, "ballots were not committed");
            answers.into_iter().for_each(Answer::fail);
        }
    }
}

fn fail_all(writes: Vec<Write>, error: &DbError) {
    tracing::error!(%error, ballots = writes.len(), "ballots were not written");
    for write in writes {
        write.fail(ServiceError::Stopped("the commit of this ballot"));
    }
}

/// Writes one; an error is one of the database and ends the transaction.
async fn carry_out(
    tx: &mut Tx,
    clock: &Clock,
    batch: &mut Batch<'_>,
    write: Write,
) -> Result<Answer, (DbError, Write)> {
    match write {
        Write::Join(conference, voter, answer) => {
            match conferences::insert_participant(tx, &conference, &voter, clock.now()).await {
                Ok(()) => {
                    if !batch.joined.contains(&conference) {
                        batch.joined.push(conference);
                    }
                    Ok(Answer::Joined(answer))
                }
                Err(error) => Err((error, Write::Join(conference, voter, answer))),
            }
        }
        Write::Cast(cast, answer) => match cast_in(tx, batch, &cast, clock.now()).await {
            Ok(result) => Ok(Answer::Cast(answer, result)),
            Err(error) => Err((error, Write::Cast(cast, answer))),
        },
    }
}

impl<'a> Batch<'a> {
    fn new(desk: &'a Desk) -> Self {
        let (secret, guesses) = (&desk.secret, &*desk.guesses);
        Self { secret, guesses, rounds: HashMap::new(), joined: Vec::new() }
    }

    /// The round, locked and with the end of its log; `None` where there is no such round.
    pub(super) async fn round(
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

    /// Conferences whose boards have something new.
    fn changed(&self) -> Vec<ConferenceId> {
        let voted = self.rounds.values().flatten().filter(|voted| voted.is_changed);
        let voted = voted.map(|voted| voted.round.conference.clone());
        let mut changed: Vec<ConferenceId> = self.joined.iter().cloned().chain(voted).collect();
        changed.sort();
        changed.dedup();
        changed
    }

    /// Writes the sums.
    async fn settle(self, tx: &mut Tx) -> Result<(), DbError> {
        for (id, voted) in self.rounds {
            if let Some(voted) = voted.filter(|voted| voted.is_changed) {
                add_to_tally(tx, &id, &voted.change).await?;
            }
        }
        Ok(())
    }
}
