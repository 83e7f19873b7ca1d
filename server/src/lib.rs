//! The server of Miteinander: use cases over a database, offered as pages, API and
//! command line.
//!
//! Arrows go downwards: `http` and `cli` call `service`, which calls `db` and `live`.

pub mod cli;
pub mod clock;
pub mod config;
mod connections;
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
mod tasks;

pub use connections::{allow_many_files, listen};

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
    connections::accept(listener, router, shutdown).await;
    service.stop().await;
    Ok(())
}
