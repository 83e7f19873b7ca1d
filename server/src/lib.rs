//! The server of Miteinander: exposes the use cases of `backend` and the pages of `app` over HTTP,
//! and the use cases on the command line.

pub mod cli;
pub mod config;
mod connections;
mod demo;
mod documentation;
pub mod http;

pub use connections::{listen, raise_open_file_limit};

use backend::Service;
use std::future::Future;
use tokio::net::TcpListener;

/// Serves until `shutdown` completes, then finishes open requests and closes the database.
///
/// # Errors
/// If the listener fails.
pub async fn serve(
    service: Service,
    listener: TcpListener,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    service.start_listener();
    let router = http::router(service.clone());
    let streaming = service.clone();
    let shutdown = async move {
        shutdown.await;
        // Event streams never end by themselves and would block the graceful shutdown.
        streaming.end_streams();
    };
    connections::serve(listener, router, shutdown).await;
    service.close().await;
    Ok(())
}
