//! Reads a request's body into one buffer, with a size limit, a timeout and a minimum rate.

use super::errors::ApiError;
use axum::body::{Body, Bytes};
use futures_util::StreamExt;
use shared::error::AppError;
use std::time::Duration;
use tokio::time::{Instant, timeout};

/// Size limit in bytes; a ballot of a thousand challenges fits.
pub(crate) const MAX_BODY: usize = 64 * 1024;
/// Timeout for a whole body. A ballot is one packet; this is enough to retransmit it five times.
const TOTAL_TIMEOUT: Duration = Duration::from_secs(30);
/// How long a client may send at any rate before [`MIN_RATE`] applies.
const RATE_GRACE_PERIOD: Duration = Duration::from_secs(5);
/// In bytes per second: all bytes received, over the time since the end of the grace period.
const MIN_RATE: f64 = 100.0;

/// Reads a body of at most [`MAX_BODY`] bytes.
///
/// Chunks are copied, not collected: each keeps alive the network buffer it arrived in, some four
/// kilobytes even for a body that is sent byte by byte.
///
/// # Errors
/// [`AppError::TooLarge`], [`AppError::TooSlow`], and [`AppError::Malformed`] if the connection
/// breaks off.
pub(super) async fn read_body(body: Body) -> Result<Bytes, ApiError> {
    read_body_within(body, MAX_BODY).await
}

/// The same with another size limit, for people who are signed in.
pub(super) async fn read_body_within(body: Body, max: usize) -> Result<Bytes, ApiError> {
    timeout(TOTAL_TIMEOUT, copy_chunks(body, max))
        .await
        .unwrap_or(Err(AppError::TooSlow))
        .map_err(ApiError)
}

async fn copy_chunks(body: Body, max: usize) -> Result<Bytes, AppError> {
    let mut chunks = body.into_data_stream();
    let mut buffer = Vec::new();
    let start = Instant::now();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| AppError::Malformed)?;
        if buffer.len() + chunk.len() > max {
            return Err(AppError::TooLarge { limit: max as u64 });
        }
        buffer.extend_from_slice(&chunk);
        if is_too_slow(start.elapsed(), buffer.len()) {
            return Err(AppError::TooSlow);
        }
    }
    Ok(buffer.into())
}

#[expect(clippy::cast_precision_loss, reason = "a body has at most 64 KiB")]
fn is_too_slow(elapsed: Duration, received: usize) -> bool {
    (received as f64) < elapsed.saturating_sub(RATE_GRACE_PERIOD).as_secs_f64() * MIN_RATE
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::stream;
    use rstest::rstest;
    use std::io;

    /// A body of `count` chunks of `size` bytes, each sent after `delay`.
    fn body(count: usize, size: usize, delay: Duration) -> Body {
        let chunks = stream::iter(0..count).then(move |_| async move {
            tokio::time::sleep(delay).await;
            Ok::<_, io::Error>(Bytes::from(vec![b'x'; size]))
        });
        Body::from_stream(chunks)
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
    async fn a_body_is_read_within_the_limits_of_size_time_and_rate(
        #[case] body: Body,
        #[case] expected: Result<usize, AppError>,
    ) {
        let result = read_body(body).await.map(|bytes| bytes.len());
        assert_eq!(result.map_err(|ApiError(error)| error), expected);
    }

    #[tokio::test]
    async fn a_body_that_breaks_off_is_malformed() {
        let broken = stream::iter([Ok("{"), Err(io::Error::from(io::ErrorKind::ConnectionReset))]);
        let ApiError(error) = read_body(Body::from_stream(broken)).await.unwrap_err();
        assert_eq!(error, AppError::Malformed);
    }
}
