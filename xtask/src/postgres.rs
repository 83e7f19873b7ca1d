//! A `PostgreSQL` cluster for the tests: in a temporary folder, reachable only by a socket in that
//! folder, removed afterwards.

use crate::install;
use crate::process::{command, run};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A running cluster; stopped and removed when dropped.
pub(crate) struct Cluster {
    programs: PathBuf,
    folder: TempDir,
}

impl Cluster {
    /// Creates and starts it.
    pub(crate) fn start() -> Result<Self> {
        let programs = install::postgres()?;
        let folder = tempfile::Builder::new().prefix("miteinander-postgres-").tempdir()?;
        if install::is_root() {
            run(command("chown", &["postgres:"]).arg(folder.path()))
                .context("PostgreSQL refuses to run as root; the user postgres is needed")?;
        }
        let cluster = Self { programs, folder };
        run(cluster.tool("initdb").args(["--auth=trust", "--username=postgres", "--no-sync"]))?;
        cluster.write_settings()?;
        run(cluster
            .tool("pg_ctl")
            .args(["start", "--wait", "--silent", "--log"])
            .arg(cluster.log()))?;
        Ok(cluster)
    }

    /// The URL to connect to it.
    pub(crate) fn url(&self) -> String {
        let folder = self.folder.path().display().to_string().replace('/', "%2F");
        format!("postgres://postgres@{folder}/postgres")
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("log")
    }

    /// A tool for this cluster's data, run as a user that `PostgreSQL` accepts.
    fn tool(&self, name: &str) -> Command {
        let program = self.programs.join(name);
        let mut tool = if install::is_root() {
            let mut runuser = Command::new("runuser");
            runuser.args(["-u", "postgres", "--"]).arg(program);
            runuser
        } else {
            Command::new(program)
        };
        // The server it starts must not keep our output open.
        tool.current_dir(self.folder.path()).arg("--pgdata").arg(self.data()).stdout(Stdio::null());
        tool
    }

    /// No network, and no durability: the data is thrown away.
    fn write_settings(&self) -> Result<()> {
        let settings = format!(
            "listen_addresses = ''\nunix_socket_directories = '{}'\nfsync = off\n\
             synchronous_commit = off\nfull_page_writes = off\nmax_connections = 300\n",
            self.folder.path().display()
        );
        append(&self.data().join("postgresql.conf"), &settings)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let stopped = run(self.tool("pg_ctl").args(["stop", "--mode=immediate", "--silent"]));
        if let Err(error) = stopped {
            eprintln!("error: PostgreSQL of the tests did not stop: {error:#}");
        }
    }
}

fn append(path: &Path, text: &str) -> Result<()> {
    use std::io::Write as _;
    let mut file = std::fs::OpenOptions::new().append(true).open(path)?;
    file.write_all(text.as_bytes())?;
    Ok(())
}
