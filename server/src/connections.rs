//! Connections: many of them, each as small as it can be.
//!
//! A hall of phones holds a stream each, most of the time in silence. axum's own `serve` leaves
//! hyper's buffers as they are, and an idle phone then keeps a few hundred kilobytes; what ours
//! take stands in docs/PERFORMANCE.md. Owns the listener, the buffers and the end; knows no route.

mod pace;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use pace::Paced;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::{TcpListener, TcpSocket, TcpStream};

/// Connections that may wait to be accepted: a whole hall that scans at one moment. With the
/// usual 128 the others would knock again a second later.
const WAITING: u32 = 4_096;
/// Most bytes hyper reads ahead of a request, or keeps back of an answer: more than the head of
/// any request of ours.
const BUFFER: usize = 16 * 1024;
/// A connection that has not said within this time what it wants, with all its headers, is ended.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long to wait when the system gives no more connections.
const PAUSE: Duration = Duration::from_millis(200);
/// How long answers may take after the server was asked to stop.
const LAST_ANSWERS: Duration = Duration::from_secs(10);

/// Listens at an address.
///
/// # Errors
/// Where the address is taken or not ours.
pub fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // Else a server that was just stopped keeps its address for a minute.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(WAITING)
}

/// Asks the system for as many open files as it gives, since each connection is one. Answers
/// with how many there are now.
pub fn allow_many_files() -> Option<u64> {
    rlimit::increase_nofile_limit(u64::MAX).ok()
}

/// Accepts connections until `shutdown` is done, then waits for the answers under way.
pub(crate) async fn accept(
    listener: TcpListener,
    router: Router,
    shutdown: impl Future<Output = ()>,
) {
    let open = GracefulShutdown::new();
    tokio::pin!(shutdown);
    loop {
        tokio::select! {
            () = &mut shutdown => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => answer(stream, router.clone(), &open),
                Err(error) => {
                    tracing::error!(%error, "no connection could be accepted");
                    tokio::time::sleep(PAUSE).await;
                }
            },
        }
    }
    drop(listener);
    // Slower answers have been asked to stop and are dropped.
    let _ = tokio::time::timeout(LAST_ANSWERS, open.shutdown()).await;
}

/// Answers the requests of one connection, in a task of its own.
fn answer(stream: TcpStream, router: Router, open: &GracefulShutdown) {
    // A small event must not wait for more to send; where it cannot be set, it is only slower.
    let _ = stream.set_nodelay(true);
    let mut http = http1::Builder::new();
    http.max_buf_size(BUFFER).timer(TokioTimer::new()).header_read_timeout(PATIENCE);
    let stream = TokioIo::new(Paced::new(stream));
    let connection = http.serve_connection(stream, TowerToHyperService::new(router));
    let connection = open.watch(connection);
    tokio::spawn(async move {
        // It ends with an error when a phone walks into the lift: nothing to be done about.
        let _ = connection.await;
    });
}
