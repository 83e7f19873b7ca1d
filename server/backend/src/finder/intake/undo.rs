//! Undoing an import: every field as it was before, and what was new removed.

use crate::accounts::audit::Deed;
use crate::accounts::{Editor, Scope};
use crate::changes::Change;
use crate::db::doubts::{self, StoredDoubt};
use crate::db::imports::{self, ChangedRecord, OfferState, StoredImport};
use crate::db::{DbError, Tx, offers, providers, taxonomy};
use crate::import::{LaterChanges, UndoError, UndoReport};
use crate::service::Service;
use shared::desk::audit::{Action, SubjectKind};
use shared::id::{ImportId, OfferId};
use shared::offer::Offer;
use shared::provider::Provider;
use shared::time::Millis;
use std::collections::BTreeMap;

/// The records that an import changed.
struct ChangedRecords {
    providers: Vec<ChangedRecord<Provider>>,
    offers: Vec<ChangedRecord<OfferState>>,
}

/// The records as they are.
struct CurrentRecords {
    providers: BTreeMap<String, Provider>,
    offers: BTreeMap<String, Offer>,
    doubts: BTreeMap<OfferId, Vec<StoredDoubt>>,
}

impl Service {
    /// Lists every import of offers, the latest first.
    ///
    /// # Errors
    /// The database's only.
    pub async fn list_imports(&self, _: &Editor) -> Result<Vec<StoredImport>, DbError> {
        let mut tx = self.0.db.read().await?;
        imports::load_imports(&mut tx).await
    }

    /// Undoes an import.
    ///
    /// # Errors
    /// [`UndoError`]; nothing is changed then.
    pub async fn undo_import(
        &self,
        editor: &Editor,
        id: &ImportId,
        later: LaterChanges,
    ) -> Result<UndoReport, UndoError> {
        let now = self.0.clock.now();
        let mut tx = self.0.db.write().await?;
        // The first write, since it makes imports wait on PostgreSQL too.
        taxonomy::bump_revision(&mut tx, offers::REVISION_TOPIC).await?;
        let all = imports::load_imports(&mut tx).await?;
        let import = all.into_iter().find(|import| import.id == *id).ok_or(UndoError::Unknown)?;
        if import.undone_at.is_some() {
            return Err(UndoError::Undone);
        }
        let changed = ChangedRecords {
            providers: imports::load_records(&mut tx, id).await?,
            offers: imports::load_records(&mut tx, id).await?,
        };
        if !changed.are_in(editor.scope()) {
            return Err(UndoError::ForeignTown);
        }
        let current = CurrentRecords::load(&mut tx).await?;
        let conflicts = changed.conflicts(&current);
        if later == LaterChanges::Refuse && !conflicts.is_empty() {
            return Err(UndoError::Changed(conflicts));
        }
        let report = changed.restore(&mut tx, now).await?;
        imports::mark_undone(&mut tx, id, now).await?;
        let deed = Deed {
            action: Action::UndoImport,
            kind: SubjectKind::Import,
            subject: id.as_str(),
            detail: &import.source,
        };
        self.record_deed(&mut tx, &editor.actor, deed).await?;
        tx.announce(Change::Finder);
        tx.commit().await?;
        Ok(report)
    }
}

impl CurrentRecords {
    async fn load(tx: &mut Tx) -> Result<Self, DbError> {
        let (all, stored) = (providers::load_providers(tx).await?, offers::load_offers(tx).await?);
        let named = |one: Provider| (one.id.as_str().to_owned(), one);
        Ok(Self {
            providers: all.into_iter().map(named).collect(),
            offers: stored.into_iter().map(|one| (one.id.as_str().to_owned(), one)).collect(),
            doubts: doubts::load_doubts(tx).await?,
        })
    }

    fn offer(&self, id: &str) -> Option<OfferState> {
        let offer = self.offers.get(id)?.clone();
        let doubts = self.doubts.get(&offer.id).cloned().unwrap_or_default();
        Some(OfferState { offer, doubts })
    }
}

impl ChangedRecords {
    /// Whether somebody with this scope may change all of the offers.
    fn are_in(&self, scope: &Scope) -> bool {
        let states =
            self.offers.iter().flat_map(|record| record.before.iter().chain([&record.after]));
        states.map(|state| &state.offer).all(|offer| scope.includes(offer))
    }

    /// Ids of the records that are not as the import left them.
    fn conflicts(&self, current: &CurrentRecords) -> Vec<String> {
        let has_provider_changed = |record: &&ChangedRecord<Provider>| {
            current.providers.get(&record.id) != Some(&record.after)
        };
        let has_offer_changed = |record: &&ChangedRecord<OfferState>| {
            current.offer(&record.id).as_ref() != Some(&record.after)
        };
        let providers =
            self.providers.iter().filter(has_provider_changed).map(|record| record.id.clone());
        let offers = self.offers.iter().filter(has_offer_changed).map(|record| record.id.clone());
        providers.chain(offers).collect()
    }

    /// Providers before the offers that name them; new ones are removed after their offers.
    async fn restore(&self, tx: &mut Tx, now: Millis) -> Result<UndoReport, DbError> {
        let mut report = UndoReport::default();
        for provider in self.providers.iter().filter_map(|record| record.before.as_ref()) {
            providers::save_provider(tx, provider).await?;
            report.restored += 1;
        }
        for record in &self.offers {
            if let Some(OfferState { offer, doubts }) = &record.before {
                offers::save_offer(tx, offer, now).await?;
                doubts::save_doubts(tx, &offer.id, doubts).await?;
                report.restored += 1;
            } else {
                offers::delete_offer(tx, &record.after.offer.id).await?;
                report.removed += 1;
            }
        }
        for ChangedRecord { after, .. } in self.providers.iter().filter(|one| one.before.is_none())
        {
            if providers::delete_idle_provider(tx, &after.id).await? {
                report.removed += 1;
            } else {
                report.kept.push(after.name.as_str().to_owned());
            }
        }
        Ok(report)
    }
}
