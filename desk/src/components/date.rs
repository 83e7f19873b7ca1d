//! Dates in tables.

use i18n::I18n;
use jiff::civil::Date;

/// A date in figures: "27.11.2026".
pub fn short_date(i18n: I18n, day: Date) -> String {
    let (number, month) = (day.day().to_string(), day.month().to_string());
    i18n.desk_date_short(&number, &month, &day.year().to_string())
}
