//! All phones together: how they join, and their streams.

use crate::hall::Hall;
use crate::phone::Phone;
use crate::reception::Reception;
use crate::stream::follow;
use anyhow::{Context, Result, ensure};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;
use tokio::time::sleep;

/// Timeout until all streams have received a state.
const PATIENCE: Duration = Duration::from_mins(1);
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// Times of joining, from the start of the first phone.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Arrival {
    /// Until the last phone had joined.
    pub(crate) joined: Duration,
    /// Until the last phone had loaded the conference.
    pub(crate) read: Duration,
}

/// Lets this many phones join and load the conference, all at once.
///
/// # Errors
/// Where one of them fails.
pub(crate) async fn join(hall: &Arc<Hall>, count: usize) -> Result<(Vec<Phone>, Arrival)> {
    let start = Instant::now();
    let mut tasks = JoinSet::new();
    for number in 0..count {
        let mut phone = Phone::new(number, Arc::clone(hall));
        tasks.spawn(async move {
            phone.load().await?;
            let read = start.elapsed();
            phone.join().await?;
            anyhow::Ok((phone, Arrival { joined: start.elapsed(), read }))
        });
    }
    let (mut phones, mut arrival) = (Vec::with_capacity(count), Arrival::default());
    while let Some(arrived) = tasks.join_next().await {
        let (phone, Arrival { joined, read }) = arrived?.context("a phone cannot join")?;
        phones.push(phone);
        arrival.joined = arrival.joined.max(joined);
        arrival.read = arrival.read.max(read);
    }
    Ok((phones, arrival))
}

/// The live streams of all phones; dropped together with it.
#[derive(Debug)]
pub(crate) struct Streams {
    reception: Arc<Mutex<Reception>>,
    /// Aborted when dropped.
    _tasks: JoinSet<()>,
}

impl Streams {
    /// Opens a stream for each phone, and returns the time until the last one had its first state.
    ///
    /// # Errors
    /// On timeout.
    pub(crate) async fn open(hall: &Arc<Hall>, count: usize) -> Result<(Self, Duration)> {
        let start = Instant::now();
        let reception = Arc::new(Mutex::new(Reception::new(count)));
        let mut tasks = JoinSet::new();
        for phone in 0..count {
            tasks.spawn(follow(Arc::clone(hall), phone, Arc::clone(&reception)));
        }
        let streams = Self { reception, _tasks: tasks };
        let (phones, standing) = streams.wait_until(count, start, |_| true).await;
        ensure!(phones == count, "only {phones} of {count} streams stand after a minute");
        Ok((streams, standing))
    }

    /// Waits until this many phones have a state that satisfies the condition: returns how many
    /// do, and when the last one received it, relative to `start`.
    pub(crate) async fn wait_until(
        &self,
        count: usize,
        start: Instant,
        is_it: impl Fn(&str) -> bool,
    ) -> (usize, Duration) {
        loop {
            let (phones, last) = self.reception().holding(&is_it);
            if phones >= count || start.elapsed() > PATIENCE {
                let took =
                    last.map_or(Duration::ZERO, |last| last.saturating_duration_since(start));
                return (phones, took);
            }
            sleep(LOOK_EVERY).await;
        }
    }

    /// What has been received so far.
    pub(crate) fn reception(&self) -> MutexGuard<'_, Reception> {
        self.reception.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
