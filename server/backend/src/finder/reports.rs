//! Readers' reports of mistakes in offers, made without an account.

use crate::db::reports::{self, StoredReport};
use crate::error::ServiceError;
use crate::secret::random_u128;
use crate::service::Service;
use shared::api::{Report, ReportError, ReportRequest};
use shared::error::{AppError, Missing};
use shared::id::{OfferId, ReportId};
use std::time::Duration;

/// Rate limit: reports on one offer within [`WINDOW`]. More would add nothing new, and a flood is
/// stopped here.
const MAX_REPORTS: u64 = 50;
/// Time over which the reports on an offer are counted.
const WINDOW: Duration = Duration::from_hours(1);

impl Service {
    /// Stores a report on a public offer; identical reports are stored once.
    ///
    /// # Errors
    /// [`ReportError`], [`Missing::Offer`].
    pub async fn report_offer(
        &self,
        id: &OfferId,
        request: ReportRequest,
    ) -> Result<(), ServiceError> {
        let report = Report::try_from(request).map_err(AppError::Report)?;
        let snapshot = self.load_catalogue().await?;
        snapshot
            .catalogue
            .public(id, self.0.clock.today())
            .ok_or(ServiceError::missing(Missing::Offer))?;
        let mut tx = self.0.db.write().await?;
        let now = self.0.clock.now();
        if reports::has_report(&mut tx, id, &report).await? {
            return Ok(());
        }
        if reports::count_reports(&mut tx, id, now.before(WINDOW)).await? >= MAX_REPORTS {
            return Err(AppError::Report(ReportError::TooMany).into());
        }
        let report = StoredReport { offer: id.clone(), report, created_at: now };
        reports::insert_report(&mut tx, &ReportId::from_random(random_u128()), &report).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Lists every report, the latest first.
    ///
    /// # Errors
    /// The database's only.
    pub async fn list_reports(&self) -> Result<Vec<StoredReport>, ServiceError> {
        let mut tx = self.0.db.read().await?;
        Ok(reports::load_reports(&mut tx).await?)
    }
}
