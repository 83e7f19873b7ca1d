//! Mail and web addresses as people write them.

use super::pieces::states_none;
use super::reading::{Assumption, CellReading, DoubtReason};
use shared::contact::{Mail, WebAddress};
use shared::search::fold::words;

/// Signs around an address.
const AROUND: &str = "<>()[]{},;:\"'|";

/// The first mail address; names and other addresses are kept beside it.
pub(crate) fn read_mail(cell: &str) -> CellReading<Option<Mail>> {
    if states_none(cell) {
        return CellReading::sure(None);
    }
    if let Ok(mail) = Mail::parse(cell)
        && !cell.contains([':', ',', ';', '('])
    {
        return CellReading::sure(Some(mail));
    }
    let text = with_sign(cell);
    let pieces: Vec<&str> = text
        .split(|letter: char| letter.is_whitespace() || AROUND.contains(letter))
        .filter(|piece| !piece.is_empty())
        .collect();
    let plain = |piece: &str| piece.trim_end_matches(['.', '/']).to_owned();
    let found = pieces.iter().position(|piece| Mail::parse(&plain(piece)).is_ok());
    let Some(place) = found else { return CellReading::unreadable(cell) };
    let Ok(mail) = Mail::parse(&plain(pieces[place])) else { return CellReading::unreadable(cell) };
    let is_other = |piece: &&str| piece.chars().any(char::is_alphanumeric) && !is_mail_label(piece);
    let before = pieces[..place].iter().copied().filter(is_other).collect::<Vec<_>>().join(" ");
    let after = pieces[place + 1..].iter().copied().filter(is_other).collect::<Vec<_>>().join(" ");
    let mut reading = CellReading::sure(Some(mail));
    for rest in [before, after].iter().filter(|rest| !rest.is_empty()) {
        reading = reading.doubted(rest, DoubtReason::Partly);
    }
    reading
}

fn is_mail_label(piece: &str) -> bool {
    let words = words(piece);
    !words.is_empty()
        && words
            .iter()
            .all(|word| ["mailto", "mail", "e", "email", "emailadresse"].contains(&word.as_str()))
}

/// `(at)`, `[at]`, ` at ` and `[dot]` as signs.
fn with_sign(cell: &str) -> String {
    let mut text = cell.trim().to_owned();
    for (open, close) in [("(", ")"), ("[", "]"), ("{", "}")] {
        for (word, sign) in
            [("at", "@"), ("ät", "@"), ("AT", "@"), ("dot", "."), ("punkt", "."), ("DOT", ".")]
        {
            for gap in ["", " "] {
                let written = format!("{open}{gap}{word}{gap}{close}");
                for spaced in [format!(" {written} "), written] {
                    text = text.replace(&spaced, sign);
                }
            }
        }
    }
    if text.contains('@') {
        text.replace(" @ ", "@")
    } else {
        text.replace(" at ", "@").replace(" dot ", ".")
    }
}

/// The first web address; other words are kept beside it.
pub(crate) fn read_web(cell: &str) -> CellReading<Option<WebAddress>> {
    if states_none(cell) {
        return CellReading::sure(None);
    }
    let cell = cell.trim();
    if is_web(cell)
        && let Ok(web) = WebAddress::parse(cell)
    {
        return CellReading::sure(Some(web));
    }
    // A space behind the scheme.
    let joined = ["http://", "https://"]
        .iter()
        .fold(cell.to_owned(), |text, scheme| text.replace(&format!("{scheme} "), scheme));
    let is_gap = |letter: char| letter.is_whitespace() || "<>()[]\"|;,".contains(letter);
    let pieces: Vec<&str> = joined.split(is_gap).filter(|piece| !piece.is_empty()).collect();
    let plain = |piece: &str| piece.trim_end_matches(['.', ':']).to_owned();
    let found = pieces
        .iter()
        .enumerate()
        .find_map(|(place, piece)| Some(Found { place, address: address(&plain(piece))? }));
    let Some(Found { place, address }) = found else { return CellReading::unreadable(cell) };
    let rest: Vec<&str> = pieces
        .iter()
        .enumerate()
        .filter(|(other, piece)| *other != place && !is_web_label(piece))
        .map(|(_, piece)| *piece)
        .collect();
    let mut reading = CellReading::sure(Some(address.web));
    if address.is_mended {
        reading = reading.doubted(pieces[place], DoubtReason::Assumed(Assumption::Spelling));
    }
    if rest.is_empty() { reading } else { reading.doubted(&rest.join(" "), DoubtReason::Partly) }
}

struct Found {
    place: usize,
    address: Address,
}

struct Address {
    web: WebAddress,
    is_mended: bool,
}

fn address(piece: &str) -> Option<Address> {
    if is_web(piece) {
        return Some(Address { web: WebAddress::parse(piece).ok()?, is_mended: false });
    }
    let lower = piece.to_ascii_lowercase();
    let scheme = [
        "https//", "http//", "https:/", "http:/", "https:", "http:", "htpps://", "ttps://",
        "ttp://",
    ];
    let rest = scheme.iter().find_map(|scheme| {
        lower.starts_with(scheme).then(|| piece.get(scheme.len()..)).flatten()
    })?;
    let web = WebAddress::parse(&format!("https://{}", rest.trim_start_matches('/'))).ok()?;
    Some(Address { web, is_mended: true })
}

/// Whether a text has the form of an address: a scheme, or a host with letters behind its last
/// point.
fn is_web(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    let has_scheme = rest.is_some();
    let host = rest.unwrap_or(&lower).split(['/', '?', '#', ':']).next().unwrap_or_default();
    let ending = host.rsplit_once('.').map(|(_, ending)| ending).unwrap_or_default();
    let is_host = ending.chars().count() >= 2
        && ending.chars().all(char::is_alphabetic)
        && host.chars().all(|letter| letter.is_alphanumeric() || ".-_".contains(letter));
    has_scheme && !host.is_empty()
        || (is_host && !lower.contains('@') && !lower.contains(char::is_whitespace))
}

fn is_web_label(piece: &str) -> bool {
    let words = words(piece);
    words.iter().all(|word| {
        ["web", "homepage", "website", "internet", "url", "seite"].contains(&word.as_str())
    })
}
