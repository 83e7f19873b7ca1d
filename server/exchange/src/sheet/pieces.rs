//! Splitting a cell into the values it lists, and cells that state nothing.

use super::lists::folded;
use shared::search::fold::words;

/// What people write into a cell of which they know nothing, folded.
const NOTHING: [&str; 17] = [
    "k a",
    "ka",
    "keine angabe",
    "keine angaben",
    "ohne angabe",
    "ohne angaben",
    "nicht angegeben",
    "nicht bekannt",
    "unbekannt",
    "nicht festgelegt",
    "noch nicht festgelegt",
    "nicht zutreffend",
    "n a",
    "na",
    "entfallt",
    "leer",
    "none",
];

/// Words that join values.
const JOINING: [&str; 8] = ["und", "u", "oder", "o", "sowie", "bzw", "and", "or"];

/// Whether a cell states nothing: signs only, or words such as "k. A.".
pub(crate) fn states_nothing(cell: &str) -> bool {
    let has_letters =
        cell.chars().any(|letter| letter.is_alphanumeric() || "✓✔☑+".contains(letter));
    !has_letters || NOTHING.contains(&folded(cell).as_str())
}

/// Whether a cell says that there is none, such as no mail address.
pub(crate) fn states_none(cell: &str) -> bool {
    let none = ["keine", "kein", "keiner", "nicht vorhanden", "gibt es nicht", "ohne"];
    states_nothing(cell) || none.contains(&folded(cell).as_str())
}

/// The parts of a cell between `;`, `,` and line breaks, where they are outside parentheses.
pub(crate) fn coarse(cell: &str) -> impl Iterator<Item = &str> {
    super::lists::outer_parts(cell)
}

/// The parts of a part between `/`, `+`, `&`, parentheses and words such as "und".
pub(crate) fn fine(part: &str) -> Vec<&str> {
    part.split(|letter: char| "/+&|()[],;\n•".contains(letter))
        .flat_map(|piece| split_at_words(piece))
        .map(|piece| {
            piece.trim_matches(|letter: char| letter.is_whitespace() || ":–".contains(letter))
        })
        .filter(|piece| piece.chars().any(char::is_alphanumeric))
        .collect()
}

/// The same, where dashes with spaces around them join values, too: "Familie - Gesundheit".
pub(crate) fn listed(part: &str) -> Vec<&str> {
    part.split(" - ").flat_map(|piece| piece.split(" – ")).flat_map(fine).collect()
}

fn split_at_words(piece: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut begin, mut end) = (0, 0);
    for word in piece.split_inclusive(char::is_whitespace) {
        let plain = word.trim().trim_end_matches('.').to_lowercase();
        if JOINING.contains(&plain.as_str()) {
            pieces.push(&piece[begin..end]);
            begin = end + word.len();
        }
        end += word.len();
    }
    pieces.push(&piece[begin..]);
    pieces
}

/// The folded words of a text without those in `fillers`.
pub(crate) fn content(text: &str, fillers: &[&str]) -> String {
    let words = words(text);
    let content: Vec<&str> =
        words.iter().map(String::as_str).filter(|word| !fillers.contains(word)).collect();
    content.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("-", true)]
    #[case("k. A.", true)]
    #[case("keine Angabe", true)]
    #[case("", true)]
    #[case("keine", false)]
    #[case("60+", false)]
    #[case("✓", false)]
    fn some_words_state_nothing(#[case] cell: &str, #[case] expected: bool) {
        assert_eq!(states_nothing(cell), expected);
    }

    #[test]
    fn values_are_separated_in_many_ways() {
        assert_eq!(
            fine("Deutsch/Türkisch + arab. und (Farsi)"),
            ["Deutsch", "Türkisch", "arab.", "Farsi"]
        );
        assert_eq!(coarse("a; b (c, d)\ne").collect::<Vec<_>>(), ["a", "b (c, d)", "e"]);
    }
}
