//! Encodings of texts that spreadsheet programs write.

use crate::error::ReadError;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    Encoding, MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252,
};

/// A decoded text.
pub(super) struct Decoded {
    pub(super) text: String,
    /// Name of the encoding, where the file does not tell it.
    pub(super) guessed: Option<&'static str>,
}

/// Decodes UTF-8 and UTF-16; other texts by the encoding that makes the most plausible words. Binary
/// files decode to control characters, which spreadsheet programs never write.
pub(super) fn decode(content: &[u8]) -> Result<Decoded, ReadError> {
    let (text, guessed) = decoded(content);
    let is_text = !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'));
    if is_text { Ok(Decoded { text, guessed }) } else { Err(ReadError::Encoding) }
}

fn decoded(content: &[u8]) -> (String, Option<&'static str>) {
    if let Some((encoding, length)) = Encoding::for_bom(content) {
        return (encoding.decode_without_bom_handling(&content[length..]).0.into_owned(), None);
    }
    if let Some(encoding) = utf_16_without_mark(content) {
        let text = encoding.decode_without_bom_handling(content).0.into_owned();
        return (text, Some(encoding.name()));
    }
    if let Ok(text) = std::str::from_utf8(content) {
        return (text.to_owned(), None);
    }
    let encoding = guess(content);
    let name = if encoding == WINDOWS_1252 { None } else { Some(encoding.name()) };
    (encoding.decode_without_bom_handling(content).0.into_owned(), name)
}

/// Texts in Latin letters have a zero in every second byte.
fn utf_16_without_mark(content: &[u8]) -> Option<&'static Encoding> {
    let head = &content[..content.len().min(2_000)];
    let zeros =
        |offset: usize| head.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let is_most = |count: usize| count * 10 > head.len() * 4;
    match (zeros(0), zeros(1)) {
        (0, odd) if is_most(odd) => Some(UTF_16LE),
        (even, 0) if is_most(even) => Some(UTF_16BE),
        _ => None,
    }
}

/// Umlauts and accents of German and French texts in Mac Roman; in Windows-1252 these bytes are
/// signs and letters that hardly occur in a word.
const MAC_LETTERS: [u8; 10] = [0x80, 0x85, 0x86, 0x8a, 0x8d, 0x8e, 0x8f, 0x9a, 0x9f, 0xa7];

fn guess(content: &[u8]) -> &'static Encoding {
    let is_letter =
        |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80);
    let high = || content.iter().enumerate().filter(|(_, byte)| **byte >= 0x80);
    let in_word = high().filter(|(place, byte)| {
        let before = place.checked_sub(1).and_then(|before| content.get(before));
        MAC_LETTERS.contains(byte) && (is_letter(before) || is_letter(content.get(place + 1)))
    });
    if in_word.count() * 10 >= high().count() * 8 {
        return MACINTOSH;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(content, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    // ISO 8859-2 differs from Windows-1250 in letters that programs hardly write.
    match guess.name() {
        "windows-1250" | "ISO-8859-2" => WINDOWS_1250,
        "windows-1251" | "KOI8-U" | "ISO-8859-5" | "IBM866" | "x-mac-cyrillic" => {
            if guess.name() == "windows-1251" { WINDOWS_1251 } else { guess }
        }
        _ => WINDOWS_1252,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const GERMAN: &str = "Stadt;Name;Beschreibung\nMarl;Nähcafé;Wir nähen für Anfänger und Könner, größere Stücke üben wir später.\n";
    const POLISH: &str = "Miasto;Nazwa\nMarl;Kurs języka niemieckiego dla początkujących, zajęcia odbywają się w każdy wtorek, również wieczorem, prosimy o wcześniejsze zgłoszenie się. Łączymy ludzi.\n";
    const UKRAINIAN: &str = "Місто;Назва\nМарль;Курс німецької мови для початківців щосереди ввечері, запис за телефоном\n";

    #[rstest]
    #[case(WINDOWS_1252, GERMAN)]
    #[case(MACINTOSH, GERMAN)]
    #[case(WINDOWS_1252, "Stadt;Name\nMarl;Für Mädchen\n")]
    #[case(WINDOWS_1252, "Stadt;Name\nMarl;Café – 5 €\n")]
    #[case(MACINTOSH, "Stadt;Name\nMarl;Für Mädchen\n")]
    #[case(WINDOWS_1250, POLISH)]
    #[case(WINDOWS_1251, UKRAINIAN)]
    fn texts_in_old_encodings_are_recognised(
        #[case] encoding: &'static Encoding,
        #[case] text: &str,
    ) {
        // The encoder of macintosh is one that encoding_rs has, too.
        let (bytes, _, had_errors) = encoding.encode(text);
        assert!(!had_errors);
        let decoded = decode(&bytes).unwrap();
        assert_eq!(decoded.text, text);
        assert_eq!(decoded.guessed.unwrap_or("windows-1252"), encoding.name());
    }

    #[test]
    fn utf_16_is_read_with_and_without_its_mark() {
        let bytes = |mark: &str| -> Vec<u8> {
            format!("{mark}{GERMAN}").encode_utf16().flat_map(u16::to_le_bytes).collect()
        };
        assert_eq!(decode(&bytes("\u{feff}")).unwrap().text, GERMAN);
        assert_eq!(decode(&bytes("")).unwrap().text, GERMAN);
    }
}
