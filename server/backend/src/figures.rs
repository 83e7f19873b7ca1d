//! Figures for planners: gaps, offers per 1,000 residents, demand, duplicates, freshness.
//!
//! Each is a [`Figure`], whatever it is about, so that page, picture and spreadsheet show the same.
//! Each use case takes the right of a [`Planner`]. What answers a gap beside offers, such as the
//! challenges of a conference, becomes a figure of its own: another case of [`FigureQuery`].

pub(crate) mod demand;
mod demand_figures;
mod freshness;
mod gaps;
mod residents;
mod stock;

pub use gaps::DIMENSIONS;
pub use residents::{EnteredResidents, ResidentForm, StoredResidents};

use crate::accounts::Planner;
use crate::error::ServiceError;
use crate::finder::catalogue::CatalogueSnapshot;
use crate::service::Service;
use exchange::figure::{FigureFormat, encode};
use freshness::FreshnessBy;
use i18n::I18n;
use jiff::civil::Date;
use shared::desk::figure::Figure;
use shared::id::ResidentsId;
use shared::language::UiLanguage;
use shared::search::Facet;

/// A figure that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FigureQuery {
    /// Offers by two of [`DIMENSIONS`].
    Gaps {
        /// What the rows are.
        rows: Facet,
        /// What the columns are.
        columns: Facet,
    },
    /// Offers per 1,000 residents, by a stored table of residents.
    Rates(ResidentsId),
    /// Searches, searches without a result and languages of visits, by month.
    Searches,
    /// What was searched for.
    Terms,
    /// Offers that are probably there twice.
    Duplicates,
    /// When offers were last checked, by town.
    FreshnessByCity,
    /// The same by provider.
    FreshnessByProvider,
}

/// The catalogue at a moment, for one reader.
struct Stock<'a> {
    snapshot: &'a CatalogueSnapshot,
    today: Date,
    i18n: I18n,
}

impl Service {
    /// Shows a figure in the reader's language.
    ///
    /// # Errors
    /// [`shared::desk::DeskError::Missing`] for residents that are not stored.
    pub async fn show_figure(
        &self,
        _: &Planner,
        query: &FigureQuery,
        language: UiLanguage,
    ) -> Result<Figure, ServiceError> {
        let snapshot = self.load_catalogue().await?;
        let (today, i18n) = (self.today(), I18n::for_server(language));
        let stock = Stock { snapshot: &snapshot, today, i18n };
        Ok(match query {
            FigureQuery::Gaps { rows, columns } => stock.gaps(*rows, *columns),
            FigureQuery::Rates(id) => stock.rates(&self.load_residents(id).await?),
            FigureQuery::Searches => self.show_searches(i18n).await?,
            FigureQuery::Terms => self.show_terms(&snapshot.catalogue, i18n).await?,
            // Seconds with many offers.
            FigureQuery::Duplicates => {
                let snapshot = snapshot.clone();
                let find = move || Stock { snapshot: &snapshot, today, i18n }.duplicates();
                let found = tokio::task::spawn_blocking(find).await;
                found.map_err(|_| ServiceError::Stopped("the search for duplicates"))?
            }
            FigureQuery::FreshnessByCity => self.show_freshness(&stock, FreshnessBy::City),
            FigureQuery::FreshnessByProvider => self.show_freshness(&stock, FreshnessBy::Provider),
        })
    }

    /// Exports a figure as a spreadsheet.
    ///
    /// # Errors
    /// As [`Self::show_figure`]; [`ServiceError::Encode`].
    pub async fn export_figure(
        &self,
        planner: &Planner,
        query: &FigureQuery,
        language: UiLanguage,
        format: FigureFormat,
    ) -> Result<Vec<u8>, ServiceError> {
        let figure = self.show_figure(planner, query, language).await?;
        Ok(encode(&figure, format, language, self.today())?)
    }
}
