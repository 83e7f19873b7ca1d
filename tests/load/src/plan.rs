//! The parameters of a measurement, and its server.

use crate::floor::{self, Floor};
use crate::folder::Folder;
use crate::hall::{Access, Hall, Pace};
use crate::http::Target;
use crate::server::{CODE, Server};
use anyhow::Result;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The parameters of a measurement.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) server: ServerSource,
    pub(crate) phones: usize,
    /// How many of them hold a stream: all or none.
    pub(crate) streams: usize,
    pub(crate) pace: Pace,
    pub(crate) access: Access,
}

/// The server to measure.
#[derive(Clone, Debug)]
pub(crate) enum ServerSource {
    /// A server started by this program: the binary, and the folder of its database.
    Own { binary: PathBuf, folder: PathBuf },
    /// A running server, and the code of its conference.
    Elsewhere { target: Target, code: String },
}

/// A server started by this program.
#[derive(Debug)]
pub(crate) struct Own {
    pub(crate) server: Server,
    pub(crate) floor: Floor,
    /// Dropped last, after all writes.
    _folder: Folder,
}

impl Plan {
    /// The hall to measure; starts a server if needed, after measuring its disk.
    ///
    /// # Errors
    /// Where the server cannot be started.
    pub(crate) async fn start(&self) -> Result<(Arc<Hall>, Option<Own>)> {
        let hall = |target, code| Arc::new(Hall::new(target, code, self.access));
        match &self.server {
            ServerSource::Elsewhere { target, code } => {
                Ok((hall(target.clone(), code.clone()), None))
            }
            ServerSource::Own { binary, folder } => {
                let folder = Folder::create(folder)?;
                eprintln!("measuring the disk for three seconds");
                let floor = floor::measure(folder.path()).await?;
                let server = Server::start(binary, folder.path()).await?;
                let hall = hall(server.target.clone(), CODE.to_owned());
                Ok((hall, Some(Own { server, floor, _folder: folder })))
            }
        }
    }

    /// Maximum number of simultaneous connections.
    pub(crate) fn connections(&self) -> usize {
        self.streams + self.access.shared.unwrap_or(self.phones)
    }

    /// The folder of the database, if it is on this machine.
    pub(crate) fn folder(&self) -> Option<&Path> {
        match &self.server {
            ServerSource::Own { folder, .. } => Some(folder),
            ServerSource::Elsewhere { .. } => None,
        }
    }
}
