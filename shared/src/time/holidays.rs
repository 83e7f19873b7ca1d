//! Public holidays of the German Länder, computed by the laws in force since 2023.
//!
//! What is a holiday in some municipalities only (Assumption of Mary in Bavaria, Corpus Christi in
//! parts of Saxony and Thuringia, the Peace Festival of Augsburg), and what a Land declares for a
//! single year, is not computed.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

/// A Land of Germany.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Land {
    /// Baden-Württemberg.
    Bw,
    /// Bavaria.
    By,
    /// Berlin.
    Be,
    /// Brandenburg.
    Bb,
    /// Bremen.
    Hb,
    /// Hamburg.
    Hh,
    /// Hesse.
    He,
    /// Mecklenburg-Western Pomerania.
    Mv,
    /// Lower Saxony.
    Ni,
    /// North Rhine-Westphalia.
    #[default]
    Nw,
    /// Rhineland-Palatinate.
    Rp,
    /// Saarland.
    Sl,
    /// Saxony.
    Sn,
    /// Saxony-Anhalt.
    St,
    /// Schleswig-Holstein.
    Sh,
    /// Thuringia.
    Th,
}

impl Land {
    /// All sixteen.
    pub const ALL: [Self; 16] = [
        Self::Bw,
        Self::By,
        Self::Be,
        Self::Bb,
        Self::Hb,
        Self::Hh,
        Self::He,
        Self::Mv,
        Self::Ni,
        Self::Nw,
        Self::Rp,
        Self::Sl,
        Self::Sn,
        Self::St,
        Self::Sh,
        Self::Th,
    ];

    /// The code of ISO 3166-2 without its country, in lower case: `nw`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Bw => "bw",
            Self::By => "by",
            Self::Be => "be",
            Self::Bb => "bb",
            Self::Hb => "hb",
            Self::Hh => "hh",
            Self::He => "he",
            Self::Mv => "mv",
            Self::Ni => "ni",
            Self::Nw => "nw",
            Self::Rp => "rp",
            Self::Sl => "sl",
            Self::Sn => "sn",
            Self::St => "st",
            Self::Sh => "sh",
            Self::Th => "th",
        }
    }

    /// The Land of a code, in any case.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|land| land.code().eq_ignore_ascii_case(code))
    }

    /// Whether a day is a public holiday.
    pub fn is_holiday(self, day: Date) -> bool {
        self.is_fixed_holiday(day) || self.is_movable_holiday(day)
    }

    fn is_fixed_holiday(self, day: Date) -> bool {
        use Land::{Bb, Be, Bw, By, Hb, Hh, Mv, Ni, Nw, Rp, Sh, Sl, Sn, St, Th};
        match (day.month(), day.day()) {
            // New Year, Labour Day, German Unity Day, Christmas.
            (1 | 5, 1) | (10, 3) | (12, 25 | 26) => true,
            // Epiphany.
            (1, 6) => matches!(self, Bw | By | St),
            // International Women's Day.
            (3, 8) => matches!(self, Be | Mv),
            // Assumption of Mary.
            (8, 15) => self == Sl,
            // Children's Day.
            (9, 20) => self == Th,
            // Reformation Day.
            (10, 31) => matches!(self, Bb | Hb | Hh | Mv | Ni | Sh | Sn | St | Th),
            // All Saints' Day.
            (11, 1) => matches!(self, Bw | By | Nw | Rp | Sl),
            // Day of Repentance and Prayer, the Wednesday before 23 November.
            (11, 16..=22) => self == Sn && day.weekday() == Weekday::Wednesday,
            _ => false,
        }
    }

    fn is_movable_holiday(self, day: Date) -> bool {
        use Land::{Bb, Bw, By, He, Nw, Rp, Sl};
        let Some(easter) = easter_sunday(day.year()) else { return false };
        match (day - easter).get_days() {
            // Good Friday, Easter Monday, Ascension, Whit Monday.
            -2 | 1 | 39 | 50 => true,
            // Easter Sunday and Whit Sunday.
            0 | 49 => self == Bb,
            // Corpus Christi.
            60 => matches!(self, Bw | By | He | Nw | Rp | Sl),
            _ => false,
        }
    }
}

/// Easter Sunday of a year in the Gregorian calendar, by the algorithm that was first printed in
/// Nature in 1876 and is known as Butcher's. `None` for years before 1583 and where there is no
/// such date.
pub fn easter_sunday(year: i16) -> Option<Date> {
    if year < 1583 {
        return None;
    }
    let y = i32::from(year);
    let golden = y % 19;
    let (century, in_century) = (y / 100, y % 100);
    let correction = century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15;
    let epact = (19 * golden + correction) % 30;
    let to_sunday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
    let late = (golden + 11 * epact + 22 * to_sunday) / 451;
    let days_after_22_march = epact + to_sunday - 7 * late;
    Date::new(year, 3, 22).ok()?.checked_add(days_after_22_march.days()).ok()
}

#[cfg(test)]
mod tests;
