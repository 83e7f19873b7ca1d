//! A minimum rate for clients that read a response.
//!
//! What a client has not read yet stays in memory, so one that has stopped reading, or reads a byte
//! now and then, would keep it there for ever. `tokio-io-timeout`, the usual library, has no rate:
//! one byte per timeout is enough for it.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

/// Period over which the rate of a client with unread data is measured.
const WINDOW: Duration = Duration::from_secs(30);
/// Bytes a client must accept within it: 200 per second, a hundredth of the rate of the slowest
/// mobile network in use.
const MIN_BYTES: usize = 6_000;

/// A connection that fails with [`io::ErrorKind::TimedOut`] if its client reads too slowly.
pub(super) struct MinRateStream<S> {
    stream: S,
    /// The current measurement; `None` if the last write was complete.
    measurement: Option<Measurement>,
}

struct Measurement {
    window_end: Pin<Box<Sleep>>,
    written: usize,
}

impl<S> MinRateStream<S> {
    pub(super) const fn new(stream: S) -> Self {
        Self { stream, measurement: None }
    }

    /// Checks the rate after an attempt to write `offered` bytes; passes `result` through unless
    /// the client is too slow.
    fn check_rate(
        &mut self,
        cx: &mut Context<'_>,
        offered: usize,
        result: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        match result {
            Poll::Ready(Ok(written)) if written < offered => {
                if let Some(measurement) = &mut self.measurement {
                    measurement.written += written;
                }
            }
            Poll::Ready(_) => self.measurement = None,
            Poll::Pending if self.is_too_slow(cx) => {
                return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
            }
            Poll::Pending => {}
        }
        result
    }

    fn is_too_slow(&mut self, cx: &mut Context<'_>) -> bool {
        let new_window = || Measurement { window_end: Box::pin(sleep(WINDOW)), written: 0 };
        let measurement = self.measurement.get_or_insert_with(new_window);
        while measurement.window_end.as_mut().poll(cx).is_ready() {
            if measurement.written < MIN_BYTES {
                return true;
            }
            *measurement = new_window();
        }
        false
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for MinRateStream<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let result = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.check_rate(cx, bytes.len(), result)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let result = Pin::new(&mut self.stream).poll_write_vectored(cx, slices);
        self.check_rate(cx, slices.iter().map(|slice| slice.len()).sum(), result)
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

impl<S: AsyncRead + Unpin> AsyncRead for MinRateStream<S> {
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

    /// More than fits into the buffer between server and client.
    const RESPONSE_SIZE: usize = 200_000;

    async fn read_in_chunks(mut reader: DuplexStream, size: usize, interval: Duration) {
        let mut buffer = vec![0; size];
        while reader.read(&mut buffer).await.is_ok_and(|count| count > 0) {
            sleep(interval).await;
        }
    }

    #[rstest]
    #[case::a_byte_a_second(1, 1, false)]
    #[case::a_hundred_bytes_a_second(100, 1, false)]
    #[case::the_slowest_phone(1_000, 1, true)]
    #[case::a_phone_in_and_out_of_the_lift(16_000, 25, true)]
    #[tokio::test(start_paused = true)]
    async fn a_client_below_the_minimum_rate_is_disconnected(
        #[case] size: usize,
        #[case] seconds: u64,
        #[case] is_served: bool,
    ) {
        let (server, reader) = duplex(16_384);
        tokio::spawn(read_in_chunks(reader, size, Duration::from_secs(seconds)));
        let written = MinRateStream::new(server).write_all(&vec![0; RESPONSE_SIZE]).await;
        assert_eq!(
            written.map_err(|error| error.kind()),
            if is_served { Ok(()) } else { Err(io::ErrorKind::TimedOut) }
        );
    }

    #[tokio::test(start_paused = true)]
    async fn a_client_that_stops_reading_is_disconnected_after_the_window() {
        let (server, _reader) = duplex(1_024);
        let start = tokio::time::Instant::now();
        let written = MinRateStream::new(server).write_all(&vec![0; RESPONSE_SIZE]).await;
        assert_eq!(written.unwrap_err().kind(), io::ErrorKind::TimedOut);
        assert_eq!(start.elapsed().as_secs(), WINDOW.as_secs());
    }

    #[tokio::test(start_paused = true)]
    async fn idle_time_between_responses_does_not_count() {
        let (server, mut reader) = duplex(1_024);
        let mut server = MinRateStream::new(server);
        for _ in 0..3 {
            let (written, read) = tokio::join!(server.write_all(&[0; 1_500]), async {
                sleep(Duration::from_secs(2)).await;
                reader.read_exact(&mut [0; 1_500]).await
            });
            assert!(written.is_ok() && read.is_ok());
            sleep(Duration::from_mins(10)).await;
        }
    }
}
