//! The burst: all phones place their dots, beginning at one moment.

use crate::delay::Delay;
use crate::hall::Pace;
use crate::phone::{Acknowledged, Phone};
use crate::process::Usage;
use crate::slate::Slate;
use anyhow::Result;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::Instant;

/// Until every phone has its finger above the glass.
const GET_READY: Duration = Duration::from_millis(500);

/// How it went.
#[derive(Debug)]
pub(crate) struct Burst {
    pub(crate) begin: Instant,
    /// Of all phones, in the order of time.
    pub(crate) acknowledged: Vec<Acknowledged>,
    /// Where each phone's acknowledged dots lie.
    pub(crate) ballots: Vec<Vec<String>>,
    /// Why phones gave up.
    pub(crate) given_up: Vec<String>,
    /// How late this program was.
    pub(crate) delay: Vec<Duration>,
    /// Processor time of the server, and of this program.
    pub(crate) server: Option<Duration>,
    pub(crate) own: Option<Duration>,
    /// They stay until the measurement is over.
    pub(crate) phones: Vec<Phone>,
}

/// Lets all phones vote; `most` dots each where that is said.
///
/// # Errors
/// Where this program itself fails; what a phone meets is part of the result.
pub(crate) async fn vote(
    phones: Vec<Phone>,
    (slate, most): (Arc<Slate>, Option<usize>),
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
            let taps = slate.taps(phone.number, most);
            let first = pace.first_tap(phone.number, count);
            let voted = phone.vote((&slate.round, &taps), (begin, first), pace).await;
            let counted = taps.iter().take(voted.acknowledged.len());
            (counted.map(|tap| (*tap).to_owned()).collect::<Vec<_>>(), voted)
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
