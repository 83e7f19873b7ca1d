//! The one writer of ballots: commits in one go what queued while the last commit ran.
//!
//! An acknowledgement leaves here only after the commit is on disk. For each voter the order
//! of the queue is the order that counts. Where a commit fails, all its callers get an error
//! and the phones send again; nothing is half counted. What every ballot of a commit needs
//! (the round, the end of its log) is read once, and sums are written once.

use super::batch::Batch;
use super::callers::CardCheck;
use super::casting::{Cast, cast_in};
use super::guess_limiter::GuessLimiter;
use crate::changes::Change;
use crate::clock::Clock;
use crate::db::ballots::HeldBallot;
use crate::db::taxonomy::bump_revision;
use crate::db::{Db, DbError, Tx, conferences};
use crate::error::ServiceError;
use crate::secret::{ServerSecret, Voter};
use crate::tasks::keep_running;
use shared::error::AppError;
use shared::id::{ConferenceId, RoundId};
use shared::time::Millis;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, mpsc, oneshot};

/// Most writes in one commit: long enough to share the disk's wait, short enough that
/// the last of a burst is not kept waiting by the first.
const MAX_BATCH: usize = 512;
/// Writes that may queue before callers wait for a place: one for each phone we build for.
const QUEUE: usize = 10_000;

/// How long a question whether anything can be written waits for its answer.
const PROBE: Duration = Duration::from_secs(2);
/// What a probe counts up, so that it is a real write.
const PROBE_TOPIC: &str = "readiness";

/// Hands writes to the writer and waits for their commit.
#[derive(Clone, Debug)]
pub(crate) struct BallotWriter {
    queue: mpsc::Sender<Write>,
}

type Reply<T> = oneshot::Sender<Result<T, ServiceError>>;

/// One thing to write, and where its answer goes.
#[derive(Debug)]
enum Write {
    Join { conference: ConferenceId, voter: Voter, reply: Reply<()> },
    Cast { cast: Cast, reply: Reply<HeldBallot> },
    Probe { reply: Reply<()> },
}

/// What became of one, once it is committed.
enum Outcome {
    Done,
    Cast(Result<HeldBallot, ServiceError>),
}

/// What the writer works with.
#[derive(Debug)]
pub(crate) struct WriterContext {
    pub(crate) db: Db,
    pub(crate) clock: Clock,
    pub(crate) secret: ServerSecret,
    pub(crate) guess_limiter: Arc<GuessLimiter>,
}

impl BallotWriter {
    /// Starts the writer; it ends when the last handle to it is gone.
    pub(crate) fn start(context: WriterContext) -> Self {
        let (queue, waiting) = mpsc::channel(QUEUE);
        let (context, waiting) = (Arc::new(context), Arc::new(Mutex::new(waiting)));
        keep_running("the ballot writer", move || run(context.clone(), waiting.clone()));
        Self { queue }
    }

    /// Notes that somebody has joined.
    pub(crate) async fn join(
        &self,
        conference: ConferenceId,
        voter: Voter,
    ) -> Result<(), ServiceError> {
        self.ask(|reply| Write::Join { conference, voter, reply }).await
    }

    /// Casts a ballot; answers with what is held once it is on disk.
    pub(crate) async fn cast(&self, cast: Cast) -> Result<HeldBallot, ServiceError> {
        self.ask(|reply| Write::Cast { cast, reply }).await
    }

    /// Whether a ballot could be committed now: writes something small in the same way.
    pub(crate) async fn can_write(&self) -> bool {
        let written = tokio::time::timeout(PROBE, self.ask(|reply| Write::Probe { reply })).await;
        matches!(written, Ok(Ok(())))
    }

    async fn ask<T>(&self, write: impl FnOnce(Reply<T>) -> Write) -> Result<T, ServiceError> {
        let (reply, answered) = oneshot::channel();
        let stopped = || ServiceError::Stopped("the ballot writer");
        self.queue.send(write(reply)).await.map_err(|_| stopped())?;
        answered.await.map_err(|_| stopped())?
    }
}

impl Write {
    /// Two servers that lock the same rows in the same order cannot block each other: joins come
    /// first, then one round after the other.
    fn place(&self) -> (Option<&RoundId>, Option<&Voter>) {
        match self {
            Self::Probe { .. } => (None, None),
            Self::Join { voter, .. } => (None, Some(voter)),
            Self::Cast { cast, .. } => (Some(&cast.round), None),
        }
    }

    /// Answers; a caller that has gone away has nobody left to tell.
    fn answer(self, outcome: Outcome) {
        match (self, outcome) {
            (Self::Cast { reply, .. }, Outcome::Cast(result)) => drop(reply.send(result)),
            (Self::Join { reply, .. } | Self::Probe { reply }, Outcome::Done) => {
                drop(reply.send(Ok(())));
            }
            (write, _) => write.fail(),
        }
    }

    /// Says that nothing was written. What is wrong is logged once, for all of them.
    fn fail(self) {
        let error = ServiceError::App(AppError::NotStored);
        match self {
            Self::Join { reply, .. } | Self::Probe { reply } => drop(reply.send(Err(error))),
            Self::Cast { reply, .. } => drop(reply.send(Err(error))),
        }
    }
}

/// Commits what has queued, again and again.
async fn run(context: Arc<WriterContext>, waiting: Arc<Mutex<mpsc::Receiver<Write>>>) {
    let mut waiting = waiting.lock().await;
    let (mut writes, mut refused) = (Vec::new(), 0_usize);
    while waiting.recv_many(&mut writes, MAX_BATCH).await > 0 {
        let count = writes.len();
        match commit(&context, std::mem::take(&mut writes)).await {
            Ok(()) if refused > 0 => {
                tracing::warn!(refused, "the database takes writes again");
                refused = 0;
            }
            Ok(()) => {}
            Err(error) => {
                // A full disk refuses thousands a second: it is said once, and when it is over.
                if refused == 0 {
                    tracing::error!(%error, "the database takes no writes; phones keep theirs");
                }
                refused += count;
            }
        }
    }
}

/// Writes all of them in one transaction, commits, answers.
async fn commit(context: &WriterContext, mut writes: Vec<Write>) -> Result<(), DbError> {
    writes.sort_by(|one, other| one.place().cmp(&other.place()));
    match write_all(context, &writes).await {
        Ok(outcomes) => {
            let answers = writes.into_iter().zip(outcomes);
            answers.for_each(|(write, outcome)| write.answer(outcome));
            Ok(())
        }
        Err(error) => {
            writes.into_iter().for_each(Write::fail);
            Err(error)
        }
    }
}

/// What became of each write, in their order.
async fn write_all(context: &WriterContext, writes: &[Write]) -> Result<Vec<Outcome>, DbError> {
    let mut tx = context.db.write().await?;
    let now = context.clock.now();
    let check = CardCheck { secret: &context.secret, limiter: &context.guess_limiter, now };
    let mut batch = Batch::new(check);
    let mut outcomes = Vec::with_capacity(writes.len());
    for write in writes {
        outcomes.push(write_one(&mut tx, &mut batch, write, now).await?);
    }
    batch.settle(&mut tx).await?;
    tx.commit().await?;
    Ok(outcomes)
}

/// Writes one; an error is one of the database and ends the transaction.
async fn write_one(
    tx: &mut Tx,
    batch: &mut Batch<'_>,
    write: &Write,
    now: Millis,
) -> Result<Outcome, DbError> {
    match write {
        Write::Join { conference, voter, .. } => {
            conferences::insert_participant(tx, conference, voter, now).await?;
            tx.announce(Change::Votes(conference.clone()));
            Ok(Outcome::Done)
        }
        Write::Cast { cast, .. } => cast_in(tx, batch, cast, now).await.map(Outcome::Cast),
        Write::Probe { .. } => {
            bump_revision(tx, PROBE_TOPIC).await?;
            Ok(Outcome::Done)
        }
    }
}
