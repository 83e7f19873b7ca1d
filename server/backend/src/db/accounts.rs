//! Accounts of the people who work on the desk.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::{from_bigint, from_json, from_text, to_bigint, to_json};
use super::{DbError, Tx, on_db};
use shared::contact::Mail;
use shared::desk::account::{Account, Grant};
use shared::id::AccountId;
use shared::text::Line;
use shared::time::Millis;

/// Columns of [`AccountRow`].
macro_rules! account_columns {
    () => {
        "a.id, a.mail, a.name, a.access, a.created_at, a.disabled_at"
    };
}
pub(super) use account_columns;

/// A row of `account`.
#[derive(sqlx::FromRow)]
pub(super) struct AccountRow {
    id: String,
    mail: String,
    name: String,
    access: String,
    created_at: i64,
    disabled_at: Option<i64>,
}

impl AccountRow {
    pub(super) fn into_account(self) -> Result<Account, DbError> {
        Ok(Account {
            id: from_text("account.id", self.id)?,
            mail: from_text("account.mail", self.mail)?,
            name: from_text("account.name", self.name)?,
            grant: from_json("account.access", &self.access)?,
            created_at: Millis(self.created_at),
            disabled_at: self.disabled_at.map(Millis),
        })
    }
}

/// Stores a new account without a password. [`DbError::Exists`] where the mail address is taken.
pub async fn insert_account(tx: &mut Tx, account: &Account) -> Result<(), DbError> {
    let sql = "insert into account (id, mail, name, access, created_at) \
               values ($1, $2, $3, $4, $5)";
    let access = to_json("account.access", &account.grant)?;
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(account.id.as_str())
            .bind(account.mail.as_str())
            .bind(account.name.as_str())
            .bind(access)
            .bind(account.created_at.0)
            .execute(db)
            .await
            .map(drop)
    })?;
    Ok(())
}

/// Every account, by name.
pub async fn load_accounts(tx: &mut Tx) -> Result<Vec<Account>, DbError> {
    let sql = concat!("select ", account_columns!(), " from account a order by a.name, a.id");
    let rows: Vec<AccountRow> = on_db!(tx, db => sqlx::query_as(sql).fetch_all(db).await)?;
    rows.into_iter().map(AccountRow::into_account).collect()
}

/// The account with this id.
pub async fn find_account(tx: &mut Tx, id: &AccountId) -> Result<Option<Account>, DbError> {
    let sql = concat!("select ", account_columns!(), " from account a where a.id = $1");
    let row: Option<AccountRow> =
        on_db!(tx, db => sqlx::query_as(sql).bind(id.as_str()).fetch_optional(db).await)?;
    row.map(AccountRow::into_account).transpose()
}

/// The account with this mail address.
pub async fn find_by_mail(tx: &mut Tx, mail: &Mail) -> Result<Option<Account>, DbError> {
    let sql = concat!("select ", account_columns!(), " from account a where a.mail = $1");
    let row: Option<AccountRow> =
        on_db!(tx, db => sqlx::query_as(sql).bind(mail.as_str()).fetch_optional(db).await)?;
    row.map(AccountRow::into_account).transpose()
}

/// How many accounts there are.
pub async fn count_accounts(tx: &mut Tx) -> Result<u64, DbError> {
    let sql = "select cast(count(*) as bigint) from account";
    let count: i64 = on_db!(tx, db => sqlx::query_scalar(sql).fetch_one(db).await)?;
    from_bigint("account", count)
}

/// The hash of an account's password; `None` where it has none.
pub async fn load_password_hash(tx: &mut Tx, id: &AccountId) -> Result<Option<String>, DbError> {
    let sql = "select password_hash from account where id = $1";
    let hash: Option<Option<String>> =
        on_db!(tx, db => sqlx::query_scalar(sql).bind(id.as_str()).fetch_optional(db).await)?;
    Ok(hash.flatten())
}

/// Stores the hash of an account's password.
pub async fn save_password_hash(tx: &mut Tx, id: &AccountId, hash: &str) -> Result<(), DbError> {
    let sql = "update account set password_hash = $2 where id = $1";
    on_db!(tx, db => sqlx::query(sql).bind(id.as_str()).bind(hash).execute(db).await.map(drop))?;
    Ok(())
}

/// Stores an account's name and what it may do.
pub async fn save_account(
    tx: &mut Tx,
    id: &AccountId,
    name: &Line,
    grant: &Grant,
) -> Result<(), DbError> {
    let sql = "update account set name = $2, access = $3 where id = $1";
    let access = to_json("account.access", grant)?;
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(id.as_str())
            .bind(name.as_str())
            .bind(access)
            .execute(db)
            .await
            .map(drop)
    })?;
    Ok(())
}

/// Disables an account from this moment on, or enables it again.
pub async fn save_disabled(
    tx: &mut Tx,
    id: &AccountId,
    disabled_at: Option<Millis>,
) -> Result<(), DbError> {
    let sql = "update account set disabled_at = $2 where id = $1";
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(id.as_str())
            .bind(disabled_at.map(|at| at.0))
            .execute(db)
            .await
            .map(drop)
    })?;
    Ok(())
}

/// Deletes an account with its sessions and links.
pub async fn delete_account(tx: &mut Tx, id: &AccountId) -> Result<(), DbError> {
    let sql = "delete from account where id = $1";
    on_db!(tx, db => sqlx::query(sql).bind(id.as_str()).execute(db).await.map(drop))?;
    Ok(())
}

/// The second factor of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondFactor {
    /// The secret in base 32.
    pub secret: String,
    /// The time step of the last code.
    pub last_step: Option<u64>,
}

#[derive(sqlx::FromRow)]
struct SecondFactorRow {
    totp_secret: Option<String>,
    totp_step: Option<i64>,
}

/// The second factor of an account; `None` where it has none.
pub async fn load_second_factor(
    tx: &mut Tx,
    id: &AccountId,
) -> Result<Option<SecondFactor>, DbError> {
    let sql = "select totp_secret, totp_step from account where id = $1";
    let row: Option<SecondFactorRow> =
        on_db!(tx, db => sqlx::query_as(sql).bind(id.as_str()).fetch_optional(db).await)?;
    let Some(SecondFactorRow { totp_secret: Some(secret), totp_step }) = row else {
        return Ok(None);
    };
    let last_step = totp_step.map(|step| from_bigint("account.totp_step", step)).transpose()?;
    Ok(Some(SecondFactor { secret, last_step }))
}

/// Stores the second factor of an account, or takes it away.
pub async fn save_second_factor(
    tx: &mut Tx,
    id: &AccountId,
    factor: Option<&SecondFactor>,
) -> Result<(), DbError> {
    let sql = "update account set totp_secret = $2, totp_step = $3 where id = $1";
    let step: Option<i64> = factor
        .and_then(|factor| factor.last_step)
        .map(|step| to_bigint("account.totp_step", step))
        .transpose()?;
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(id.as_str())
            .bind(factor.map(|factor| factor.secret.as_str()))
            .bind(step)
            .execute(db)
            .await
            .map(drop)
    })?;
    Ok(())
}
