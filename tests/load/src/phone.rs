//! One phone: joins, loads the conference, places its dots.
//!
//! Like a real one it sends its whole ballot, one request at a time, retries with the same
//! revision until it is acknowledged, and uses the same back-off.

use crate::hall::{Hall, Retry};
use crate::http::{Answer, Connection, Request};
use crate::pool::Pool;
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, sleep, sleep_until};

/// The back-off of `shared::outbox`, without jitter.
const MIN_BACKOFF: Duration = Duration::from_millis(500);
const MAX_BACKOFF: Duration = Duration::from_secs(8);
/// Attempts before a phone gives up; a real one never does.
const MAX_ATTEMPTS: u32 = 20;

/// A participant's phone.
#[derive(Debug)]
pub(crate) struct Phone {
    pub(crate) number: usize,
    hall: Arc<Hall>,
    connection: Option<Connection>,
    cookie: Option<String>,
}

/// An acknowledged dot. Times are relative to the start of the burst.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Acknowledged {
    /// The planned time of the tap, not the time this program processed it.
    pub(crate) tapped: Duration,
    pub(crate) at: Duration,
}

/// When a phone places its dots.
#[derive(Clone, Copy)]
pub(crate) struct Start {
    /// The start of the burst.
    pub(crate) begin: Instant,
    /// From there to the first tap.
    pub(crate) first: Duration,
    /// From an acknowledgement to the next tap.
    pub(crate) pause: Duration,
}

/// The result of voting on one phone.
#[derive(Debug)]
pub(crate) struct Voted {
    /// The phone with its connection, which stays open.
    pub(crate) phone: Phone,
    /// One for each dot, in order.
    pub(crate) acknowledged: Vec<Acknowledged>,
    /// Why the next dot was not acknowledged.
    pub(crate) failure: Option<anyhow::Error>,
}

impl Phone {
    pub(crate) fn new(number: usize, hall: Arc<Hall>) -> Self {
        Self { number, hall, connection: None, cookie: None }
    }

    /// Joins the conference.
    ///
    /// # Errors
    /// Where the server rejects the request or cannot be reached for long.
    pub(crate) async fn join(&mut self) -> Result<()> {
        let path = format!("/api/v1/conferences/{}/join", self.hall.code);
        let request = Request { method: "POST", body: Some("{}"), ..Request::get(&path) };
        self.deliver(request).await?;
        Ok(())
    }

    /// Loads the conference and the ballot, as the page does, and stores the device cookie.
    ///
    /// # Errors
    /// Where the server rejects the request, sets no cookie, or cannot be reached for long.
    pub(crate) async fn load(&mut self) -> Result<()> {
        let path = format!("/api/v1/conferences/{}/phone", self.hall.code);
        let request = Request { is_compressed: !self.hall.is_plain, ..Request::get(&path) };
        let answer = self.deliver(request).await?;
        if self.cookie.is_none() {
            self.cookie = Some(answer.cookie.context("no cookie to vote with")?);
        }
        Ok(())
    }

    /// Places one dot after the other, each after the acknowledgement of the one before.
    pub(crate) async fn vote(mut self, round: &str, taps: &[&str], start: Start) -> Voted {
        let Start { begin, first, pause } = start;
        let path = format!("/api/v1/rounds/{round}/ballot");
        let mut dots: BTreeMap<&str, u32> = BTreeMap::new();
        let mut acknowledged = Vec::with_capacity(taps.len());
        let mut tap = begin + first;
        for (revision, challenge) in (1..).zip(taps) {
            // A timer in the past would still wait for the next millisecond.
            if tap > Instant::now() {
                sleep_until(tap).await;
            }
            *dots.entry(challenge).or_default() += 1;
            let body = json!({ "revision": revision, "dots": dots }).to_string();
            if let Err(error) = self.cast(&path, &body, revision).await {
                return Voted { phone: self, acknowledged, failure: Some(error) };
            }
            let now = Instant::now();
            acknowledged.push(Acknowledged { tapped: tap - begin, at: now - begin });
            tap = now + pause;
        }
        Voted { phone: self, acknowledged, failure: None }
    }

    async fn cast(&mut self, path: &str, body: &str, revision: u64) -> Result<()> {
        let is_compressed = !self.hall.is_plain;
        let request =
            Request { method: "PUT", body: Some(body), is_compressed, ..Request::get(path) };
        let answer = self.deliver(request).await?;
        if self.hall.is_plain {
            let body: Value = serde_json::from_slice(&answer.body)?;
            let held = body.pointer("/ballot/revision").and_then(Value::as_u64);
            ensure!(held == Some(revision), "revision {revision} was answered with {held:?}");
        }
        Ok(())
    }

    /// Sends until there is a response. A rejection is final.
    async fn deliver(&mut self, request: Request<'_>) -> Result<Answer> {
        let cookie = self.cookie.clone();
        let encoded =
            Request { cookie: cookie.as_deref(), ..request }.encode(&self.hall.target.host);
        let mut backoff = MIN_BACKOFF;
        for _ in 1..MAX_ATTEMPTS {
            match self.ask(&encoded).await.map(|answer| (is_final(answer.status), answer)) {
                Ok((true, answer)) => return accepted(answer),
                Ok((false, answer)) => self.note_failure(format!("status {}", answer.status)),
                Err(error) => self.note_failure(format!("{error:#}")),
            }
            sleep(backoff).await;
            backoff = (backoff * 2).min(MAX_BACKOFF);
        }
        accepted(self.ask(&encoded).await?)
    }

    fn note_failure(&self, reason: String) {
        self.hall.note_failure(Retry::Request, reason);
    }

    async fn ask(&mut self, request: &str) -> Result<Answer> {
        let pool = self.hall.pool.as_ref();
        let _place = match pool {
            Some(pool) => Some(pool.acquire().await?),
            None => None,
        };
        // Taken out of the pool, so that a failed one is not reused.
        let idle = pool.map_or_else(|| self.connection.take(), Pool::take);
        let (mut connection, _turn) = match idle {
            Some(connection) => (connection, None),
            None => self.hall.connect().await.map(|(connection, turn)| (connection, Some(turn)))?,
        };
        let answer = connection.ask(request).await?;
        match pool {
            Some(pool) => pool.release(connection),
            None => self.connection = Some(connection),
        }
        Ok(answer)
    }
}

/// Whether a retry would get the same response.
const fn is_final(status: u16) -> bool {
    !matches!(status, 408 | 429 | 500..)
}

fn accepted(answer: Answer) -> Result<Answer> {
    // A compressed body cannot be read here.
    let said = std::str::from_utf8(&answer.body).unwrap_or("--plain shows why");
    ensure!(answer.status == 200, "answered with {}: {said}", answer.status);
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rejection_is_final_and_a_failure_is_not() {
        assert!([200, 401, 409, 422].into_iter().all(is_final));
        assert!(![408, 429, 500, 503].into_iter().any(is_final));
    }
}
