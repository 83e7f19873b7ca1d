//! The report as a Markdown table: one row for each figure, with its target if there is one.

use crate::hall::{Retry, count_failures};
use crate::metrics::Batches;
use crate::percentiles::Summary;
use crate::plan::Plan;
use crate::run::Measured;
use std::fmt::Write as _;
use std::time::Duration;

/// Targets for ten thousand phones on two cores.
const JOINED: Duration = Duration::from_secs(20);
const ACKNOWLEDGED: Duration = Duration::from_millis(500);
const BEHIND: Duration = Duration::from_millis(700);
const RESIDENT: u64 = 300_000_000;
/// Ballots per second that the server must acknowledge.
const RATE: f64 = 2_000.0;

/// Name, value and target of a figure.
type Row = (String, String, String);

/// The whole report.
pub(crate) fn render(plan: &Plan, measured: &Measured) -> String {
    let mut text = String::from("\nMeasured on:\n\n");
    // Writing to a `String` does not fail.
    for (name, value) in &measured.machine {
        let _ = writeln!(text, "- {name}: {value}");
    }
    let _ = writeln!(text, "\n| | | bar at 10,000 phones |\n|---|---|---|");
    let rows = [arrival(plan, measured), burst(plan, measured), ending(plan, measured)];
    for (what, figure, bar) in rows.into_iter().flatten().chain(floor(measured)) {
        let _ = writeln!(text, "| {what} | {figure} | {bar} |");
    }
    for ((again, reason), count) in &measured.failures {
        let what = match again {
            Retry::Request => "requests repeated",
            Retry::Stream => "streams opened anew",
        };
        let _ = writeln!(text, "\n{} {what}: {reason}", grouped(*count));
    }
    let _ = writeln!(text, "\n{}", verdict(measured));
    text
}

fn verdict(measured: &Measured) -> String {
    let (dots, ballots) = (grouped(measured.counted.sum()), grouped(measured.counted.ballots));
    if measured.problems.is_empty() {
        return format!("Outcome: {dots} dots of {ballots} ballots, counted as acknowledged.");
    }
    let problems = measured.problems.iter().map(|problem| format!("- {problem}\n"));
    format!("Outcome: NOT AS IT MUST BE.\n\n{}", problems.collect::<String>())
}

fn arrival(plan: &Plan, measured: &Measured) -> Vec<Row> {
    let arrival = measured.arrival;
    let at_most = format!("≤ 20 s: {}", kept(arrival.joined <= JOINED));
    let answers = if plan.access.is_plain { "not compressed" } else { "compressed" };
    let stream = if plan.streams > 0 { "a stream each" } else { "without streams" };
    let connections = match plan.access.shared {
        Some(shared) => format!("{stream}, {shared} connections for all requests"),
        None => format!("{stream}, a connection each for requests"),
    };
    vec![
        row("phones", format!("{}, {connections}, answers {answers}", grouped(plan.phones as u64))),
        row("taps", pace(plan)),
        ("all have joined after".to_owned(), seconds(arrival.joined), at_most),
        row("all have read the conference after", seconds(arrival.read)),
        row("all streams stand, from the first opening", seconds(measured.standing)),
    ]
}

fn pace(plan: &Plan) -> String {
    let first = match plan.pace.spread {
        Duration::ZERO => "all at once".to_owned(),
        spread => format!("the first within {}", seconds(spread)),
    };
    match plan.pace.pause {
        Duration::ZERO => format!("{first}, the next when the last is acknowledged"),
        pause => format!("{first}, the next {} after the acknowledgement", seconds(pause)),
    }
}

fn burst(plan: &Plan, measured: &Measured) -> Vec<Row> {
    let burst = &measured.burst;
    let count = burst.acknowledged.len() as u64;
    let took = burst.acknowledged.last().map_or(Duration::ZERO, |last| last.at);
    let rate = per_second(count, took);
    let latencies = Summary::of(
        burst.acknowledged.iter().map(|one| one.at.saturating_sub(one.tapped)).collect(),
    );
    let lags = Summary::of(measured.behind.lags.samples.clone());
    let never = measured.behind.lags.never_shown;
    let given_up = burst.given_up.len() as u64;
    let latency = |what: &str, times: Option<Summary>, most: Duration| {
        let bar =
            |times: Summary| format!("p99 ≤ {}: {}", milliseconds(most), kept(times.p99 <= most));
        (format!("{what}: p50, p99, max"), spread(times), times.map(bar).unwrap_or_default())
    };
    vec![
        row("ballots acknowledged", format!("{} in {}", grouped(count), seconds(took))),
        ("a second".to_owned(), whole(rate), rate_bar(plan, rate)),
        latency("tap to acknowledgement", latencies, ACKNOWLEDGED),
        latency("acknowledgement to board", lags, BEHIND),
        row(
            "states on the board; dots it never showed",
            format!("{}; {never}", measured.behind.states),
        ),
        row("repeats of requests", failed(measured, Retry::Request)),
        row("errors: phones that gave up", grouped(given_up)),
        row("processor time in the burst: server", time(burst.server)),
        row("the same for each ballot", each(burst.server, count)),
        row(
            "writes of one commit, and its time (all joins and ballots)",
            commits(measured.batches),
        ),
        row("processor time in the burst: this program", time(burst.own)),
        row("this program was late by: p50, p99, max", spread(Summary::of(burst.delay.clone()))),
    ]
}

/// With pauses the phones may request less than the server must handle.
fn rate_bar(plan: &Plan, rate: f64) -> String {
    let pause = plan.pace.pause;
    let is_asked = pause.is_zero() || per_second(plan.phones as u64, pause) >= RATE;
    match (rate >= RATE, is_asked) {
        (false, false) => format!("≥ {}: not asked for", whole(RATE)),
        (is_kept, _) => format!("≥ {}: {}", whole(RATE), kept(is_kept)),
    }
}

fn ending(plan: &Plan, measured: &Measured) -> Vec<Row> {
    let (ending, phones) = (&measured.ending, grouped(plan.phones as u64));
    let mut rows = vec![row(
        "streams that were opened anew; beats",
        format!("{}; {}", failed(measured, Retry::Stream), grouped(ending.beats)),
    )];
    if let Some((heard, last)) = ending.closed {
        let figure =
            format!("{} of {phones}, the last after {}", grouped(heard as u64), seconds(last));
        rows.push(row("streams that heard of the round's closing", figure));
    }
    if let Some(usage) = ending.usage {
        let bar = format!("≤ {}: {}", megabytes(RESIDENT), kept(usage.resident <= RESIDENT));
        rows.push((
            "memory of the server at the end (VmRSS)".to_owned(),
            megabytes(usage.resident),
            bar,
        ));
        rows.push(row("the most there was (VmHWM)", megabytes(usage.peak)));
    }
    rows
}

fn failed(measured: &Measured, wanted: Retry) -> String {
    grouped(count_failures(&measured.failures, wanted))
}

fn floor(measured: &Measured) -> Vec<Row> {
    let Some(floor) = measured.floor else { return Vec::new() };
    vec![
        row("floor: bare commits of one insert, a second", whole(floor.commits)),
        row("floor: bare fsyncs of 4 kB, a second", whole(floor.syncs)),
    ]
}

fn row(what: &str, figure: String) -> Row {
    (what.to_owned(), figure, String::new())
}

const fn kept(is_kept: bool) -> &'static str {
    if is_kept { "kept" } else { "MISSED" }
}

fn spread(summary: Option<Summary>) -> String {
    let parts = summary.map(|times| [times.p50, times.p99, times.max].map(milliseconds));
    parts.map_or_else(|| "not known".to_owned(), |parts| parts.join(", "))
}

fn time(time: Option<Duration>) -> String {
    time.map_or_else(|| "not known".to_owned(), seconds)
}

/// Processor time divided by ballots.
fn each(time: Option<Duration>, count: u64) -> String {
    let each =
        time.zip(u32::try_from(count).ok()).and_then(|(time, count)| time.checked_div(count));
    each.map_or_else(|| "not known".to_owned(), |each| format!("{} µs", each.as_micros()))
}

fn commits(batches: Option<Batches>) -> String {
    batches.map_or_else(
        || "not known".to_owned(),
        |Batches { commits, writes, seconds }| {
            format!("{:.1} in {:.1} ms", writes / commits, seconds / commits * 1e3)
        },
    )
}

fn seconds(time: Duration) -> String {
    format!("{:.2} s", time.as_secs_f64())
}

fn milliseconds(time: Duration) -> String {
    format!("{:.0} ms", time.as_secs_f64() * 1e3)
}

fn megabytes(bytes: u64) -> String {
    format!("{} MB", grouped(bytes / 1_000_000))
}

fn per_second(count: u64, time: Duration) -> f64 {
    let count = u32::try_from(count).map_or(f64::INFINITY, f64::from);
    if time.is_zero() { 0.0 } else { count / time.as_secs_f64() }
}

/// A rate without its insignificant fraction.
fn whole(rate: f64) -> String {
    let digits = format!("{rate:.0}");
    digits.parse().map_or(digits, grouped)
}

/// With thousands separators.
fn grouped(number: u64) -> String {
    match number {
        0..1_000 => number.to_string(),
        _ => format!("{},{:03}", grouped(number / 1_000), number % 1_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        let numbers = [0, 999, 1_000, 300_000, 12_345_678].map(grouped);
        assert_eq!(numbers, ["0", "999", "1,000", "300,000", "12,345,678"]);
        assert_eq!(whole(2_000.4), "2,000");
    }

    #[test]
    fn a_rate_is_of_the_time_it_took() {
        assert!((per_second(500, Duration::from_millis(250)) - 2_000.0).abs() < 1e-9);
        assert!(per_second(0, Duration::ZERO).abs() < 1e-9);
    }
}
