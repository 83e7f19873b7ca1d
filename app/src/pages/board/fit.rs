//! Which size of type a text has room for.
//!
//! The stage is drawn for a screen of 1920 × 1080 and scaled as a whole, so lengths here are pixels
//! of that screen. Letters are taken to be as wide as in the widest font a machine may fall back
//! to, so what fits here fits in any font. Sizes become classes of the style sheet (`type-44`).

use shared::text::Picked;

/// Sizes of text that the style sheet has classes for, largest first.
const SIZES: [u32; 17] = [120, 100, 88, 76, 66, 58, 52, 48, 44, 40, 36, 32, 29, 26, 23, 20, 17];

/// A text to be fitted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fitted<'a> {
    text: &'a str,
    /// Height of a line in hundredths of the size, as in `board.css`.
    leading: u32,
}

impl<'a> From<&'a Picked> for Fitted<'a> {
    fn from(picked: &'a Picked) -> Self {
        let is_tall =
            picked.language.dir() == "rtl" || matches!(picked.language.as_str(), "ti" | "ku");
        Self { text: &picked.text, leading: if is_tall { 145 } else { 120 } }
    }
}

impl<'a> Fitted<'a> {
    /// A text in Latin letters, or of the interface.
    pub(super) const fn of(text: &'a str) -> Self {
        Self { text, leading: 120 }
    }
}

impl Fitted<'_> {
    /// The same for short titles, whose lines are closer.
    pub(super) const fn tight(self) -> Self {
        Self { text: self.text, leading: if self.leading > 120 { 135 } else { 110 } }
    }

    /// Its height in this size, where lines are `width` long.
    pub(super) fn height(self, size: u32, width: u32) -> u32 {
        self.lines(size, width) * size * self.leading / 100
    }

    /// Lines in this size. A word that is longer than a line is broken.
    pub(super) fn lines(self, size: u32, width: u32) -> u32 {
        let room = (width * 100).checked_div(size).unwrap_or(0).max(100);
        let (mut lines, mut used, mut word) = (1, 0, 0);
        for letter in self.text.chars().chain([' ']) {
            if letter != ' ' && letter != '\n' {
                word += advance(letter);
                continue;
            }
            let with_word = if used == 0 { word } else { used + SPACE + word };
            if with_word <= room {
                used = with_word;
            } else {
                lines += u32::from(used > 0) + word.saturating_sub(1) / room;
                used = if word > room { (word - 1) % room + 1 } else { word };
            }
            word = 0;
        }
        lines
    }
}

/// The largest size from `largest` to `smallest` that fits; the smallest where none does.
pub(super) fn size_within(largest: u32, smallest: u32, fits: impl Fn(u32) -> bool) -> u32 {
    let mut sizes = SIZES.into_iter().filter(|size| (smallest..=largest).contains(size));
    sizes.find(|size| fits(*size)).unwrap_or(smallest)
}

/// The class of a size.
pub(super) fn size_class(size: u32) -> String {
    ["type-", &size.to_string()].concat()
}

/// The width of a space, in hundredths of the size.
const SPACE: u32 = 32;

/// The width of a letter, in hundredths of the size: those of `DejaVu Sans`, rounded up.
fn advance(letter: char) -> u32 {
    match letter {
        '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{200b}'..='\u{200f}' => 0,
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | 'ı' | 'і' => 32,
        'f' | 'r' | 't' | '(' | ')' | '-' | '/' => 42,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '…' | '–' | 'ш' | 'щ' | 'ж' | 'ю' | 'м' => 98,
        'A'..='Z' | 'Ä' | 'Ö' | 'Ü' | 'А'..='Я' => 74,
        '\u{600}'..='\u{6ff}' => 58,
        '\u{400}'..='\u{4ff}' => 68,
        _ => 63,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use shared::language::LanguageTag;
    use shared::text::TextState;

    fn picked(text: &str, tag: &str) -> Picked {
        let language = LanguageTag::parse(tag).unwrap();
        Picked { text: text.to_owned(), language, state: TextState::Human, is_fallback: false }
    }

    #[rstest]
    #[case::one_line("xx xx", 300, 1)]
    #[case::a_word_goes_to_the_next_line("xx xx", 200, 2)]
    #[case::a_word_that_is_just_as_long("xxx", 189, 1)]
    #[case::a_long_word_is_broken("xxxx", 189, 2)]
    #[case::a_long_word_begins_on_a_line_of_its_own("x xxxx", 189, 3)]
    #[case::soft_hyphens_take_no_room("x\u{ad}x\u{ad}x", 189, 1)]
    #[case::nothing("", 189, 1)]
    fn words_fill_lines(#[case] text: &str, #[case] width: u32, #[case] lines: u32) {
        assert_eq!(Fitted::from(&picked(text, "de")).lines(100, width), lines);
    }

    #[test]
    fn arabic_lines_are_taller() {
        assert_eq!(Fitted::from(&picked("x", "de")).height(100, 200), 120);
        assert_eq!(Fitted::from(&picked("x", "ar")).height(100, 200), 145);
    }

    #[test]
    fn the_largest_size_that_fits_is_taken_and_the_smallest_where_none_does() {
        assert_eq!(size_within(66, 44, |size| size < 60), 58);
        assert_eq!(size_within(66, 44, |_| true), 66);
        assert_eq!(size_within(66, 44, |_| false), 44);
    }
}
