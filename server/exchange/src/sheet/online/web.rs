//! Web addresses as people write them.

use crate::sheet::pieces::states_none;
use crate::sheet::reading::{Assumption, CellReading, DoubtReason};
use shared::contact::WebAddress;
use shared::search::fold::words;
use strsim::osa_distance;

/// The first web address; other words are kept beside it.
pub(crate) fn read_web(cell: &str) -> CellReading<Option<WebAddress>> {
    if states_none(cell) {
        return CellReading::sure(None);
    }
    let cell = cell.trim();
    if is_web(cell)
        && miscounted(cell).is_none()
        && cell.matches("://").count() < 2
        && let Ok(web) = WebAddress::parse(cell)
    {
        return CellReading::sure(Some(web));
    }
    let is_single = !cell.contains(char::is_whitespace);
    let spaced =
        cell.strip_prefix("www ").filter(|rest| !rest.trim().contains(char::is_whitespace));
    let spaced = spaced.and_then(|rest| WebAddress::parse(&format!("www.{}", rest.trim())).ok());
    let mended = if is_single { address(cell).filter(|address| address.is_mended) } else { None };
    let mended = mended.map(|address| address.web);
    if let Some(web) = mended.or(spaced).or_else(|| without_comma(cell)) {
        return CellReading::sure(Some(web))
            .doubted(cell, DoubtReason::Assumed(Assumption::Spelling));
    }
    // A space behind the scheme or "www.".
    let joined = ["http://", "https://", "www.", "WWW."]
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
    if let Some(rest) = miscounted(piece) {
        let web = WebAddress::parse(&format!("https://www.{rest}")).ok()?;
        return Some(Address { web, is_mended: true });
    }
    if is_web(piece) && piece.matches("://").count() < 2 {
        return Some(Address { web: WebAddress::parse(piece).ok()?, is_mended: false });
    }
    let twice = ["http://", "https://"].iter().find_map(|scheme| piece.strip_prefix(scheme));
    if let Some(rest) = twice.filter(|rest| rest.starts_with("http")) {
        return address(rest).map(|address| Address { is_mended: true, ..address });
    }
    let Damaged { scheme, rest } = damaged(piece)?;
    let web = WebAddress::parse(&format!("{scheme}://{rest}")).ok()?;
    Some(Address { web, is_mended: true })
}

/// The rest of "ww.verein.example" and "wwww.verein.example".
fn miscounted(piece: &str) -> Option<&str> {
    let (letters, rest) = piece.split_once('.')?;
    let is_row = letters.chars().all(|letter| letter.eq_ignore_ascii_case(&'w'));
    (is_row && matches!(letters.len(), 2 | 4 | 5) && rest.contains('.')).then_some(rest)
}

struct Damaged<'a> {
    scheme: &'static str,
    rest: &'a str,
}

/// A scheme with a sign or letter too many, too few or wrong: `http:/www`, `htps://`, `http;//`.
fn damaged(piece: &str) -> Option<Damaged<'_>> {
    const SIGNS: [char; 6] = [':', '/', ';', '.', '\\', '-'];
    let signs = piece.find(SIGNS)?;
    let (letters, behind) = piece.split_at(signs);
    let rest = behind.trim_start_matches(SIGNS);
    let between = &behind[..behind.len() - rest.len()];
    let letters = letters.to_ascii_lowercase();
    let is_like = |scheme: &str| osa_distance(&letters, scheme) <= 1;
    let is_scheme = letters.is_empty() || is_like("http") || is_like("https");
    let has_signs = between.contains([':', '/', ';', '\\']);
    let scheme = if letters.is_empty() || letters.contains('s') { "https" } else { "http" };
    let is_host = rest.contains('.') && is_web(rest);
    (is_scheme && has_signs && is_host).then_some(Damaged { scheme, rest })
}

/// A single address with a comma in place of a point: "www,verein.example".
fn without_comma(cell: &str) -> Option<WebAddress> {
    let (before, behind) = cell.split_once(',')?;
    let host = behind.split(['/', '?', '#']).next()?;
    let is_start =
        before.eq_ignore_ascii_case("www") || before.to_ascii_lowercase().ends_with("//www");
    let is_end = before.to_ascii_lowercase().contains("www.")
        && !host.is_empty()
        && host.chars().all(char::is_alphabetic);
    let is_single = !cell.contains(char::is_whitespace) && !behind.contains(',');
    let mended = format!("{before}.{behind}");
    (is_single && (is_start || is_end)).then(|| WebAddress::parse(&mended).ok()).flatten()
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

/// Words beside an address that only say what it is.
const LABELS: [&str; 14] = [
    "s",
    "vgl",
    "web",
    "homepage",
    "website",
    "webseite",
    "internet",
    "internetseite",
    "url",
    "seite",
    "link",
    "siehe",
    "unter",
    "adresse",
];

fn is_web_label(piece: &str) -> bool {
    let words = words(piece);
    words.iter().all(|word| LABELS.contains(&word.as_str()))
}
