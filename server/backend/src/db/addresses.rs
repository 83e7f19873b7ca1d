//! Known addresses and where they are.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::bulk;
use super::column::from_bigint;
use super::{DbError, Tx, on_db};
use exchange::addresses::{AddressBook, AddressKey};
use shared::offer::Position;

/// Stores addresses; the position of one that is known is replaced.
pub async fn save_addresses(tx: &mut Tx, addresses: &AddressBook) -> Result<(), DbError> {
    let before = "insert into address (street, postal_code, town, latitude, longitude) values";
    let after = "on conflict (street, postal_code, town) do update \
                 set latitude = excluded.latitude, longitude = excluded.longitude";
    let rows: Vec<(&AddressKey, &Position)> = addresses.iter().collect();
    for group in bulk::groups(&rows) {
        on_db!(tx, db => {
            let mut query = sqlx::query(bulk::with_rows(before, group, 5, after));
            for (key, position) in group {
                query = query
                    .bind(key.street.as_str())
                    .bind(key.postal_code.as_str())
                    .bind(key.town.as_str())
                    .bind(i64::from(position.latitude))
                    .bind(i64::from(position.longitude));
            }
            query.execute(db).await.map(drop)
        })?;
    }
    Ok(())
}

/// Whether any address is known.
pub async fn has_addresses(tx: &mut Tx) -> Result<bool, DbError> {
    let sql = "select street from address limit 1";
    let found: Option<String> = on_db!(tx, db => sqlx::query_scalar(sql).fetch_optional(db).await)?;
    Ok(found.is_some())
}

/// The known addresses with these streets.
pub async fn find_addresses(tx: &mut Tx, streets: &[&str]) -> Result<AddressBook, DbError> {
    let before = "select street, postal_code, town, latitude, longitude from address \
                  where street in";
    let mut book = AddressBook::new();
    for group in bulk::groups(streets) {
        let rows: Vec<AddressRow> = on_db!(tx, db => {
            let mut query = sqlx::query_as(bulk::with_values(before, group));
            for street in group {
                query = query.bind(*street);
            }
            query.fetch_all(db).await
        })?;
        for row in rows {
            let position = Position {
                latitude: from_bigint("address.latitude", row.latitude)?,
                longitude: from_bigint("address.longitude", row.longitude)?,
            };
            let AddressRow { street, postal_code, town, .. } = row;
            book.insert(AddressKey { street, postal_code, town }, position);
        }
    }
    Ok(book)
}

#[derive(sqlx::FromRow)]
struct AddressRow {
    street: String,
    postal_code: String,
    town: String,
    latitude: i64,
    longitude: i64,
}
