//! A minimal HTTP/1.1 client for repeated requests over one connection.

use anyhow::{Context, Result, bail, ensure};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// Timeout of a response.
const PATIENCE: Duration = Duration::from_secs(30);

/// A persistent connection.
pub(crate) struct Connection<'a> {
    address: &'a str,
    stream: BufReader<TcpStream>,
    /// Sent with each request, once a response has set it.
    cookie: Option<String>,
}

/// A response with its body as transferred.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
    /// Where a redirect leads.
    pub(crate) location: Option<String>,
    pub(crate) cookie: Option<String>,
}

/// The content type of a form.
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";

/// What is posted.
pub(crate) struct Post<'a> {
    pub(crate) content_type: &'a str,
    pub(crate) body: &'a [u8],
}

impl<'a> Connection<'a> {
    pub(crate) fn open(address: &'a str) -> Result<Self> {
        let stream = TcpStream::connect(address)?;
        // A small request must not be delayed by Nagle's algorithm.
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self { address, stream: BufReader::new(stream), cookie: None })
    }

    /// Sends a request and waits for the complete response; `encoding` is the `Accept-Encoding`.
    pub(crate) fn get(&mut self, path: &str, encoding: &str) -> Result<Answer> {
        let head = format!("GET {} HTTP/1.1\r\naccept-encoding: {encoding}\r\n", encoded(path));
        self.send(&head, &[])
    }

    /// Posts and waits for the complete response, which is not compressed; a cookie that it sets is kept.
    pub(crate) fn post(&mut self, path: &str, post: &Post<'_>) -> Result<Answer> {
        let head = format!(
            "POST {} HTTP/1.1\r\ncontent-type: {}\r\ncontent-length: {}\r\n",
            encoded(path),
            post.content_type,
            post.body.len()
        );
        let answer = self.send(&head, post.body)?;
        self.cookie = answer.cookie.clone().or_else(|| self.cookie.take());
        Ok(answer)
    }

    fn send(&mut self, head: &str, body: &[u8]) -> Result<Answer> {
        let cookie = self.cookie.as_ref().map(|cookie| format!("cookie: {cookie}\r\n"));
        let head = format!("{head}host: {}\r\n{}\r\n", self.address, cookie.unwrap_or_default());
        let stream = self.stream.get_mut();
        stream.write_all(head.as_bytes())?;
        stream.write_all(body)?;
        read_answer(&mut self.stream)
    }
}

/// Percent-encodes spaces and characters outside ASCII.
fn encoded(path: &str) -> String {
    let byte = |byte: u8| match byte {
        b' ' | 0x80.. => format!("%{byte:02X}"),
        _ => char::from(byte).to_string(),
    };
    path.bytes().map(byte).collect()
}

/// Percent-encodes every byte, for a form.
pub(crate) fn encoded_value(text: &str) -> String {
    let byte = |byte: u8| format!("%{byte:02X}");
    text.bytes().map(byte).collect()
}

fn read_answer(stream: &mut impl BufRead) -> Result<Answer> {
    let status = read_line(stream)?
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok())
        .context("no status")?;
    let mut answer = Answer { status, ..Answer::default() };
    let mut length = None;
    let mut is_chunked = false;
    loop {
        let line = read_line(stream)?;
        let Some((name, value)) = line.split_once(':') else { break };
        match (&*name.to_ascii_lowercase(), value.trim()) {
            ("content-length", value) => length = Some(value.parse()?),
            ("transfer-encoding", value) => is_chunked = value == "chunked",
            ("location", value) => answer.location = Some(value.to_owned()),
            ("set-cookie", value) => answer.cookie = value.split(';').next().map(str::to_owned),
            _ => {}
        }
    }
    answer.body = match length {
        _ if is_chunked => read_chunks(stream)?,
        Some(length) => read_bytes(stream, length)?,
        None => bail!("an answer whose end is not known"),
    };
    Ok(answer)
}

fn read_line(stream: &mut impl BufRead) -> Result<String> {
    let mut line = String::new();
    ensure!(stream.read_line(&mut line)? > 0, "the server has closed the connection");
    line.truncate(line.trim_end().len());
    Ok(line)
}

fn read_bytes(stream: &mut impl Read, length: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = stream.take(length).read_to_end(&mut bytes)?;
    ensure!(read as u64 == length, "the answer was cut short");
    Ok(bytes)
}

fn read_chunks(stream: &mut impl BufRead) -> Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let length =
            u64::from_str_radix(&read_line(stream)?, 16).context("no length of a chunk")?;
        body.extend(read_bytes(stream, length)?);
        ensure!(read_line(stream)?.is_empty(), "a chunk without its end");
        if length == 0 {
            return Ok(body);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_follow_each_other_on_one_connection() {
        let mut stream = "HTTP/1.1 303 See Other\r\nContent-Length: 2\r\nLocation: /Next\r\n\
             Set-Cookie: a=B; HttpOnly\r\n\r\nok\
             HTTP/1.1 404 Not Found\r\ntransfer-encoding: chunked\r\n\r\n\
             3\r\nab\n\r\nA\r\n0123456789\r\n0\r\n\r\n"
            .as_bytes();
        let first = read_answer(&mut stream).unwrap();
        assert_eq!((first.status, first.body), (303, b"ok".to_vec()));
        assert_eq!(first.location.as_deref(), Some("/Next"));
        assert_eq!(first.cookie.as_deref(), Some("a=B"));
        let second = read_answer(&mut stream).unwrap();
        assert_eq!((second.status, second.body), (404, b"ab\n0123456789".to_vec()));
        assert!(read_answer(&mut stream).is_err());
    }

    #[test]
    fn an_answer_cut_short_is_an_error() {
        let mut stream = "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nok".as_bytes();
        assert!(read_answer(&mut stream).is_err());
    }

    #[test]
    fn words_of_all_scripts_are_percent_encoded() {
        assert_eq!(encoded("/uk/offers?q=курс a"), "/uk/offers?q=%D0%BA%D1%83%D1%80%D1%81%20a");
    }
}
