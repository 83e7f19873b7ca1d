//! Times of day with or without a zone.

use jiff::civil::Time;

/// A time of day on the wall of the place where the service is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) time: Time,
    /// Whether it was given in a zone that Europe/Berlin never has; its hours are kept as written.
    pub(super) is_foreign: bool,
}

/// `14:30` or `14:30:00`, optionally with `Z` or a UTC offset, as RFC 3339 and ISO 8601 have them.
///
/// An offset says in which zone the hours were written down. For a service in Germany that is its
/// own clock, in winter or in summer; for another zone, and for UTC, nobody can know what the
/// writer meant on which day of the year, so the hours stay and the zone is reported.
pub(super) fn parse_clock(text: &str) -> Option<Clock> {
    let text = text.trim();
    let (clock, zone) =
        text.find(['Z', 'z', '+', '-', '−']).map_or((text, ""), |at| text.split_at(at));
    let numbers: Vec<i8> = clock
        .trim_end()
        .split(':')
        .map(|part| part.parse().ok().filter(|_| part.len() == 2))
        .collect::<Option<_>>()?;
    let time = match numbers.as_slice() {
        [hour, minute] => Time::new(*hour, *minute, 0, 0).ok()?,
        [hour, minute, second] => Time::new(*hour, *minute, *second, 0).ok()?,
        _ => return None,
    };
    let is_ours = zone.is_empty() || [60, 120].map(Some).contains(&offset(zone));
    (is_ours || offset(zone).is_some()).then_some(Clock { time, is_foreign: !is_ours })
}

/// Minutes east of Greenwich.
fn offset(zone: &str) -> Option<i32> {
    if zone.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let east = zone.strip_prefix('+');
    let digits = east.or_else(|| zone.strip_prefix(['-', '−']))?.replace(':', "");
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.parse::<i32>().ok()?, 0),
        4 => (digits.get(..2)?.parse().ok()?, digits.get(2..)?.parse().ok()?),
        _ => return None,
    };
    let minutes = hours * 60 + minutes;
    (minutes <= 14 * 60).then_some(if east.is_some() { minutes } else { -minutes })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("14:30", Some(false))]
    #[case("14:30:00", Some(false))]
    #[case("14:30+01:00", Some(false))]
    #[case("14:30:00 +0200", Some(false))]
    #[case("14:30+02", Some(false))]
    #[case("14:30Z", Some(true))]
    #[case("14:30:00z", Some(true))]
    #[case("14:30-05:00", Some(true))]
    #[case("14:30+05:30", Some(true))]
    #[case("14:30+1:00", None)]
    #[case("14:30+99:00", None)]
    #[case("14:30 CET", None)]
    #[case("2:30", None)]
    #[case("25:00", None)]
    #[case("", None)]
    fn hours_are_kept_as_written(#[case] text: &str, #[case] is_foreign: Option<bool>) {
        let clock = parse_clock(text);
        assert_eq!(clock.map(|clock| clock.is_foreign), is_foreign);
        assert!(clock.is_none_or(|clock| clock.time == Time::constant(14, 30, 0, 0)));
    }
}
