//! Points in time. The current time is always passed in.

pub mod holidays;
#[cfg(feature = "openapi")]
pub mod schema;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Minutes since midnight; 1440 is the end of the day.
pub type Minute = u16;

/// Local date and time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalTime {
    /// The day.
    pub day: Date,
    /// Minutes since midnight.
    pub minute: Minute,
}

/// Milliseconds since 1970-01-01 00:00 UTC.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Millis(pub i64);

impl Millis {
    /// The point in time `duration` later; the last one there is on overflow.
    #[must_use]
    pub fn after(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)))
    }

    /// Seconds until `end`, of which a begun one counts as a whole one; none after it.
    #[must_use]
    pub fn seconds_until(self, end: Self) -> u64 {
        let left = end.0.saturating_sub(self.0).saturating_add(999) / 1_000;
        u64::try_from(left).unwrap_or(0)
    }

    /// The point in time `duration` earlier; the first one there is on overflow.
    #[must_use]
    pub fn before(self, duration: Duration) -> Self {
        Self(self.0.saturating_sub(i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)))
    }
}

/// Dates and times of day on the wire, `2026-11-20` and `14:30:00`, for `#[serde(with = …)]`.
///
/// jiff supports both, but its parser accepts far more, and its error messages add 39 kB to the
/// first load of every page with data.
pub mod wire {
    use jiff::civil::{Date, Time};
    use serde::de;

    /// Error for a malformed date or time of day.
    fn broken<E: de::Error>() -> E {
        E::custom("not a day or time")
    }

    /// Numbers with a separator, the first of `first` digits, the others of two.
    fn numbers<const N: usize>(text: &str, gap: char, first: usize) -> Option<[i16; N]> {
        let mut numbers = [0; N];
        let mut parts = text.split(gap);
        for (place, number) in numbers.iter_mut().enumerate() {
            let part = parts.next()?;
            let digits = if place == 0 { first } else { 2 };
            if part.len() != digits || !part.bytes().all(|byte| byte.is_ascii_digit()) {
                return None;
            }
            *number = part.parse().ok()?;
        }
        parts.next().is_none().then_some(numbers)
    }

    fn two(number: i16) -> Option<i8> {
        i8::try_from(number).ok()
    }

    pub(crate) fn read_day(text: &str) -> Option<Date> {
        let [year, month, day] = numbers(text, '-', 4)?;
        Date::new(year, two(month)?, two(day)?).ok()
    }

    fn read_time(text: &str) -> Option<Time> {
        let [hour, minute, second] = numbers(text, ':', 2)?;
        Time::new(two(hour)?, two(minute)?, two(second)?, 0).ok()
    }

    fn write_day(day: Date) -> String {
        format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
    }

    fn write_time(time: Time) -> String {
        format!("{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())
    }

    macro_rules! on_the_wire {
        ($(#[$doc:meta])* $one:ident, $maybe:ident, $type:ident, $read:ident, $write:ident) => {
            $(#[$doc])*
            pub mod $one {
                use super::{$read, $type, $write, broken};
                use serde::{Deserialize, Deserializer, Serializer};

                /// Serialises it.
                ///
                /// # Errors
                /// Only those of the format.
                pub fn serialize<S: Serializer>(value: &$type, to: S) -> Result<S::Ok, S::Error> {
                    to.serialize_str(&$write(*value))
                }

                /// Deserialises it.
                ///
                /// # Errors
                /// Where the text is malformed or the date or time does not exist.
                pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<$type, D::Error> {
                    let text = String::deserialize(from)?;
                    $read(&text).ok_or_else(broken)
                }
            }

            /// The same for a value that may be missing.
            pub mod $maybe {
                use super::{$read, $type, $write, broken};
                use serde::{Deserialize, Deserializer, Serializer};

                /// Serialises it, or nothing.
                ///
                /// # Errors
                /// Only those of the format.
                pub fn serialize<S: Serializer>(
                    value: &Option<$type>,
                    to: S,
                ) -> Result<S::Ok, S::Error> {
                    match value {
                        Some(value) => to.serialize_some(&$write(*value)),
                        None => to.serialize_none(),
                    }
                }

                /// Deserialises it, or nothing.
                ///
                /// # Errors
                /// Where the text is malformed or the date or time does not exist.
                pub fn deserialize<'de, D: Deserializer<'de>>(
                    from: D,
                ) -> Result<Option<$type>, D::Error> {
                    match Option::<String>::deserialize(from)? {
                        Some(text) => $read(&text).map(Some).ok_or_else(broken),
                        None => Ok(None),
                    }
                }
            }
        };
    }

    on_the_wire! {
        /// A date.
        day, day_if_any, Date, read_day, write_day
    }

    on_the_wire! {
        /// A time of day.
        time, time_if_any, Time, read_time, write_time
    }

    /// Several dates.
    pub mod days {
        use super::{Date, broken, read_day, write_day};
        use serde::{Deserialize, Deserializer, Serialize, Serializer};

        /// Serialises them.
        ///
        /// # Errors
        /// Only those of the format.
        pub fn serialize<S: Serializer>(days: &[Date], to: S) -> Result<S::Ok, S::Error> {
            days.iter().map(|day| write_day(*day)).collect::<Vec<_>>().serialize(to)
        }

        /// Deserialises them.
        ///
        /// # Errors
        /// Where one of them is not a date.
        pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Date>, D::Error> {
            let texts = Vec::<String>::deserialize(from)?;
            texts.iter().map(|text| read_day(text).ok_or_else(broken)).collect()
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;
        use proptest::prelude::*;
        use rstest::rstest;

        #[rstest]
        #[case("2026-11-20", true)]
        #[case("2028-02-29", true)]
        #[case("2026-02-29", false)]
        #[case("2026-13-01", false)]
        #[case("26-11-20", false)]
        #[case("2026-11-20T00:00", false)]
        #[case("2026-1-2", false)]
        #[case("+026-11-20", false)]
        #[case("", false)]
        fn a_day_is_read_in_one_form_only(#[case] text: &str, #[case] is_day: bool) {
            assert_eq!(read_day(text).is_some(), is_day);
        }

        proptest! {
            #[test]
            fn days_and_times_read_as_jiff_reads_them(
                (year, month, day) in (1_i16..=9999, 1_i8..=12, 1_i8..=28),
                (hour, minute, second) in (0_i8..24, 0_i8..60, 0_i8..60),
            ) {
                let date = Date::new(year, month, day).unwrap();
                prop_assert_eq!(write_day(date), date.to_string());
                prop_assert_eq!(read_day(&write_day(date)), Some(date));
                let time = Time::new(hour, minute, second, 0).unwrap();
                prop_assert_eq!(write_time(time), time.to_string());
                prop_assert_eq!(read_time(&write_time(time)), Some(time));
            }

            #[test]
            fn no_text_panics(text in ".{0,20}") {
                let _ = (read_day(&text), read_time(&text));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(0, 30_000, 30)]
    #[case(12_500, 30_000, 18)]
    #[case(29_999, 30_000, 1)]
    #[case(30_000, 30_000, 0)]
    #[case(31_000, 30_000, 0)]
    #[case(i64::MIN, i64::MAX, 9_223_372_036_854_775)]
    fn a_begun_second_counts_as_a_whole_one(
        #[case] now: i64,
        #[case] end: i64,
        #[case] seconds: u64,
    ) {
        assert_eq!(Millis(now).seconds_until(Millis(end)), seconds);
    }
}
