//! The server's own count, as a monitor reads it from `/metrics`, compared with this program's.

use anyhow::{Context, Result};
use std::fmt;

/// The metrics of a server in the text format of Prometheus.
#[derive(Clone, Debug)]
pub(crate) struct Metrics(String);

/// What this program has counted and a fresh server counts too.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OwnCount {
    /// Phones that have joined.
    pub(crate) phones: u32,
    /// Ballots acknowledged.
    pub(crate) ballots: u32,
    /// Streams that are open.
    pub(crate) streams: u32,
    /// Requests that were repeated, each of which the server may have counted twice.
    pub(crate) repeated_requests: u32,
    /// Streams that were opened anew, the old ones of which the server may still hold.
    pub(crate) reopened_streams: u32,
}

/// How many writes the server committed at once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Batches {
    pub(crate) commits: f64,
    pub(crate) writes: f64,
    /// Time in commits, in seconds.
    pub(crate) seconds: f64,
}

impl Metrics {
    pub(crate) const fn new(text: String) -> Self {
        Self(text)
    }

    /// The value of a series.
    ///
    /// # Errors
    /// Where there is none.
    fn value(&self, series: &str) -> Result<f64> {
        let lines = self.0.lines().filter_map(|line| line.rsplit_once(' '));
        let found = lines.into_iter().find(|(name, _)| *name == series);
        let (_, value) = found.with_context(|| format!("/metrics has no {series}"))?;
        value.parse().with_context(|| format!("{series}: {value}"))
    }

    /// # Errors
    /// Where a series is missing.
    pub(crate) fn batches(&self) -> Result<Batches> {
        Ok(Batches {
            commits: self.value("miteinander_batch_writes_count")?,
            writes: self.value("miteinander_batch_writes_sum")?,
            seconds: self.value("miteinander_commit_seconds_sum")?,
        })
    }

    /// How the server's count differs from this program's.
    pub(crate) fn differences(&self, own: &OwnCount) -> Vec<String> {
        own.expected().iter().filter_map(|expected| expected.difference(self)).collect()
    }
}

/// A series, and the values it may have.
struct Expected {
    series: String,
    least: f64,
    /// How much more is possible.
    more: f64,
}

impl OwnCount {
    fn expected(&self) -> [Expected; 6] {
        let Self { phones, ballots, streams, repeated_requests, reopened_streams } = *self;
        let counted = |series: &str, least: u32| Expected {
            series: format!("miteinander_{series}"),
            least: least.into(),
            more: repeated_requests.into(),
        };
        let ballot = |outcome: &str| format!("ballots_total{{outcome=\"{outcome}\"}}");
        let answered =
            |route: &str| format!("requests_total{{route=\"/api/v1/{route}\",status=\"2xx\"}}");
        [
            counted(&ballot("acknowledged"), ballots),
            counted(&ballot("refused"), 0),
            counted(&answered("rounds/{id}/ballot"), ballots),
            counted(&answered("conferences/{code}/join"), phones),
            counted("batch_writes_sum", phones + ballots),
            Expected { more: reopened_streams.into(), ..counted("open_streams", streams) },
        ]
    }
}

impl Expected {
    fn difference(&self, metrics: &Metrics) -> Option<String> {
        let value = match metrics.value(&self.series) {
            Ok(value) => value,
            Err(error) => return Some(format!("{error:#}")),
        };
        let is_within = self.least <= value && value <= self.least + self.more;
        (!is_within).then(|| format!("{self}, and the server has counted {value}"))
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.series, self.least)?;
        if self.more > 0.0 {
            write!(formatter, " expected, or up to {} more", self.more)
        } else {
            write!(formatter, " expected")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# TYPE miteinander_ballots counter\n\
        miteinander_ballots_total{outcome=\"acknowledged\"} 50\n\
        miteinander_ballots_total{outcome=\"refused\"} 0\n\
        miteinander_requests_total{route=\"/api/v1/rounds/{id}/ballot\",status=\"2xx\"} 50\n\
        miteinander_requests_total{route=\"/api/v1/conferences/{code}/join\",status=\"2xx\"} 10\n\
        miteinander_open_streams 11\n\
        miteinander_batch_writes_sum 60.0\n\
        miteinander_batch_writes_count 6\n\
        miteinander_commit_seconds_sum 0.012\n# EOF\n";

    const OWN: OwnCount = OwnCount {
        phones: 10,
        ballots: 50,
        streams: 11,
        repeated_requests: 0,
        reopened_streams: 0,
    };

    #[test]
    fn equal_counts_do_not_differ() {
        let metrics = Metrics::new(TEXT.to_owned());
        assert_eq!(metrics.differences(&OWN), [""; 0]);
        let batches = Batches { commits: 6.0, writes: 60.0, seconds: 0.012 };
        assert_eq!(metrics.batches().unwrap(), batches);
    }

    #[test]
    fn a_ballot_that_the_server_did_not_count_is_a_difference() {
        let metrics = Metrics::new(TEXT.replace("acknowledged\"} 50", "acknowledged\"} 49"));
        let differences = metrics.differences(&OWN);
        assert_eq!(differences.len(), 1, "{differences:?}");
        assert!(differences[0].contains("50 expected, and the server has counted 49"));
    }

    #[test]
    fn a_repeated_request_may_have_been_counted_twice() {
        let metrics = Metrics::new(TEXT.replace("\"2xx\"} 50", "\"2xx\"} 51"));
        assert_eq!(metrics.differences(&OWN).len(), 1);
        let repeated = OwnCount { repeated_requests: 1, ..OWN };
        assert_eq!(metrics.differences(&repeated), [""; 0]);
    }

    #[test]
    fn a_missing_series_is_a_difference() {
        let metrics = Metrics::new(TEXT.replace("open_streams", "streams"));
        assert_eq!(metrics.differences(&OWN), ["/metrics has no miteinander_open_streams"]);
    }
}
