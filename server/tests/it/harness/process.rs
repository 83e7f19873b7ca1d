//! The server as a process, for tests that kill it or limit its resources.

use std::fs::File;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A running binary.
pub(crate) struct Process {
    child: Child,
    pub(crate) address: String,
    /// Where the server keeps its secret.
    _folder: tempfile::TempDir,
}

impl Process {
    /// Starts a server over a database.
    pub(crate) async fn start(url: &str) -> Self {
        Self::start_with(url, Stdio::inherit(), &[]).await
    }

    /// The same with its log in a file.
    pub(crate) async fn start_logging(url: &str, log: &Path) -> Self {
        Self::start_with(url, File::create(log).unwrap().into(), &[]).await
    }

    /// The same with a line of JSON for each request.
    pub(crate) async fn start_tracing(url: &str, log: &Path) -> Self {
        let settings = ["RUST_LOG=info", "MITEINANDER_LOG_FORMAT=json"];
        Self::start_with(url, File::create(log).unwrap().into(), &settings).await
    }

    /// A server with its secret in a known file.
    pub(crate) async fn start_with_secret(url: &str, secret: &Path) -> Self {
        let secret = format!("MITEINANDER_SECRET_FILE={}", secret.display());
        Self::start_with(url, Stdio::inherit(), &[&secret]).await
    }

    async fn start_with(url: &str, log: Stdio, environment: &[&str]) -> Self {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let listen = format!("127.0.0.1:{port}");
        let folder = tempfile::tempdir().unwrap();
        let secret = folder.path().join("secret").display().to_string();
        let secret = format!("MITEINANDER_SECRET_FILE={secret}");
        // Without the trap, exceeding the file size limit would kill the process, unlike a full
        // disk.
        let child = Command::new("sh")
            .args(["-c", "trap '' XFSZ; exec env \"$@\"", "sh"])
            .arg(secret)
            // The last value of a variable counts.
            .args(environment)
            .arg(env!("CARGO_BIN_EXE_miteinander"))
            .args(["serve", "--listen", &listen, "--database-url", url])
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap();
        let process = Self { child, address: format!("http://{listen}"), _folder: folder };
        let ready = process.wait_until_ready(true);
        tokio::time::timeout(Duration::from_secs(20), ready)
            .await
            .expect("the server did not start");
        process
    }

    /// Waits until `/readyz` reports this readiness.
    pub(crate) async fn wait_until_ready(&self, is_ready: bool) {
        loop {
            let answer = reqwest::get(format!("{}/readyz", self.address)).await;
            if answer.is_ok_and(|answer| answer.status().is_success() == is_ready) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// `kill -9`.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Limits the size of files, which simulates a full disk; `None` removes the limit.
    #[cfg(target_os = "linux")]
    pub(crate) fn limit_files(&self, bytes: Option<u64>) {
        let limit = bytes.map_or("unlimited".to_owned(), |bytes| bytes.to_string());
        let limited = Command::new("prlimit")
            .args(["--pid", &self.child.id().to_string(), &format!("--fsize={limit}:unlimited")])
            .status()
            .unwrap();
        assert!(limited.success());
    }

    /// Resident memory in bytes.
    #[cfg(target_os = "linux")]
    pub(crate) fn resident_memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches(" kB").trim().parse::<u64>().unwrap() * 1024
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Fails if it was killed already; otherwise ends the process of a failed test.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
