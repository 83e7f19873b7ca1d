//! Days without school as lines that people write: "20.7.2026–1.9.2026 Sommerferien".

use crate::finder::SchoolFreeRange;
use jiff::civil::Date;

/// A line that is no day or range of days.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {number} is no range of days: {text:?}")]
pub struct WrongLine {
    /// Its number, from 1.
    pub number: usize,
    /// The line.
    pub text: String,
}

/// The ranges as lines.
pub fn format_lines(ranges: &[SchoolFreeRange]) -> String {
    let line = |range: &SchoolFreeRange| {
        let days = if range.from == range.to {
            format_day(range.from)
        } else {
            format!("{}–{}", format_day(range.from), format_day(range.to))
        };
        format!("{days} {}", range.name).trim_end().to_owned()
    };
    ranges.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The ranges in these lines; empty lines are left out.
///
/// # Errors
/// The first [`WrongLine`].
pub fn parse_lines(text: &str) -> Result<Vec<SchoolFreeRange>, WrongLine> {
    text.lines()
        .enumerate()
        .map(|(place, line)| (place + 1, line.trim()))
        .filter(|(_, line)| !line.is_empty())
        .map(|(number, line)| {
            parse_line(line).ok_or_else(|| WrongLine { number, text: line.to_owned() })
        })
        .collect()
}

fn parse_line(line: &str) -> Option<SchoolFreeRange> {
    let end = line.find(|letter: char| letter.is_alphabetic()).unwrap_or(line.len());
    let (days, name) = line.split_at(end);
    let mut days = days.split(['–', '-', '—']).map(str::trim).filter(|day| !day.is_empty());
    let from = parse_day(days.next()?)?;
    let to = days.next().map_or(Some(from), parse_day)?;
    let is_range = days.next().is_none() && from <= to;
    is_range.then(|| SchoolFreeRange { from, to, name: name.trim().to_owned() })
}

fn format_day(day: Date) -> String {
    format!("{}.{}.{}", day.day(), day.month(), day.year())
}

fn parse_day(text: &str) -> Option<Date> {
    let mut parts = text.split('.').map(|part| part.trim().parse::<i16>().ok());
    let (day, month, year) = (parts.next()??, parts.next()??, parts.next()??);
    let year = if year < 100 { 2000 + year } else { year };
    let (day, month) = (i8::try_from(day).ok()?, i8::try_from(month).ok()?);
    if parts.next().is_some() { None } else { Date::new(year, month, day).ok() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use rstest::rstest;

    #[rstest]
    #[case("20.7.2026–1.9.2026 Sommerferien", date(2026, 7, 20), date(2026, 9, 1), "Sommerferien")]
    #[case("20.07.26 - 01.09.26", date(2026, 7, 20), date(2026, 9, 1), "")]
    #[case(
        "  3.10.2026   Tag der Einheit ",
        date(2026, 10, 3),
        date(2026, 10, 3),
        "Tag der Einheit"
    )]
    fn a_line_is_read_as_people_write_it(
        #[case] line: &str,
        #[case] from: Date,
        #[case] to: Date,
        #[case] name: &str,
    ) {
        let range = SchoolFreeRange { from, to, name: name.to_owned() };
        assert_eq!(parse_lines(line), Ok(vec![range]));
    }

    #[rstest]
    #[case("Sommerferien")]
    #[case("31.2.2026")]
    #[case("2.9.2026–1.9.2026 rückwärts")]
    #[case("1.1.2026–2.1.2026–3.1.2026")]
    fn a_line_without_days_is_named(#[case] line: &str) {
        let wrong = WrongLine { number: 3, text: line.to_owned() };
        assert_eq!(parse_lines(&format!("1.5.2026\n\n{line}")), Err(wrong));
    }

    #[test]
    fn lines_come_back_as_they_were() {
        let text = "30.3.2026–11.4.2026 Osterferien\n1.5.2026 Tag der Arbeit";
        assert_eq!(format_lines(&parse_lines(text).unwrap()), text);
    }
}
