//! A connection pool for the requests of all phones, like that of a reverse proxy.

use crate::http::Connection;
use anyhow::Result;
use std::sync::{Mutex, PoisonError};
use tokio::sync::{Semaphore, SemaphorePermit};

/// Limits the number of simultaneous requests; connections are kept for reuse.
#[derive(Debug)]
pub(crate) struct Pool {
    places: Semaphore,
    idle: Mutex<Vec<Connection>>,
}

impl Pool {
    pub(crate) fn new(size: usize) -> Self {
        Self { places: Semaphore::new(size), idle: Mutex::default() }
    }

    /// A permit to send a request, in turn; to be kept until the response.
    ///
    /// # Errors
    /// None: the pool is never closed.
    pub(crate) async fn acquire(&self) -> Result<SemaphorePermit<'_>> {
        Ok(self.places.acquire().await?)
    }

    /// An idle connection; `None` where a new one has to be opened.
    pub(crate) fn take(&self) -> Option<Connection> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    /// Returns a connection to the pool.
    pub(crate) fn release(&self, connection: Connection) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
    }
}
