//! `cargo xtask serve`: builds what is needed, then serves demo data to the local network.

use crate::build;
use crate::mode::Mode;
use crate::process;
use crate::program::Plan;
use crate::{paths, watch};
use anyhow::{Context, Result};
use clap::Parser;
use std::fs;
use std::net::{SocketAddr, UdpSocket};
use std::process::Command;

#[derive(Debug, Parser)]
pub(crate) struct Args {
    /// Build quickly, watch the sources, build again and restart on every change
    #[arg(long)]
    dev: bool,
    /// Flags of `miteinander serve`; they override the defaults of this command
    #[arg(last = true)]
    flags: Vec<String>,
}

/// Returns when the server stops, if at all.
pub(crate) fn serve(args: &Args) -> Result<()> {
    fs::create_dir_all(paths::root().join("data"))?;
    if args.dev {
        return watch::serve(|| server(Mode::Dev, &args.flags));
    }
    print_introduction();
    build::build(&Plan::of(Mode::Release))?;
    println!("==> miteinander serve");
    exec(&mut server(Mode::Release, &args.flags))
}

/// Replaces this process, so that signals reach the server itself.
#[cfg(unix)]
fn exec(command: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt as _;
    Err(command.exec()).context("cannot start the server")
}

#[cfg(not(unix))]
fn exec(command: &mut Command) -> Result<()> {
    process::run(command)
}

fn print_introduction() {
    println!("Miteinander is built in two parts: the program for the browser, then the server,");
    println!("which carries it. A first run takes about ten minutes on two cores, later runs");
    println!("only build what has changed. The server then prints where it can be reached.");
}

/// The server's command line: the user's flags, and defaults for the others.
fn server(mode: Mode, flags: &[String]) -> Command {
    let mut command = process::command(paths::server(mode.server_profile()), &["serve"]);
    for (flag, value) in defaults(flags) {
        if flag_value(flag, flags).is_none() {
            command.arg(flag).args(value);
        }
    }
    command.args(flags);
    command
}

fn defaults(flags: &[String]) -> [(&'static str, Option<String>); 4] {
    let listen = flag_value("--listen", flags).unwrap_or("0.0.0.0:3000");
    [
        ("--listen", Some(listen.to_owned())),
        ("--database-url", Some("sqlite://data/miteinander.db".to_owned())),
        ("--public-url", Some(public_url(listen))),
        ("--demo", None),
    ]
}

/// The value of a flag, written `--flag value` or `--flag=value`; empty where there is none, `None`
/// without the flag.
fn flag_value<'a>(flag: &str, flags: &'a [String]) -> Option<&'a str> {
    let mut words = flags.iter().map(String::as_str);
    while let Some(word) = words.next() {
        if word == flag {
            return Some(words.next().unwrap_or_default());
        }
        if let Some(value) = word.strip_prefix(flag).and_then(|rest| rest.strip_prefix('=')) {
            return Some(value);
        }
    }
    None
}

fn public_url(listen: &str) -> String {
    match listen.parse::<SocketAddr>() {
        Ok(address) if !address.ip().is_unspecified() => format!("http://{address}"),
        Ok(address) => format!("http://{}:{}", lan_address(), address.port()),
        // The server reports what is wrong with it.
        Err(_) => format!("http://{listen}"),
    }
}

/// The address at which other devices on the network reach this machine. Connecting a UDP socket
/// sends nothing, it only looks up the route; the target is an address reserved for documentation.
fn lan_address() -> String {
    let find_address = || {
        let socket = UdpSocket::bind("0.0.0.0:0")?;
        socket.connect("192.0.2.1:9")?;
        socket.local_addr()
    };
    find_address().map_or_else(|_| "127.0.0.1".to_owned(), |address| address.ip().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(flags: &[&str]) -> Vec<String> {
        let flags: Vec<_> = flags.iter().map(ToString::to_string).collect();
        let command = server(Mode::Dev, &flags);
        command.get_args().map(|arg| arg.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn missing_flags_get_defaults() {
        let arguments = arguments(&[]);
        assert_eq!(arguments[..3], ["serve", "--listen", "0.0.0.0:3000"]);
        assert_eq!(arguments.last().unwrap(), "--demo");
    }

    #[test]
    fn the_users_flags_override_the_defaults() {
        let arguments = arguments(&["--listen=127.0.0.1:8080", "--database-url", "sqlite://x.db"]);
        assert!(!arguments.contains(&"0.0.0.0:3000".to_owned()));
        assert!(!arguments.contains(&"sqlite://data/miteinander.db".to_owned()));
        assert!(arguments.ends_with(&["--database-url".to_owned(), "sqlite://x.db".to_owned()]));
        assert!(arguments.contains(&"http://127.0.0.1:8080".to_owned()));
    }
}
