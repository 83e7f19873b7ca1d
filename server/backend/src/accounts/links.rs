//! Links that can be used once: the first account, invitations, forgotten passwords.

use super::audit::Deed;
use super::passwords::{NewPassword, own_words};
use super::rights::Administrator;
use super::session::Session;
use super::sign_in::StartedSession;
use crate::db::account_links::{self, StoredLink};
use crate::db::{DbError, Tx, accounts, sessions};
use crate::error::ServiceError;
use crate::secret::{AccessToken, random_u128};
use crate::service::Service;
use shared::contact::Mail;
use shared::desk::account::{Account, Grant, Role};
use shared::desk::audit::{Action, SubjectKind};
use shared::desk::{AccountError, DeskError};
use shared::id::AccountId;
use shared::text::Line;
use shared::time::Millis;
use std::time::Duration;

/// Life of a link that creates an account.
const INVITATION_LIFE: Duration = Duration::from_hours(24 * 14);
/// Life of a link that sets a password.
const PASSWORD_LIFE: Duration = Duration::from_hours(24);

/// A new link. Its token is not stored, so it can be shown only now.
#[derive(Clone, Debug)]
pub struct IssuedLink {
    /// The token, for the address `…/edit/link/{token}`.
    pub token: AccessToken,
    /// For whom.
    pub purpose: LinkPurpose,
    /// How long it can be used.
    pub expires_at: Millis,
}

impl IssuedLink {
    /// Whose it is, where that is decided.
    pub const fn mail(&self) -> Option<&Mail> {
        match &self.purpose {
            LinkPurpose::Create { mail, .. } => mail.as_ref(),
            LinkPurpose::Password { mail, .. } => Some(mail),
        }
    }
}

/// What a link is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkPurpose {
    /// Creates an account.
    Create {
        /// What the account may do.
        grant: Grant,
        /// Its mail address, where that is decided.
        mail: Option<Mail>,
    },
    /// Sets the password of an account.
    Password {
        /// The account's name.
        name: Line,
        /// Its mail address.
        mail: Mail,
    },
}

/// A link that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenLink {
    /// What it is for.
    pub purpose: LinkPurpose,
    account: Option<Account>,
}

/// What the page of a link sends.
#[derive(Clone, Debug, Default)]
pub struct PasswordForm {
    /// The name, of a new account.
    pub name: String,
    /// The mail address, of a new account whose address is not decided.
    pub mail: String,
    /// The password.
    pub password: String,
    /// The password again.
    pub repeated: String,
}

impl Service {
    /// A link that creates the first administrator; `None` where there are accounts. Links made
    /// before are revoked.
    ///
    /// # Errors
    /// The database's only.
    pub async fn issue_set_up_link(&self) -> Result<Option<AccessToken>, ServiceError> {
        let mut tx = self.0.db.write().await?;
        if accounts::count_accounts(&mut tx).await? > 0 {
            return Ok(None);
        }
        account_links::delete_set_up_links(&mut tx).await?;
        let purpose = LinkPurpose::Create { grant: Grant::of(Role::Administrator), mail: None };
        let link = self.insert_link(&mut tx, purpose, None).await?;
        tx.commit().await?;
        Ok(Some(link.token))
    }

    /// Invites somebody; returns the link to hand over.
    ///
    /// # Errors
    /// [`AccountError`] where mail, town or provider are wrong, or the address is taken.
    pub async fn invite(
        &self,
        administrator: &Administrator,
        mail: &str,
        grant: Grant,
    ) -> Result<IssuedLink, ServiceError> {
        let mail = parse_mail(mail)?;
        let mut tx = self.0.db.write().await?;
        super::management::check_grant(&mut tx, &grant).await?;
        if accounts::find_by_mail(&mut tx, &mail).await?.is_some() {
            return Err(AccountError::MailTaken.into());
        }
        let deed = Deed {
            action: Action::Invite,
            kind: SubjectKind::Account,
            subject: mail.as_str(),
            detail: grant.role.name(),
        };
        self.record_deed(&mut tx, &administrator.actor, deed).await?;
        let purpose = LinkPurpose::Create { grant, mail: Some(mail) };
        let link = self.insert_link(&mut tx, purpose, None).await?;
        tx.commit().await?;
        Ok(link)
    }

    /// A link that sets the password of an account; older ones are revoked.
    ///
    /// # Errors
    /// [`DeskError::Missing`].
    pub async fn issue_password_link(
        &self,
        administrator: &Administrator,
        id: &AccountId,
    ) -> Result<IssuedLink, ServiceError> {
        let mut tx = self.0.db.write().await?;
        let account = accounts::find_account(&mut tx, id).await?.ok_or(DeskError::Missing)?;
        account_links::delete_links_of(&mut tx, &account.id).await?;
        self.record_account_deed(&mut tx, administrator, &account, Action::IssueLink).await?;
        let link = self.insert_password_link(&mut tx, account).await?;
        tx.commit().await?;
        Ok(link)
    }

    /// A link that sets the password of an account, beside those that there are.
    pub(super) async fn insert_password_link(
        &self,
        tx: &mut Tx,
        account: Account,
    ) -> Result<IssuedLink, ServiceError> {
        let purpose = LinkPurpose::Password { name: account.name, mail: account.mail };
        self.insert_link(tx, purpose, Some(account.id)).await
    }

    /// What a link is for.
    ///
    /// # Errors
    /// [`AccountError::Link`].
    pub async fn open_link(&self, token: &str) -> Result<OpenLink, ServiceError> {
        let token = AccessToken::parse(token).ok_or(AccountError::Link)?;
        let mut tx = self.0.db.read().await?;
        self.load_link(&mut tx, &token).await
    }

    /// Uses a link: creates the account or sets the password, and signs in. All other sessions of
    /// the account end.
    ///
    /// # Errors
    /// [`AccountError`]; the link can be used again then.
    pub async fn use_link(
        &self,
        token: &str,
        form: &PasswordForm,
    ) -> Result<StartedSession, ServiceError> {
        let token = AccessToken::parse(token).ok_or(AccountError::Link)?;
        let link = self.load_link(&mut self.0.db.read().await?, &token).await?;
        let account = self.account_of_link(&link, form)?;
        let (name, mail) = (account.name.as_str(), account.mail.as_str());
        if form.password != form.repeated {
            return Err(AccountError::PasswordsDiffer.into());
        }
        let password = NewPassword::parse(&form.password, &own_words(name, mail))?;
        let hash = hash_password(password).await?;
        let mut tx = self.0.db.write().await?;
        // Of two who use a link at the same time only one gets further.
        if !account_links::delete_link(&mut tx, &token.hash()).await? {
            return Err(AccountError::Link.into());
        }
        let is_new = link.account.is_none();
        if is_new {
            accounts::insert_account(&mut tx, &account).await.map_err(|error| match error {
                DbError::Exists => ServiceError::from(AccountError::MailTaken),
                error => error.into(),
            })?;
        }
        accounts::save_password_hash(&mut tx, &account.id, &hash).await?;
        // Other links, asked for earlier, are of no use any more.
        account_links::delete_links_of(&mut tx, &account.id).await?;
        sessions::delete_sessions_of(&mut tx, &account.id).await?;
        let session = Session { account: account.clone(), hash: token.hash() };
        let deed = Deed {
            action: if is_new { Action::CreateAccount } else { Action::SetPassword },
            kind: SubjectKind::Account,
            subject: account.id.as_str(),
            detail: account.mail.as_str(),
        };
        self.record_deed(&mut tx, &session.actor(), deed).await?;
        let started = self.start_session(&mut tx, &account).await?;
        tx.commit().await?;
        self.0.sign_in_limiter.forget(account.mail.as_str());
        Ok(started)
    }

    /// The account that a link belongs to, or the one that it creates.
    fn account_of_link(
        &self,
        link: &OpenLink,
        form: &PasswordForm,
    ) -> Result<Account, ServiceError> {
        let (grant, mail) = match (&link.account, &link.purpose) {
            (Some(account), _) => return Ok(account.clone()),
            (None, LinkPurpose::Create { grant, mail }) => (grant, mail),
            (None, LinkPurpose::Password { .. }) => return Err(AccountError::Link.into()),
        };
        Ok(Account {
            id: AccountId::from_random(random_u128()),
            mail: match mail {
                Some(mail) => mail.clone(),
                None => parse_mail(&form.mail)?,
            },
            name: Line::parse(&form.name).map_err(AccountError::Name)?,
            grant: grant.clone(),
            created_at: self.0.clock.now(),
            disabled_at: None,
        })
    }

    async fn load_link(&self, tx: &mut Tx, token: &AccessToken) -> Result<OpenLink, ServiceError> {
        let stored = account_links::find_link(tx, &token.hash()).await?;
        let stored =
            stored.filter(|link| self.0.clock.now() < link.expires_at).ok_or(AccountError::Link)?;
        let account = match &stored.account {
            Some(id) => Some(accounts::find_account(tx, id).await?.ok_or(AccountError::Link)?),
            None => None,
        };
        let purpose = match (&account, stored.grant) {
            (Some(account), _) => {
                LinkPurpose::Password { name: account.name.clone(), mail: account.mail.clone() }
            }
            (None, Some(grant)) => LinkPurpose::Create { grant, mail: stored.mail },
            (None, None) => return Err(AccountError::Link.into()),
        };
        Ok(OpenLink { purpose, account })
    }

    async fn insert_link(
        &self,
        tx: &mut Tx,
        purpose: LinkPurpose,
        account: Option<AccountId>,
    ) -> Result<IssuedLink, ServiceError> {
        let (token, now) = (AccessToken::random(), self.0.clock.now());
        let (grant, mail, life) = match &purpose {
            LinkPurpose::Create { grant, mail } => {
                (Some(grant.clone()), mail.clone(), INVITATION_LIFE)
            }
            LinkPurpose::Password { mail, .. } => (None, Some(mail.clone()), PASSWORD_LIFE),
        };
        let expires_at = now.after(life);
        let stored = StoredLink { account, grant, mail, created_at: now, expires_at };
        account_links::insert_link(tx, &token.hash(), &stored).await?;
        Ok(IssuedLink { token, purpose, expires_at })
    }
}

/// Hashes a password on a thread for blocking work.
pub(super) async fn hash_password(password: NewPassword) -> Result<String, ServiceError> {
    let hashed = tokio::task::spawn_blocking(move || password.hash()).await;
    hashed.ok().and_then(Result::ok).ok_or(ServiceError::Stopped("the hashing of a password"))
}

pub(super) fn parse_mail(text: &str) -> Result<Mail, AccountError> {
    Mail::parse(&text.to_lowercase()).map_err(AccountError::Mail)
}
