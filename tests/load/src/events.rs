//! Server-sent events: parsing an endless response into events.

use crate::http::{Body, Head};
use anyhow::{Result, ensure};

/// One event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Event {
    pub(crate) name: String,
    /// Version of its state, for resuming a stream.
    pub(crate) id: String,
    pub(crate) data: String,
}

/// A partially received stream.
#[derive(Debug, Default)]
pub(crate) struct Events {
    /// Received bytes that are not parsed yet.
    pub(crate) received: Vec<u8>,
    body: Option<Body>,
    text: Vec<u8>,
    begun: Event,
    has_data: bool,
}

impl Events {
    /// The next event, once it is complete.
    ///
    /// # Errors
    /// Where the server rejected or ended the stream, or sent malformed data.
    pub(crate) fn take_event(&mut self) -> Result<Option<Event>> {
        self.take_text()?;
        while let Some(end) = self.text.iter().position(|byte| *byte == b'\n') {
            let line = String::from_utf8_lossy(&self.text[..end]).into_owned();
            self.text.drain(..=end);
            if let Some(event) = self.add(line.trim_end_matches('\r')) {
                return Ok(Some(event));
            }
        }
        Ok(None)
    }

    fn take_text(&mut self) -> Result<()> {
        if self.body.is_none() {
            let Some(head) = Head::take(&mut self.received)? else { return Ok(()) };
            ensure!(head.status == 200, "the stream was answered with {}", head.status);
            self.body = Some(head.body);
        }
        if let Some(body) = &mut self.body {
            ensure!(!body.take(&mut self.received, &mut self.text)?, "the stream has ended");
        }
        Ok(())
    }

    /// Adds a line; an empty one ends an event.
    fn add(&mut self, line: &str) -> Option<Event> {
        if line.is_empty() {
            let event = std::mem::take(&mut self.begun);
            return std::mem::take(&mut self.has_data).then_some(event);
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut self.begun.name),
            "id" => value.clone_into(&mut self.begun.id),
            "data" => {
                if self.has_data {
                    self.begun.data.push('\n');
                }
                self.begun.data.push_str(value);
                self.has_data = true;
            }
            // Comments begin with a colon.
            _ => {}
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";

    fn stream(chunks: &[&str]) -> String {
        let chunk = |text: &&str| format!("{:x}\r\n{text}\r\n", text.len());
        HEAD.to_owned() + &chunks.iter().map(chunk).collect::<String>()
    }

    fn read(text: &str, size: usize) -> Result<Vec<Event>> {
        let (mut events, mut found) = (Events::default(), Vec::new());
        for piece in text.as_bytes().chunks(size) {
            events.received.extend_from_slice(piece);
            while let Some(event) = events.take_event()? {
                found.push(event);
            }
        }
        Ok(found)
    }

    fn event(name: &str, id: &str, data: &str) -> Event {
        Event { name: name.to_owned(), id: id.to_owned(), data: data.to_owned() }
    }

    #[test]
    fn events_are_parsed_regardless_of_chunk_and_packet_boundaries() {
        let text = stream(&[
            "event: state\nid: a1\nda",
            "ta: {\"ä\":1}\n\n: hm\nevent:",
            "beat\ndata:\n\n",
        ]);
        let expected = [event("state", "a1", "{\"ä\":1}"), event("beat", "", "")];
        for size in 1..=text.len() {
            assert_eq!(read(&text, size).unwrap(), expected, "pieces of {size}");
        }
    }

    #[test]
    fn data_of_several_lines_is_one_text_and_an_event_without_any_is_none() {
        let text = stream(&["event: x\r\n\r\ndata: a\r\ndata:b\r\n\r\n"]);
        assert_eq!(read(&text, 4).unwrap(), [event("", "", "a\nb")]);
    }

    #[test]
    fn a_stream_that_ends_or_is_rejected_is_an_error() {
        assert!(read(&(stream(&[]) + "0\r\n\r\n"), 100).is_err());
        assert!(read("HTTP/1.1 503 No\r\ncontent-length: 0\r\n\r\n", 100).is_err());
    }
}
