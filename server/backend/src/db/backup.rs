//! SQL of backups: copying a database in use, sealing the copy, and examining one.
//!
//! A backup is a database with one table more. It holds what a restore needs besides the data, the
//! server's secret and a digest of the content, and is written last, after the check: a backup that
//! was cut short has none. Backups of versions before the digest have the table without it.

mod content;

use super::error::DbError;
use super::pool::SQLITE_MIGRATIONS;
use content::{digest_content, find_broken_reference, find_missing_table};
use shared::time::Millis;
use sqlx::migrate::MigrateError;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode};
use sqlx::{ConnectOptions, Connection};
use std::path::Path;

/// What a backup holds besides the data.
#[derive(Clone, Debug)]
pub(crate) struct Seal {
    /// The server's secret in hex digits.
    pub(crate) secret: String,
    /// When the backup was made.
    pub(crate) created_at: Millis,
}

/// Why a file is no backup that could be restored.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ExamineError {
    #[error("not a complete backup")]
    Foreign,
    #[error("damaged: {0}")]
    Damaged(Damage),
    #[error("migration {0} is unknown")]
    Newer(i64),
    #[error(transparent)]
    Db(DbError),
}

/// What is damaged in a database.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// The structure of the file, as SQLite says.
    #[error("{0}")]
    Structure(String),
    /// The content is not what it was when the backup was made.
    #[error("the content differs from the digest of the backup")]
    Content,
    /// This table is missing.
    #[error("table {0} is missing")]
    Table(String),
    /// Rows of this table refer to rows that are missing.
    #[error("rows of table {0} refer to missing ones")]
    References(String),
}

/// Bits of SQLite's error codes that say the kind; the others say more about it.
const KIND_OF_ERROR: i32 = 0xff;
const SQLITE_CORRUPT: i32 = 11;
const SQLITE_NOTADB: i32 = 26;

impl From<sqlx::Error> for ExamineError {
    fn from(error: sqlx::Error) -> Self {
        let code = error.as_database_error().and_then(|error| error.code()?.parse::<i32>().ok());
        match code.map(|code| code & KIND_OF_ERROR) {
            Some(SQLITE_NOTADB) => Self::Foreign,
            Some(SQLITE_CORRUPT) => Self::Damaged(Damage::Structure(error.to_string())),
            _ => Self::Db(error.into()),
        }
    }
}

/// Opens a file that exists, without a journal beside it once it is closed.
async fn open_alone(file: &Path) -> Result<SqliteConnection, sqlx::Error> {
    let options = SqliteConnectOptions::new().filename(file);
    options.journal_mode(SqliteJournalMode::Delete).foreign_keys(true).connect().await
}

/// Copies a database as of one moment into an empty file, while others read and write it.
pub(crate) async fn copy_database(database: &Path, empty_file: &Path) -> Result<(), ExamineError> {
    // Neither the journal nor the schema of a database that a server has open is touched.
    let mut source = SqliteConnectOptions::new().filename(database).connect().await?;
    let target = empty_file.to_string_lossy();
    sqlx::query("vacuum into $1").bind(&*target).execute(&mut source).await?;
    Ok(source.close().await?)
}

/// Checks a copy and seals it.
pub(crate) async fn seal_copy(copy: &Path, seal: &Seal) -> Result<(), ExamineError> {
    let mut copy = open_alone(copy).await?;
    check_integrity(&mut copy).await?;
    check_references(&mut copy).await?;
    let digest = digest_content(&mut copy).await?;
    let sql = "create table backup \
               (secret text not null, created_at bigint not null, digest text not null)";
    sqlx::query(sql).execute(&mut copy).await?;
    sqlx::query("insert into backup values ($1, $2, $3)")
        .bind(&seal.secret)
        .bind(seal.created_at.0)
        .bind(digest)
        .execute(&mut copy)
        .await?;
    Ok(copy.close().await?)
}

/// Examines a copy of a backup, brings its schema up to date and takes its seal off.
pub(crate) async fn unseal_copy(copy: &Path) -> Result<Seal, ExamineError> {
    let mut copy = open_alone(copy).await?;
    check_integrity(&mut copy).await?;
    let sql = "select count(*) from sqlite_master where type = 'table' and name = $1";
    for table in ["backup", "_sqlx_migrations"] {
        let tables: i64 = sqlx::query_scalar(sql).bind(table).fetch_one(&mut copy).await?;
        if tables == 0 {
            return Err(ExamineError::Foreign);
        }
    }
    let seal: Option<(String, i64)> =
        sqlx::query_as("select secret, created_at from backup").fetch_optional(&mut copy).await?;
    let (secret, created_at) = seal.ok_or(ExamineError::Foreign)?;
    check_digest(&mut copy).await?;
    SQLITE_MIGRATIONS.run(&mut copy).await?;
    if let Some(damage) = find_missing_table(&mut copy).await? {
        return Err(ExamineError::Damaged(damage));
    }
    check_references(&mut copy).await?;
    // Overwrites what it held, so that the secret does not stay in a free page.
    sqlx::query("pragma secure_delete = on").execute(&mut copy).await?;
    sqlx::query("drop table backup").execute(&mut copy).await?;
    copy.close().await?;
    Ok(Seal { secret, created_at: Millis(created_at) })
}

impl From<MigrateError> for ExamineError {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::VersionMissing(version) | MigrateError::VersionMismatch(version) => {
                Self::Newer(version)
            }
            other => Self::Db(other.into()),
        }
    }
}

/// Compares the content with the digest in the seal; one of an older version has none.
async fn check_digest(copy: &mut SqliteConnection) -> Result<(), ExamineError> {
    let sql = "select count(*) from pragma_table_info('backup') where name = 'digest'";
    let columns: i64 = sqlx::query_scalar(sql).fetch_one(&mut *copy).await?;
    if columns == 0 {
        return Ok(());
    }
    let digest: String =
        sqlx::query_scalar("select digest from backup").fetch_one(&mut *copy).await?;
    if digest == digest_content(copy).await? {
        Ok(())
    } else {
        Err(ExamineError::Damaged(Damage::Content))
    }
}

async fn check_references(copy: &mut SqliteConnection) -> Result<(), ExamineError> {
    find_broken_reference(copy).await?.map_or(Ok(()), |damage| Err(ExamineError::Damaged(damage)))
}

async fn check_integrity(copy: &mut SqliteConnection) -> Result<(), ExamineError> {
    let findings: String = sqlx::query_scalar("pragma integrity_check(1)").fetch_one(copy).await?;
    if findings == "ok" { Ok(()) } else { Err(ExamineError::Damaged(Damage::Structure(findings))) }
}
