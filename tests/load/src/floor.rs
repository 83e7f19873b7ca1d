//! The performance of the disk: a lower bound for every acknowledgement.

use anyhow::{Context, Result};
use sqlx::ConnectOptions as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

const COMMITS_FOR: Duration = Duration::from_secs(2);
const SYNCS_FOR: Duration = Duration::from_secs(1);
/// The size of a database page.
const PAGE: [u8; 4_096] = [7; 4_096];

/// Operations per second, one after the other.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Floor {
    /// An insert and its commit, with the durability of the server's.
    pub(crate) commits: f64,
    /// A page appended to a file and synced to disk.
    pub(crate) syncs: f64,
}

/// Measures both in a folder, without deleting the files.
pub(crate) async fn measure(folder: &Path) -> Result<Floor> {
    let commits = commits(&folder.join("floor.db")).await.context("bare commits")?;
    let syncs = syncs(&folder.join("floor.bin")).context("bare fsync")?;
    Ok(Floor { commits, syncs })
}

async fn commits(file: &Path) -> Result<f64> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let mut connection = options.connect().await?;
    let create = "create table ballot (id integer primary key, dots text not null)";
    sqlx::query(create).execute(&mut connection).await?;
    let (start, mut count) = (Instant::now(), 0_u32);
    while start.elapsed() < COMMITS_FOR {
        let insert = sqlx::query("insert into ballot (dots) values ($1)").bind("{\"a\":1}");
        insert.execute(&mut connection).await?;
        count += 1;
    }
    Ok(f64::from(count) / start.elapsed().as_secs_f64())
}

fn syncs(file: &Path) -> Result<f64> {
    let mut file = File::create(file)?;
    let (start, mut count) = (Instant::now(), 0_u32);
    while start.elapsed() < SYNCS_FOR {
        file.write_all(&PAGE)?;
        file.sync_all()?;
        count += 1;
    }
    Ok(f64::from(count) / start.elapsed().as_secs_f64())
}
