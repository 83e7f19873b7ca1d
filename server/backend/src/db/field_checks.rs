//! When the fields of an offer were last checked.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::from_text;
use super::{DbError, Tx, on_db};
use exchange::public_fields::PublicField;
use jiff::civil::Date;
use shared::id::OfferId;
use shared::offer::Verification;
use shared::text::Text;
use std::collections::BTreeMap;

/// Stores a check of some fields.
pub async fn save_checks(
    tx: &mut Tx,
    offer: &OfferId,
    fields: impl IntoIterator<Item = PublicField> + Send,
    check: &Verification,
) -> Result<(), DbError> {
    let sql = "insert into field_check (offer_id, field, checked_on, checked_by) \
               values ($1, $2, $3, $4) on conflict (offer_id, field) do update set \
               checked_on = excluded.checked_on, checked_by = excluded.checked_by";
    let fields: Vec<PublicField> = fields.into_iter().collect();
    for field in fields {
        on_db!(tx, db => {
            sqlx::query(sql)
                .bind(offer.as_str())
                .bind(field.name())
                .bind(check.on.to_string())
                .bind(check.by.as_ref().map(Text::as_str))
                .execute(db)
                .await
                .map(drop)
        })?;
    }
    Ok(())
}

/// Loads when the fields of an offer were last checked; a field that never was is missing.
pub async fn load_checks(
    tx: &mut Tx,
    offer: &OfferId,
) -> Result<BTreeMap<PublicField, Date>, DbError> {
    let sql = "select field, checked_on from field_check where offer_id = $1";
    let rows: Vec<(String, String)> =
        on_db!(tx, db => sqlx::query_as(sql).bind(offer.as_str()).fetch_all(db).await)?;
    let check = |(field, on): (String, String)| {
        // A field of another version of this software is ignored.
        let field = PublicField::from_name(&field)?;
        Some(from_text("field_check.checked_on", on).map(|on| (field, on)))
    };
    rows.into_iter().filter_map(check).collect()
}
