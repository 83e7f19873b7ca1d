//! A minimal HTTP/1.1 client for ten thousand phones: an ordinary client would use as much CPU
//! time per request as the measured server.
//!
//! Parsing is pure and independent of sockets: the phones use asynchronous I/O, the board a
//! blocking thread.

mod answer;
mod body;
mod connection;
mod request;

pub(crate) use answer::{Answer, Head, Incoming};
pub(crate) use body::Body;
pub(crate) use connection::Connection;
pub(crate) use request::Request;

use anyhow::{Context, Result};
use std::net::{SocketAddr, ToSocketAddrs};

/// A server with its host name and address.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    pub(crate) host: String,
    pub(crate) address: SocketAddr,
}

impl Target {
    /// Parses `http://host:port`.
    ///
    /// # Errors
    /// Anything else, and an unknown host. TLS is terminated by a proxy, not by the server.
    pub(crate) fn parse(address: &str) -> Result<Self> {
        let host = address
            .strip_prefix("http://")
            .context("the address begins with http://")?
            .trim_end_matches('/')
            .to_owned();
        let named = if host.contains(':') { host.clone() } else { format!("{host}:80") };
        let mut found = named.to_socket_addrs().with_context(|| format!("no server {named}"))?;
        let address = found.next().with_context(|| format!("no server {named}"))?;
        Ok(Self { host, address })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_server_with_or_without_a_port() {
        let target = Target::parse("http://127.0.0.1:3000/").unwrap();
        assert_eq!((target.host.as_str(), target.address.port()), ("127.0.0.1:3000", 3000));
        assert_eq!(Target::parse("http://127.0.0.1").unwrap().address.port(), 80);
        assert!(Target::parse("https://127.0.0.1").is_err());
    }
}
