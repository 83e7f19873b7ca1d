//! What a change of lists or words does to the search: the same queries before and after.

use super::catalogue::load_records;
use crate::error::ServiceError;
use crate::service::Service;
use i18n::I18n;
use shared::desk::words::{Found, MAX_FOUND_NAMES, MAX_QUERIES, SearchComparison};
use shared::finder::{Catalogue, Finder, Now, Records};
use shared::language::UiLanguage;
use shared::search::OfferQuery;

impl Service {
    /// Tries queries on the public offers, as they are and with a change. Queries that are none are
    /// left out. Two catalogues are built, on a thread of their own.
    ///
    /// # Errors
    /// The database's only.
    pub(super) async fn try_search(
        &self,
        queries: &[String],
        change: impl FnOnce(&mut Records) + Send + 'static,
    ) -> Result<Vec<SearchComparison>, ServiceError> {
        let land = self.0.settings.land;
        let before = Records { land, ..load_records(&mut self.0.db.read().await?).await? };
        let now = (self.0.clock.local(), self.0.settings.stale_after);
        let queries: Vec<String> = queries.iter().take(MAX_QUERIES).cloned().collect();
        let trial = tokio::task::spawn_blocking(move || {
            let mut after = before.clone();
            change(&mut after);
            let (before, after) = (Catalogue::new(before), Catalogue::new(after));
            let labels = I18n::for_server(UiLanguage::De);
            let compare = |text: String| {
                let query = OfferQuery::from_pairs([("q", text.as_str())]).ok()?;
                let find = |catalogue: &Catalogue| {
                    let now = Now::new(catalogue, now.0, now.1);
                    let page = Finder::new(catalogue, &labels, &now).find_offers(&query);
                    let names = page.offers.into_iter().take(MAX_FOUND_NAMES);
                    Found { total: page.total, names: names.map(|card| card.name.text).collect() }
                };
                Some(SearchComparison { before: find(&before), after: find(&after), query: text })
            };
            queries.into_iter().filter_map(compare).collect()
        });
        trial.await.map_err(|_| ServiceError::Stopped("the trial of the search"))
    }
}
