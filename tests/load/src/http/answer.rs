//! Incremental parsing of responses.

use super::Body;
use super::body::Chunk;
use anyhow::{Context, Result, ensure};

/// Maximum size of a response head in bytes.
const LARGEST_HEAD: usize = 16 * 1024;

/// A response with its body as transferred.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Name and value of a cookie to store.
    pub(crate) cookie: Option<String>,
    pub(crate) body: Vec<u8>,
}

/// The head of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) status: u16,
    cookie: Option<String>,
    pub(crate) body: Body,
}

/// Partially received responses of one connection.
#[derive(Debug, Default)]
pub(crate) struct Incoming {
    /// Received bytes that are not parsed yet.
    pub(crate) received: Vec<u8>,
    head: Option<Head>,
    body: Vec<u8>,
}

impl Incoming {
    /// The next response, once it is complete.
    ///
    /// # Errors
    /// Where it is not HTTP, or its length is not stated.
    pub(crate) fn take_answer(&mut self) -> Result<Option<Answer>> {
        if self.head.is_none() {
            self.head = Head::take(&mut self.received)?;
        }
        let Some(head) = &mut self.head else { return Ok(None) };
        if !head.body.take(&mut self.received, &mut self.body)? {
            return Ok(None);
        }
        let body = std::mem::take(&mut self.body);
        let answer = |head: Head| Answer { status: head.status, cookie: head.cookie, body };
        Ok(self.head.take().map(answer))
    }
}

impl Head {
    /// Takes a head from the received bytes, once it is complete.
    ///
    /// # Errors
    /// Where it is malformed.
    pub(crate) fn take(received: &mut Vec<u8>) -> Result<Option<Self>> {
        let Some(end) = received.windows(4).position(|four| four == b"\r\n\r\n") else {
            ensure!(received.len() < LARGEST_HEAD, "a head without its end");
            return Ok(None);
        };
        let head = Self::parse(std::str::from_utf8(&received[..end])?)?;
        received.drain(..end + 4);
        Ok(Some(head))
    }

    fn parse(text: &str) -> Result<Self> {
        let mut lines = text.split("\r\n");
        let status = lines
            .next()
            .and_then(|line| line.strip_prefix("HTTP/1.1 "))
            .and_then(|line| line.get(..3)?.parse().ok())
            .context("no status")?;
        let (mut length, mut is_chunked, mut cookie) = (None, false, None);
        for (name, value) in lines.filter_map(|line| line.split_once(':')) {
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = Some(value.parse()?),
                "transfer-encoding" => is_chunked = value.eq_ignore_ascii_case("chunked"),
                "set-cookie" => cookie = value.split(';').next().map(str::to_owned),
                _ => {}
            }
        }
        let body = match length {
            _ if is_chunked => Body::Chunked(Chunk::Length),
            Some(length) => Body::Sized(length),
            // These have no body by definition.
            None if matches!(status, 204 | 304) => Body::Sized(0),
            None => anyhow::bail!("an answer whose end is not known"),
        };
        Ok(Self { status, cookie, body })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\
        Set-Cookie: who=abc; Path=/; HttpOnly\r\n\r\nok\
        HTTP/1.1 404 Not Found\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n";

    fn answer(status: u16, cookie: Option<&str>, body: &[u8]) -> Answer {
        Answer { status, cookie: cookie.map(str::to_owned), body: body.to_vec() }
    }

    #[test]
    fn answers_follow_each_other_in_pieces_of_any_size() {
        for size in 1..TWO.len() {
            let (mut incoming, mut answers) = (Incoming::default(), Vec::new());
            for piece in TWO.chunks(size) {
                incoming.received.extend_from_slice(piece);
                while let Some(answer) = incoming.take_answer().unwrap() {
                    answers.push(answer);
                }
            }
            let expected = [answer(200, Some("who=abc"), b"ok"), answer(404, None, b"a")];
            assert_eq!(answers, expected, "pieces of {size}");
        }
    }

    #[test]
    fn an_answer_without_an_end_or_a_status_is_an_error() {
        let read = |text: &str| {
            let mut incoming = Incoming { received: text.into(), ..Incoming::default() };
            incoming.take_answer()
        };
        assert!(read("HTTP/1.1 200 OK\r\n\r\n").is_err());
        assert!(read("SSH-2.0\r\n\r\n").is_err());
        assert_eq!(read("HTTP/1.1 204 No Content\r\n\r\n").unwrap(), Some(answer(204, None, b"")));
    }
}
