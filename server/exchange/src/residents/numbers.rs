//! Whole numbers as official statistics print them.

/// What stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// A number.
    Number(u64),
    /// A sign that says that there is no number to publish.
    Unpublished,
    /// Anything else.
    Other,
}

impl Cell {
    pub(super) const fn count(self) -> Option<u64> {
        match self {
            Self::Number(number) => Some(number),
            Self::Unpublished | Self::Other => None,
        }
    }
}

/// Spaces that stand between groups of three digits, and around cells.
pub(super) fn is_space(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Reads a cell. In German statistics a dash means that there is nobody; a dot, a slash or an x that
/// the number is unknown, uncertain or makes no sense.
pub(super) fn read_cell(cell: &str) -> Cell {
    let cell = without_note(cell.trim_matches(is_space));
    match cell {
        "-" | "–" | "—" | "−" => return Cell::Number(0),
        "" | "." | ".." | "..." | "…" | "/" | "x" | "X" | "•" | "·" | "*" => {
            return Cell::Unpublished;
        }
        _ => {}
    }
    whole_number(cell).map_or(Cell::Other, Cell::Number)
}

/// Whether a text is a number from its beginning on.
pub(super) fn begins_number(text: &str) -> bool {
    matches!(read_cell(text), Cell::Number(_))
}

/// Without the mark of a footnote behind it: "1.159¹", "1.159 1)", "1.159*".
fn without_note(cell: &str) -> &str {
    let raised =
        |character: char| matches!(character, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '*' | '†');
    let cell = if cell.chars().all(raised) { cell } else { cell.trim_end_matches(raised) };
    let marked = cell.strip_suffix(')').and_then(|cell| {
        let start = cell.rfind(is_space)?;
        let is_mark = cell.get(start..)?.trim_matches(is_space).chars().all(|c| c.is_ascii_digit());
        cell.get(..start).filter(|_| is_mark)
    });
    marked.unwrap_or(cell).trim_end_matches(is_space)
}

/// Digits, or groups of three of them with the same mark between: "2 838", "1.159", "12'345".
fn whole_number(text: &str) -> Option<u64> {
    let is_mark =
        |character: char| is_space(character) || matches!(character, '.' | '\'' | '’' | ',');
    let marks: Vec<char> = text.chars().filter(|character| is_mark(*character)).collect();
    let is_same = marks.windows(2).all(|two| match two {
        [one, other] => one == other || is_space(*one) && is_space(*other),
        _ => true,
    });
    let groups: Vec<&str> = text.split(is_mark).collect();
    let is_digits = |group: &&str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    let (first, rest) = groups.split_first()?;
    let is_grouped = rest.is_empty() || first.len() <= 3 && rest.iter().all(|one| one.len() == 3);
    let is_number = is_same && is_grouped && groups.iter().all(is_digits) && text.len() <= 40;
    is_number.then(|| groups.concat().parse().ok())?
}
