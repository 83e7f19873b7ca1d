//! The live stream of a phone over its own connection.

use crate::events::Events;
use crate::hall::{Hall, Retry};
use crate::http::Request;
use crate::reception::Reception;
use anyhow::Result;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::time::sleep;

/// Timeout after which the page reopens its stream: three heartbeats.
const SILENCE: Duration = Duration::from_secs(30);
/// Delay before a stream is reopened.
const REOPEN: Duration = Duration::from_secs(1);

/// Follows the conference until it is cancelled; a broken stream is reopened.
pub(crate) async fn follow(hall: Arc<Hall>, phone: usize, reception: Arc<Mutex<Reception>>) {
    let mut version = String::new();
    loop {
        if let Err(error) = listen(&hall, phone, &reception, &mut version).await {
            hall.note_failure(Retry::Stream, format!("{error:#}"));
        }
        sleep(REOPEN).await;
    }
}

/// Path of a stream that resumes after a version.
pub(crate) fn path(code: &str, audience: &str, version: &str) -> String {
    format!("/api/v1/live/{code}?audience={audience}&after={version}")
}

/// One stream, until it breaks.
async fn listen(
    hall: &Hall,
    phone: usize,
    reception: &Mutex<Reception>,
    version: &mut String,
) -> Result<()> {
    let (mut connection, turn) = hall.connect().await?;
    let path = path(&hall.code, "phone", version);
    connection.send(&Request::get(&path).encode(&hall.target.host)).await?;
    let mut events = Events::default();
    connection.receive(&mut events.received, SILENCE).await?;
    drop(turn);
    loop {
        while let Some(event) = events.take_event()? {
            let now = Instant::now();
            let mut reception = reception.lock().unwrap_or_else(PoisonError::into_inner);
            match event.name.as_str() {
                "state" => {
                    reception.record_state(phone, &event.id, &event.data, now);
                    *version = event.id;
                }
                "beat" => reception.record_heartbeat(),
                _ => {}
            }
        }
        connection.receive(&mut events.received, SILENCE).await?;
    }
}
