//! Counts and durations of use cases, in the text format of Prometheus.
//!
//! Owns names, labels and buckets. Labels come from the code only (an outcome, the name of a task),
//! never from a request, so that their number is fixed and nobody can be recognised by them.

use crate::tasks::Supervisor;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

/// Seconds; the bars of docs/PERFORMANCE.md are 10 ms at 10,000 offers and 40 ms at 100,000.
const SEARCH_BUCKETS: [f64; 7] = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.2];
/// Seconds; a phone waits for its commit and at most one before, within half a second in all.
const COMMIT_BUCKETS: [f64; 8] = [0.001, 0.002, 0.005, 0.01, 0.05, 0.1, 0.25, 2.0];
/// Writes; the largest batch has 512.
const BATCH_BUCKETS: [f64; 7] = [1.0, 2.0, 8.0, 32.0, 128.0, 256.0, 512.0];

/// One label and its value, both from the code.
pub(crate) type Label = [(&'static str, &'static str); 1];

/// All metrics of the use cases; clones share their values.
#[derive(Clone, Debug, Default)]
pub(crate) struct Metrics {
    pub(crate) supervisor: Supervisor,
    pub(crate) open_streams: OpenStreams,
    pub(crate) batches: BatchMetrics,
    pub(crate) searches: SearchMetrics,
    pub(crate) ballots: BallotMetrics,
}

/// Event streams that are open now.
#[derive(Clone, Debug, Default)]
pub(crate) struct OpenStreams(Gauge);

/// Counts as one open stream until it is dropped.
#[derive(Debug)]
pub(crate) struct OpenStream(Gauge);

impl OpenStreams {
    pub(crate) fn enter(&self) -> OpenStream {
        self.0.inc();
        OpenStream(self.0.clone())
    }
}

impl Drop for OpenStream {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// Commits of the ballot writer; readiness probes are left out.
#[derive(Clone, Debug)]
pub(crate) struct BatchMetrics {
    pub(crate) writes: Histogram,
    pub(crate) seconds: Histogram,
}

impl Default for BatchMetrics {
    fn default() -> Self {
        Self { writes: Histogram::new(BATCH_BUCKETS), seconds: Histogram::new(COMMIT_BUCKETS) }
    }
}

/// Time taken by searches.
#[derive(Clone, Debug)]
pub(crate) struct SearchMetrics {
    pub(crate) seconds: Histogram,
}

impl Default for SearchMetrics {
    fn default() -> Self {
        Self { seconds: Histogram::new(SEARCH_BUCKETS) }
    }
}

/// Ballots by what became of them.
#[derive(Clone, Debug)]
pub(crate) struct BallotMetrics(Family<Label, Counter>);

/// What became of a ballot.
#[derive(Clone, Copy, Debug)]
pub(crate) enum BallotOutcome {
    /// It is on disk.
    Acknowledged,
    /// Forbidden by a rule, or the caller may not vote.
    Refused,
    /// The database took no writes, or the server failed; the phone sends it again.
    NotStored,
}

impl BallotOutcome {
    const ALL: [Self; 3] = [Self::Acknowledged, Self::Refused, Self::NotStored];

    const fn label(self) -> Label {
        let value = match self {
            Self::Acknowledged => "acknowledged",
            Self::Refused => "refused",
            Self::NotStored => "not_stored",
        };
        [("outcome", value)]
    }
}

impl Default for BallotMetrics {
    /// Every series is there from the start: an alert on one that appears later misses its first
    /// increase.
    fn default() -> Self {
        let counts = Family::default();
        for outcome in BallotOutcome::ALL {
            drop(counts.get_or_create(&outcome.label()));
        }
        Self(counts)
    }
}

impl BallotMetrics {
    pub(crate) fn count(&self, outcome: BallotOutcome) {
        self.0.get_or_create(&outcome.label()).inc();
    }
}

impl Metrics {
    /// Registers what is counted as it happens.
    pub(crate) fn register(&self, registry: &mut Registry) {
        let Self { supervisor, open_streams, batches, searches, ballots } = self.clone();
        registry.register("open_streams", "Open event streams", open_streams.0);
        registry.register("ballots", "Ballots received, by what became of them", ballots.0);
        registry.register("batch_writes", "Joins and ballots of one commit", batches.writes);
        registry.register("commit_seconds", "Time to commit a batch", batches.seconds);
        registry.register("search_seconds", "Time to find offers", searches.seconds);
        let restarts = supervisor.restarts;
        registry.register("task_restarts", "Tasks that panicked and were restarted", restarts);
    }
}
