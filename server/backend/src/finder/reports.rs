//! Readers' reports of mistakes in offers, made without an account.

use crate::db::reports::{self, ReportOverflow, StoredReport};
use crate::error::ServiceError;
use crate::secret::random_u128;
use crate::service::Service;
use shared::api::{Report, ReportError, ReportRequest};
use shared::error::{AppError, Missing};
use shared::id::{OfferId, ReportId};
use shared::time::Millis;
use std::time::Duration;

/// Different reports on one offer that are stored within [`WINDOW`]. Readers send a handful; the rest
/// is room for a true report in the middle of a flood.
const MAX_ON_OFFER: u64 = 2_000;
/// Different reports on all offers that are stored within [`WINDOW`], so that a flood over many offers
/// does not fill the disk: 20,000 of the longest are some 40 MB.
const MAX_ON_ALL: u64 = 20_000;
/// Time over which reports are counted.
const WINDOW: Duration = Duration::from_hours(1);

impl Service {
    /// Stores a report on a public offer. Identical reports are stored once and counted; what is
    /// beyond the bounds of storage is counted only, and the sender is told.
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
        if reports::count_copy(&mut tx, id, &report).await? {
            return Ok(tx.commit().await?);
        }
        let since = now.before(WINDOW);
        if reports::count_reports(&mut tx, id, since).await? >= MAX_ON_OFFER
            || reports::count_all_reports(&mut tx, since).await? >= MAX_ON_ALL
        {
            reports::count_overflow(&mut tx, id, hour_of(now)).await?;
            tx.commit().await?;
            return Err(AppError::Report(ReportError::TooMany).into());
        }
        let report = StoredReport { offer: id.clone(), report, created_at: now, copies: 1 };
        reports::insert_report(&mut tx, &ReportId::from_random(random_u128()), &report).await?;
        Ok(tx.commit().await?)
    }

    /// Lists every report, the latest first.
    ///
    /// # Errors
    /// The database's only.
    pub async fn list_reports(&self) -> Result<Vec<StoredReport>, ServiceError> {
        let mut tx = self.0.db.read().await?;
        Ok(reports::load_reports(&mut tx).await?)
    }
    /// Lists how many reports were counted and not stored, the latest first.
    ///
    /// # Errors
    /// The database's only.
    pub async fn list_report_overflows(&self) -> Result<Vec<ReportOverflow>, ServiceError> {
        let mut tx = self.0.db.read().await?;
        Ok(reports::load_overflows(&mut tx).await?)
    }
}

/// The beginning of the hour of a moment.
fn hour_of(moment: Millis) -> Millis {
    let hour = 3_600_000;
    Millis(moment.0.div_euclid(hour) * hour)
}
