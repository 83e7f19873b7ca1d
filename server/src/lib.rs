//! The server of Miteinander: the use cases of `backend` and the pages of `app`, offered over
//! HTTP and as a command line.

pub mod cli;
pub mod config;
mod connections;
mod demo;
mod documentation;
pub mod http;

pub use connections::{allow_many_files, listen};

use backend::Service;
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
    service.start_listener();
    let router = http::router(service.clone());
    let ending = service.clone();
    let shutdown = async move {
        shutdown.await;
        // Streams never end by themselves and would keep the server waiting.
        ending.end_streams();
    };
    connections::accept(listener, router, shutdown).await;
    service.close().await;
    Ok(())
}
