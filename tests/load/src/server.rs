//! A server of our own: a fresh database, a conference with an open round, a free port.

use crate::http::{Connection, Request, Target};
use crate::metrics::Metrics;
use anyhow::{Context, Result, ensure};
use std::fmt::Write as _;
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tokio::time::sleep;

/// Join code of the conference.
pub(crate) const CODE: &str = "K7M4PX";
/// Two fields more than at a real conference, and enough challenges for five dots.
const FIELDS: usize = 6;
const CHALLENGES: usize = 5;
const READY_WITHIN: Duration = Duration::from_mins(1);

/// Stopped on drop.
#[derive(Debug)]
pub(crate) struct Server {
    process: Child,
    program: Program,
    pub(crate) target: Target,
    /// Where it shows its metrics.
    metrics: Target,
}

/// The binary and its database.
#[derive(Clone, Debug)]
struct Program {
    binary: PathBuf,
    database_url: String,
}

impl Server {
    /// Creates the database in a folder and starts the server.
    ///
    /// # Errors
    /// Where a command fails or the server does not become ready.
    pub(crate) async fn start(binary: &Path, folder: &Path) -> Result<Self> {
        let database_url = format!("sqlite://{}", folder.join("load.db").display());
        let program = Program { binary: binary.to_owned(), database_url };
        let path = folder.join("conference.csv");
        fs::write(&path, conference())?;
        let table = path.display().to_string();
        program.run(&["import", "conference", &table, "--title", "Load", "--code", CODE])?;
        program.run(&["round", "open", CODE])?;
        let (listen, metrics) = (free_address()?, free_address()?);
        let process = program
            .command(&["serve", "--listen", &listen, "--metrics-listen", &metrics])
            .spawn()?;
        let target = Target::parse(&format!("http://{listen}"))?;
        let metrics = Target::parse(&format!("http://{metrics}"))?;
        let mut server = Self { process, program, target, metrics };
        server.wait().await?;
        Ok(server)
    }

    /// Its process id.
    pub(crate) fn process(&self) -> u32 {
        self.process.id()
    }

    /// Closes the round from the command line, as an organiser does.
    ///
    /// # Errors
    /// Where the command fails.
    pub(crate) async fn close_round(&self) -> Result<()> {
        let program = self.program.clone();
        // The streams must be read in the meantime.
        let close = move || program.run(&["round", "close", CODE, "--grace", "0"]);
        tokio::task::spawn_blocking(close).await?
    }

    /// Its metrics of this moment.
    ///
    /// # Errors
    /// Where it does not show any.
    pub(crate) async fn metrics(&self) -> Result<Metrics> {
        let request = Request::get("/metrics").encode(&self.metrics.host);
        let answer = Connection::open(&self.metrics, 0).await?.ask(&request).await?;
        ensure!(answer.status == 200, "/metrics was answered with {}", answer.status);
        Ok(Metrics::new(String::from_utf8(answer.body)?))
    }

    async fn wait(&mut self) -> Result<()> {
        let start = Instant::now();
        let request = Request::get("/readyz").encode(&self.target.host);
        loop {
            let answer = async { Connection::open(&self.target, 0).await?.ask(&request).await };
            if answer.await.is_ok_and(|answer| answer.status == 200) {
                return Ok(());
            }
            let ended = self.process.try_wait()?;
            ensure!(ended.is_none(), "the server has ended by itself");
            ensure!(start.elapsed() < READY_WITHIN, "the server is not ready");
            sleep(Duration::from_millis(50)).await;
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Fails only if it has already ended.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Program {
    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(&self.binary);
        command.args(words).args(["--database-url", &self.database_url]).stdout(Stdio::null());
        command
    }

    fn run(&self, words: &[&str]) -> Result<()> {
        let status = self
            .command(words)
            .status()
            .with_context(|| format!("cannot start {}", self.binary.display()))?;
        ensure!(status.success(), "miteinander {} ended with {status}", words.join(" "));
        Ok(())
    }
}

/// An address of this machine with a port that nobody listens on.
fn free_address() -> Result<String> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string())
}

/// A table as imported by an organiser.
fn conference() -> String {
    let mut table = "Handlungsfeld;Herausforderung\n".to_owned();
    for field in 1..=FIELDS {
        for challenge in 1..=CHALLENGES {
            // Writing to a `String` does not fail.
            let _ = writeln!(table, "Feld {field};Herausforderung {field}.{challenge}");
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_conference_is_a_table_of_fields_and_challenges() {
        let table = conference();
        assert_eq!(table.lines().count(), 1 + FIELDS * CHALLENGES);
        assert!(table.ends_with("Feld 6;Herausforderung 6.5\n"), "{table}");
    }
}
