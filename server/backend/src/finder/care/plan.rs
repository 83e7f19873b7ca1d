//! Who is asked about which offers: pure.

use super::case::{Address, AskedTimes, CareCase, CareStep, times_asked};
use crate::db::care_links::CareLink;
use crate::db::failing_addresses::FailingAddress;
use crate::settings::CareSettings;
use jiff::Span;
use jiff::civil::Date;
use shared::contact::Mail;
use shared::id::{OfferId, ProviderId};
use shared::offer::schedule::Schedule;
use shared::offer::{Offer, OfferStatus};
use shared::provider::Provider;
use shared::time::Millis;
use std::collections::{BTreeMap, BTreeSet};

/// What a plan is made of.
pub(super) struct Plan {
    pub(super) offers: Vec<Offer>,
    pub(super) providers: Vec<Provider>,
    /// Links that were sent, the oldest first.
    pub(super) links: Vec<CareLink>,
    pub(super) failing: Vec<FailingAddress>,
    /// Offers with an open proposal: the provider has answered.
    pub(super) in_review: BTreeSet<OfferId>,
    pub(super) settings: CareSettings,
    /// Days after which a check counts as stale.
    pub(super) stale_after: i32,
}

impl Plan {
    /// The providers with stale offers, by name.
    pub(super) fn cases(self, today: Date, now: Millis) -> Vec<CareCase> {
        let providers: BTreeMap<&ProviderId, &Provider> =
            self.providers.iter().map(|provider| (&provider.id, provider)).collect();
        let mut groups: BTreeMap<(&str, &ProviderId, Option<&str>), Vec<&Offer>> = BTreeMap::new();
        for offer in self.offers.iter().filter(|offer| self.is_stale(offer, today)) {
            let Some(provider) = providers.get(&offer.provider) else { continue };
            let mail = mail_of(provider, offer).map(Mail::as_str);
            groups.entry((provider.name.as_str(), &provider.id, mail)).or_default().push(offer);
        }
        groups
            .into_iter()
            .filter_map(|((_, id, _), offers)| Some(self.case(providers.get(id)?, &offers, now)))
            .collect()
    }

    fn is_stale(&self, offer: &Offer, today: Date) -> bool {
        let oldest = today.saturating_sub(Span::new().days(self.stale_after));
        let is_shown = offer.visible.to.is_none_or(|last| last >= today);
        offer.status == OfferStatus::Published
            && is_shown
            && !is_over(&offer.schedule, today)
            && !self.in_review.contains(&offer.id)
            && offer.verified.as_ref().is_none_or(|check| check.on < oldest)
    }

    fn case(&self, provider: &Provider, offers: &[&Offer], now: Millis) -> CareCase {
        let mail = offers.first().and_then(|offer| mail_of(provider, offer));
        let asked = |offer: &&Offer| AskedTimes {
            times: times_asked(offer, &self.links),
            offer: (*offer).clone(),
        };
        let offers: Vec<AskedTimes> = offers.iter().map(asked).collect();
        let address = mail.map_or(Address::None, |mail| self.address(mail));
        let can_ask = matches!(address, Address::Mail(_))
            && offers.iter().any(|one| one.times <= self.settings.reminders);
        let last = self.links.iter().rfind(|link| {
            link.provider == provider.id && mail.is_some_and(|mail| link.recipient == *mail)
        });
        let next = last.map(|link| link.created_at.after(self.settings.interval));
        let step = match next {
            _ if !can_ask => CareStep::Editor,
            Some(next) if next > now => CareStep::Wait(next),
            _ => CareStep::Ask,
        };
        CareCase { provider: provider.clone(), address, offers, step }
    }

    fn address(&self, mail: &Mail) -> Address {
        let failing = self.failing.iter().find(|failing| failing.address == *mail);
        failing.map_or_else(|| Address::Mail(mail.clone()), |one| Address::Failing(one.clone()))
    }
}

/// Where an offer is asked about: its provider's address, since that is who answers for it, else its
/// own.
pub(super) fn mail_of<'a>(provider: &'a Provider, offer: &'a Offer) -> Option<&'a Mail> {
    provider.contact.mail.as_ref().or(offer.contact.mail.as_ref())
}

/// Whether it had single dates only, and all of them have passed: there is nothing to keep true.
fn is_over(schedule: &Schedule, today: Date) -> bool {
    let Schedule { weekly, monthly, dates, ranges, by_appointment, .. } = schedule;
    let is_regular = !weekly.is_empty() || !monthly.is_empty() || *by_appointment;
    let has_days = !dates.is_empty() || !ranges.is_empty();
    let is_past =
        dates.iter().all(|date| date.on < today) && ranges.iter().all(|range| range.to < today);
    !is_regular && has_days && is_past
}
