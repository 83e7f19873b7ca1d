//! Accepts connections: many at once, each with as little memory as possible.
//!
//! Every phone in a hall keeps a stream open that is idle most of the time. axum's own `serve` uses
//! hyper's default buffers, with which an idle phone takes a few hundred kilobytes; our figures are
//! in docs/PERFORMANCE.md. Owns the listener, the buffers and the graceful shutdown; does not
//! depend on routes.

mod min_rate;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use min_rate::MinRateStream;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::{TcpListener, TcpSocket, TcpStream};

/// Connections that may wait to be accepted: a whole hall that scans at the same moment. With the
/// usual 128, the others would retry a second later.
const BACKLOG: u32 = 4_096;
/// Limit in bytes for hyper's read and write buffers: more than the headers of any of our requests.
const BUFFER_SIZE: usize = 16 * 1024;
/// Time to send a request's complete headers; then the connection is closed.
const HEADER_READ_TIMEOUT: Duration = Duration::from_secs(30);
/// Delay after a failed `accept`, for example when there are too many open files.
const ACCEPT_RETRY_DELAY: Duration = Duration::from_millis(200);
/// How long open requests may take during a graceful shutdown.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(10);

/// Listens on an address.
///
/// # Errors
/// If the address is in use or does not belong to this machine.
pub fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // Otherwise the address stays in use for a minute after the server was stopped.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

/// Raises the limit for open files as far as the system permits, since each connection takes one.
/// Returns the new limit.
pub fn raise_open_file_limit() -> Option<u64> {
    rlimit::increase_nofile_limit(u64::MAX).ok()
}

/// Serves connections until `shutdown` completes, then waits for open requests.
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    shutdown: impl Future<Output = ()>,
) {
    let graceful = GracefulShutdown::new();
    tokio::pin!(shutdown);
    loop {
        tokio::select! {
            () = &mut shutdown => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => serve_connection(stream, router.clone(), &graceful),
                Err(error) => {
                    tracing::error!(%error, "no connection could be accepted");
                    tokio::time::sleep(ACCEPT_RETRY_DELAY).await;
                }
            },
        }
    }
    drop(listener);
    // Requests that take longer are dropped.
    let _ = tokio::time::timeout(SHUTDOWN_TIMEOUT, graceful.shutdown()).await;
}

/// Serves the requests of one connection in a task of its own.
fn serve_connection(stream: TcpStream, router: Router, graceful: &GracefulShutdown) {
    // A small event must not wait for more data; a failure here only makes it slower.
    let _ = stream.set_nodelay(true);
    let mut http = http1::Builder::new();
    http.max_buf_size(BUFFER_SIZE)
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_READ_TIMEOUT);
    let stream = TokioIo::new(MinRateStream::new(stream));
    let connection = http.serve_connection(stream, TowerToHyperService::new(router));
    let watched = graceful.watch(connection);
    tokio::spawn(async move {
        // It fails whenever a phone loses its network, which needs no handling.
        let _ = watched.await;
    });
}
