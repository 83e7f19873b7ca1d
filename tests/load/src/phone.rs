//! One phone: joins, reads the conference, places its dots.
//!
//! As the real one it sends its whole ballot, one request at a time, again and again with the
//! same revision until it is acknowledged, and waits as long before each repetition.

use crate::hall::{Again, Hall, Pace};
use crate::http::{Answer, Connection, Request};
use crate::pool::Pool;
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, sleep, sleep_until};

/// Waits of `shared::outbox`, without chance.
const FIRST_WAIT: Duration = Duration::from_millis(500);
const LONGEST_WAIT: Duration = Duration::from_secs(8);
/// Sendings after which a phone gives up; a real one never does.
const SENDINGS: u32 = 20;

/// A participant's phone.
#[derive(Debug)]
pub(crate) struct Phone {
    pub(crate) number: usize,
    hall: Arc<Hall>,
    connection: Option<Connection>,
    cookie: Option<String>,
}

/// An acknowledged dot. Times are since the beginning of the burst.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Acknowledged {
    /// When the finger was to touch the glass, not when this program got round to it.
    pub(crate) tapped: Duration,
    pub(crate) at: Duration,
}

/// How voting went on one phone.
#[derive(Debug)]
pub(crate) struct Voted {
    /// The phone, connection and all: it stays in the hall.
    pub(crate) phone: Phone,
    /// One for each dot, from the first on.
    pub(crate) acknowledged: Vec<Acknowledged>,
    /// Why the next dot was not acknowledged.
    pub(crate) failure: Option<anyhow::Error>,
}

impl Phone {
    pub(crate) fn new(number: usize, hall: Arc<Hall>) -> Self {
        Self { number, hall, connection: None, cookie: None }
    }

    /// Becomes a participant.
    ///
    /// # Errors
    /// Where the server refuses or cannot be reached for long.
    pub(crate) async fn join(&mut self) -> Result<()> {
        let path = format!("/api/v1/conferences/{}/join", self.hall.code);
        let request = Request { method: "POST", body: Some("{}"), ..Request::get(&path) };
        self.deliver(request).await?;
        Ok(())
    }

    /// Reads the conference and the ballot, as the page does, and keeps the device's number.
    ///
    /// # Errors
    /// Where the server refuses, gives no cookie, or cannot be reached for long.
    pub(crate) async fn read(&mut self) -> Result<()> {
        let path = format!("/api/v1/conferences/{}/phone", self.hall.code);
        let request = Request { is_compressed: !self.hall.is_plain, ..Request::get(&path) };
        let answer = self.deliver(request).await?;
        if self.cookie.is_none() {
            self.cookie = Some(answer.cookie.context("no cookie to vote with")?);
        }
        Ok(())
    }

    /// Gives a dot to one challenge after the other, each acknowledged before the next.
    pub(crate) async fn vote(
        mut self,
        (round, taps): (&str, &[&str]),
        (begin, first): (Instant, Duration),
        pace: Pace,
    ) -> Voted {
        let path = format!("/api/v1/rounds/{round}/ballot");
        let mut dots: BTreeMap<&str, u32> = BTreeMap::new();
        let mut acknowledged = Vec::with_capacity(taps.len());
        let mut tap = begin + first;
        for (revision, challenge) in (1..).zip(taps) {
            // A timer that is over waits for the next millisecond all the same.
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
            tap = now + pace.pause;
        }
        Voted { phone: self, acknowledged, failure: None }
    }

    async fn cast(&mut self, path: &str, body: &str, revision: u64) -> Result<()> {
        let is_compressed = !self.hall.is_plain;
        let request =
            Request { method: "PUT", body: Some(body), is_compressed, ..Request::get(path) };
        let answer = self.deliver(request).await?;
        if self.hall.is_plain {
            let held: Value = serde_json::from_slice(&answer.body)?;
            let held = held.pointer("/ballot/revision").and_then(Value::as_u64);
            ensure!(held == Some(revision), "revision {revision} was answered with {held:?}");
        }
        Ok(())
    }

    /// Sends until it is answered. A refusal is final.
    async fn deliver(&mut self, request: Request<'_>) -> Result<Answer> {
        let cookie = self.cookie.clone();
        let request = Request { cookie: cookie.as_deref(), ..request };
        let request = request.encode(&self.hall.target.host);
        let mut wait = FIRST_WAIT;
        for _ in 1..SENDINGS {
            match self.ask(&request).await.map(|answer| (is_final(answer.status), answer)) {
                Ok((true, answer)) => return accepted(answer),
                Ok((false, answer)) => self.note_failure(format!("status {}", answer.status)),
                Err(error) => self.note_failure(format!("{error:#}")),
            }
            sleep(wait).await;
            wait = (wait * 2).min(LONGEST_WAIT);
        }
        accepted(self.ask(&request).await?)
    }

    fn note_failure(&self, reason: String) {
        self.hall.note_failure(Again::Request, reason);
    }

    async fn ask(&mut self, request: &str) -> Result<Answer> {
        let pool = self.hall.pool.as_ref();
        let _place = match pool {
            Some(pool) => Some(pool.place().await?),
            None => None,
        };
        // Taken out, so that one that has failed is not used again.
        let idle = pool.map_or_else(|| self.connection.take(), Pool::take);
        let (mut connection, _turn) = match idle {
            Some(connection) => (connection, None),
            None => self.hall.connect().await.map(|(connection, turn)| (connection, Some(turn)))?,
        };
        let answer = connection.ask(request).await?;
        match pool {
            Some(pool) => pool.give(connection),
            None => self.connection = Some(connection),
        }
        Ok(answer)
    }
}

/// Whether sending the same again would bring the same answer.
const fn is_final(status: u16) -> bool {
    !matches!(status, 408 | 429 | 500..)
}

fn accepted(answer: Answer) -> Result<Answer> {
    // A compressed one cannot be read here.
    let said = std::str::from_utf8(&answer.body).unwrap_or("--plain shows why");
    ensure!(answer.status == 200, "answered with {}: {said}", answer.status);
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_final_and_a_failure_is_not() {
        assert!([200, 401, 409, 422].into_iter().all(is_final));
        assert!(![408, 429, 500, 503].into_iter().any(is_final));
    }
}
