//! The binary `miteinander`.

use clap::Parser;
use mimalloc::MiMalloc;
use server::cli;
use server::config::{Config, LogFormat, log_filter};
use std::io::IsTerminal;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    let config = Config::parse();
    let log = tracing_subscriber::fmt()
        .with_env_filter(log_filter())
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        // Reporting a failed write to stderr with `eprintln!` panics when the disk is full.
        .log_internal_errors(false);
    match config.log_format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().flatten_event(true).init(),
    }
    cli::run(config).await
}
