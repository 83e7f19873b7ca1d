//! The flag for the file with the server's secret.

use clap::Args;
use std::path::{Path, PathBuf};

/// Where the server's secret is.
#[derive(Clone, Debug, Args)]
pub struct SecretFile {
    /// File with the server's secret, created by `serve` if missing; servers that share a database
    /// share it. By default beside the SQLite file, with the extension .key, or
    /// data/miteinander.key
    #[arg(long, env = "MITEINANDER_SECRET_FILE")]
    secret_file: Option<PathBuf>,
}

impl SecretFile {
    /// The file, for a database at this address.
    pub fn path(&self, database_url: &str) -> PathBuf {
        let beside_database = || {
            let file = database_url.strip_prefix("sqlite://")?;
            let path = Path::new(file.split('?').next()?);
            path.file_name().map(|_| path.with_extension("key"))
        };
        self.secret_file
            .clone()
            .or_else(beside_database)
            .unwrap_or_else(|| PathBuf::from("data/miteinander.key"))
    }
}
