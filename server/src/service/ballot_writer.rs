//! The one writer of ballots: commits in one go whatever queued while the last commit ran.
//!
//! An acknowledgement leaves here only after the commit is on disk. For each voter the order
//! of the queue is the order that counts. Where a commit fails, everything in it is told so
//! and the phones send again; nothing is half counted.

use super::ballots::{Cast, cast_in};
use crate::clock::Clock;
use crate::db::{Db, DbError, Tx, conferences};
use crate::error::ServiceError;
use crate::live::Hub;
use crate::secret::Voter;
use shared::ballot::Ballot;
use shared::id::{ConferenceId, RoundId};
use shared::round::Round;
use std::collections::HashMap;
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
    Cast(Cast, oneshot::Sender<Result<Ballot, ServiceError>>),
}

/// An answer that waits for the commit.
enum Answer {
    Joined(oneshot::Sender<Result<(), ServiceError>>),
    Cast(oneshot::Sender<Result<Ballot, ServiceError>>, Result<Ballot, ServiceError>),
}

/// What one commit has touched, so that each round is loaded once and each board told once.
#[derive(Default)]
pub(super) struct Batch {
    pub(super) rounds: HashMap<RoundId, Option<Round>>,
    pub(super) changed: Vec<ConferenceId>,
}

impl BallotWriter {
    /// Starts the writer; it ends when the last handle to it is gone.
    pub(super) fn start(db: Db, clock: Clock, hub: Hub) -> Self {
        let (queue, mut waiting) = mpsc::channel(QUEUE);
        tokio::spawn(async move {
            let mut writes = Vec::new();
            while waiting.recv_many(&mut writes, MAX_BATCH).await > 0 {
                commit(&db, &clock, &hub, std::mem::take(&mut writes)).await;
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
    pub(super) async fn cast(&self, cast: Cast) -> Result<Ballot, ServiceError> {
        let (answer, answered) = oneshot::channel();
        self.send(Write::Cast(cast, answer)).await?;
        answered.await.map_err(|_| ServiceError::Stopped("the ballot writer"))?
    }

    async fn send(&self, write: Write) -> Result<(), ServiceError> {
        self.queue.send(write).await.map_err(|_| ServiceError::Stopped("the ballot writer"))
    }
}

impl Write {
    /// Two servers that write the same ballots in the same order cannot block each other.
    fn voter(&self) -> &Voter {
        match self {
            Self::Join(_, voter, _) => voter,
            Self::Cast(cast, _) => &cast.voter,
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
async fn commit(db: &Db, clock: &Clock, hub: &Hub, mut writes: Vec<Write>) {
    writes.sort_by(|one, other| one.voter().cmp(other.voter()));
    let mut tx = match db.write().await {
        Ok(tx) => tx,
        Err(error) => return fail_all(writes, &error),
    };
    let mut batch = Batch::default();
    let mut answers = Vec::with_capacity(writes.len());
    let mut rest = writes.into_iter();
    while let Some(write) = rest.next() {
        match carry_out(&mut tx, clock, &mut batch, write).await {
            Ok(answer) => answers.push(answer),
            Err((error, write)) => {
                write.fail(ServiceError::Stopped("the commit of this ballot"));
                answers.into_iter().for_each(Answer::fail);
                return fail_all(rest.collect(), &error);
            }
        }
    }
    match tx.commit().await {
        Ok(()) => {
            answers.into_iter().for_each(Answer::send);
            batch.changed.iter().for_each(|conference| hub.touch(conference));
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
    batch: &mut Batch,
    write: Write,
) -> Result<Answer, (DbError, Write)> {
    match write {
        Write::Join(conference, voter, answer) => {
            match conferences::insert_participant(tx, &conference, &voter, clock.now()).await {
                Ok(()) => {
                    batch.touch(&conference);
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

impl Batch {
    /// Notes that a conference has changed.
    pub(super) fn touch(&mut self, conference: &ConferenceId) {
        if !self.changed.contains(conference) {
            self.changed.push(conference.clone());
        }
    }
}
