//! Asking providers about some offers at once, because an editor wants to know.

use super::mailing::{PURPOSES, Request};
use super::plan::mail_of;
use crate::accounts::{Deed, Editor};
use crate::db::{failing_addresses, offers, providers};
use crate::error::ServiceError;
use crate::service::Service;
use shared::contact::Mail;
use shared::desk::audit::{Action, SubjectKind};
use shared::id::{OfferId, ProviderId};
use shared::offer::{Offer, OfferStatus};
use std::collections::{BTreeMap, BTreeSet};

/// What came of asking.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Mails that were queued.
    pub queued: u64,
    /// Offers that nobody is asked about: without a mail address that works, not published, of
    /// another editor's town, or asked about today already.
    pub left: u64,
}

impl Service {
    /// Queues a mail to the providers of these offers, stale or not; to each address once a day at
    /// most.
    ///
    /// # Errors
    /// The database's only; nothing is queued then.
    pub async fn ask_about(&self, editor: &Editor, ids: &[OfferId]) -> Result<Asked, ServiceError> {
        let mut tx = self.0.db.write().await?;
        let failing = failing_addresses::load_all(&mut tx).await?;
        let failing: BTreeSet<&str> = failing.iter().map(|one| one.address.as_str()).collect();
        let providers = providers::load_providers(&mut tx).await?;
        let mut asked = Asked::default();
        let mut groups: BTreeMap<(ProviderId, String), (Mail, Vec<Offer>)> = BTreeMap::new();
        for id in ids {
            let offer = offers::find_offer(&mut tx, id).await?.filter(|offer| {
                offer.status == OfferStatus::Published && editor.scope().includes(offer)
            });
            let found = offer.and_then(|offer| {
                let provider = providers.iter().find(|one| one.id == offer.provider)?;
                let mail = mail_of(provider, &offer)?.clone();
                (!failing.contains(mail.as_str())).then_some((mail, offer))
            });
            let Some((mail, offer)) = found else {
                asked.left += 1;
                continue;
            };
            let key = (offer.provider.clone(), mail.as_str().to_owned());
            groups.entry(key).or_insert_with(|| (mail, Vec::new())).1.push(offer);
        }
        for ((id, _), (mail, offers)) in groups {
            let Some(provider) = providers.iter().find(|one| one.id == id) else { continue };
            let purpose = format!("{}/{}", PURPOSES[0], self.today());
            let request = Request { provider, to: &mail, offers: offers.iter().collect(), purpose };
            if !self.queue_request(&mut tx, request).await? {
                asked.left += offers.len() as u64;
                continue;
            }
            asked.queued += 1;
            let deed = Deed {
                action: Action::AskProvider,
                kind: SubjectKind::Provider,
                subject: id.as_str(),
                detail: provider.name.as_str(),
            };
            self.record_deed(&mut tx, &editor.actor, deed).await?;
        }
        tx.commit().await?;
        Ok(asked)
    }
}
