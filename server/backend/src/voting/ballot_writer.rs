//! The single writer of ballots (group commit): all writes that queued since the last commit
//! began, for at least [`COMMIT_INTERVAL`], are committed as one batch.
//!
//! A write is acknowledged only after its commit is on disk. For each voter, ballots are handled in
//! the order of the queue. If a commit fails, all its callers get an error and the phones send
//! again; nothing is counted partially.

use super::batch::{CastOutcome, CastRequest, cast_ballots};
use super::callers::CardChecker;
use super::card_rate_limiter::CardRateLimiter;
use crate::changes::Change;
use crate::clock::Clock;
use crate::db::ballots::StoredBallot;
use crate::db::participants::{Join, insert_participants};
use crate::db::taxonomy::bump_revision;
use crate::db::{Db, DbError, Tx};
use crate::error::ServiceError;
use crate::metrics::Metrics;
use crate::secret::{ServerSecret, Voter};
use shared::error::AppError;
use shared::id::{ConferenceId, RoundId};
use shared::time::Millis;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, mpsc, oneshot};
use tokio::time::Instant;

/// Most writes in one batch: enough to share the wait for the disk, few enough that the last write
/// of a burst does not wait long for the first.
const MAX_BATCH: usize = 512;
/// Capacity of the queue; beyond it, callers wait. One write for each phone of the largest expected
/// event.
const QUEUE_CAPACITY: usize = 10_000;

/// Shortest time from the start of one commit to that of the next. A commit costs the same for one
/// ballot as for a few, so waiting makes ballots cheaper; a ballot that comes alone does not wait.
const COMMIT_INTERVAL: Duration = Duration::from_millis(10);

/// Timeout of the readiness probe.
const PROBE_TIMEOUT: Duration = Duration::from_secs(2);
/// The revision topic that a probe increments, so that it is a real write.
const PROBE_TOPIC: &str = "readiness";

/// A handle to the writer: queues writes and waits for their commit.
#[derive(Clone, Debug)]
pub(crate) struct BallotWriter {
    queue: mpsc::Sender<WriteRequest>,
}

type Reply<T> = oneshot::Sender<Result<T, ServiceError>>;

/// A queued write, with the channel for its reply.
#[derive(Debug)]
enum WriteRequest {
    Join { conference: ConferenceId, voter: Voter, reply: Reply<()> },
    Cast { request: CastRequest, reply: Reply<StoredBallot> },
    Probe { reply: Reply<()> },
}

/// The result of a write, to be sent once it is committed.
enum Outcome {
    Done,
    Cast(CastOutcome),
}

/// The writer's dependencies.
#[derive(Debug)]
pub(crate) struct WriterContext {
    pub(crate) db: Db,
    pub(crate) clock: Clock,
    pub(crate) secret: ServerSecret,
    pub(crate) card_rate_limiter: Arc<CardRateLimiter>,
    pub(crate) metrics: Metrics,
}

impl BallotWriter {
    /// Starts the writer; it stops when the last handle is dropped.
    pub(crate) fn start(context: WriterContext) -> Self {
        let (queue, queued) = mpsc::channel(QUEUE_CAPACITY);
        let (context, queued) = (Arc::new(context), Arc::new(Mutex::new(queued)));
        let supervisor = context.metrics.supervisor.clone();
        supervisor.spawn("the ballot writer", move || run_writer(context.clone(), queued.clone()));
        Self { queue }
    }

    /// Records that a voter has joined.
    pub(crate) async fn join(
        &self,
        conference: ConferenceId,
        voter: Voter,
    ) -> Result<(), ServiceError> {
        self.submit(|reply| WriteRequest::Join { conference, voter, reply }).await
    }

    /// Casts a ballot; returns the stored one once it is on disk.
    pub(crate) async fn cast(&self, request: CastRequest) -> Result<StoredBallot, ServiceError> {
        self.submit(|reply| WriteRequest::Cast { request, reply }).await
    }

    /// Readiness probe: whether a small write can be committed in the same way as a ballot.
    pub(crate) async fn can_write(&self) -> bool {
        let written =
            tokio::time::timeout(PROBE_TIMEOUT, self.submit(|reply| WriteRequest::Probe { reply }))
                .await;
        matches!(written, Ok(Ok(())))
    }

    /// Writes that wait for the next commit.
    pub(crate) fn queue_length(&self) -> usize {
        self.queue.max_capacity() - self.queue.capacity()
    }

    async fn submit<T>(
        &self,
        request: impl FnOnce(Reply<T>) -> WriteRequest,
    ) -> Result<T, ServiceError> {
        let (reply, replied) = oneshot::channel();
        let stopped = || ServiceError::Stopped("the ballot writer");
        self.queue.send(request(reply)).await.map_err(|_| stopped())?;
        replied.await.map_err(|_| stopped())?
    }
}

impl WriteRequest {
    /// The round of a ballot; `None` for other writes.
    const fn round(&self) -> Option<&RoundId> {
        match self {
            Self::Cast { request, .. } => Some(&request.round),
            Self::Join { .. } | Self::Probe { .. } => None,
        }
    }

    const fn cast(&self) -> Option<&CastRequest> {
        match self {
            Self::Cast { request, .. } => Some(request),
            Self::Join { .. } | Self::Probe { .. } => None,
        }
    }

    /// The order of writes within a batch: probes, joins, then round by round. Two servers that
    /// lock the same rows in the same order cannot deadlock.
    const fn lock_order(&self) -> (Option<&RoundId>, Option<&Voter>) {
        match self {
            Self::Join { voter, .. } => (None, Some(voter)),
            Self::Cast { .. } | Self::Probe { .. } => (self.round(), None),
        }
    }

    /// Replies with the outcome; a caller that has gone away is ignored.
    fn complete(self, outcome: Outcome) {
        match (self, outcome) {
            (Self::Cast { reply, .. }, Outcome::Cast(result)) => drop(reply.send(result)),
            (Self::Join { reply, .. } | Self::Probe { reply }, Outcome::Done) => {
                drop(reply.send(Ok(())));
            }
            (write, _) => write.fail(),
        }
    }

    /// Replies that nothing was written. The cause is logged once for the whole batch.
    fn fail(self) {
        let error = ServiceError::App(AppError::NotStored);
        match self {
            Self::Join { reply, .. } | Self::Probe { reply } => drop(reply.send(Err(error))),
            Self::Cast { reply, .. } => drop(reply.send(Err(error))),
        }
    }
}

/// Commits one batch of queued writes after the other.
async fn run_writer(context: Arc<WriterContext>, queued: Arc<Mutex<mpsc::Receiver<WriteRequest>>>) {
    let mut queued = queued.lock().await;
    let (mut writes, mut refused) = (Vec::new(), 0_usize);
    let mut next_commit = Instant::now();
    while queued.recv_many(&mut writes, MAX_BATCH).await > 0 {
        tokio::time::sleep_until(next_commit).await;
        while writes.len() < MAX_BATCH
            && let Ok(write) = queued.try_recv()
        {
            writes.push(write);
        }
        next_commit = Instant::now() + COMMIT_INTERVAL;
        let count = writes.len();
        match commit(&context, std::mem::take(&mut writes)).await {
            Ok(()) if refused > 0 => {
                tracing::warn!(refused, "the database takes writes again");
                refused = 0;
            }
            Ok(()) => {}
            Err(error) => {
                // A full disk refuses thousands of writes a second: logged once, and when it is
                // over.
                if refused == 0 {
                    tracing::error!(%error, "the database takes no writes; phones keep theirs");
                }
                refused += count;
            }
        }
    }
}

/// Commits a batch in one transaction and replies to its callers.
async fn commit(context: &WriterContext, mut writes: Vec<WriteRequest>) -> Result<(), DbError> {
    writes.sort_by(|one, other| one.lock_order().cmp(&other.lock_order()));
    match write_batch(context, &writes).await {
        Ok(outcomes) => {
            for (write, outcome) in writes.into_iter().zip(outcomes) {
                write.complete(outcome);
            }
            Ok(())
        }
        Err(error) => {
            writes.into_iter().for_each(WriteRequest::fail);
            Err(error)
        }
    }
}

/// Writes a batch and commits it; the outcomes are in the order of the writes.
async fn write_batch(
    context: &WriterContext,
    writes: &[WriteRequest],
) -> Result<Vec<Outcome>, DbError> {
    let started = Instant::now();
    let mut tx = context.db.write().await?;
    let now = context.clock.now();
    save_others(&mut tx, writes, now).await?;
    let card_checker =
        CardChecker { secret: &context.secret, limiter: &context.card_rate_limiter, now };
    let mut outcomes = Vec::with_capacity(writes.len());
    for of_round in writes.chunk_by(|one, other| one.round() == other.round()) {
        match of_round.first().and_then(WriteRequest::round) {
            None => outcomes.extend(of_round.iter().map(|_| Outcome::Done)),
            Some(round) => {
                let requests: Vec<_> = of_round.iter().filter_map(WriteRequest::cast).collect();
                let cast = cast_ballots(&mut tx, round, &requests, card_checker).await?;
                outcomes.extend(cast.into_iter().map(Outcome::Cast));
            }
        }
    }
    tx.commit().await?;
    let counted =
        writes.iter().filter(|write| !matches!(write, WriteRequest::Probe { .. })).count();
    if let Ok(counted @ 1..) = u16::try_from(counted) {
        context.metrics.batches.writes.observe(f64::from(counted));
        context.metrics.batches.seconds.observe(started.elapsed().as_secs_f64());
    }
    Ok(outcomes)
}

/// Writes what is no ballot: joins, and what a probe asks for.
async fn save_others(tx: &mut Tx, writes: &[WriteRequest], now: Millis) -> Result<(), DbError> {
    let joins: Vec<Join<'_>> = writes
        .iter()
        .filter_map(|write| match write {
            WriteRequest::Join { conference, voter, .. } => {
                Some(Join { conference, voter, at: now })
            }
            WriteRequest::Cast { .. } | WriteRequest::Probe { .. } => None,
        })
        .collect();
    insert_participants(tx, &joins).await?;
    for join in &joins {
        tx.announce(Change::Votes(join.conference.clone()));
    }
    if writes.iter().any(|write| matches!(write, WriteRequest::Probe { .. })) {
        bump_revision(tx, PROBE_TOPIC).await?;
    }
    Ok(())
}
