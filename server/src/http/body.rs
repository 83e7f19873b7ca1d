//! Reads a request's body into one buffer, with a size limit, a timeout and a minimum rate.

use super::errors::ApiError;
use axum::body::{Body, Bytes};
use futures_util::StreamExt;
use shared::error::AppError;
use std::time::Duration;
use tokio::time::{Instant, timeout};

/// Size limit in bytes; a ballot of a thousand challenges fits.
pub(crate) const MAX_BODY: usize = 64 * 1024;
/// How long a client may send at any rate before [`BodyLimits::rate`] applies.
const RATE_GRACE_PERIOD: Duration = Duration::from_secs(5);

/// Limits of a body.
#[derive(Clone, Copy, Debug)]
pub(super) struct BodyLimits {
    /// Most bytes.
    pub(super) bytes: usize,
    /// Timeout for all of it.
    total: Duration,
    /// Least bytes per second: all bytes received, over the time since the end of the grace period.
    rate: f64,
}

impl BodyLimits {
    /// What anybody may send. A ballot is one packet; the time is enough to retransmit it five times.
    const ANYBODY: Self = Self { bytes: MAX_BODY, total: Duration::from_secs(30), rate: 100.0 };

    /// A file of somebody who is signed in, with the form around it: an hour's worth at 16 kB/s.
    pub(super) const fn upload(bytes: usize) -> Self {
        Self { bytes: bytes + MAX_BODY, total: Duration::from_hours(1), rate: 8_000.0 }
    }
}

/// Reads a body of at most [`MAX_BODY`] bytes.
///
/// Chunks are copied, not collected: each keeps alive the network buffer it arrived in, some four
/// kilobytes even for a body that is sent byte by byte.
///
/// # Errors
/// [`AppError::TooLarge`], [`AppError::TooSlow`], and [`AppError::Malformed`] if the connection
/// breaks off.
pub(super) async fn read_body(body: Body) -> Result<Bytes, ApiError> {
    read_limited(body, BodyLimits::ANYBODY).await
}

/// The same with another size limit, for people who are signed in.
pub(super) async fn read_body_within(body: Body, max: usize) -> Result<Bytes, ApiError> {
    read_limited(body, BodyLimits { bytes: max, ..BodyLimits::ANYBODY }).await
}

/// Reads a body within other limits, for people who are signed in.
///
/// # Errors
/// See [`read_body`].
pub(super) async fn read_limited(body: Body, limits: BodyLimits) -> Result<Bytes, ApiError> {
    timeout(limits.total, copy_chunks(body, limits))
        .await
        .unwrap_or(Err(AppError::TooSlow))
        .map_err(ApiError)
}

async fn copy_chunks(body: Body, limits: BodyLimits) -> Result<Bytes, AppError> {
    let mut chunks = body.into_data_stream();
    let mut buffer = Vec::new();
    let start = Instant::now();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| AppError::Malformed)?;
        if buffer.len() + chunk.len() > limits.bytes {
            return Err(AppError::TooLarge { limit: limits.bytes as u64 });
        }
        buffer.extend_from_slice(&chunk);
        if is_too_slow(start.elapsed(), buffer.len(), limits.rate) {
            return Err(AppError::TooSlow);
        }
    }
    Ok(buffer.into())
}

#[expect(clippy::cast_precision_loss, reason = "a body has at most some dozens of megabytes")]
fn is_too_slow(elapsed: Duration, received: usize, rate: f64) -> bool {
    (received as f64) < elapsed.saturating_sub(RATE_GRACE_PERIOD).as_secs_f64() * rate
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
