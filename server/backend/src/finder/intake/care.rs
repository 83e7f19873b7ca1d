//! Offers with doubts from an import.

use crate::accounts::Editor;
use crate::accounts::audit::Deed;
use crate::changes::Change;
use crate::db::doubts::{self, StoredDoubt};
use crate::db::{DbError, offers};
use crate::error::ServiceError;
use crate::service::Service;
use shared::desk::DeskError;
use shared::desk::audit::{Action, SubjectKind};
use shared::id::OfferId;
use shared::language::UiLanguage;
use shared::offer::Offer;

/// An offer with doubts from an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoubtfulOffer {
    /// The offer.
    pub offer: Offer,
    /// The doubts, at least one.
    pub doubts: Vec<StoredDoubt>,
}

impl Service {
    /// Lists the offers with doubts that the editor may change, the most recently verified first.
    ///
    /// # Errors
    /// The database's only.
    pub async fn list_doubtful_offers(
        &self,
        editor: &Editor,
    ) -> Result<Vec<DoubtfulOffer>, DbError> {
        let mut tx = self.0.db.read().await?;
        let mut doubts = doubts::load_doubts(&mut tx).await?;
        let offers = offers::load_offers(&mut tx).await?;
        let doubtful =
            |offer: Offer| doubts.remove(&offer.id).map(|doubts| DoubtfulOffer { offer, doubts });
        let own = offers.into_iter().filter(|offer| editor.scope().includes(offer));
        Ok(own.filter_map(doubtful).collect())
    }

    /// Says that the doubts about an offer are settled, whether it was changed or was right.
    ///
    /// # Errors
    /// [`DeskError::Missing`], [`DeskError::NotAllowed`].
    pub async fn settle_doubts(&self, editor: &Editor, id: &OfferId) -> Result<(), ServiceError> {
        let mut tx = self.0.db.write().await?;
        let stored = offers::load_offers(&mut tx).await?.into_iter().find(|one| one.id == *id);
        let offer = stored.ok_or(DeskError::Missing)?;
        if !editor.scope().includes(&offer) {
            return Err(DeskError::NotAllowed.into());
        }
        doubts::save_doubts(&mut tx, id, &[]).await?;
        let name = offer.name.pick(UiLanguage::De).text;
        let deed = Deed {
            action: Action::SettleDoubts,
            kind: SubjectKind::Offer,
            subject: id.as_str(),
            detail: &name,
        };
        self.record_deed(&mut tx, &editor.actor, deed).await?;
        tx.announce(Change::Finder);
        Ok(tx.commit().await?)
    }
}
