//! The reader of single cells: one function for each kind of cell.

use super::lists::Lists;
use super::reading::CellReading;
use super::schedule::{self, TimeReading};
use super::terms::{self, Registration};
use super::towns::{self, Town};
use super::{addresses, ages, categories, groups, languages, moments, online, phones};
use jiff::civil::Date;
use shared::contact::{Address, Mail, Phone, WebAddress};
use shared::id::CategoryId;
use shared::offer::audience::{AgeGroup, Background, Gender};
use shared::offer::{Cost, Format, LanguageLevel, SpokenLanguages};
use shared::taxonomy::Taxonomy;

/// Reads cells as people write them.
///
/// Every function takes a cell as written; the value is `None` or empty where it states nothing, or
/// nothing was understood, which a doubt then says.
pub struct CellReader {
    lists: Lists,
    today: Date,
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
        ages::read(cell)
    }

    /// Genders; an empty list is everyone.
    pub fn genders(&self, cell: &str) -> CellReading<Option<Vec<Gender>>> {
        groups::read_genders(cell)
    }

    /// Background.
    pub fn background(&self, cell: &str) -> CellReading<Option<Background>> {
        groups::read_background(cell)
    }

    /// Languages spoken.
    pub fn languages(&self, cell: &str) -> CellReading<Option<SpokenLanguages>> {
        languages::read(cell, &self.lists.languages)
    }

    /// Town and district.
    pub fn town(&self, cell: &str) -> CellReading<Option<Town>> {
        towns::read(cell, &self.lists.cities)
    }

    /// Categories.
    pub fn categories(&self, cell: &str) -> CellReading<Vec<CategoryId>> {
        categories::read(cell, &self.lists.categories)
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
        addresses::read(cell)
    }

    /// A day.
    pub fn day(&self, cell: &str) -> CellReading<Option<Date>> {
        moments::read(cell, self.today)
    }
}
