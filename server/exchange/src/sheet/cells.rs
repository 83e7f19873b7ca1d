//! The reader of single cells: one function for each kind of cell.

use super::CellError;
use super::choices::{self, Choice};
use super::lists::{Lists, UNSTATED};
use super::reading::CellReading;
use super::schedule::{self, TimeItem, TimeReading};
use super::terms::{self, Registration};
use super::times;
use super::towns::{self, Town};
use super::{ages, categories, groups, languages, moments, online, phones, places};
use jiff::civil::Date;
use shared::contact::{Address, Mail, Phone, WebAddress};
use shared::id::CategoryId;
use shared::offer::audience::{AgeGroup, AudienceGroup, Background, Gender};
use shared::offer::availability::PlaceCount;
use shared::offer::good_practice::Year;
use shared::offer::{Cost, Format, LanguageLevel, SpokenLanguages};
use shared::taxonomy::Taxonomy;
use shared::text::Text;

/// Reads cells as people write them.
///
/// Every function takes a cell as written; the value is `None` or empty where it states nothing, or
/// nothing was understood, which a doubt then says.
pub struct CellReader {
    pub(crate) lists: Lists,
    today: Date,
}

/// The value of a cell that is exactly as it is written here; any other cell is read by `or`.
fn exact<T>(
    cell: &str,
    parsed: Result<T, CellError>,
    format: impl FnOnce(&T) -> String,
    or: impl FnOnce() -> CellReading<Option<T>>,
) -> CellReading<Option<T>> {
    match parsed {
        Ok(value) if !cell.is_empty() && format(&value) == cell => CellReading::sure(Some(value)),
        _ => or(),
    }
}

impl CellReader {
    /// A reader for the operator's lists; `today` decides the year of dates without one.
    pub fn new(taxonomy: &Taxonomy, today: Date) -> Self {
        Self { lists: Lists::new(taxonomy), today }
    }

    /// When something takes place.
    pub fn times(&self, cell: &str) -> CellReading<TimeReading> {
        schedule::read(cell, &self.lists.languages, self.today)
    }

    /// Age groups; an empty list is everyone.
    pub fn ages(&self, cell: &str) -> CellReading<Option<Vec<AgeGroup>>> {
        exact(
            cell,
            choices::parse_ages(cell),
            |ages| choices::format_ages(ages),
            || ages::read(cell, self.today),
        )
    }

    /// Genders; an empty list is everyone.
    pub fn genders(&self, cell: &str) -> CellReading<Option<Vec<Gender>>> {
        let parsed = choices::parse_genders(cell);
        exact(
            cell,
            parsed,
            |genders| choices::format_genders(genders),
            || groups::read_genders(cell),
        )
    }

    /// Background.
    pub fn background(&self, cell: &str) -> CellReading<Option<Background>> {
        let parsed = choices::parse_background(cell);
        exact(cell, parsed, |value| choices::format(*value), || groups::read_background(cell))
    }

    /// Groups that an offer is made for; an empty list is no particular one.
    pub fn groups(&self, cell: &str) -> CellReading<Option<Vec<AudienceGroup>>> {
        let parsed = choices::parse_groups(cell);
        exact(cell, parsed, |found| choices::format_groups(found), || groups::read_groups(cell))
    }

    /// Background and groups of one cell that says for whom an offer is.
    pub(crate) fn background_and_groups(
        &self,
        cell: &str,
    ) -> CellReading<Option<groups::BackgroundAndGroups>> {
        groups::read_background_and_groups(cell, |cell| self.background(cell))
    }

    /// Languages spoken.
    pub fn languages(&self, cell: &str) -> CellReading<Option<SpokenLanguages>> {
        if cell == UNSTATED {
            return CellReading::sure(None);
        }
        let list = &self.lists.languages;
        let parsed = list
            .parse_all(cell)
            .map(|spoken| SpokenLanguages { spoken, interpreter_on_request: false });
        exact(cell, parsed, |found| list.format_all(&found.spoken), || languages::read(cell, list))
    }

    /// Town and district.
    pub fn town(&self, cell: &str) -> CellReading<Option<Town>> {
        let list = &self.lists.cities;
        let parsed = list.parse(cell).map(|city| Town { city, district: None });
        exact(cell, parsed, |town| list.format(&town.city), || towns::read(cell, list))
    }

    /// The parts of a cell that name different towns; empty where it does not name several.
    pub(crate) fn several_towns<'a>(&self, cell: &'a str) -> Vec<&'a str> {
        towns::several(cell, &self.lists.cities)
    }

    /// Whether a cell names all towns at once.
    pub(crate) fn is_whole_county(cell: &str) -> bool {
        towns::is_whole_county(cell)
    }

    /// The town of a cell, as a cell names it, where there is no doubt about it.
    pub(crate) fn sure_town(&self, cell: &str) -> Option<String> {
        let town = self.town(cell);
        let city = town.value.filter(|_| town.doubts.is_empty())?.city;
        Some(self.lists.cities.format(&city))
    }

    /// The same of the place of an address.
    pub(crate) fn town_of_address(&self, cell: &str) -> Option<String> {
        let place = self.address(cell).value?.place?;
        self.sure_town(place.as_str())
    }

    /// Categories.
    pub fn categories(&self, cell: &str) -> CellReading<Vec<CategoryId>> {
        let list = &self.lists.categories;
        match list.parse_all(cell) {
            Ok(ids) if list.format_all(&ids) == cell => CellReading::sure(ids),
            _ => categories::read(cell, list),
        }
    }

    /// Price.
    pub fn cost(&self, cell: &str) -> CellReading<Option<Cost>> {
        terms::read_cost(cell)
    }

    /// Whether and how to register.
    pub fn registration(&self, cell: &str) -> CellReading<Option<Registration>> {
        terms::read_registration(cell)
    }

    /// Yes or no.
    pub fn yes_no(&self, cell: &str) -> CellReading<Option<bool>> {
        terms::read_yes_no(cell)
    }

    /// Level of German.
    pub fn level(&self, cell: &str) -> CellReading<Option<LanguageLevel>> {
        terms::read_level(cell)
    }

    /// Number of free places.
    pub fn places(&self, cell: &str) -> CellReading<Option<PlaceCount>> {
        terms::read_places(cell)
    }

    /// A year, such as the one since which something exists.
    pub fn year(&self, cell: &str) -> CellReading<Option<Year>> {
        terms::read_year(cell)
    }

    /// The day whose statements have no date of their own.
    pub const fn today(&self) -> Date {
        self.today
    }

    /// In person or online.
    pub fn format(&self, cell: &str) -> CellReading<Option<Format>> {
        terms::read_format(cell)
    }

    /// Telephone number.
    pub fn phone(&self, cell: &str) -> CellReading<Option<Phone>> {
        phones::read(cell)
    }

    /// Mail address.
    pub fn mail(&self, cell: &str) -> CellReading<Option<Mail>> {
        online::read_mail(cell)
    }

    /// Web address.
    pub fn web(&self, cell: &str) -> CellReading<Option<WebAddress>> {
        online::read_web(cell)
    }

    /// Postal address.
    pub fn address(&self, cell: &str) -> CellReading<Option<Address>> {
        let reading = places::read(cell);
        if places::is_labelled(cell) {
            return reading;
        }
        reading.map(|address| address.map(|address| self.arranged(address)))
    }

    /// "Marl, Musterweg 3" names the town first, "Haus Muster, Musterweg 3" a building.
    fn arranged(&self, address: Address) -> Address {
        let Address { street: Some(first), postal_code: None, place: Some(place) } = &address
        else {
            return address;
        };
        let has_number = |line: &str| line.chars().any(|letter| letter.is_ascii_digit());
        let (next, rest) = place.as_str().split_once(", ").unwrap_or((place.as_str(), ""));
        if has_number(first.as_str()) || !has_number(next) {
            return address;
        }
        if self.lists.cities.parse(first.as_str()).is_ok() {
            return Address { street: address.place, place: address.street, postal_code: None };
        }
        match Text::parse(&format!("{}, {next}", first.as_str())) {
            Ok(street) => {
                Address { street: Some(street), postal_code: None, place: Text::parse(rest).ok() }
            }
            Err(_) => address,
        }
    }

    /// A day.
    pub fn day(&self, cell: &str) -> CellReading<Option<Date>> {
        moments::read(cell, self.today)
    }

    /// One of the words of a list.
    pub(crate) fn choice<T: Choice>(cell: &str) -> CellReading<Option<T>> {
        terms::read_choice(cell)
    }

    /// The times of a column; what its own format cannot say is read as in any cell.
    pub(crate) fn times_of(&self, column: TimeColumn, cell: &str) -> CellReading<TimeReading> {
        let items = match column {
            TimeColumn::Weekly => self.exact_weekly(cell),
            TimeColumn::Dates => exact_items(cell, times::parse_dates(cell), times::format_dates)
                .map(|dates| dates.into_iter().map(TimeItem::Date).collect()),
            TimeColumn::Ranges => {
                exact_items(cell, times::parse_ranges(cell), times::format_ranges)
                    .map(|ranges| ranges.into_iter().map(TimeItem::Range).collect())
            }
            TimeColumn::Exceptions => {
                exact_items(cell, times::parse_days(cell), times::format_days)
                    .map(|days| days.into_iter().map(TimeItem::Except).collect())
            }
        };
        match (items, column) {
            (Some(items), _) => CellReading::sure(TimeReading { items, note: None }),
            (None, TimeColumn::Exceptions) => self.times(cell).map(as_exceptions),
            (None, _) => self.times(cell),
        }
    }

    fn exact_weekly(&self, cell: &str) -> Option<Vec<TimeItem>> {
        let list = &self.lists.languages;
        let times = times::parse_regular(cell, list)
            .ok()
            .filter(|times| times::format_regular(&times.weekly, &times.monthly, list) == cell)?;
        let weekly = times.weekly.into_iter().map(TimeItem::Weekly);
        Some(weekly.chain(times.monthly.into_iter().map(TimeItem::Monthly)).collect())
    }
}

/// A column of times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimeColumn {
    Weekly,
    Dates,
    Ranges,
    Exceptions,
}

fn exact_items<T>(
    cell: &str,
    parsed: Result<Vec<T>, CellError>,
    format: impl FnOnce(&[T]) -> String,
) -> Option<Vec<T>> {
    parsed.ok().filter(|items| format(items) == cell)
}

/// In the column of exceptions a day is one on which it does not take place.
fn as_exceptions(reading: TimeReading) -> TimeReading {
    let items = reading.items.into_iter().map(|item| match item {
        TimeItem::Date(date) if date.from.is_none() => TimeItem::Except(date.on),
        other => other,
    });
    TimeReading { items: items.collect(), ..reading }
}

#[cfg(test)]
mod tests;
