//! `cargo xtask serve`: build what is needed, then serve with demo data to the whole network.

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
    /// Flags of `miteinander serve`; they win over those given here by default
    #[arg(last = true)]
    flags: Vec<String>,
}

/// Does not return before the server does.
pub(crate) fn serve(args: &Args) -> Result<()> {
    fs::create_dir_all(paths::root().join("data"))?;
    if args.dev {
        return watch::serve(|| server(Mode::Dev, &args.flags));
    }
    announce();
    build::build(&Plan::of(Mode::Release))?;
    println!("==> miteinander serve");
    become_program(&mut server(Mode::Release, &args.flags))
}

/// In our place, so that signals reach the server itself.
#[cfg(unix)]
fn become_program(command: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt as _;
    Err(command.exec()).context("cannot start the server")
}

#[cfg(not(unix))]
fn become_program(command: &mut Command) -> Result<()> {
    process::run(command)
}

fn announce() {
    println!("Miteinander is built in two parts: the program for the browser, then the server,");
    println!("which carries it. A first run takes about ten minutes on two cores, later runs");
    println!("only build what has changed. The server then prints where it can be reached.");
}

/// The server's command line: what the user does not say is filled in.
fn server(mode: Mode, flags: &[String]) -> Command {
    let mut command = process::command(paths::server(mode.server_profile()), &["serve"]);
    for (flag, value) in defaults(flags) {
        if given(flag, flags).is_none() {
            command.arg(flag).args(value);
        }
    }
    command.args(flags);
    command
}

fn defaults(flags: &[String]) -> [(&'static str, Option<String>); 4] {
    let listen = given("--listen", flags).unwrap_or("0.0.0.0:3000");
    [
        ("--listen", Some(listen.to_owned())),
        ("--database-url", Some("sqlite://data/miteinander.db".to_owned())),
        ("--public-url", Some(public_url(listen))),
        ("--demo", None),
    ]
}

/// What the user says behind a flag, in either way of writing it; empty where nothing follows.
fn given<'a>(flag: &str, flags: &'a [String]) -> Option<&'a str> {
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
        // The server will say what is wrong with it.
        Err(_) => format!("http://{listen}"),
    }
}

/// The address other devices in the same network reach us at. Connecting a UDP socket sends
/// nothing, it only asks the system for the way; the target is an address for documentation.
fn lan_address() -> String {
    let ask = || {
        let socket = UdpSocket::bind("0.0.0.0:0")?;
        socket.connect("192.0.2.1:9")?;
        socket.local_addr()
    };
    ask().map_or_else(|_| "127.0.0.1".to_owned(), |address| address.ip().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(flags: &[&str]) -> Vec<String> {
        let flags: Vec<_> = flags.iter().map(ToString::to_string).collect();
        let command = server(Mode::Dev, &flags);
        command.get_args().map(|word| word.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn what_the_user_does_not_say_is_filled_in() {
        let words = words(&[]);
        assert_eq!(words[..3], ["serve", "--listen", "0.0.0.0:3000"]);
        assert_eq!(words.last().unwrap(), "--demo");
    }

    #[test]
    fn the_users_flags_win() {
        let words = words(&["--listen=127.0.0.1:8080", "--database-url", "sqlite://x.db"]);
        assert!(!words.contains(&"0.0.0.0:3000".to_owned()));
        assert!(!words.contains(&"sqlite://data/miteinander.db".to_owned()));
        assert!(words.ends_with(&["--database-url".to_owned(), "sqlite://x.db".to_owned()]));
        assert!(words.contains(&"http://127.0.0.1:8080".to_owned()));
    }
}
