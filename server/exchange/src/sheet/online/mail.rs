//! Mail addresses as people write them.

use crate::sheet::pieces::states_none;
use crate::sheet::reading::{Assumption, CellReading, DoubtReason};
use shared::contact::Mail;
use shared::search::fold::words;

/// Words for the signs of an address.
const AT: [&str; 6] = ["at", "At", "AT", "ät", "Ät", "ÄT"];
const DOT: [&str; 6] = ["dot", "Dot", "DOT", "punkt", "Punkt", "PUNKT"];
/// Signs around an address.
const AROUND: &str = "<>()[]{},;:\"'|";

/// The first mail address; names and other addresses are kept beside it.
pub(crate) fn read_mail(cell: &str) -> CellReading<Option<Mail>> {
    if states_none(cell) {
        return CellReading::sure(None);
    }
    if let Ok(mail) = Mail::parse(cell)
        && !cell.contains([':', ',', ';', '(', '[', '{'])
        && !cell.contains("..")
    {
        return CellReading::sure(Some(mail));
    }
    let text = with_sign(cell);
    let pieces: Vec<&str> = text
        .split(|letter: char| letter.is_whitespace() || AROUND.contains(letter))
        .filter(|piece| !piece.is_empty())
        .collect();
    let plain = |piece: &str| piece.trim_end_matches(['.', '/']).to_owned();
    let is_mail = |piece: &&str| !piece.contains("..") && Mail::parse(&plain(piece)).is_ok();
    let found = pieces.iter().position(is_mail);
    let Some(place) = found else {
        return mended_mail(cell).map_or_else(
            || CellReading::unreadable(cell),
            |mail| {
                CellReading::sure(Some(mail))
                    .doubted(cell, DoubtReason::Assumed(Assumption::Spelling))
            },
        );
    };
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

/// A single address with a comma in place of a point, a second sign or point or a space in it:
/// "kurs@example,org", "kurs @example.org", "kurs@example..org".
fn mended_mail(cell: &str) -> Option<Mail> {
    let (name, host) = cell.trim().split_once('@')?;
    let (name, host) = (name.trim_end(), host.trim_start_matches('@'));
    let host = host.replace([',', ';'], ".").replace(" .", ".").replace(". ", ".");
    let (name, host) = (name.replace("..", "."), host.replace("..", "."));
    let is_single = !name.contains(char::is_whitespace) && !host.contains(['@', ' ']);
    Mail::parse(&format!("{name}@{host}")).ok().filter(|_| is_single)
}

fn is_mail_label(piece: &str) -> bool {
    let words = words(piece);
    !words.is_empty()
        && words.iter().all(|word| {
            ["mailto", "mail", "e", "email", "emailadresse", "an", "per", "unter", "adresse"]
                .contains(&word.as_str())
        })
}

/// `(at)`, `[at]`, ` at ` and `[dot]` as signs.
fn with_sign(cell: &str) -> String {
    let mut text = cell.trim().to_owned();
    for (open, close) in [("(", ")"), ("[", "]"), ("{", "}")] {
        for (word, sign) in AT
            .into_iter()
            .chain(["a", "@"])
            .map(|word| (word, "@"))
            .chain(DOT.into_iter().map(|word| (word, ".")))
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
        text.replace(" @ ", "@").replace("@ ", "@")
    } else {
        let signs = AT.into_iter().map(|word| (word, "@"));
        let signs = signs.chain(DOT.into_iter().map(|word| (word, ".")));
        signs.fold(text, |text, (word, sign)| text.replace(&format!(" {word} "), sign))
    }
}
