//! The content of a database: a digest of it, and whether tables and references are complete.

use super::Damage;
use crate::db::pool::SQLITE_MIGRATIONS;
use futures_util::TryStreamExt;
use sha2::{Digest, Sha256};
use shared::digest::hex;
use sqlx::migrate::MigrateError;
use sqlx::sqlite::SqliteConnection;
use sqlx::{AssertSqlSafe, Connection};
use std::collections::BTreeSet;

/// Tables of users, but for that of the seal.
const TABLES: &str = "select name, sql from sqlite_master where type = 'table' \
                      and name not like 'sqlite!_%' escape '!' and name <> 'backup' order by name";

/// SHA-256 of the definitions and rows of all tables, without the seal, in hexadecimal.
pub(super) async fn digest_content(
    connection: &mut SqliteConnection,
) -> Result<String, sqlx::Error> {
    let tables: Vec<(String, String)> = sqlx::query_as(TABLES).fetch_all(&mut *connection).await?;
    let mut digest = Sha256::new();
    for (table, definition) in tables {
        // Lengths keep two texts from being read as one.
        for text in [&table, &definition] {
            digest.update(text.len().to_le_bytes());
            digest.update(text);
        }
        let sql = "select name from pragma_table_info($1) order by cid";
        let columns: Vec<String> =
            sqlx::query_scalar(sql).bind(&table).fetch_all(&mut *connection).await?;
        let values: Vec<String> =
            columns.iter().map(|column| format!("quote({})", quote_name(column))).collect();
        let sql = format!(
            "select {} from {} order by rowid",
            values.join(" || ',' || "),
            quote_name(&table)
        );
        let mut rows = sqlx::query_scalar::<_, String>(AssertSqlSafe(sql)).fetch(&mut *connection);
        while let Some(row) = rows.try_next().await? {
            digest.update(row.len().to_le_bytes());
            digest.update(row);
        }
    }
    Ok(hex(&digest.finalize()))
}

fn quote_name(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A table that is missing in a database whose schema is up to date.
pub(super) async fn find_missing_table(
    connection: &mut SqliteConnection,
) -> Result<Option<Damage>, MigrateError> {
    let mut empty = SqliteConnection::connect("sqlite::memory:").await?;
    SQLITE_MIGRATIONS.run(&mut empty).await?;
    let (expected, present) = (load_tables(&mut empty).await?, load_tables(connection).await?);
    Ok(expected.difference(&present).next().cloned().map(Damage::Table))
}

/// A table with rows that refer to missing ones.
pub(super) async fn find_broken_reference(
    connection: &mut SqliteConnection,
) -> Result<Option<Damage>, sqlx::Error> {
    let sql = "select \"table\" from pragma_foreign_key_check limit 1";
    let table: Option<String> = sqlx::query_scalar(sql).fetch_optional(connection).await?;
    Ok(table.map(Damage::References))
}

async fn load_tables(connection: &mut SqliteConnection) -> Result<BTreeSet<String>, sqlx::Error> {
    let tables: Vec<(String, String)> = sqlx::query_as(TABLES).fetch_all(connection).await?;
    Ok(tables.into_iter().map(|(name, _)| name).collect())
}
