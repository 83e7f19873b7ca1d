//! A mail server that keeps what it is given, and can be told to fail.

use std::sync::{Arc, Mutex, PoisonError};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// How the server behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Behaviour {
    /// Takes every mail.
    Take,
    /// Closes every connection at once, like one that is down.
    Down,
    /// Greets nobody and never closes.
    Hang,
    /// Answers every recipient with this line.
    Refuse(&'static str),
    /// Closes the connection where it should answer to a whole mail.
    CloseAfterData,
}

/// A mail as it was received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Received {
    pub(crate) recipients: Vec<String>,
    /// Headers, unfolded.
    pub(crate) head: String,
    /// The text, decoded.
    pub(crate) text: String,
}

impl Received {
    pub(crate) fn header(&self, name: &str) -> Vec<&str> {
        let lines = self.head.lines();
        lines.filter_map(|line| line.strip_prefix(name)?.strip_prefix(": ")).collect()
    }

    /// The first address of the site in the text, without scheme and host.
    pub(crate) fn link(&self) -> String {
        let line = self.text.lines().find(|line| line.starts_with("http")).unwrap();
        let (_, path) = line.split_once("://").unwrap().1.split_once('/').unwrap();
        format!("/{}", path.trim())
    }
}

/// The server; it ends with the test.
pub(crate) struct MailSink {
    pub(crate) url: String,
    state: Arc<State>,
}

struct State {
    behaviour: Mutex<Behaviour>,
    /// Mails that were taken.
    taken: watch::Sender<Vec<Received>>,
    /// Mails that were received whole and not acknowledged.
    unanswered: Mutex<Vec<Received>>,
}

impl MailSink {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let state = Arc::new(State {
            behaviour: Mutex::new(Behaviour::Take),
            taken: watch::Sender::new(Vec::new()),
            unanswered: Mutex::default(),
        });
        let shared = state.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, shared.clone()));
            }
        });
        Self { url, state }
    }

    pub(crate) fn behave(&self, behaviour: Behaviour) {
        *self.state.behaviour.lock().unwrap() = behaviour;
    }

    /// The mails that were taken.
    pub(crate) fn mails(&self) -> Vec<Received> {
        self.state.taken.borrow().clone()
    }

    /// The only mail that was taken since the last call.
    pub(crate) fn take_one(&self) -> Received {
        let mut taken = Vec::new();
        self.state.taken.send_modify(|mails| taken = std::mem::take(mails));
        assert_eq!(taken.len(), 1, "{taken:?}");
        taken.remove(0)
    }

    pub(crate) fn unanswered(&self) -> Vec<Received> {
        self.state.unanswered.lock().unwrap().clone()
    }

    /// Waits until that many mails were taken.
    pub(crate) async fn wait_for(&self, count: usize) {
        self.state.taken.subscribe().wait_for(|mails| mails.len() >= count).await.unwrap();
    }
}

impl State {
    fn behaviour(&self) -> Behaviour {
        *self.behaviour.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Ends when the other side closes, whatever it was about.
async fn converse(stream: TcpStream, state: Arc<State>) -> std::io::Result<()> {
    match state.behaviour() {
        Behaviour::Down => return Ok(()),
        Behaviour::Hang => return std::future::pending().await,
        Behaviour::Take | Behaviour::Refuse(_) | Behaviour::CloseAfterData => {}
    }
    let (reader, mut writer) = stream.into_split();
    let mut lines = BufReader::new(reader).lines();
    writer.write_all(b"220 sink\r\n").await?;
    let mut recipients = Vec::new();
    while let Some(line) = lines.next_line().await? {
        let answer = match line.split([' ', ':']).next().unwrap_or_default() {
            "EHLO" => "250-sink\r\n250 8BITMIME",
            "RCPT" => {
                if let Behaviour::Refuse(answer) = state.behaviour() {
                    answer
                } else {
                    let address = line.split(['<', '>']).nth(1).unwrap_or_default();
                    recipients.push(address.to_owned());
                    "250 2.1.5 ok"
                }
            }
            "DATA" => {
                writer.write_all(b"354 go on\r\n").await?;
                let mut raw = String::new();
                while let Some(line) = lines.next_line().await?.filter(|line| line != ".") {
                    raw.push_str(line.strip_prefix('.').unwrap_or(&line));
                    raw.push('\n');
                }
                let mail = parse(std::mem::take(&mut recipients), &raw);
                if state.behaviour() == Behaviour::CloseAfterData {
                    state.unanswered.lock().unwrap_or_else(PoisonError::into_inner).push(mail);
                    return Ok(());
                }
                state.taken.send_modify(|mails| mails.push(mail));
                "250 2.0.0 taken"
            }
            "QUIT" => "221 bye",
            _ => "250 ok",
        };
        writer.write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
    Ok(())
}

fn parse(recipients: Vec<String>, raw: &str) -> Received {
    let (head, body) = raw.split_once("\n\n").unwrap_or((raw, ""));
    let head = head.replace("\n ", " ").replace("\n\t", " ");
    let text = if head.contains("quoted-printable") {
        decode_quoted(body)
    } else if head.contains("base64") {
        decode_base64(body)
    } else {
        body.to_owned()
    };
    Received { recipients, head, text }
}

fn decode_quoted(body: &str) -> String {
    let joined = body.replace("=\n", "");
    let mut bytes = Vec::new();
    let mut parts = joined.split('=');
    bytes.extend(parts.next().unwrap_or_default().bytes());
    for part in parts {
        let (code, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(code, 16).unwrap_or(b'?'));
        bytes.extend(rest.bytes());
    }
    String::from_utf8_lossy(&bytes).into_owned().replace("\r\n", "\n")
}

fn decode_base64(body: &str) -> String {
    const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bits, mut held, mut bytes) = (0_u32, 0, Vec::new());
    for value in body.chars().filter_map(|letter| LETTERS.find(letter)) {
        bits = (bits << 6) | u32::try_from(value).unwrap_or_default();
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from((bits >> held) & 0xff).unwrap_or_default());
        }
    }
    String::from_utf8_lossy(&bytes).into_owned().replace("\r\n", "\n")
}
