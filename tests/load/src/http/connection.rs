//! A phone's connection.

use super::{Answer, Incoming, Target};
use anyhow::{Context, Result, ensure};
use std::net::{Ipv4Addr, SocketAddr, SocketAddrV4};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::timeout;

/// Timeout of a response.
const PATIENCE: Duration = Duration::from_secs(30);

/// Few enough to leave most ports of an address free.
const CONNECTIONS_OF_ADDRESS: usize = 2_000;

/// Persistent, with one request at a time.
#[derive(Debug)]
pub(crate) struct Connection {
    stream: TcpStream,
    incoming: Incoming,
}

impl Connection {
    /// Opens a connection; `number` counts all connections opened.
    ///
    /// # Errors
    /// Where the server cannot be reached within half a minute.
    pub(crate) async fn open(target: &Target, number: usize) -> Result<Self> {
        let opened = timeout(PATIENCE, connect(target.address, number)).await;
        let stream = opened.context("connecting took too long")??;
        // A small request must not be delayed by Nagle's algorithm.
        stream.set_nodelay(true)?;
        Ok(Self { stream, incoming: Incoming::default() })
    }

    /// Sends a request and waits for the complete response.
    ///
    /// # Errors
    /// On timeout after half a minute; the connection cannot be used any more.
    pub(crate) async fn ask(&mut self, request: &str) -> Result<Answer> {
        self.send(request).await?;
        timeout(PATIENCE, self.answer()).await.context("no answer for half a minute")?
    }

    async fn answer(&mut self) -> Result<Answer> {
        loop {
            if let Some(answer) = self.incoming.take_answer()? {
                return Ok(answer);
            }
            read_more(&mut self.stream, &mut self.incoming.received).await?;
        }
    }

    /// Sends a request whose response is read incrementally.
    pub(crate) async fn send(&mut self, request: &str) -> Result<()> {
        Ok(self.stream.write_all(request.as_bytes()).await?)
    }

    /// Waits for more data and appends it to `received`.
    ///
    /// # Errors
    /// Where the server has closed the connection or sends nothing within `patience`.
    pub(crate) async fn receive(
        &mut self,
        received: &mut Vec<u8>,
        patience: Duration,
    ) -> Result<()> {
        let read = timeout(patience, read_more(&mut self.stream, received)).await;
        read.context("the server is silent")?
    }
}

async fn connect(server: SocketAddr, number: usize) -> std::io::Result<TcpStream> {
    let Some(source) = source(server, number) else { return TcpStream::connect(server).await };
    let socket = TcpSocket::new_v4()?;
    socket.bind(source.into())?;
    socket.connect(server).await
}

/// The source address of a local connection. With twenty thousand ports of one address in use,
/// finding a free one takes the system longer than the server takes to respond, and beyond 28,000
/// there is none; Linux has sixteen million loopback addresses.
fn source(server: SocketAddr, number: usize) -> Option<SocketAddrV4> {
    let is_here = cfg!(target_os = "linux") && server.ip() == Ipv4Addr::LOCALHOST;
    let host = u8::try_from(number / CONNECTIONS_OF_ADDRESS).ok().filter(|_| is_here)?;
    Some(SocketAddrV4::new(Ipv4Addr::new(127, 0, 1, host), 0))
}

async fn read_more(stream: &mut TcpStream, received: &mut Vec<u8>) -> Result<()> {
    ensure!(stream.read_buf(received).await? > 0, "the server has closed the connection");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_within_this_machine_come_from_several_addresses() {
        let here: SocketAddr = "127.0.0.1:3000".parse().unwrap();
        let of = |number| source(here, number).map(|source| source.ip().to_string());
        if cfg!(target_os = "linux") {
            assert_eq!(of(0).as_deref(), Some("127.0.1.0"));
            assert_eq!(of(19_999).as_deref(), Some("127.0.1.9"));
        }
        assert_eq!(source("192.0.2.1:80".parse().unwrap(), 0), None);
        assert_eq!(source("[::1]:80".parse().unwrap(), 0), None);
    }
}
