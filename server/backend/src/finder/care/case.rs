//! A provider with stale offers: where it can be asked, and whether it is its turn.

use crate::db::care_links::CareLink;
use crate::db::failing_addresses::FailingAddress;
use shared::contact::Mail;
use shared::offer::Offer;
use shared::provider::Provider;
use shared::time::Millis;

/// A provider's stale offers that are asked about together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CareCase {
    /// The provider.
    pub provider: Provider,
    /// Where it is asked.
    pub address: Address,
    /// Its stale offers.
    pub offers: Vec<AskedTimes>,
    /// What is next.
    pub step: CareStep,
}

/// A stale offer, and how often its provider was asked since its last check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedTimes {
    /// The offer.
    pub offer: Offer,
    /// How often.
    pub times: u32,
}

/// Where a provider is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// Neither provider nor offer has a mail address.
    None,
    /// A mail server has rejected the address.
    Failing(FailingAddress),
    /// The address.
    Mail(Mail),
}

/// What is next for a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CareStep {
    /// A mail.
    Ask,
    /// A reminder, at this time.
    Wait(Millis),
    /// Nothing by itself: it was asked as often as the operator wants, or cannot be.
    Editor,
}

impl CareCase {
    /// The mail address that can be used.
    pub const fn mail(&self) -> Option<&Mail> {
        match &self.address {
            Address::Mail(mail) => Some(mail),
            Address::None | Address::Failing(_) => None,
        }
    }
}

/// How often a link asked about an offer since the check that it has.
pub(super) fn times_asked(offer: &Offer, links: &[CareLink]) -> u32 {
    let verified_on = offer.verified.as_ref().map(|check| check.on);
    let asks = |link: &&CareLink| {
        link.offers.iter().any(|asked| asked.id == offer.id && asked.verified_on == verified_on)
    };
    u32::try_from(links.iter().filter(asks).count()).unwrap_or(u32::MAX)
}
