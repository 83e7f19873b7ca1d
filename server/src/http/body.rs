//! Reading a request's body: into one buffer, up to a size, within a time, at a lowest rate.

use super::errors::ApiError;
use axum::body::{Body, Bytes};
use futures_util::StreamExt;
use shared::error::AppError;
use std::time::Duration;
use tokio::time::{Instant, timeout};

/// Largest body that is read, in bytes: a ballot of a thousand challenges has room.
pub(crate) const MAX_BODY: usize = 64 * 1024;
/// How long a body may take in all. A ballot is one packet; this leaves room to send it five times.
const WHOLE: Duration = Duration::from_secs(30);
/// How long a sender is let alone before its rate counts.
const BEGINNING: Duration = Duration::from_secs(5);
/// Bytes a second after that, at least.
const LOWEST_RATE: f64 = 100.0;

/// Reads a body of at most [`MAX_BODY`] bytes.
///
/// Pieces are copied, not collected: each holds on to the network buffer it came in, some four
/// kilobytes for a body that is sent byte by byte.
///
/// # Errors
/// [`AppError::TooLarge`], [`AppError::TooSlow`], and [`AppError::Malformed`] for one that ends
/// before its end.
pub(super) async fn read_body(body: Body) -> Result<Bytes, ApiError> {
    let read = timeout(WHOLE, collect(body)).await;
    read.unwrap_or(Err(AppError::TooSlow)).map_err(ApiError)
}

async fn collect(body: Body) -> Result<Bytes, AppError> {
    let (mut pieces, mut read, begin) = (body.into_data_stream(), Vec::new(), Instant::now());
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|_| AppError::Malformed)?;
        if read.len() + piece.len() > MAX_BODY {
            return Err(AppError::TooLarge { limit: MAX_BODY as u64 });
        }
        read.extend_from_slice(&piece);
        if is_too_slow(begin.elapsed(), read.len()) {
            return Err(AppError::TooSlow);
        }
    }
    Ok(read.into())
}

#[expect(clippy::cast_precision_loss, reason = "a body has at most 64 KiB")]
fn is_too_slow(elapsed: Duration, read: usize) -> bool {
    (read as f64) < elapsed.saturating_sub(BEGINNING).as_secs_f64() * LOWEST_RATE
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::stream;
    use rstest::rstest;
    use std::io;

    /// A body of so many pieces of this size, each after a wait.
    fn body(pieces: usize, size: usize, wait: Duration) -> Body {
        let pieces = stream::iter(0..pieces).then(move |_| async move {
            tokio::time::sleep(wait).await;
            Ok::<_, io::Error>(Bytes::from(vec![b'x'; size]))
        });
        Body::from_stream(pieces)
    }

    const SECOND: Duration = Duration::from_secs(1);

    #[rstest]
    #[case::at_once(body(1, 500, Duration::ZERO), Ok(500))]
    #[case::byte_by_byte(body(60_000, 1, Duration::ZERO), Ok(60_000))]
    #[case::after_a_lost_packet(body(2, 300, 3 * SECOND), Ok(600))]
    #[case::a_byte_a_second(body(60, 1, SECOND), Err(AppError::TooSlow))]
    #[case::nothing_after_the_headers(body(1, 500, 60 * SECOND), Err(AppError::TooSlow))]
    #[case::too_much(body(2, 40_000, Duration::ZERO), Err(AppError::TooLarge { limit: 65_536 }))]
    #[tokio::test(start_paused = true)]
    async fn a_body_is_read_within_size_time_and_rate(
        #[case] body: Body,
        #[case] expected: Result<usize, AppError>,
    ) {
        let read = read_body(body).await.map(|read| read.len()).map_err(|ApiError(error)| error);
        assert_eq!(read, expected);
    }

    #[tokio::test]
    async fn a_body_that_breaks_off_is_malformed() {
        let broken = stream::iter([Ok("{"), Err(io::Error::from(io::ErrorKind::ConnectionReset))]);
        let ApiError(error) = read_body(Body::from_stream(broken)).await.unwrap_err();
        assert_eq!(error, AppError::Malformed);
    }
}
