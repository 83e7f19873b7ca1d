//! What to measure, and the server it takes.

use crate::floor::{self, Floor};
use crate::folder::Folder;
use crate::hall::{Access, Hall, Pace};
use crate::http::Target;
use crate::server::{CODE, Server};
use anyhow::Result;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What to measure.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) server: Which,
    pub(crate) phones: usize,
    /// Most dots of a phone.
    pub(crate) dots: Option<usize>,
    pub(crate) pace: Pace,
    pub(crate) access: Access,
}

/// Which server to measure.
#[derive(Clone, Debug)]
pub(crate) enum Which {
    /// One of our own: a binary to start, and where its database is to lie.
    Own { binary: PathBuf, folder: PathBuf },
    /// One that runs already, and the code of its conference.
    Elsewhere { target: Target, code: String },
}

/// A server of our own.
#[derive(Debug)]
pub(crate) struct Own {
    pub(crate) server: Server,
    pub(crate) floor: Floor,
    /// Goes last, when nobody writes to it any more.
    _folder: Folder,
}

impl Plan {
    /// The hall to measure in; starts a server of our own where that is wanted, after
    /// measuring what its disk can do.
    ///
    /// # Errors
    /// Where it cannot be started.
    pub(crate) async fn start(&self) -> Result<(Arc<Hall>, Option<Own>)> {
        let hall = |named| Arc::new(Hall::new(named, self.access));
        match &self.server {
            Which::Elsewhere { target, code } => Ok((hall((target.clone(), code.clone())), None)),
            Which::Own { binary, folder } => {
                let folder = Folder::make(folder)?;
                eprintln!("measuring the disk for three seconds");
                let floor = floor::measure(folder.path()).await?;
                let server = Server::start(binary, folder.path()).await?;
                let hall = hall((server.target.clone(), CODE.to_owned()));
                Ok((hall, Some(Own { server, floor, _folder: folder })))
            }
        }
    }

    /// Connections at the same time, most of them.
    pub(crate) fn connections(&self) -> usize {
        self.phones + self.access.shared.unwrap_or(self.phones)
    }

    /// Where the database lies, if that is here.
    pub(crate) fn folder(&self) -> Option<&Path> {
        match &self.server {
            Which::Own { folder, .. } => Some(folder),
            Which::Elsewhere { .. } => None,
        }
    }
}
