//! Where a programme stands: which point runs now, and which one comes next.
//!
//! Times are texts, as they stand in an invitation ("17:00", "17:30–18:45", "danach"); only those
//! that begin with a time of day can be compared.

use crate::time::LocalTime;
use crate::voting::conference::Conference;
use serde::{Deserialize, Serialize};

/// The marked points of a programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProgrammeMark {
    /// Runs at this moment.
    Now,
    /// Begins next.
    Next,
}

/// When a point takes place, in minutes since midnight.
#[derive(Clone, Copy)]
struct Span {
    start: u16,
    end: Option<u16>,
}

/// The mark of each point at a local time. There is none on any other day than the conference's,
/// and none for points without a time of day. Points that begin together are marked together.
pub fn marks(conference: &Conference, local: LocalTime) -> Vec<Option<ProgrammeMark>> {
    let spans: Vec<Option<Span>> = conference
        .programme
        .iter()
        .map(|point| point.time.as_ref().and_then(|time| parse_span(time.as_str())))
        .collect();
    let minute = local.minute;
    let starts = || spans.iter().flatten().map(|span| span.start);
    let current = starts().filter(|start| *start <= minute).max();
    let following = starts().filter(|start| *start > minute).min();
    let mark = |span: Span| match Some(span.start) {
        start if start == current => {
            span.end.is_none_or(|end| minute < end).then_some(ProgrammeMark::Now)
        }
        start if start == following => Some(ProgrammeMark::Next),
        _ => None,
    };
    let is_today = conference.date == Some(local.day);
    spans.iter().map(|span| span.filter(|_| is_today).and_then(mark)).collect()
}

/// "17:00", "9.30 Uhr" or "17:30–18:45"; an end before its start is on the next day.
fn parse_span(text: &str) -> Option<Span> {
    let text = text.trim();
    let start = parse_minute(text)?;
    let mut parts = text.split(['–', '-']);
    let end = parts.nth(1).and_then(|end| parse_minute(end.trim()));
    Some(Span { start, end: end.filter(|end| *end > start) })
}

/// The time of day at the beginning of a text.
fn parse_minute(text: &str) -> Option<u16> {
    let mut numbers = text.split(|letter: char| !letter.is_ascii_digit());
    let hour: u16 = numbers.next()?.parse().ok()?;
    let minute: u16 = numbers.next().and_then(|minute| minute.parse().ok()).unwrap_or_default();
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use rstest::rstest;

    fn conference() -> Conference {
        serde_json::from_str(
            r#"{"id":"c","code":"HA22EN","title":{"de":"Abend"},"date":"2026-11-28","fields":[],
                "programme":[
                    {"time":"17:00","title":{"de":"Ankommen"}},
                    {"time":"17:30–18:45","title":{"de":"Werkstatt eins"}},
                    {"time":"17:30","title":{"de":"Werkstatt zwei"}},
                    {"title":{"de":"Musik"}},
                    {"time":"19 Uhr","title":{"de":"Ergebnis"}},
                    {"time":"danach","title":{"de":"Essen"}}]}"#,
        )
        .unwrap()
    }

    /// Marks as letters: `!` now, `>` next.
    fn marks_at(day: i8, minute: u16) -> String {
        let local = LocalTime { day: date(2026, 11, day), minute };
        let letter = |mark: Option<ProgrammeMark>| match mark {
            Some(ProgrammeMark::Now) => '!',
            Some(ProgrammeMark::Next) => '>',
            None => '.',
        };
        marks(&conference(), local).into_iter().map(letter).collect()
    }

    #[rstest]
    #[case("before the first point the first one comes next", 16 * 60, ">.....")]
    #[case("a point begins on the minute", 17 * 60, "!>>...")]
    #[case("points that begin together run together", 17 * 60 + 30, ".!!.>.")]
    #[case("a point with an end is over then", 18 * 60 + 45, "..!.>.")]
    #[case("a time may be a full hour in words", 19 * 60 + 5, "....!.")]
    fn a_point_is_marked_by_the_time_of_day(
        #[case] what: &str,
        #[case] minute: u16,
        #[case] expected: &str,
    ) {
        assert_eq!(marks_at(28, minute), expected, "{what}");
    }

    #[test]
    fn on_another_day_nothing_is_marked() {
        assert_eq!(marks_at(27, 17 * 60), "......");
    }

    #[rstest]
    #[case("danach")]
    #[case("25:00")]
    #[case("17:75")]
    #[case("")]
    fn what_is_no_time_of_day_is_not_compared(#[case] text: &str) {
        assert!(parse_span(text).is_none());
    }
}
