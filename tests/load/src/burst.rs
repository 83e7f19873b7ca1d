//! The burst: all phones start voting at the same moment.

use crate::delay::Delay;
use crate::hall::Pace;
use crate::phone::{Acknowledged, Phone, Start};
use crate::process::Usage;
use crate::slate::Slate;
use anyhow::Result;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::Instant;

/// Time for all tasks to start before the burst.
const GET_READY: Duration = Duration::from_millis(500);

/// The result of the burst.
#[derive(Debug)]
pub(crate) struct Burst {
    pub(crate) begin: Instant,
    /// Of all phones, in order of time.
    pub(crate) acknowledged: Vec<Acknowledged>,
    /// The acknowledged dots of each phone.
    pub(crate) ballots: Vec<Vec<String>>,
    /// Why phones gave up.
    pub(crate) given_up: Vec<String>,
    /// Scheduling delays of this program.
    pub(crate) delay: Vec<Duration>,
    /// CPU time of the server and of this program.
    pub(crate) server: Option<Duration>,
    pub(crate) own: Option<Duration>,
    /// Kept until the end of the measurement.
    pub(crate) phones: Vec<Phone>,
}

/// Lets all phones vote.
///
/// # Errors
/// Where this program itself fails; errors of phones are part of the result.
pub(crate) async fn vote(
    phones: Vec<Phone>,
    slate: Arc<Slate>,
    pace: Pace,
    server: Option<u32>,
) -> Result<Burst> {
    let processor = |process: Option<u32>| Some(Usage::of(process?)?.processor);
    let own = Some(std::process::id());
    let before = (processor(server), processor(own));
    let (begin, count) = (Instant::now() + GET_READY, phones.len());
    let mut tasks = JoinSet::new();
    for phone in phones {
        let slate = Arc::clone(&slate);
        tasks.spawn(async move {
            let taps = slate.taps(phone.number, pace.dots);
            let first = pace.first_tap(phone.number, count);
            let start = Start { begin, first, pause: pace.pause };
            let voted = phone.vote(&slate.round, &taps, start).await;
            let counted: Vec<String> =
                taps.iter().take(voted.acknowledged.len()).map(|tap| (*tap).to_owned()).collect();
            (counted, voted)
        });
    }
    let delay = Delay::watch();
    let mut burst = Burst::new(begin);
    while let Some(voted) = tasks.join_next().await {
        let (ballot, voted) = voted?;
        burst.ballots.push(ballot);
        burst.acknowledged.extend(voted.acknowledged);
        burst.given_up.extend(voted.failure.map(|error| format!("{error:#}")));
        burst.phones.push(voted.phone);
    }
    burst.acknowledged.sort_unstable_by_key(|one| one.at);
    burst.delay = delay.stop();
    let since = |before: Option<Duration>, process| processor(process)?.checked_sub(before?);
    (burst.server, burst.own) = (since(before.0, server), since(before.1, own));
    Ok(burst)
}

impl Burst {
    const fn new(begin: Instant) -> Self {
        Self {
            begin,
            acknowledged: Vec::new(),
            ballots: Vec::new(),
            given_up: Vec::new(),
            delay: Vec::new(),
            server: None,
            own: None,
            phones: Vec::new(),
        }
    }
}
