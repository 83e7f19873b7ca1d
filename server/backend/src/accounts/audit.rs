//! Writing and reading the audit log.

use super::rights::Administrator;
use super::session::SignedIn;
use crate::db::{DbError, Tx, audit};
use crate::error::ServiceError;
use crate::secret::random_u128;
use crate::service::Service;
use serde::Serialize;
use shared::desk::account::Account;
use shared::desk::audit::{Action, Actor, AuditEntry, SubjectKind};
use shared::id::AuditEntryId;
use std::time::Duration;

/// Entries on a page.
pub const AUDIT_PAGE: u64 = 100;

/// Most entries of an export.
const MAX_EXPORT: u64 = 1_000_000;

/// What is stored about a person.
#[derive(Clone, Debug, Serialize)]
pub struct PersonalData {
    /// The account, without what is made of the password.
    pub account: Account,
    /// What it did, the latest first.
    pub deeds: Vec<AuditEntry>,
}

/// What was done to which record.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Deed<'a> {
    /// What.
    pub(crate) action: Action,
    /// To which kind of record.
    pub(crate) kind: SubjectKind,
    /// The record's id.
    pub(crate) subject: &'a str,
    /// More, such as the record's name; may be empty.
    pub(crate) detail: &'a str,
}

impl Service {
    /// Adds an entry to the audit log, within the transaction that does what it tells.
    ///
    /// # Errors
    /// The database's only.
    pub(crate) async fn record_deed(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        deed: Deed<'_>,
    ) -> Result<(), DbError> {
        let entry = AuditEntry {
            id: AuditEntryId::from_random(random_u128()),
            at: self.0.clock.now(),
            actor: actor.clone(),
            action: deed.action,
            kind: deed.kind,
            subject: deed.subject.to_owned(),
            detail: deed.detail.to_owned(),
        };
        audit::insert_entry(tx, &entry).await
    }

    /// A page of the audit log, counted from 1, the latest entries first.
    ///
    /// # Errors
    /// The database's only.
    pub async fn show_audit(
        &self,
        _: &Administrator,
        page: u64,
    ) -> Result<Vec<AuditEntry>, ServiceError> {
        let skip = page.saturating_sub(1).saturating_mul(AUDIT_PAGE);
        let mut tx = self.0.db.read().await?;
        Ok(audit::load_entries(&mut tx, skip, AUDIT_PAGE).await?)
    }

    /// The whole audit log, the latest entries first.
    ///
    /// # Errors
    /// The database's only.
    pub async fn list_audit(&self, _: &Administrator) -> Result<Vec<AuditEntry>, ServiceError> {
        Ok(audit::load_entries(&mut self.0.db.read().await?, 0, MAX_EXPORT).await?)
    }

    /// Everything that is stored about the caller's account: the account, and what it did.
    ///
    /// # Errors
    /// The database's only.
    pub async fn export_own_data(
        &self,
        signed_in: &SignedIn,
    ) -> Result<PersonalData, ServiceError> {
        let id = &signed_in.account().id;
        let is_own = |entry: &AuditEntry| matches!(&entry.actor, Actor::Account { id: actor, .. } if actor == id);
        let entries = audit::load_entries(&mut self.0.db.read().await?, 0, MAX_EXPORT).await?;
        Ok(PersonalData {
            account: signed_in.account().clone(),
            deeds: entries.into_iter().filter(is_own).collect(),
        })
    }

    /// Deletes entries that are older than the operator keeps them; returns how many.
    ///
    /// # Errors
    /// The database's only.
    pub(crate) async fn expire_audit(&self, tx: &mut Tx) -> Result<u64, DbError> {
        let keep = Duration::from_hours(24 * u64::from(self.0.settings.audit_days));
        audit::delete_entries_before(tx, self.0.clock.now().before(keep)).await
    }
}
