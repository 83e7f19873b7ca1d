//! Managing accounts: an administrator's use cases, and everybody's for their account.

use super::audit::Deed;
use super::links::hash_password;
use super::passwords::{NewPassword, own_words};
use super::rights::Administrator;
use super::session::SignedIn;
use super::sign_in::verify_password;
use crate::db::{Tx, accounts, providers, sessions, taxonomy};
use crate::error::ServiceError;
use crate::service::Service;
use shared::desk::account::{Account, Grant, Role};
use shared::desk::audit::{Action, SubjectKind};
use shared::desk::{AccountError, DeskError};
use shared::id::AccountId;
use shared::text::Line;

/// What an administrator changes of an account.
#[derive(Clone, Debug)]
pub struct AccountForm {
    /// The name.
    pub name: String,
    /// What it may do.
    pub grant: Grant,
}

impl Service {
    /// Every account, by name.
    ///
    /// # Errors
    /// The database's only.
    pub async fn list_accounts(&self, _: &Administrator) -> Result<Vec<Account>, ServiceError> {
        Ok(accounts::load_accounts(&mut self.0.db.read().await?).await?)
    }

    /// Changes name and rights of an account. Its sessions go on with the new rights.
    ///
    /// # Errors
    /// [`AccountError`], [`DeskError::Missing`].
    pub async fn change_account(
        &self,
        administrator: &Administrator,
        id: &AccountId,
        form: &AccountForm,
    ) -> Result<(), ServiceError> {
        let name = Line::parse(&form.name).map_err(AccountError::Name)?;
        let mut tx = self.0.db.write().await?;
        let account = accounts::find_account(&mut tx, id).await?.ok_or(DeskError::Missing)?;
        check_grant(&mut tx, &form.grant).await?;
        if form.grant.role != Role::Administrator {
            keep_an_administrator(&mut tx, &account).await?;
        }
        accounts::save_account(&mut tx, id, &name, &form.grant).await?;
        let action = Action::ChangeAccount;
        self.record_account_deed(&mut tx, administrator, &account, action).await?;
        Ok(tx.commit().await?)
    }

    /// Disables an account and ends its sessions.
    ///
    /// # Errors
    /// [`AccountError::LastAdministrator`], [`DeskError::Missing`].
    pub async fn disable_account(
        &self,
        administrator: &Administrator,
        id: &AccountId,
    ) -> Result<(), ServiceError> {
        let mut tx = self.0.db.write().await?;
        let account = accounts::find_account(&mut tx, id).await?.ok_or(DeskError::Missing)?;
        keep_an_administrator(&mut tx, &account).await?;
        accounts::save_disabled(&mut tx, id, Some(self.0.clock.now())).await?;
        sessions::delete_sessions_of(&mut tx, id).await?;
        let action = Action::DisableAccount;
        self.record_account_deed(&mut tx, administrator, &account, action).await?;
        Ok(tx.commit().await?)
    }

    /// Enables a disabled account again.
    ///
    /// # Errors
    /// [`DeskError::Missing`].
    pub async fn enable_account(
        &self,
        administrator: &Administrator,
        id: &AccountId,
    ) -> Result<(), ServiceError> {
        let mut tx = self.0.db.write().await?;
        let account = accounts::find_account(&mut tx, id).await?.ok_or(DeskError::Missing)?;
        accounts::save_disabled(&mut tx, id, None).await?;
        let action = Action::EnableAccount;
        self.record_account_deed(&mut tx, administrator, &account, action).await?;
        Ok(tx.commit().await?)
    }

    /// Deletes an account with the person's data. What it did stays in the audit log, with the name,
    /// for as long as the operator keeps that.
    ///
    /// # Errors
    /// [`AccountError::LastAdministrator`], [`DeskError::Missing`].
    pub async fn delete_account(
        &self,
        administrator: &Administrator,
        id: &AccountId,
    ) -> Result<(), ServiceError> {
        let mut tx = self.0.db.write().await?;
        let account = accounts::find_account(&mut tx, id).await?.ok_or(DeskError::Missing)?;
        keep_an_administrator(&mut tx, &account).await?;
        accounts::delete_account(&mut tx, id).await?;
        let action = Action::DeleteAccount;
        self.record_account_deed(&mut tx, administrator, &account, action).await?;
        Ok(tx.commit().await?)
    }

    /// Changes the caller's password and ends all other sessions.
    ///
    /// # Errors
    /// [`AccountError`].
    pub async fn change_password(
        &self,
        signed_in: &SignedIn,
        current: &str,
        [new, repeated]: [&str; 2],
    ) -> Result<(), ServiceError> {
        let account = signed_in.account();
        self.admit_attempt(&account.mail)?;
        let stored =
            accounts::load_password_hash(&mut self.0.db.read().await?, &account.id).await?;
        if !verify_password(current.to_owned(), stored).await? {
            return Err(AccountError::Credentials.into());
        }
        self.0.sign_in_limiter.forget(account.mail.as_str());
        if new != repeated {
            return Err(AccountError::PasswordsDiffer.into());
        }
        let own = own_words(account.name.as_str(), account.mail.as_str());
        let hash = hash_password(NewPassword::parse(new, &own)?).await?;
        let mut tx = self.0.db.write().await?;
        accounts::save_password_hash(&mut tx, &account.id, &hash).await?;
        let deed = Deed {
            action: Action::SetPassword,
            kind: SubjectKind::Account,
            subject: account.id.as_str(),
            detail: "",
        };
        self.record_deed(&mut tx, &signed_in.0.actor(), deed).await?;
        tx.commit().await?;
        self.sign_out_everywhere(signed_in).await?;
        Ok(())
    }

    pub(super) async fn record_account_deed(
        &self,
        tx: &mut Tx,
        administrator: &Administrator,
        account: &Account,
        action: Action,
    ) -> Result<(), ServiceError> {
        let deed = Deed {
            action,
            kind: SubjectKind::Account,
            subject: account.id.as_str(),
            detail: account.mail.as_str(),
        };
        Ok(self.record_deed(tx, &administrator.actor, deed).await?)
    }
}

/// Whether towns and provider of a grant exist, and a provider is there where the role needs one.
pub(super) async fn check_grant(tx: &mut Tx, grant: &Grant) -> Result<(), ServiceError> {
    let known = taxonomy::load_taxonomy(tx).await?;
    let is_known = |city: &&shared::id::CityId| known.cities.iter().any(|term| term.id == **city);
    if grant.cities.iter().any(|city| !is_known(&city)) {
        return Err(AccountError::City.into());
    }
    if grant.role == Role::Provider {
        let id = grant.provider.as_ref().ok_or(AccountError::Provider)?;
        let providers = providers::load_providers(tx).await?;
        if !providers.iter().any(|provider| provider.id == *id) {
            return Err(AccountError::Provider.into());
        }
    }
    Ok(())
}

/// # Errors
/// [`AccountError::LastAdministrator`] where the account is the only one that can manage others.
async fn keep_an_administrator(tx: &mut Tx, account: &Account) -> Result<(), ServiceError> {
    let is_active =
        |other: &Account| other.grant.role == Role::Administrator && other.disabled_at.is_none();
    if !is_active(account) {
        return Ok(());
    }
    let others = accounts::load_accounts(tx).await?;
    let has_another = others.iter().any(|other| other.id != account.id && is_active(other));
    if has_another { Ok(()) } else { Err(AccountError::LastAdministrator.into()) }
}
