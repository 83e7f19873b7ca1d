//! Care links: issuing one, and the right that it gives.

use super::error::CareError;
use crate::db::care_links::{self, AskedOffer, CareLink};
use crate::db::{Tx, providers};
use crate::secret::CareToken;
use crate::service::Service;
use shared::id::OfferId;
use shared::offer::Offer;
use shared::provider::Provider;
use shared::time::Millis;
use std::time::Duration;

/// How long a link is valid.
pub(super) const LIFETIME: Duration = Duration::from_hours(30 * 24);

/// The right to answer for a provider about some offers, by a link that was mailed.
#[derive(Clone, Debug)]
pub struct CareRight {
    pub(super) link: CareLink,
    pub(super) provider: Provider,
}

impl CareRight {
    /// The provider.
    pub const fn provider(&self) -> &Provider {
        &self.provider
    }

    /// From when on the link is no longer valid.
    pub const fn expires_at(&self) -> Millis {
        self.link.expires_at
    }

    /// # Errors
    /// [`CareError::Offer`] for an offer that the link does not ask about.
    pub(super) fn check(&self, offer: &OfferId) -> Result<(), CareError> {
        let is_asked = self.link.offers.iter().any(|asked| asked.id == *offer);
        if is_asked { Ok(()) } else { Err(CareError::Offer) }
    }
}

impl Service {
    /// The right that a link gives.
    ///
    /// # Errors
    /// [`CareError::Unknown`], [`CareError::Expired`].
    pub async fn authorise_care_link(&self, token: &str) -> Result<CareRight, CareError> {
        let mut tx = self.0.db.read().await?;
        let right = self.find_right(&mut tx, token).await?;
        if right.link.expires_at <= self.0.clock.now() {
            return Err(CareError::Expired);
        }
        Ok(right)
    }

    /// The same for a link that may have expired.
    pub(super) async fn find_right(
        &self,
        tx: &mut Tx,
        token: &str,
    ) -> Result<CareRight, CareError> {
        let secret = &self.0.settings.secret;
        let token = CareToken::parse(token).filter(|token| secret.has_issued(token));
        let token = token.ok_or(CareError::Unknown)?;
        let link = care_links::find_link(tx, &token.hash()).await?.ok_or(CareError::Unknown)?;
        let provider = providers::find_provider(tx, &link.provider).await?;
        Ok(CareRight { provider: provider.ok_or(CareError::Unknown)?, link })
    }
}

/// What a link remembers of an offer.
pub(super) fn asked(offer: &Offer) -> AskedOffer {
    AskedOffer {
        id: offer.id.clone(),
        name: name(offer),
        verified_on: offer.verified.as_ref().map(|check| check.on),
    }
}

/// The German name, else any.
pub(super) fn name(offer: &Offer) -> String {
    let german = shared::language::LanguageTag::from(shared::language::UiLanguage::De);
    let german = offer.name.get(&german);
    let any = || offer.name.versions().next().map(|(_, version)| version);
    german.or_else(any).map_or_else(String::new, |version| version.text.as_str().to_owned())
}
