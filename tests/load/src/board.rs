//! The board: reads its stream on a separate thread, so that its timestamps are not delayed by ten
//! thousand phones.

use crate::events::{Event, Events};
use crate::http::{Request, Target};
use crate::stream::path;
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::thread;
use std::time::{Duration, Instant};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::timeout;

/// Timeout after which a page would reopen its stream.
const SILENCE: Duration = Duration::from_secs(30);
/// Maximum delay of an expected state.
const PATIENCE: Duration = Duration::from_secs(10);
/// Delay before a broken stream is reopened.
const REOPEN: Duration = Duration::from_secs(1);

/// Arrival time of a state, and its sum of dots.
type Arrived = (Instant, u64);

/// The board in the hall.
#[derive(Debug)]
pub(crate) struct Board {
    arriving: UnboundedReceiver<Result<Arrived>>,
    arrived: Vec<Arrived>,
    breaks: Vec<anyhow::Error>,
}

impl Board {
    /// Opens the stream and waits for its first state.
    ///
    /// # Errors
    /// Where there is none, or results are hidden.
    pub(crate) async fn open(target: &Target, code: &str) -> Result<Self> {
        let request = Request::get(&path(code, "board", "")).encode(&target.host);
        let (address, (sender, mut arriving)) = (target.address, unbounded_channel());
        thread::spawn(move || {
            // Without a receiver the measurement is over.
            while let Err(error) = listen(address, &request, &sender) {
                if sender.send(Err(error)).is_err() {
                    return;
                }
                thread::sleep(REOPEN);
            }
        });
        let first = timeout(PATIENCE, arriving.recv())
            .await
            .context("the board gets no state")?
            .context("the board is gone")??;
        Ok(Self { arriving, arrived: vec![first], breaks: Vec::new() })
    }

    /// Waits until the board shows at least this many dots.
    ///
    /// # Errors
    /// On timeout.
    pub(crate) async fn wait_for(&mut self, dots: u64) -> Result<()> {
        let gathered = timeout(PATIENCE, self.gather(dots)).await;
        gathered.with_context(|| format!("the board does not show {dots} dots"))?
    }

    async fn gather(&mut self, dots: u64) -> Result<()> {
        while self.arrived.last().is_none_or(|(_, shown)| *shown < dots) {
            match self.arriving.recv().await.context("the board is gone")? {
                Ok(state) => self.arrived.push(state),
                Err(error) => self.breaks.push(error),
            }
        }
        Ok(())
    }

    /// The error of each broken stream.
    pub(crate) fn breaks(&self) -> &[anyhow::Error] {
        &self.breaks
    }

    /// All states received, in order.
    pub(crate) fn arrived(&self) -> &[Arrived] {
        &self.arrived
    }
}

/// Forwards every state until the stream breaks or the receiver is dropped.
fn listen(
    address: SocketAddr,
    request: &str,
    states: &UnboundedSender<Result<Arrived>>,
) -> Result<()> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(SILENCE))?;
    stream.write_all(request.as_bytes())?;
    let (mut events, mut piece) = (Events::default(), [0; 16 * 1024]);
    loop {
        let read = stream.read(&mut piece).context("the board's stream")?;
        let now = Instant::now();
        ensure!(read > 0, "the server has closed the board's stream");
        events.received.extend_from_slice(&piece[..read]);
        while let Some(event) = events.take_event()? {
            let Some(dots) = dots(&event)? else { continue };
            if states.send(Ok((now, dots))).is_err() {
                return Ok(());
            }
        }
    }
}

/// The sum of dots in a state; `None` for other events.
fn dots(event: &Event) -> Result<Option<u64>> {
    if event.name != "state" {
        return Ok(None);
    }
    let state: Value = serde_json::from_str(&event.data)?;
    let fields = state
        .pointer("/results/shown")
        .and_then(Value::as_array)
        .context("the board shows no results: are they hidden?")?;
    let of_field = |field: &Value| field.pointer("/votes/dots").and_then(Value::as_u64);
    let dots: Option<u64> = fields.iter().map(of_field).sum();
    Ok(Some(dots.context("a field without a sum of dots")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(name: &str, data: &str) -> Event {
        Event { name: name.to_owned(), id: String::new(), data: data.to_owned() }
    }

    #[test]
    fn the_dots_of_a_state_are_summed_up() {
        let data = r#"{"new": 1, "results": {"shown": [{"votes": {"dots": 3}, "rows": []}, {"votes": {"dots": 4}}]}}"#;
        assert_eq!(dots(&event("state", data)).unwrap(), Some(7));
        assert_eq!(dots(&event("beat", "")).unwrap(), None);
    }

    #[test]
    fn hidden_results_cannot_be_measured() {
        assert!(dots(&event("state", r#"{"results": "hidden"}"#)).is_err());
    }
}
