//! A programme as lines of text: "17:00 Ankommen", "17.30 bis 18 Uhr: Workshops", "danach: Essen".

use super::cells::{CellReason, WrongCell};
use crate::language::{LanguageTag, UiLanguage};
use crate::text::{Line, Lines, Text, TextError, TextState, Version};
use crate::voting::conference::ProgrammePoint;

/// The field with a point on each line.
pub const PROGRAMME: &str = "programme";
/// Most points of a programme.
pub const MAX_POINTS: usize = 60;

/// Words that stand for a time.
const AFTERWARDS: [&str; 6] = ["danach", "anschließend", "dann", "später", "then", "afterwards"];

/// The lines of a programme in German.
pub fn programme_lines(points: &[ProgrammePoint]) -> String {
    let lines: Vec<String> = points
        .iter()
        .map(|point| {
            let title = point.title.pick(UiLanguage::De).text;
            match &point.time {
                Some(time) if AFTERWARDS.contains(&time.as_str()) => format!("{time}: {title}"),
                Some(time) => format!("{time} {title}"),
                None => title,
            }
        })
        .collect();
    lines.join("\n")
}

/// Reads a programme; `stored` keeps translations of titles that are still there. The title that
/// replaces another in the same place makes its translations outdated.
///
/// # Errors
/// The field `programme` where a line is too long or there are too many.
pub fn read_programme(
    lines: &str,
    stored: &[ProgrammePoint],
) -> Result<Vec<ProgrammePoint>, WrongCell> {
    let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
    let points: Result<Vec<Point>, TextError> = lines.map(Point::parse).collect();
    let points = points.map_err(|error| WrongCell::of_text(PROGRAMME, error))?;
    if points.len() > MAX_POINTS {
        let reason = CellReason::TooMany { most: MAX_POINTS };
        return Err(WrongCell { key: PROGRAMME.to_owned(), reason });
    }
    let titles: Vec<Line> = points.iter().map(|point| point.title.clone()).collect();
    let with_translations = |(place, point): (usize, Point)| {
        // A title that has only moved takes its translations along.
        let replaced = stored.get(place).filter(|old| !titles.iter().any(|new| is_of(old, new)));
        let known = stored.iter().find(|old| is_of(old, &point.title));
        let title = match known {
            Some(known) => known.title.clone(),
            None => replace(point.title, replaced),
        };
        ProgrammePoint { time: point.time, title }
    };
    Ok(points.into_iter().enumerate().map(with_translations).collect())
}

/// A line that was read.
struct Point {
    time: Option<Line>,
    title: Line,
}

impl Point {
    fn parse(line: &str) -> Result<Self, TextError> {
        let (time, title) = split_time(line);
        let time = time.map(|time| Text::parse(&time)).transpose()?;
        Ok(Self { time, title: Text::parse(title)? })
    }
}

/// Whether this is the German title of a point.
fn is_of(point: &ProgrammePoint, title: &Line) -> bool {
    let german = point.title.get(&UiLanguage::De.into());
    german.is_some_and(|version| version.text == *title)
}

/// A title with the translations of the one it replaces, which are outdated.
fn replace(title: Line, replaced: Option<&ProgrammePoint>) -> Lines {
    let german = LanguageTag::from(UiLanguage::De);
    let mut texts = Lines::german(title);
    for (language, version) in replaced.iter().flat_map(|point| point.title.versions()) {
        if *language != german {
            let version = Version { state: TextState::Outdated, ..version.clone() };
            texts.set(language.clone(), version);
        }
    }
    texts
}

/// The time at the beginning of a line, and the rest.
fn split_time(line: &str) -> (Option<String>, &str) {
    if let Some((word, rest)) = line.split_once(':')
        && AFTERWARDS.contains(&word.trim().to_lowercase().as_str())
        && !rest.trim().is_empty()
    {
        return (Some(word.trim().to_lowercase()), rest.trim());
    }
    let Some(first) = read_time(line) else { return (None, line) };
    let second = after_range_mark(first.rest).and_then(read_time);
    let (time, rest) = match second {
        Some(second) => (format!("{}–{}", first.text, second.text), second.rest),
        None => (first.text, first.rest),
    };
    let rest = rest.trim_start_matches([' ', ':', ',', ';', '|', '–', '-', '\t']).trim();
    if rest.is_empty() { (None, line) } else { (Some(time), rest) }
}

/// A time and what stands behind it.
struct ReadTime<'a> {
    text: String,
    rest: &'a str,
}

/// A time such as "17:00", "9.30 Uhr" or "17 Uhr" at the beginning of a text.
fn read_time(text: &str) -> Option<ReadTime<'_>> {
    let (hour, rest) = read_number(text)?;
    let minute = rest.strip_prefix([':', '.']).and_then(read_number);
    let minute = minute.filter(|(digits, _)| digits.len() == 2);
    let (minute_number, rest) = match minute {
        Some((digits, rest)) => (Some(digits.parse::<u8>().ok()?), rest),
        None => (None, rest),
    };
    let without_word = rest.trim_start().strip_prefix("Uhr");
    let hour: u8 = hour.parse().ok()?;
    // A number alone may be anything.
    if hour > 24 || minute_number.is_some_and(|minute| minute > 59) {
        return None;
    }
    if minute_number.is_none() && without_word.is_none() && !is_start_of_range(rest) {
        return None;
    }
    let text = format!("{hour:02}:{:02}", minute_number.unwrap_or_default());
    Some(ReadTime { text, rest: without_word.unwrap_or(rest) })
}

/// Whether a number is followed by another time, as in "17 bis 18 Uhr".
fn is_start_of_range(rest: &str) -> bool {
    after_range_mark(rest).is_some_and(|rest| read_time(rest).is_some())
}

/// What stands behind a mark that connects two times.
fn after_range_mark(rest: &str) -> Option<&str> {
    let rest = rest.trim_start();
    ["–", "-", "bis"].iter().find_map(|mark| rest.strip_prefix(mark)).map(str::trim_start)
}

/// One or two digits at the beginning of a text.
fn read_number(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    ((1..=2).contains(&end)).then(|| text.split_at(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("17:00 Ankommen", Some("17:00"), "Ankommen")]
    #[case("17 Uhr: Ankommen", Some("17:00"), "Ankommen")]
    #[case("9.30 Uhr – Begrüßung", Some("09:30"), "Begrüßung")]
    #[case("17:30–18:45 Workshops", Some("17:30–18:45"), "Workshops")]
    #[case("17 bis 18 Uhr Workshops", Some("17:00–18:00"), "Workshops")]
    #[case("17.30 - 18 Uhr, Workshops", Some("17:30–18:00"), "Workshops")]
    #[case("danach: Essen", Some("danach"), "Essen")]
    #[case("Anschließend: Essen", Some("anschließend"), "Essen")]
    #[case("3 Workshops in Räumen", None, "3 Workshops in Räumen")]
    #[case("30:00 Unsinn", None, "30:00 Unsinn")]
    #[case("Essen: Suppe", None, "Essen: Suppe")]
    #[case("17:00", None, "17:00")]
    fn a_line_is_read_as_people_write_it(
        #[case] line: &str,
        #[case] time: Option<&str>,
        #[case] title: &str,
    ) {
        let (read, rest) = split_time(line);
        assert_eq!((read.as_deref(), rest), (time, title));
    }

    fn stored() -> Vec<ProgrammePoint> {
        serde_json::from_str(
            r#"[{"time":"17:00","title":{"de":"Ankommen","uk":"Прибуття"}},
                {"time":"danach","title":{"de":"Essen","uk":"Їжа"}}]"#,
        )
        .unwrap()
    }

    #[test]
    fn what_was_written_is_read_as_the_same_programme() {
        let lines = programme_lines(&stored());
        assert_eq!(lines, "17:00 Ankommen\ndanach: Essen");
        assert_eq!(read_programme(&lines, &stored()).unwrap(), stored());
    }

    #[test]
    fn titles_keep_their_translations_where_they_move_and_lose_none_where_they_change() {
        let json = |lines: &str| {
            serde_json::to_string(&read_programme(lines, &stored()).unwrap()).unwrap()
        };
        let moved = concat!(
            r#"[{"time":"16:30","title":{"de":"Essen","uk":"Їжа"}},"#,
            r#"{"time":"17:00","title":{"de":"Begrüßung"}}]"#
        );
        assert_eq!(json("16:30 Essen\n17:00 Begrüßung"), moved);
        let changed = concat!(
            r#"[{"time":"17:00","title":{"de":"Begrüßung","#,
            r#""uk":{"text":"Прибуття","state":"outdated"}}},"#,
            r#"{"title":{"de":"Essen","uk":"Їжа"}}]"#
        );
        assert_eq!(json("17 Uhr Begrüßung\nEssen"), changed);
    }
}
