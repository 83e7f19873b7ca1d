//! The binary `miteinander`.

use clap::Parser;
use server::cli;
use server::config::{Config, log_filter};
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(log_filter())
        .with_writer(std::io::stderr)
        // Reporting a failed write to stderr with `eprintln!` panics when the disk is full.
        .log_internal_errors(false)
        .init();
    cli::run(Config::parse()).await
}
