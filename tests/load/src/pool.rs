//! Connections that all phones share for their requests, as those of a proxy before the server.

use crate::http::Connection;
use anyhow::Result;
use std::sync::{Mutex, PoisonError};
use tokio::sync::{Semaphore, SemaphorePermit};

/// So many requests at a time, each on a connection that is kept for the next one.
#[derive(Debug)]
pub(crate) struct Pool {
    places: Semaphore,
    idle: Mutex<Vec<Connection>>,
}

impl Pool {
    pub(crate) fn new(size: usize) -> Self {
        Self { places: Semaphore::new(size), idle: Mutex::default() }
    }

    /// Leave to ask, in turn; to be kept until the answer is there.
    ///
    /// # Errors
    /// None: the pool is never closed.
    pub(crate) async fn place(&self) -> Result<SemaphorePermit<'_>> {
        Ok(self.places.acquire().await?)
    }

    /// A connection that nobody uses; `None` where a new one has to be opened.
    pub(crate) fn take(&self) -> Option<Connection> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    /// Keeps a connection for the next request.
    pub(crate) fn give(&self, connection: Connection) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
    }
}
