//! The sequence of a measurement: server, board, phones, streams, burst, results, closing.

use crate::board::Board;
use crate::burst::{self, Burst};
use crate::crowd::{Arrival, Streams, join};
use crate::floor::Floor;
use crate::hall::{Failures, Hall, Retry, count_failures};
use crate::http::{Connection, Request};
use crate::lag::{Lags, Shown, lags};
use crate::metrics::{Batches, Metrics, OwnCount};
use crate::outcome::{Tally, differences};
use crate::plan::{Own, Plan};
use crate::process::Usage;
use crate::server::Server;
use crate::slate::Slate;
use crate::{limits, machine};
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// All measurements.
#[derive(Debug)]
pub(crate) struct Measured {
    pub(crate) machine: Vec<(&'static str, String)>,
    /// Only with a server of our own.
    pub(crate) floor: Option<Floor>,
    pub(crate) arrival: Arrival,
    /// From opening the first stream to the first state of the last one.
    pub(crate) standing: Duration,
    pub(crate) burst: Burst,
    /// Acknowledged dots and ballots.
    pub(crate) counted: Tally,
    pub(crate) behind: BoardLag,
    pub(crate) ending: Ending,
    /// Only with a server of our own.
    pub(crate) batches: Option<Batches>,
    pub(crate) failures: Failures,
    /// Problems found.
    pub(crate) problems: Vec<String>,
}

/// The board during the burst.
#[derive(Debug)]
pub(crate) struct BoardLag {
    pub(crate) lags: Lags,
    pub(crate) states: usize,
}

/// What all streams have received, and the server's resource usage while they are open.
#[derive(Debug)]
pub(crate) struct Ending {
    /// Phones that received the closing of the round, and the time from the command to the last
    /// one; only with a server of our own.
    pub(crate) closed: Option<(usize, Duration)>,
    pub(crate) beats: u64,
    pub(crate) usage: Option<Usage>,
    /// What the server itself has counted; only with a server of our own.
    pub(crate) metrics: Option<Metrics>,
}

/// Runs the measurement.
///
/// # Errors
/// Where it fails before the burst; errors during the burst are part of the result.
pub(crate) async fn measure(plan: &Plan) -> Result<Measured> {
    limits::raise_open_files(plan.connections())?;
    let machine = machine::describe(plan.folder());
    let (hall, own) = plan.start().await?;
    let slate = Slate::read(&ask(&hall, &format!("conferences/{}/phone", hall.code)).await?)?;
    let result = format!("rounds/{}/result", slate.round);
    let mut board = Board::open(&hall.target, &hall.code).await?;
    let (phones, arrival) = join(&hall, plan.phones).await?;
    let (streams, standing) = Streams::open(&hall, plan.streams).await?;
    let before = Tally::read(&ask(&hall, &result).await?)?;
    eprintln!("{} phones have joined and begin to vote", plan.phones);
    let process = own.as_ref().map(|own| own.server.process());
    let burst = burst::vote(phones, Arc::new(slate), plan.pace, process).await?;
    let counted = counted(&burst);
    let shown = board.wait_for(before.sum() + counted.sum()).await;
    let after = Tally::read(&ask(&hall, &result).await?)?;
    let ending = end(own.as_ref(), &streams, plan.streams).await?;
    let mut problems = differences(&before, &counted, &after);
    problems.extend(shown.err().map(|error| format!("{error:#}")));
    problems.extend(unserved(&burst, &ending, plan.streams));
    for error in board.breaks() {
        hall.note_failure(Retry::Stream, format!("the board's: {error:#}"));
    }
    let behind = behind(&burst, &board, before.sum());
    let (floor, failures) = (own.as_ref().map(|own| own.floor), hall.failures());
    if let Some(metrics) = &ending.metrics {
        problems.extend(metrics.differences(&own_count(plan, &burst, &failures)?));
    }
    let batches = ending.metrics.as_ref().map(Metrics::batches).transpose()?;
    Ok(Measured {
        machine,
        floor,
        arrival,
        standing,
        burst,
        counted,
        behind,
        ending,
        batches,
        failures,
        problems,
    })
}

/// Sends one request to a path below `/api/v1`.
async fn ask(hall: &Hall, path: &str) -> Result<Value> {
    let request = Request::get(&format!("/api/v1/{path}")).encode(&hall.target.host);
    let server = || hall.target.host.clone();
    let mut connection = Connection::open(&hall.target, 0).await.with_context(server)?;
    let answer = connection.ask(&request).await.with_context(server)?;
    let said = String::from_utf8_lossy(&answer.body);
    ensure!(answer.status == 200, "{path} was answered with {}: {said}", answer.status);
    serde_json::from_slice(&answer.body).with_context(|| path.to_owned())
}

/// The acknowledged dots.
fn counted(burst: &Burst) -> Tally {
    let mut tally = Tally::default();
    for ballot in &burst.ballots {
        tally.add_ballot(ballot.iter().map(String::as_str));
    }
    tally
}

/// What the metrics of a fresh server must show.
fn own_count(plan: &Plan, burst: &Burst, failures: &Failures) -> Result<OwnCount> {
    Ok(OwnCount {
        phones: plan.phones.try_into()?,
        ballots: burst.acknowledged.len().try_into()?,
        // The board has one too.
        streams: u32::try_from(plan.streams)? + 1,
        repeated_requests: count_failures(failures, Retry::Request).try_into()?,
        reopened_streams: count_failures(failures, Retry::Stream).try_into()?,
    })
}

/// What phones should have received but did not.
fn unserved(burst: &Burst, ending: &Ending, phones: usize) -> Vec<String> {
    let given_up = burst.given_up.first().map(|why| {
        format!("{} phones gave up, the first one because: {why}", burst.given_up.len())
    });
    let deaf = ending.closed.filter(|(heard, _)| *heard < phones).map(|(heard, _)| {
        format!("only {heard} of {phones} phones heard that the round is closed")
    });
    given_up.into_iter().chain(deaf).collect()
}

/// The lag of the board; `base` is the number of dots before the burst.
fn behind(burst: &Burst, board: &Board, base: u64) -> BoardLag {
    let begin = burst.begin.into_std();
    let in_burst = board.arrived().iter().filter(|(at, _)| *at >= begin);
    let shown: Vec<_> = in_burst.map(|(at, dots)| Shown { at: *at - begin, dots: *dots }).collect();
    let acknowledged: Vec<_> = burst.acknowledged.iter().map(|one| one.at).collect();
    BoardLag { lags: lags(&acknowledged, &shown, base), states: shown.len() }
}

/// Closes the round of a server of our own, and collects what the streams have received.
async fn end(own: Option<&Own>, streams: &Streams, phones: usize) -> Result<Ending> {
    let (closed, metrics) = match own {
        Some(Own { server, .. }) => {
            (Some(close(server, streams, phones).await?), Some(server.metrics().await?))
        }
        None => (None, None),
    };
    let usage = own.and_then(|own| Usage::of(own.server.process()));
    Ok(Ending { closed, beats: streams.reception().heartbeats(), usage, metrics })
}

/// Closes the round and waits until all phones have received it.
async fn close(server: &Server, streams: &Streams, phones: usize) -> Result<(usize, Duration)> {
    let start = Instant::now();
    server.close_round().await?;
    let is_closed = |state: &str| {
        let state: Option<Value> = serde_json::from_str(state).ok();
        state.is_some_and(|state| state.pointer("/round/state") == Some(&Value::from("closed")))
    };
    Ok(streams.wait_until(phones, start, is_closed).await)
}
