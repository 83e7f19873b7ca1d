//! Load test with a hall of phones and a board against a real server: `cargo xtask bench load`.
//!
//! Every phone joins, loads the conference, keeps its live stream open and places its dots; at the
//! end the results must equal what was acknowledged, dot by dot. Owns the command line only. No
//! test depends on the times: they are printed together with the machine they were measured on.
//! Wrong results make the program fail.

mod board;
mod burst;
mod crowd;
mod delay;
mod events;
mod floor;
mod folder;
mod hall;
mod http;
mod lag;
mod limits;
mod machine;
mod metrics;
mod outcome;
mod percentiles;
mod phone;
mod plan;
mod pool;
mod process;
mod reception;
mod report;
mod run;
mod server;
mod slate;
mod stream;

use anyhow::{Context, Result, ensure};
use clap::Parser;
use hall::{Access, Pace};
use http::Target;
use plan::{Plan, ServerSource};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

/// Measures a server with many phones and a board.
#[derive(Debug, Parser)]
#[command(name = "load")]
struct Args {
    /// Binary `miteinander` to start, with a database of its own
    #[arg(long, required_unless_present = "address", conflicts_with = "address")]
    server: Option<PathBuf>,
    /// Server that runs already: `http://host:port`
    #[arg(long, requires = "code")]
    address: Option<String>,
    /// Code of the conference there; its round must be open, with results shown
    #[arg(long, requires = "address")]
    code: Option<String>,
    /// Where the database of a server of our own lies, in a folder that goes afterwards
    #[arg(long)]
    folder: Option<PathBuf>,
    /// How many phones
    #[arg(long, default_value_t = 150, value_parser = clap::value_parser!(u16).range(1..))]
    phones: u16,
    /// Most dots that a phone places; else all it has
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..))]
    dots: Option<u16>,
    /// From an acknowledgement to the next tap, in milliseconds
    #[arg(long, default_value_t = 0)]
    pause_ms: u64,
    /// First taps are spread over so many milliseconds; 0 is all at once
    #[arg(long, default_value_t = 0)]
    spread_ms: u64,
    /// Connections that are opened at the same time; 128 wait at the door of a server, each
    /// further one knocks again after a second
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u16).range(1..))]
    connecting: u16,
    /// The requests of all phones share so many connections, as behind a proxy; else each
    /// phone keeps one of its own, besides its stream
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..))]
    shared: Option<u16>,
    /// Phones hold no stream, to learn what a ballot costs without
    #[arg(long)]
    no_streams: bool,
    /// Take no compressed answers, as browsers do, and read what each acknowledgement holds
    #[arg(long)]
    plain: bool,
}

fn main() -> ExitCode {
    match run(Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: Args) -> Result<()> {
    let plan = args.plan()?;
    // A single thread: the phones need little CPU time, and further threads would compete with the
    // server.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let measured = runtime.block_on(run::measure(&plan))?;
    print!("{}", report::render(&plan, &measured));
    let problems = measured.problems.len();
    ensure!(problems == 0, "the outcome is not as it must be ({problems})");
    Ok(())
}

impl Args {
    fn plan(self) -> Result<Plan> {
        let server = match (self.server, self.address) {
            (Some(binary), _) => {
                ServerSource::Own { binary, folder: self.folder.unwrap_or_else(std::env::temp_dir) }
            }
            (None, address) => ServerSource::Elsewhere {
                target: Target::parse(&address.context("neither --server nor --address")?)?,
                code: self.code.context("no --code")?,
            },
        };
        let pace = Pace {
            dots: self.dots.map(Into::into),
            pause: Duration::from_millis(self.pause_ms),
            spread: Duration::from_millis(self.spread_ms),
        };
        let access = Access {
            is_plain: self.plain,
            connecting: self.connecting.into(),
            shared: self.shared.map(Into::into),
        };
        let phones = self.phones.into();
        let streams = if self.no_streams { 0 } else { phones };
        Ok(Plan { server, phones, streams, pace, access })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(words: &str) -> Result<Plan> {
        Args::try_parse_from(["load"].into_iter().chain(words.split(' ')))?.plan()
    }

    #[test]
    fn a_server_is_started_or_runs_elsewhere_but_not_both() {
        let own = plan("--server target/release/miteinander --phones 500").unwrap();
        assert!(matches!(own.server, ServerSource::Own { .. }));
        assert_eq!((own.phones, own.streams), (500, 500));
        let silent = plan("--server target/release/miteinander --no-streams").unwrap();
        assert_eq!((silent.phones, silent.streams), (150, 0));
        let elsewhere = plan("--address http://127.0.0.1:3000 --code K7M4PX").unwrap();
        assert!(matches!(elsewhere.server, ServerSource::Elsewhere { .. }));
        assert!(plan("--phones 5").is_err());
        assert!(plan("--address http://127.0.0.1:3000").is_err());
        assert!(plan("--server x --address http://127.0.0.1:3000 --code K7M4PX").is_err());
    }
}
