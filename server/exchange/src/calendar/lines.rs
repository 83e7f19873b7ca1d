//! Content lines of RFC 5545: escaped, folded at 75 octets, ended by CRLF.

/// Most octets of a line without its end.
const MAX_OCTETS: usize = 75;

/// Lines so far.
#[derive(Debug, Default)]
pub(super) struct Lines(String);

impl Lines {
    /// Adds a line; a long one goes on in the next after a space, and no character is cut.
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

/// A text as a value; control characters other than line breaks have no place there.
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
    fn what_means_something_in_a_calendar_is_escaped() {
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
