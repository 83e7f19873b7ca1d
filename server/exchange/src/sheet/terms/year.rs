//! Since when something exists: "2015", "seit 2015", "März 2019".

use crate::sheet::pieces::states_nothing;
use crate::sheet::reading::{CellReading, DoubtReason};
use shared::offer::good_practice::Year;
use shared::search::fold::words;

/// Folded words beside the year that say nothing else.
const BESIDE: [&str; 18] = [
    "seit",
    "ab",
    "dem",
    "der",
    "jahr",
    "jahre",
    "im",
    "in",
    "besteht",
    "bestehend",
    "gibt",
    "es",
    "gegrundet",
    "grundung",
    "gestartet",
    "start",
    "since",
    "das",
];

/// A year; the first one of several, with a doubt. A day or a month beside it has no place of its own
/// and is a doubt, too.
pub(crate) fn read_year(cell: &str) -> CellReading<Option<Year>> {
    if states_nothing(cell) {
        return CellReading::sure(None);
    }
    let words = words(cell);
    let year = |word: &String| word.parse::<u16>().ok().and_then(|year| Year::try_from(year).ok());
    let Some(found) = words.iter().find_map(year) else { return CellReading::unreadable(cell) };
    let is_single = words.iter().filter(|word| year(word).is_some()).count() == 1;
    let is_plain = words.iter().all(|word| year(word).is_some() || BESIDE.contains(&word.as_str()));
    let reading = CellReading::sure(Some(found));
    if is_single && is_plain { reading } else { reading.doubted(cell, DoubtReason::Partly) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("2015", Some(2015), true)]
    #[case("seit 2015", Some(2015), true)]
    #[case("seit dem Jahr 2015", Some(2015), true)]
    #[case("gegründet 1998", Some(1998), true)]
    #[case("Gibt es seit 2003.", Some(2003), true)]
    #[case("–", None, true)]
    #[case("k. A.", None, true)]
    #[case("März 2019", Some(2019), false)]
    #[case("01.09.2016", Some(2016), false)]
    #[case("2015, neu seit 2019", Some(2015), false)]
    #[case("2015 bis 2019", Some(2015), false)]
    #[case("seit 10 Jahren", None, false)]
    #[case("1815", None, false)]
    #[case("schon lange", None, false)]
    #[case("20155", None, false)]
    fn years_are_read_as_people_write_them(
        #[case] cell: &str,
        #[case] expected: Option<u16>,
        #[case] is_sure: bool,
    ) {
        let reading = read_year(cell);
        assert_eq!(reading.value.map(Year::get), expected);
        assert_eq!(reading.doubts.is_empty(), is_sure);
    }
}
