//! Institutions that offer something.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::{corrupt, from_json, from_optional_text, from_text, to_json};
use super::{DbError, Tx, on_db};
use shared::id::{CityId, ProviderId};
use shared::offer::Position;
use shared::provider::{InstitutionKind, Provider};
use shared::text::Text;

#[derive(sqlx::FromRow)]
struct ProviderRow {
    id: String,
    name: String,
    kind: Option<String>,
    city_id: Option<String>,
    address: String,
    contact: String,
    about: Option<String>,
    persons: String,
    latitude: Option<i64>,
    longitude: Option<i64>,
}

impl ProviderRow {
    fn into_provider(self) -> Result<Provider, DbError> {
        Ok(Provider {
            id: from_text("provider.id", self.id)?,
            name: from_text("provider.name", self.name)?,
            kind: from_optional_text("provider.kind", self.kind)?,
            city: from_optional_text("provider.city_id", self.city_id)?,
            address: from_json("provider.address", &self.address)?,
            position: position(self.latitude, self.longitude)?,
            contact: from_json("provider.contact", &self.contact)?,
            about: from_optional_text("provider.about", self.about)?,
            persons: from_json("provider.persons", &self.persons)?,
        })
    }
}

fn position(latitude: Option<i64>, longitude: Option<i64>) -> Result<Option<Position>, DbError> {
    let (Some(latitude), Some(longitude)) = (latitude, longitude) else { return Ok(None) };
    let millionths =
        |degrees: i64| i32::try_from(degrees).map_err(|error| corrupt("provider.latitude", &error));
    Ok(Some(Position { latitude: millionths(latitude)?, longitude: millionths(longitude)? }))
}

/// Loads every provider, ordered by name.
pub async fn load_providers(tx: &mut Tx) -> Result<Vec<Provider>, DbError> {
    let sql = "select id, name, kind, city_id, address, contact, about, persons, latitude, \
               longitude from provider \
               order by name, id";
    let rows: Vec<ProviderRow> = on_db!(tx, db => sqlx::query_as(sql).fetch_all(db).await)?;
    rows.into_iter().map(ProviderRow::into_provider).collect()
}

/// Loads a provider.
pub async fn find_provider(tx: &mut Tx, id: &ProviderId) -> Result<Option<Provider>, DbError> {
    let sql = "select id, name, kind, city_id, address, contact, about, persons, latitude, \
               longitude from provider \
               where id = $1";
    let row: Option<ProviderRow> =
        on_db!(tx, db => sqlx::query_as(sql).bind(id.as_str()).fetch_optional(db).await)?;
    row.map(ProviderRow::into_provider).transpose()
}

/// Stores a provider, replacing one with the same id.
pub async fn save_provider(tx: &mut Tx, provider: &Provider) -> Result<(), DbError> {
    let sql = "insert into provider (id, name, kind, city_id, address, contact, about, persons, \
               latitude, longitude) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
               on conflict (id) do update set name = excluded.name, kind = excluded.kind, \
               city_id = excluded.city_id, address = excluded.address, \
               contact = excluded.contact, about = excluded.about, persons = excluded.persons, \
               latitude = excluded.latitude, longitude = excluded.longitude";
    let address = to_json("provider.address", &provider.address)?;
    let contact = to_json("provider.contact", &provider.contact)?;
    let persons = to_json("provider.persons", &provider.persons)?;
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(provider.id.as_str())
            .bind(provider.name.as_str())
            .bind(provider.kind.map(InstitutionKind::name))
            .bind(provider.city.as_ref().map(CityId::as_str))
            .bind(address)
            .bind(contact)
            .bind(provider.about.as_ref().map(Text::as_str))
            .bind(persons)
            .bind(provider.position.map(|position| i64::from(position.latitude)))
            .bind(provider.position.map(|position| i64::from(position.longitude)))
            .execute(db)
            .await
            .map(drop)
    })?;
    Ok(())
}

/// Deletes a provider unless an offer names it; whether it was deleted.
pub async fn delete_idle_provider(tx: &mut Tx, id: &ProviderId) -> Result<bool, DbError> {
    let sql = "delete from provider where id = $1 \
               and not exists (select 1 from offer where provider_id = $1)";
    let deleted = on_db!(tx, db => {
        sqlx::query(sql).bind(id.as_str()).execute(db).await.map(|done| done.rows_affected())
    })?;
    Ok(deleted > 0)
}
