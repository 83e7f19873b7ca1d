//! What spreadsheet programs and databases add to dates: "2026-12-05T14:00", "05.12.2026 00:00:00".

use std::borrow::Cow;

/// Midnight behind a date of which only the day is known.
const MIDNIGHT: [&str; 2] = ["00:00:00", "0:00:00"];

/// The text with spaces for what they add; it is as long as before.
pub(super) fn without_artefacts(text: &str) -> Cow<'_, str> {
    let is_suspect = text.contains(":00") || text.contains('T');
    if !is_suspect {
        return Cow::Borrowed(text);
    }
    let mut plain = text.to_owned();
    for (place, _) in text.match_indices('T') {
        let is_behind_date = ends_with_iso_day(&text[..place]);
        let is_before_time = text[place + 1..].starts_with(|letter: char| letter.is_ascii_digit());
        if is_behind_date && is_before_time {
            plain.replace_range(place..=place, " ");
        }
    }
    for midnight in MIDNIGHT {
        while let Some(place) = plain.find(midnight).filter(|place| is_of_date(&plain, *place)) {
            plain.replace_range(place..place + midnight.len(), &" ".repeat(midnight.len()));
        }
    }
    Cow::Owned(plain)
}

fn ends_with_iso_day(text: &str) -> bool {
    let day = text.len().checked_sub(10).and_then(|start| text.get(start..));
    day.is_some_and(|day| {
        day.bytes().enumerate().all(|(place, byte)| match place {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
    })
}

/// Whether the midnight at a place stands behind a date, and nothing that makes it a span follows.
fn is_of_date(text: &str, place: usize) -> bool {
    let (before, behind) = text.split_at(place);
    let is_apart = before.ends_with(' ');
    let day = before.trim_end();
    let is_date = day.ends_with(|letter: char| letter.is_ascii_digit())
        && day.rsplit(' ').next().is_some_and(|day| day.len() >= 8 && !day.contains(':'));
    let rest = behind.trim_start_matches(['0', ':']).trim_start();
    let is_span = rest.starts_with(['-', '–', '—']) || rest.starts_with("bis");
    is_apart && is_date && !is_span
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("2026-12-05T14:00:00", "2026-12-05 14:00:00")]
    #[case("2026-12-05T00:00:00", "2026-12-05         ")]
    #[case("05.12.2026 00:00:00; 06.12.2026 0:00:00", "05.12.2026         ; 06.12.2026        ")]
    #[case("05.12.2026 00:00:00 - 02:00", "05.12.2026 00:00:00 - 02:00")]
    #[case("Mo 00:00:00", "Mo 00:00:00")]
    #[case("Gruppe T1 10:00", "Gruppe T1 10:00")]
    fn what_programs_add_to_dates_is_nothing(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(without_artefacts(text), expected);
    }
}
