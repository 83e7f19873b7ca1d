//! A client of the event stream.

use reqwest::Response;
use serde::de::DeserializeOwned;
use shared::voting::join_code::JoinCode;
use std::time::Duration;

/// An open stream, and everything received on it.
pub(crate) struct Events {
    response: Response,
    received: String,
    /// Bytes of it that have been parsed.
    parsed: usize,
}

impl Events {
    /// `audience` may contain more query parameters.
    pub(crate) async fn follow(address: &str, code: &JoinCode, audience: &str) -> Self {
        let url = format!("{address}/api/v1/live/{code}?audience={audience}");
        let response = reqwest::get(url).await.unwrap();
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Self { response, received: String::new(), parsed: 0 }
    }

    /// The raw text received so far.
    pub(crate) fn received(&self) -> &str {
        &self.received
    }

    /// Reads until a state matches; panics after ten seconds.
    pub(crate) async fn wait_for<T: DeserializeOwned>(
        &mut self,
        matches_condition: impl Fn(&T) -> bool,
    ) -> T {
        let read = async {
            loop {
                while let Some((event, _)) = self.received[self.parsed..].split_once("\n\n") {
                    self.parsed += event.len() + 2;
                    let data = event.lines().find_map(|line| line.strip_prefix("data: "));
                    let state = data.and_then(|data| serde_json::from_str(data).ok());
                    if let Some(state) = state.filter(&matches_condition) {
                        return state;
                    }
                }
                let chunk = self.response.chunk().await.unwrap().expect("the stream ended");
                self.received.push_str(std::str::from_utf8(&chunk).unwrap());
            }
        };
        tokio::time::timeout(Duration::from_secs(10), read)
            .await
            .expect("no matching state arrived in time")
    }
}
