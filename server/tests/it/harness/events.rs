//! Somebody who follows a conference live.

use reqwest::Response;
use serde::de::DeserializeOwned;
use shared::voting::join_code::JoinCode;
use std::time::Duration;

/// An open stream, and all that was heard on it.
pub(crate) struct Events {
    response: Response,
    heard: String,
    /// How much of it has been looked at.
    seen: usize,
}

impl Events {
    /// `audience` may carry more pairs for the address.
    pub(crate) async fn follow(address: &str, code: &JoinCode, audience: &str) -> Self {
        let url = format!("{address}/api/v1/live/{code}?audience={audience}");
        let response = reqwest::get(url).await.unwrap();
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Self { response, heard: String::new(), seen: 0 }
    }

    /// Everything so far, as it came.
    pub(crate) fn heard(&self) -> &str {
        &self.heard
    }

    /// Reads until a state satisfies; panics after ten seconds.
    pub(crate) async fn wait_for<T: DeserializeOwned>(
        &mut self,
        is_wanted: impl Fn(&T) -> bool,
    ) -> T {
        let read = async {
            loop {
                while let Some((event, _)) = self.heard[self.seen..].split_once("\n\n") {
                    self.seen += event.len() + 2;
                    let data = event.lines().find_map(|line| line.strip_prefix("data: "));
                    let state = data.and_then(|data| serde_json::from_str(data).ok());
                    if let Some(state) = state.filter(&is_wanted) {
                        return state;
                    }
                }
                let chunk = self.response.chunk().await.unwrap().expect("the stream ended");
                self.heard.push_str(std::str::from_utf8(&chunk).unwrap());
            }
        };
        tokio::time::timeout(Duration::from_secs(10), read).await.expect("the state did not come")
    }
}
