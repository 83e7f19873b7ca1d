//! A lowest rate for clients that read an answer.
//!
//! What is not read yet stays in memory, so a reader that has stopped, or takes a byte now and
//! then, would hold it for ever. `tokio-io-timeout`, the library for this, knows no rate: it is
//! content with one byte a time limit.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

/// How long a reader is watched that does not take everything at once.
const WINDOW: Duration = Duration::from_secs(30);
/// Bytes a reader takes within it at least: 200 a second, a hundredth of what the slowest phone
/// network in use carries.
const LEAST: usize = 6_000;

/// A connection that ends with [`io::ErrorKind::TimedOut`] when its reader is too slow.
pub(super) struct Paced<S> {
    stream: S,
    /// While the reader has not taken all that was offered.
    watched: Option<Watched>,
}

struct Watched {
    end: Pin<Box<Sleep>>,
    taken: usize,
}

impl<S> Paced<S> {
    pub(super) const fn new(stream: S) -> Self {
        Self { stream, watched: None }
    }

    /// Judges the outcome of offering so many bytes.
    fn judge(
        &mut self,
        cx: &mut Context<'_>,
        offered: usize,
        outcome: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        match outcome {
            Poll::Ready(Ok(taken)) if taken < offered => {
                if let Some(watched) = &mut self.watched {
                    watched.taken += taken;
                }
            }
            Poll::Ready(_) => self.watched = None,
            Poll::Pending if self.is_too_slow(cx) => {
                return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
            }
            Poll::Pending => {}
        }
        outcome
    }

    fn is_too_slow(&mut self, cx: &mut Context<'_>) -> bool {
        let fresh = || Watched { end: Box::pin(sleep(WINDOW)), taken: 0 };
        let watched = self.watched.get_or_insert_with(fresh);
        while watched.end.as_mut().poll(cx).is_ready() {
            if watched.taken < LEAST {
                return true;
            }
            *watched = fresh();
        }
        false
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Paced<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let outcome = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.judge(cx, bytes.len(), outcome)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let outcome = Pin::new(&mut self.stream).poll_write_vectored(cx, parts);
        self.judge(cx, parts.iter().map(|part| part.len()).sum(), outcome)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Paced<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};

    /// More than the connection between the two holds.
    const ANSWER: usize = 200_000;

    async fn read_in_pieces(mut reader: DuplexStream, piece: usize, every: Duration) {
        let mut buffer = vec![0; piece];
        while reader.read(&mut buffer).await.is_ok_and(|read| read > 0) {
            sleep(every).await;
        }
    }

    #[rstest]
    #[case::a_byte_a_second(1, 1, false)]
    #[case::a_hundred_bytes_a_second(100, 1, false)]
    #[case::the_slowest_phone(1_000, 1, true)]
    #[case::a_phone_in_and_out_of_the_lift(16_000, 25, true)]
    #[tokio::test(start_paused = true)]
    async fn a_reader_keeps_the_lowest_rate_or_is_left(
        #[case] piece: usize,
        #[case] seconds: u64,
        #[case] is_served: bool,
    ) {
        let (server, reader) = duplex(16_384);
        tokio::spawn(read_in_pieces(reader, piece, Duration::from_secs(seconds)));
        let written = Paced::new(server).write_all(&vec![0; ANSWER]).await;
        assert_eq!(
            written.map_err(|error| error.kind()),
            if is_served { Ok(()) } else { Err(io::ErrorKind::TimedOut) }
        );
    }

    #[tokio::test(start_paused = true)]
    async fn a_reader_that_has_stopped_is_left_after_the_window() {
        let (server, _reader) = duplex(1_024);
        let begin = tokio::time::Instant::now();
        let written = Paced::new(server).write_all(&vec![0; ANSWER]).await;
        assert_eq!(written.unwrap_err().kind(), io::ErrorKind::TimedOut);
        assert_eq!(begin.elapsed().as_secs(), WINDOW.as_secs());
    }

    #[tokio::test(start_paused = true)]
    async fn silence_between_answers_is_nobodys_fault() {
        let (server, mut reader) = duplex(1_024);
        let mut server = Paced::new(server);
        for _ in 0..3 {
            let (written, read) = (server.write_all(&[0; 1_500]), async {
                sleep(Duration::from_secs(2)).await;
                reader.read_exact(&mut [0; 1_500]).await
            });
            let (written, read) = tokio::join!(written, read);
            assert!(written.is_ok() && read.is_ok());
            sleep(Duration::from_mins(10)).await;
        }
    }
}
