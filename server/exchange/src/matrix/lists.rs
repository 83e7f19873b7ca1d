//! Lists within one cell: numbered steps, entries behind dashes.

/// Marks that an entry begins with.
const BULLETS: [char; 5] = ['-', '–', '•', '·', '‣'];
/// Words before a number that make it a day and no mark of a list.
const BEFORE_DAYS: [&str; 10] =
    ["am", "vom", "bis", "zum", "der", "dem", "den", "ab", "und", "seit"];
/// Names of months, by which a number before them is a day.
const MONTHS: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

/// The steps of a cell, without their numbers and marks.
pub(super) fn steps(text: &str) -> Vec<String> {
    numbered(text).unwrap_or_else(|| {
        let lines = text.lines().flat_map(|line| entries(line).unwrap_or_else(|| one(line)));
        lines.collect()
    })
}

fn one(line: &str) -> Vec<String> {
    vec![without_bullet(line).to_owned()]
}

fn without_bullet(line: &str) -> &str {
    let rest = line.strip_prefix(BULLETS).filter(|rest| rest.starts_with(' '));
    rest.map_or(line, str::trim)
}

/// Whether a cell is a list "1. … 2. …".
pub(super) fn is_numbered(text: &str) -> bool {
    numbered(text).is_some_and(|steps| steps.len() > 1)
}

/// The entries of a text that begins with the number 1; a number may be there twice.
fn numbered(text: &str) -> Option<Vec<String>> {
    let marks = marks(text);
    marks.first().filter(|mark| mark.begin == 0)?;
    let ends = marks.iter().skip(1).map(|mark| mark.begin).chain([text.len()]);
    let entries = marks.iter().zip(ends).filter_map(|(mark, end)| text.get(mark.end..end));
    let entries = entries.map(|entry| entry.split_whitespace().collect::<Vec<_>>().join(" "));
    Some(entries.filter(|entry| !entry.is_empty()).collect())
}

struct Mark {
    begin: usize,
    end: usize,
}

fn marks(text: &str) -> Vec<Mark> {
    let (mut marks, mut last, mut place) = (Vec::new(), 0_u32, 0);
    while let Some(rest) = text.get(place..) {
        let Some(offset) = rest.find(|letter: char| letter.is_ascii_digit()) else { break };
        let begin = place + offset;
        let digits = text[begin..].chars().take_while(char::is_ascii_digit).count();
        place = begin + digits;
        let number = text.get(begin..place).and_then(|digits| digits.parse::<u32>().ok());
        let is_next =
            number.is_some_and(|number| number == last + 1 || (number == last && number > 0));
        let after = text.get(place..).unwrap_or_default();
        let is_marked = after.starts_with(['.', ')'])
            && !after.get(1..).is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()));
        let before = text.get(..begin).unwrap_or_default();
        if is_next && is_marked && begins_entry(before, after) {
            last = number.unwrap_or(last);
            place += if after.starts_with(".)") { 2 } else { 1 };
            marks.push(Mark { begin, end: place });
        }
    }
    marks
}

/// Whether a number between these texts is the mark of an entry and not part of a word or a date.
fn begins_entry(before: &str, after: &str) -> bool {
    if !before.is_empty() && !before.ends_with(char::is_whitespace) {
        return false;
    }
    let word = before.split_whitespace().next_back().unwrap_or_default();
    let next = after.trim_start_matches(['.', ')']).trim_start();
    before.ends_with('\n')
        || (!BEFORE_DAYS.contains(&word) && !MONTHS.iter().any(|month| next.starts_with(month)))
}

/// The entries of a cell that begins with a dash, or has one on every line. A dash within a line
/// separates entries only before a capital or behind a full stop.
pub(super) fn entries(text: &str) -> Option<Vec<String>> {
    let is_list = text.lines().all(|line| without_bullet(line) != line);
    if !is_list || text.is_empty() {
        return None;
    }
    Some(text.lines().flat_map(|line| at_dashes(without_bullet(line))).collect())
}

/// Target groups, one on each line.
pub(super) fn audiences(text: &str) -> String {
    let entries = text.lines().flat_map(|line| at_dashes(without_bullet(line)));
    entries.collect::<Vec<_>>().join("\n")
}

fn at_dashes(line: &str) -> Vec<String> {
    let mut entries: Vec<String> = Vec::new();
    for piece in line.split(" - ").map(str::trim).filter(|piece| !piece.is_empty()) {
        let is_entry =
            |before: &String| before.ends_with('.') || piece.starts_with(char::is_uppercase);
        match entries.last_mut().filter(|before| !is_entry(before)) {
            Some(before) => {
                before.push_str(" - ");
                before.push_str(piece);
            }
            None => entries.push(piece.to_owned()),
        }
    }
    entries
}

/// The pieces of a numbered list, or those between lines or semicolons.
pub(super) fn pieces(text: &str) -> Vec<String> {
    if let Some(entries) = numbered(text) {
        return entries;
    }
    let separator = if text.contains('\n') { '\n' } else { ';' };
    let pieces = text.split(separator).map(str::trim).filter(|piece| !piece.is_empty());
    pieces.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("1. Plan 2. Geld\n3. Leute", &["Plan", "Geld", "Leute"])]
    #[case("1. Plan 2.Flyer drucken", &["Plan", "Flyer drucken"])]
    #[case("1. Plan 1. Geld 2. Leute", &["Plan", "Geld", "Leute"])]
    #[case("1) Treffen am 2. Mai 2) Bericht", &["Treffen am 2. Mai", "Bericht"])]
    #[case("1. Treffen am 2.10.2024", &["Treffen am 2.10.2024"])]
    #[case("1.) Plan\n2.) Geld", &["Plan", "Geld"])]
    #[case("Runden Tisch gründen", &["Runden Tisch gründen"])]
    #[case("- Plan - Geld", &["Plan", "Geld"])]
    #[case("Plan\n• Geld", &["Plan", "Geld"])]
    fn steps_are_a_list(#[case] cell: &str, #[case] expected: &[&str]) {
        assert_eq!(steps(cell), expected);
    }

    #[rstest]
    #[case("- Eltern - Kinder ab 6 - und davor", "Eltern\nKinder ab 6 - und davor")]
    #[case("Eltern mit Kindern. - ältere Menschen", "Eltern mit Kindern.\nältere Menschen")]
    #[case("Kinder (6 - 10 Jahre)", "Kinder (6 - 10 Jahre)")]
    fn audiences_are_separated_before_capitals_and_behind_full_stops(
        #[case] cell: &str,
        #[case] expected: &str,
    ) {
        assert_eq!(audiences(cell), expected);
    }

    #[rstest]
    #[case("- Kurse - auch am Abend - Treffen", Some(&["Kurse - auch am Abend", "Treffen"][..]))]
    #[case("- Kurse\n- Treffen", Some(&["Kurse", "Treffen"][..]))]
    #[case("Kurse - Treffen", None)]
    fn a_list_of_measures_begins_with_a_dash(
        #[case] cell: &str,
        #[case] expected: Option<&[&str]>,
    ) {
        assert_eq!(
            entries(cell).as_deref().map(|all| all.iter().map(String::as_str).collect()),
            expected.map(<[&str]>::to_vec)
        );
    }
}
