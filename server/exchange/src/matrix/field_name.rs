//! Names of fields as titles say them: "Handlungsfeld 3: …", "3. … (Fortsetzung)".

use super::cleaning::clean;
use super::columns::key;

/// Words that announce the name of a field.
const ANNOUNCING: [&str; 3] = ["handlungsfeld", "handlungsbereich", "themenfeld"];
/// Names that programs give to sheets, without their number.
const UNNAMED: [&str; 7] =
    ["tabelle", "sheet", "blatt", "table", "feuille", "hoja", "tabellenblatt"];
const CONTINUED: &str = "(fortsetzung)";
const QUOTES: [char; 5] = ['„', '“', '”', '"', '»'];

/// The name of a field in a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct FieldName {
    pub(super) name: String,
    /// Whether a word or a number announces it.
    pub(super) is_marked: bool,
}

impl FieldName {
    /// Reads the line above headings, or the cell of a column.
    pub(super) fn read(line: &str) -> Self {
        let text = clean(line).replace('\n', " ");
        let text = text
            .len()
            .checked_sub(CONTINUED.len())
            .filter(|end| text.get(*end..).is_some_and(|tail| tail.eq_ignore_ascii_case(CONTINUED)))
            .and_then(|end| text.get(..end))
            .unwrap_or(&text);
        let mark = mark_length(text);
        let name = text.get(mark..).unwrap_or_default().trim().trim_matches(QUOTES).trim();
        let is_marked = mark > 0;
        let name = if name.is_empty() { text.trim() } else { name };
        Self { name: name.to_owned(), is_marked }
    }

    /// The name in a line that was written here.
    pub(super) fn read_own(line: &str) -> Self {
        let mark = mark_length(line);
        Self { name: line.get(mark..).unwrap_or_default().trim().to_owned(), is_marked: true }
    }
}

/// Bytes of "Handlungsfeld 3:" or "3." at the beginning.
fn mark_length(text: &str) -> usize {
    let word = ANNOUNCING.iter().find(|word| {
        text.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word))
            && !text[word.len()..].starts_with(char::is_alphabetic)
    });
    let word = word.map_or(0, |word| word.len());
    let rest = &text[word..];
    let number = rest.trim_start_matches(' ');
    let digits = number.len() - number.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = &number[digits..];
    let spaces = after.len() - after.trim_start_matches(' ').len();
    let sign = after[spaces..].chars().next().filter(|sign| {
        (spaces == 0 && ".:)".contains(*sign)) || (word > 0 && "-–".contains(*sign))
    });
    let sign = sign.map_or(0, |sign| spaces + sign.len_utf8());
    let is_number = (1..=2).contains(&digits) && sign > 0 && after[sign..].starts_with(' ');
    let with_number = text.len() - after.len() + sign;
    match (word, digits) {
        (0, _) if is_number => with_number,
        (0, _) => 0,
        _ => with_number,
    }
}

/// The field that a sheet is named after.
pub(super) fn of_sheet(name: &str) -> Option<String> {
    let key = key(name);
    let word = key.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let is_named = !word.is_empty() && !UNNAMED.contains(&word);
    is_named.then(|| FieldName::read(name).name)
}

/// Whether a line says the name of a sheet, which has room for 31 characters only.
pub(super) fn is_of_sheet(line: &str, sheet: &str) -> bool {
    let (line, sheet) = (key(line), key(sheet));
    sheet.len() > 2 && (line.starts_with(&sheet) || sheet.starts_with(&line)) && line.len() > 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Handlungsfeld 3: Wohnen", "Wohnen", true)]
    #[case("HANDLUNGSFELD „Wohnen“", "Wohnen", true)]
    #[case("Handlungsfeld: Wohnen", "Wohnen", true)]
    #[case("Handlungsfeld 2 – Wohnen", "Wohnen", true)]
    #[case("3 - 6 Jahre", "3 - 6 Jahre", false)]
    #[case("2. Wohnen (Fortsetzung)", "Wohnen", true)]
    #[case("Handlungsfelder im Überblick", "Handlungsfelder im Überblick", false)]
    #[case("10 Jahre Wohnen", "10 Jahre Wohnen", false)]
    #[case("Handlungsfeld 3", "Handlungsfeld 3", true)]
    fn the_name_of_a_field_is_told_from_its_number(
        #[case] line: &str,
        #[case] name: &str,
        #[case] is_marked: bool,
    ) {
        assert_eq!(FieldName::read(line), FieldName { name: name.to_owned(), is_marked });
    }

    #[test]
    fn a_sheet_that_nobody_named_is_no_field() {
        assert_eq!(of_sheet("Tabelle1"), None);
        assert_eq!(of_sheet("3. Wohnen").as_deref(), Some("Wohnen"));
        assert!(is_of_sheet("Wohnen und Quartier in der Innenstadt", "Wohnen und Quartier"));
    }
}
