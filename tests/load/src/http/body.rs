//! Incremental parsing of bodies with a content length or in chunks.

use anyhow::{Context, Result, bail, ensure};

/// Maximum length of a line within a body; chunk lengths are far shorter.
const LONGEST_LINE: usize = 1_000;

/// The outstanding part of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Body {
    /// This many bytes.
    Sized(usize),
    /// Chunks, each preceded by its length.
    Chunked(Chunk),
}

/// The parser's position within chunks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Chunk {
    /// In a line with a length.
    Length,
    /// In a chunk with this many bytes left.
    Data(usize),
    /// In the line break after a chunk.
    End,
    /// In the lines after the last chunk.
    Trailer,
}

impl Body {
    /// Moves bytes of the body from `received` to `body`; returns `true` when it is complete.
    ///
    /// # Errors
    /// Where chunks are malformed.
    pub(crate) fn take(&mut self, received: &mut Vec<u8>, body: &mut Vec<u8>) -> Result<bool> {
        match self {
            Self::Sized(left) => {
                let taken = take_up_to(*left, received, body);
                *left -= taken;
                Ok(*left == 0)
            }
            Self::Chunked(chunk) => take_chunks(chunk, received, body),
        }
    }
}

fn take_up_to(most: usize, received: &mut Vec<u8>, body: &mut Vec<u8>) -> usize {
    let taken = most.min(received.len());
    body.extend(received.drain(..taken));
    taken
}

fn take_chunks(chunk: &mut Chunk, received: &mut Vec<u8>, body: &mut Vec<u8>) -> Result<bool> {
    loop {
        if let Chunk::Data(left) = chunk {
            *left -= take_up_to(*left, received, body);
            if *left > 0 {
                return Ok(false);
            }
            *chunk = Chunk::End;
        }
        let Some(line) = take_line(received)? else { return Ok(false) };
        *chunk = match (*chunk, line.is_empty()) {
            (Chunk::Trailer, true) => return Ok(true),
            (Chunk::Trailer, false) => Chunk::Trailer,
            (Chunk::End, true) => Chunk::Length,
            (Chunk::End, false) => bail!("a chunk without its end"),
            (Chunk::Length | Chunk::Data(_), _) => match length(&line)? {
                0 => Chunk::Trailer,
                length => Chunk::Data(length),
            },
        };
    }
}

fn take_line(received: &mut Vec<u8>) -> Result<Option<Vec<u8>>> {
    let Some(end) = received.windows(2).position(|two| two == b"\r\n") else {
        ensure!(received.len() < LONGEST_LINE, "a line without its end");
        return Ok(None);
    };
    let line = received[..end].to_vec();
    received.drain(..end + 2);
    Ok(Some(line))
}

/// The length of a chunk; extensions after a semicolon are ignored.
fn length(line: &[u8]) -> Result<usize> {
    let text = std::str::from_utf8(line).context("no length of a chunk")?;
    let digits = text.split(';').next().unwrap_or_default().trim();
    usize::from_str_radix(digits, 16).context("no length of a chunk")
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHUNKS: &[u8] = b"3\r\nab\n\r\nA;x=y\r\n0123456789\r\n0\r\n\r\nnext";

    fn read(parts: &[&[u8]]) -> Result<(bool, Vec<u8>, Vec<u8>)> {
        let (mut received, mut body, mut is_whole) = (Vec::new(), Vec::new(), false);
        let mut chunks = Body::Chunked(Chunk::Length);
        for part in parts {
            received.extend_from_slice(part);
            if !is_whole {
                is_whole = chunks.take(&mut received, &mut body)?;
            }
        }
        Ok((is_whole, body, received))
    }

    #[test]
    fn chunks_become_a_body_regardless_of_packet_boundaries() {
        let whole = (true, b"ab\n0123456789".to_vec(), b"next".to_vec());
        assert_eq!(read(&[CHUNKS]).unwrap(), whole);
        for cut in 1..CHUNKS.len() {
            let (first, second) = CHUNKS.split_at(cut);
            assert_eq!(read(&[first, second]).unwrap(), whole, "cut at {cut}");
        }
        let single: Vec<&[u8]> = CHUNKS.chunks(1).collect();
        assert_eq!(read(&single).unwrap(), whole);
    }

    #[test]
    fn trailers_are_ignored() {
        let (is_whole, body, rest) = read(&[b"1\r\na\r\n0\r\nx: y\r\n\r\nnext"]).unwrap();
        assert_eq!((is_whole, &*body, &*rest), (true, &b"a"[..], &b"next"[..]));
    }

    #[test]
    fn broken_chunks_are_errors() {
        assert!(read(&[b"x\r\n"]).is_err());
        assert!(read(&[b"1\r\nab\r\n"]).is_err());
        assert!(read(&[&[b'1'; LONGEST_LINE]]).is_err());
    }

    #[test]
    fn a_body_of_known_length_ends_there() {
        let (mut received, mut body, mut sized) = (b"ab".to_vec(), Vec::new(), Body::Sized(3));
        assert!(!sized.take(&mut received, &mut body).unwrap());
        received.extend(b"cd");
        assert!(sized.take(&mut received, &mut body).unwrap());
        assert_eq!((body, received), (b"abc".to_vec(), b"d".to_vec()));
    }
}
