//! "This is wrong": what readers say about offers, without an account.

use crate::db::reports::{self, StoredReport};
use crate::error::ServiceError;
use crate::secret::random_id;
use crate::service::Service;
use shared::api::{Report, ReportError, ReportRequest};
use shared::error::{AppError, Missing};
use shared::id::{OfferId, ReportId};
use std::time::Duration;

/// Most reports on one offer within [`WINDOW`]: more say nothing new, and a flood ends here.
const MOST_REPORTS: u64 = 50;
/// How long a flood keeps an offer from taking reports.
const WINDOW: Duration = Duration::from_hours(1);

impl Service {
    /// Keeps a report on a public offer; one that says the same is kept once.
    ///
    /// # Errors
    /// [`ReportError`], [`Missing::Offer`].
    pub async fn report_offer(
        &self,
        id: &OfferId,
        request: ReportRequest,
    ) -> Result<(), ServiceError> {
        let report = Report::try_from(request).map_err(AppError::Report)?;
        let catalogue = self.catalogue().await?;
        let known = catalogue.catalogue.public(id, self.0.clock.today());
        known.ok_or(ServiceError::missing(Missing::Offer))?;
        let mut tx = self.0.db.write().await?;
        let now = self.0.clock.now();
        if reports::has_report(&mut tx, id, &report).await? {
            return Ok(());
        }
        if reports::count_reports(&mut tx, id, now.before(WINDOW)).await? >= MOST_REPORTS {
            return Err(AppError::Report(ReportError::TooMany).into());
        }
        let report = StoredReport { offer: id.clone(), report, created_at: now };
        reports::add_report(&mut tx, &ReportId::from_random(random_id()), &report).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Every report, the latest first.
    ///
    /// # Errors
    /// The database's only.
    pub async fn list_reports(&self) -> Result<Vec<StoredReport>, ServiceError> {
        let mut tx = self.0.db.read().await?;
        Ok(reports::load_reports(&mut tx).await?)
    }
}
