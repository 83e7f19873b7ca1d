//! Content lines of RFC 5545: escaped, folded at 75 octets, terminated by CRLF.

/// Maximum octets of a line without its terminator.
const MAX_OCTETS: usize = 75;

/// The lines written so far.
#[derive(Debug, Default)]
pub(super) struct Lines(String);

impl Lines {
    /// Adds a line; a long one continues on the next line after a space, without splitting a
    /// character.
    pub(super) fn add(&mut self, line: &str) {
        let mut octets = 0;
        for character in line.chars() {
            if octets + character.len_utf8() > MAX_OCTETS {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(character);
            octets += character.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    pub(super) fn into_text(self) -> String {
        self.0
    }
}

/// A text as a property value; control characters other than line breaks are removed.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | ';' | ',' => escaped.extend(['\\', character]),
            '\n' => escaped.push_str("\\n"),
            character if character.is_control() => {}
            character => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn special_characters_are_escaped() {
        assert_eq!(escaped("a;b,c\\d\ne\u{7}"), "a\\;b\\,c\\\\d\\ne");
    }

    proptest! {
        #[test]
        fn a_line_is_folded_at_75_octets_and_unfolds_to_itself(line in "[^\\r\\n\\p{Cc}]{0,300}") {
            let mut lines = Lines::default();
            lines.add(&line);
            let text = lines.into_text();
            prop_assert!(text.split("\r\n").all(|line| line.len() <= MAX_OCTETS), "{}", text);
            prop_assert_eq!(text.replace("\r\n ", ""), format!("{line}\r\n"));
        }
    }
}
