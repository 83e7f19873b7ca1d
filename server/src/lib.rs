//! The server of Miteinander: use cases over a database, offered as pages, API and
//! command line.
//!
//! Arrows go downwards: `http` and `cli` call `service`, which calls `db` and `live`.

pub mod cli;
pub mod clock;
pub mod config;
pub mod db;
mod demo;
pub mod error;
pub mod export;
mod hsds;
pub mod http;
pub mod import;
pub mod live;
pub mod recount;
pub mod secret;
pub mod service;
mod sheet;

use axum::serve::ListenerExt;
use service::Service;
use std::future::Future;
use tokio::net::TcpListener;

/// Serves until `shutdown` is done, then lets answers finish and closes the database.
///
/// # Errors
/// Where the listener fails.
pub async fn serve(
    service: Service,
    listener: TcpListener,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let router = http::router(service.clone());
    let ending = service.clone();
    let shutdown = async move {
        shutdown.await;
        // Streams never end by themselves and would keep the server waiting.
        ending.end_streams();
    };
    let listener = listener.tap_io(|connection| {
        // A small event must not wait for more to send; where it cannot be set, it is only slower.
        let _ = connection.set_nodelay(true);
    });
    axum::serve(listener, router).with_graceful_shutdown(shutdown).await?;
    service.stop().await;
    Ok(())
}
