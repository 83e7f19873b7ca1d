//! Asking providers: the daily task, the command and the button.

use super::case::{CareCase, CareStep};
use super::error::CareError;
use super::links::{LIFETIME, asked, name};
use super::plan::Plan;
use super::words::{self, CareValues};
use crate::clock::local_time;
use crate::db::care_links::{self, CareLink};
use crate::db::{DbError, Tx, failing_addresses, offers, proposals, providers};
use crate::error::ServiceError;
use crate::mail::{self, Message};
use crate::service::Service;
use i18n::I18n;
use shared::contact::Mail;
use shared::id::ProviderId;
use shared::language::UiLanguage;
use shared::offer::Offer;
use shared::provider::Provider;
use std::time::Duration;

/// How often the plan is made; a mail is due at most once a day, so what was missed is caught up.
const INTERVAL: Duration = Duration::from_hours(1);
/// Minutes of the day between which the task asks: nobody likes such mail at night.
const OFFICE_HOURS: std::ops::Range<u16> = 8 * 60..18 * 60;
/// How long links count for limits, longer than any stale period that is reminded of.
const HISTORY: Duration = Duration::from_hours(800 * 24);
/// Most offers that a mail lists by name; its link asks about all.
const MAX_LISTED: usize = 50;
/// Providers are organisations of the county, so they are written to in its language.
const LANGUAGE: UiLanguage = UiLanguage::De;

/// What the purposes of mails to providers begin with; those of links that were asked for again have
/// the second.
pub(super) const PURPOSES: [&str; 2] = ["care", "care-again"];

/// Whether a mail with this purpose asks a provider about its offers.
pub(crate) fn is_care_mail(purpose: &str) -> bool {
    purpose.split_once('/').is_some_and(|(first, _)| PURPOSES.contains(&first))
}

/// Who is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CareSelection {
    /// Everybody whose turn it is.
    Due,
    /// One provider, whatever it was asked before, but once a day at most.
    Provider(ProviderId),
}

/// What came of asking.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CareReport {
    /// Addresses with a new mail in the queue.
    pub queued: Vec<Mail>,
    /// Whether there is a mail server; without one the mails wait.
    pub has_server: bool,
}

/// A mail to be queued.
pub(super) struct Request<'a> {
    pub(super) provider: &'a Provider,
    pub(super) to: &'a Mail,
    pub(super) offers: Vec<&'a Offer>,
    /// What the mail is for, without the provider.
    pub(super) purpose: String,
}

impl Service {
    /// Starts to ask providers daily, where the operator wants that.
    pub fn start_care(&self) {
        if !self.0.settings.care.is_daily {
            return;
        }
        let (service, shutdown) = (self.clone(), self.0.hub.shutdown_token());
        self.0.metrics.supervisor.spawn("care", move || {
            let (service, shutdown) = (service.clone(), shutdown.clone());
            async move {
                loop {
                    if OFFICE_HOURS.contains(&service.0.clock.local().minute)
                        && let Err(error) = service.send_care_mails(&CareSelection::Due).await
                    {
                        tracing::warn!(%error, "providers cannot be asked; trying again");
                    }
                    tokio::select! {
                        () = shutdown.cancelled() => return,
                        () = tokio::time::sleep(INTERVAL) => {}
                    }
                }
            }
        });
    }

    /// Lists every provider with stale offers, and whether it can be asked.
    ///
    /// # Errors
    /// The database's only.
    pub async fn plan_care(&self) -> Result<Vec<CareCase>, ServiceError> {
        let now = self.0.clock.now();
        let mut tx = self.0.db.read().await?;
        let plan = Plan {
            offers: offers::load_offers(&mut tx).await?,
            providers: providers::load_providers(&mut tx).await?,
            links: care_links::load_links(&mut tx, now.before(HISTORY)).await?,
            failing: failing_addresses::load_all(&mut tx).await?,
            in_review: proposals::load_open(&mut tx)
                .await?
                .into_iter()
                .map(|one| one.offer)
                .collect(),
            settings: self.0.settings.care,
            stale_after: self.0.settings.stale_after,
        };
        Ok(plan.cases(self.today(), now))
    }

    /// Queues a mail to each provider of the selection. Providers that any server
    /// has asked today are not asked again.
    ///
    /// # Errors
    /// The database's only.
    pub async fn send_care_mails(
        &self,
        selection: &CareSelection,
    ) -> Result<CareReport, ServiceError> {
        let has_server = self.0.settings.mail_server.is_some();
        let mut report = CareReport { has_server, ..CareReport::default() };
        let limit = self.0.settings.care.reminders;
        for case in &self.plan_care().await? {
            let Some(to) = case.mail() else { continue };
            let offers: Vec<&Offer> = match selection {
                CareSelection::Due if case.step != CareStep::Ask => continue,
                CareSelection::Provider(id) if case.provider.id != *id => continue,
                CareSelection::Provider(_) => case.offers.iter().map(|one| &one.offer).collect(),
                CareSelection::Due => {
                    let asked_less = case.offers.iter().filter(|one| one.times <= limit);
                    asked_less.map(|one| &one.offer).collect()
                }
            };
            let purpose = format!("{}/{}", PURPOSES[0], self.today());
            let request = Request { provider: &case.provider, to, offers, purpose };
            let mut tx = self.0.db.write().await?;
            if self.queue_request(&mut tx, request).await? {
                tx.commit().await?;
                report.queued.push(to.clone());
            }
        }
        Ok(report)
    }

    /// Sends a new link about the same offers to the address of a link, which may have expired; at
    /// most once a day. `false` where that was done before.
    ///
    /// # Errors
    /// [`CareError::Unknown`]; [`CareError::Offer`] where none of the offers is left.
    pub async fn renew_care_link(&self, token: &str) -> Result<bool, CareError> {
        let mut tx = self.0.db.write().await?;
        let right = self.find_right(&mut tx, token).await?;
        let mut found = Vec::new();
        for asked in &right.link.offers {
            found.extend(offers::find_offer(&mut tx, &asked.id).await?);
        }
        if found.is_empty() {
            return Err(CareError::Offer);
        }
        let request = Request {
            provider: &right.provider,
            to: &right.link.recipient,
            offers: found.iter().collect(),
            purpose: format!("{}/{}", PURPOSES[1], self.today()),
        };
        let is_queued = self.queue_request(&mut tx, request).await?;
        tx.commit().await?;
        Ok(is_queued)
    }

    /// Queues a mail and stores its link; `false` where there is one for the same purpose.
    pub(super) async fn queue_request(
        &self,
        tx: &mut Tx,
        request: Request<'_>,
    ) -> Result<bool, ServiceError> {
        let now = self.0.clock.now();
        let Request { provider, to, offers, purpose } = request;
        let token = self.0.settings.secret.issue_care_token();
        let link = CareLink {
            hash: token.hash(),
            provider: provider.id.clone(),
            recipient: to.clone(),
            created_at: now,
            expires_at: now.after(LIFETIME),
            offers: offers.iter().map(|offer| asked(offer)).collect(),
        };
        let i18n = I18n::for_server(LANGUAGE);
        let address = format!("{}/{}/care/{}", self.0.public_url, LANGUAGE.tag(), token.to_text());
        let values = CareValues {
            provider: provider.name.as_str().to_owned(),
            offers: list(i18n, &offers),
            link: address,
            until: i18n.date(local_time(link.expires_at).day),
        };
        let (subject, body) = words::load(tx, LANGUAGE).await?.fill(&values);
        let corrupt = |_| crate::db::CorruptValue {
            column: "document.body",
            reason: "the words of care mails make no mail".to_owned(),
        };
        let body = body.map_err(corrupt).map_err(DbError::from)?;
        let purpose = format!("{purpose}/{}/{}", provider.id, to.as_str());
        let message = Message { purpose, to: to.clone(), subject, body };
        let is_queued = mail::queue(tx, message, now).await?;
        if is_queued {
            care_links::insert_link(tx, &link).await?;
        }
        Ok(is_queued)
    }
}

/// One line for each offer.
fn list(i18n: I18n, offers: &[&Offer]) -> String {
    let line = |offer: &&Offer| match &offer.verified {
        Some(check) => i18n.care_mail_offer(&i18n.date(check.on), &name(offer)),
        None => i18n.care_mail_offer_unchecked(&name(offer)),
    };
    let mut lines: Vec<String> = offers.iter().take(MAX_LISTED).map(line).collect();
    let more = offers.len().saturating_sub(MAX_LISTED);
    if more > 0 {
        lines.push(i18n.care_mail_more(more as u64));
    }
    lines.join("\n")
}
