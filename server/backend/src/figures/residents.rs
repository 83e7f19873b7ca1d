//! Residents as towns publish them, and offers per 1,000 of them.

use super::Stock;
use crate::accounts::{Deed, Planner};
use crate::db::residents::{self, ResidentPlace, ResidentTable};
use crate::error::ServiceError;
use crate::secret::random_u128;
use crate::service::Service;
use exchange::residents::{Remark, ResidentsError, read_residents};
use jiff::civil::Date;
use shared::desk::audit::{Action, SubjectKind};
use shared::desk::figure::{Figure, FigureCell, FigureRow};
use shared::desk::{DeskError, FigureError};
use shared::id::{CityId, ResidentsId};
use shared::offer::Offer;
use shared::search::fold::words;
use shared::text::Text;

/// A table of residents as it is typed and pasted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResidentForm {
    /// What it counts.
    pub title: String,
    /// Who published it.
    pub source: String,
    /// The day the numbers are of, as `2025-12-31`.
    pub as_of: String,
    /// Id of the town whose districts are listed; empty for a table of towns.
    pub city: String,
    /// The table.
    pub table: String,
}

/// A table that was stored, and what was left out of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnteredResidents {
    /// The table's id.
    pub id: ResidentsId,
    /// Lines that were left out or do not add up.
    pub remarks: Vec<Remark>,
}

/// A stored table in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredResidents {
    /// Its id.
    pub id: ResidentsId,
    /// What it counts.
    pub title: String,
    /// Who published it.
    pub source: String,
    /// The day the numbers are of.
    pub as_of: Date,
    /// Number of places in it.
    pub places: usize,
}

impl Service {
    /// Stores a pasted table of residents.
    ///
    /// # Errors
    /// [`FigureError`] for what cannot be read; the database's.
    pub async fn enter_residents(
        &self,
        planner: &Planner,
        form: &ResidentForm,
    ) -> Result<EnteredResidents, ServiceError> {
        let taxonomy = self.show_taxonomy().await?;
        let city = match form.city.as_str() {
            "" => None,
            city => Some(CityId::parse(city).map_err(|_| FigureError::City)?),
        };
        if city.as_ref().is_some_and(|city| taxonomy.cities.iter().all(|term| term.id != *city)) {
            return Err(FigureError::City.into());
        }
        let read = read_residents(&form.table).map_err(figure_error)?;
        let place = |place: exchange::residents::Place| ResidentPlace {
            name: place.name,
            counts: place.counts,
        };
        let table = ResidentTable {
            id: ResidentsId::from_random(random_u128()),
            title: Text::parse(&form.title).map_err(FigureError::Title)?,
            source: Text::parse(&form.source).map_err(FigureError::Source)?,
            as_of: form.as_of.trim().parse().map_err(|_| FigureError::Day)?,
            city,
            groups: read.groups,
            places: read.places.into_iter().map(place).collect(),
        };
        let mut tx = self.0.db.write().await?;
        residents::insert_residents(&mut tx, &table, self.0.clock.now()).await?;
        let deed = Deed {
            action: Action::EnterResidents,
            kind: SubjectKind::Document,
            subject: table.id.as_str(),
            detail: table.title.as_str(),
        };
        self.record_deed(&mut tx, planner.actor(), deed).await?;
        tx.commit().await?;
        Ok(EnteredResidents { id: table.id, remarks: read.remarks })
    }

    /// Lists the stored tables, the latest numbers first.
    ///
    /// # Errors
    /// The database's only.
    pub async fn list_residents(&self, _: &Planner) -> Result<Vec<StoredResidents>, ServiceError> {
        let mut tx = self.0.db.read().await?;
        let tables = residents::load_residents(&mut tx).await?;
        let stored = |table: ResidentTable| StoredResidents {
            places: table.places.len(),
            title: table.title.into(),
            source: table.source.into(),
            as_of: table.as_of,
            id: table.id,
        };
        Ok(tables.into_iter().map(stored).collect())
    }

    /// Deletes a table of residents.
    ///
    /// # Errors
    /// [`DeskError::Missing`]; the database's.
    pub async fn delete_residents(
        &self,
        planner: &Planner,
        id: &ResidentsId,
    ) -> Result<(), ServiceError> {
        let mut tx = self.0.db.write().await?;
        let table = residents::find_residents(&mut tx, id).await?.ok_or(DeskError::Missing)?;
        residents::delete_residents(&mut tx, id).await?;
        let deed = Deed {
            action: Action::DeleteResidents,
            kind: SubjectKind::Document,
            subject: id.as_str(),
            detail: table.title.as_str(),
        };
        self.record_deed(&mut tx, planner.actor(), deed).await?;
        tx.commit().await?;
        Ok(())
    }

    pub(super) async fn load_residents(
        &self,
        id: &ResidentsId,
    ) -> Result<ResidentTable, ServiceError> {
        let mut tx = self.0.db.read().await?;
        let table = residents::find_residents(&mut tx, id).await?;
        Ok(table.ok_or(DeskError::Missing)?)
    }
}

const fn figure_error(error: ResidentsError) -> FigureError {
    match error {
        ResidentsError::Empty => FigureError::Empty,
        ResidentsError::NoHeadings => FigureError::NoHeadings,
        ResidentsError::TooLarge => FigureError::TooLarge,
    }
}

impl Stock<'_> {
    /// Public offers of each place, and how many there are for 1,000 residents of each group.
    pub(super) fn rates(&self, table: &ResidentTable) -> Figure {
        let i18n = self.i18n;
        let row = |place: &ResidentPlace| {
            let is_there = |offer: &&Offer| self.is_in(offer, &place.name, table.city.as_ref());
            let offers = self.public_offers().filter(is_there).count() as u64;
            let rate = |residents: &Option<u64>| {
                residents
                    .map_or(FigureCell::Unknown, |count| FigureCell::per_thousand(offers, count))
            };
            let rates = place.counts.iter().map(rate);
            FigureRow {
                name: place.name.clone(),
                cells: std::iter::once(FigureCell::Count(offers)).chain(rates).collect(),
            }
        };
        let groups = table.groups.iter().map(|group| match group.as_str() {
            "" => i18n.desk_figures_residents().to_owned(),
            group => group.to_owned(),
        });
        Figure {
            title: i18n.desk_figures_rates_title(table.title.as_str()),
            notes: vec![
                i18n.desk_figures_source(&i18n.date(table.as_of), table.source.as_str()),
                i18n.desk_figures_rates_note().to_owned(),
            ],
            row_heading: i18n.desk_figures_place().to_owned(),
            columns: std::iter::once(i18n.desk_figures_offers().to_owned()).chain(groups).collect(),
            rows: table.places.iter().map(row).collect(),
        }
    }

    /// Whether an offer is in a place: a town, or a district of one. Names are compared as the search
    /// compares words, since each town writes them in its own way.
    fn is_in(&self, offer: &Offer, place: &str, city: Option<&CityId>) -> bool {
        if let Some(city) = city {
            let district = offer.district.as_ref().map(|district| words(district.as_str()));
            return offer.city == *city && district == Some(words(place));
        }
        let cities = &self.snapshot.catalogue.taxonomy.cities;
        let term = cities.iter().find(|term| term.id == offer.city);
        term.is_some_and(|term| words(term.label.as_str()) == words(place))
    }
}
