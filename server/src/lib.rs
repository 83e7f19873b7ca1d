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
use http::metrics::RequestMetrics;
use std::future::Future;
use tokio::net::TcpListener;

/// Where a server listens.
#[derive(Debug)]
pub struct Listeners {
    /// For the site: pages, the API, live states.
    pub site: TcpListener,
    /// For metrics, which are not for the public.
    pub metrics: Option<TcpListener>,
}

impl From<TcpListener> for Listeners {
    fn from(site: TcpListener) -> Self {
        Self { site, metrics: None }
    }
}

/// Serves until `shutdown` completes, then finishes open requests and closes the database.
///
/// # Errors
/// If the listener fails.
pub async fn serve(
    service: Service,
    listeners: impl Into<Listeners>,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let Listeners { site, metrics } = listeners.into();
    service.start_listener();
    service.start_counting();
    let requests = RequestMetrics::default();
    if let Some(listener) = metrics {
        let router = http::metrics::router(service.clone(), requests.clone());
        // Ends with the process: a scrape that is cut off is repeated.
        tokio::spawn(connections::serve(listener, router, std::future::pending()));
    }
    let router = http::router(service.clone(), requests);
    let streaming = service.clone();
    let shutdown = async move {
        shutdown.await;
        // Event streams never end by themselves and would block the graceful shutdown.
        streaming.end_streams();
    };
    connections::serve(site, router, shutdown).await;
    service.close().await;
    Ok(())
}
