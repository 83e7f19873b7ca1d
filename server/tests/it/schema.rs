//! The migrations of both engines have the same names and create the same tables.

use crate::harness::{Engine, TestDb};
use backend::db::{Db, Pool};
use std::collections::BTreeSet;
use std::path::Path;

fn migrations(engine: &str) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("backend/migrations").join(engine);
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

/// Table, column, type and nullability of every column.
async fn columns(db: &Db) -> BTreeSet<(String, String, String, bool)> {
    match db.pool() {
        Pool::Sqlite(pool) => {
            let sql = "select m.name, c.name, lower(c.type), c.\"notnull\" = 0 and c.pk = 0 \
                       from sqlite_master m join pragma_table_info(m.name) c \
                       where m.type = 'table' and m.name not like 'sqlite%' \
                       and m.name not like '_sqlx%'";
            sqlx::query_as(sql).fetch_all(pool).await.unwrap().into_iter().collect()
        }
        Pool::Postgres(pool) => {
            let sql = "select table_name::text, column_name::text, data_type::text, \
                       is_nullable = 'YES' from information_schema.columns \
                       where table_schema = 'public' and table_name not like '\\_sqlx%'";
            sqlx::query_as(sql).fetch_all(pool).await.unwrap().into_iter().collect()
        }
    }
}

#[test]
fn both_engines_have_migrations_with_the_same_names() {
    assert!(!migrations("sqlite").is_empty());
    assert_eq!(migrations("sqlite"), migrations("postgres"));
}

#[tokio::test]
async fn both_engines_have_the_same_tables_postgres() {
    let sqlite = TestDb::new(Engine::Sqlite).await;
    let postgres = TestDb::new(Engine::Postgres).await;
    let (sqlite, postgres) = (columns(&sqlite.db).await, columns(&postgres.db).await);
    assert!(sqlite.len() > 50);
    assert_eq!(sqlite, postgres);
}
