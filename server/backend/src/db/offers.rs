//! Offers with their texts and categories.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::{
    corrupt, from_bigint, from_json, from_optional_json, from_optional_text, from_text, to_json,
    to_optional_json, to_text,
};
use super::{DbError, Tx, bulk, on_db};
use shared::id::{CategoryId, OfferId};
use shared::offer::good_practice::{GoodPracticeParts, Year};
use shared::offer::{Offer, Verification, Visibility};
use shared::text::{Text, TextState, Texts, Version};
use shared::time::Millis;
use std::collections::{BTreeMap, HashMap};

/// The revision topic that counts changes to the catalogue: offers, providers, documents.
pub const REVISION_TOPIC: &str = "offers";

#[derive(sqlx::FromRow)]
struct OfferRow {
    id: String,
    kind: String,
    status: String,
    visible_from: Option<String>,
    visible_to: Option<String>,
    provider_id: String,
    city_id: String,
    district: Option<String>,
    venue: Option<String>,
    languages: String,
    schedule: String,
    audience: String,
    terms: String,
    contact: String,
    verified_on: Option<String>,
    verified_by: Option<String>,
    practice_since: Option<i64>,
    practice_partners: Option<String>,
}

#[derive(sqlx::FromRow)]
struct TextRow {
    offer_id: String,
    part: String,
    language: String,
    state: String,
    body: String,
}

/// Texts and categories of one offer, from tables of their own.
#[derive(Default)]
struct Parts {
    categories: Vec<CategoryId>,
    texts: Vec<TextRow>,
}

impl Parts {
    fn texts<const MAX: usize>(&self, part: &str) -> Result<Option<Texts<MAX>>, DbError> {
        let mut versions = BTreeMap::new();
        for row in self.texts.iter().filter(|row| row.part == part) {
            let text: Text<MAX> = from_text("offer_text.body", row.body.clone())?;
            let state: TextState = from_text("offer_text.state", row.state.clone())?;
            let language = from_text("offer_text.language", row.language.clone())?;
            versions.insert(language, Version { text, state });
        }
        Ok(Texts::try_from(versions).ok())
    }
}

impl OfferRow {
    fn into_offer(self, parts: &Parts) -> Result<Offer, DbError> {
        let missing = || corrupt("offer_text", &"no name");
        Ok(Offer {
            name: parts.texts("name")?.ok_or_else(missing)?,
            description: parts.texts("description")?,
            good_practice: parts.texts("good_practice")?,
            categories: parts.categories.clone(),
            verified: self.verification()?,
            good_practice_parts: GoodPracticeParts {
                for_whom: parts.texts("practice_for_whom")?,
                since: self.practice_since.map(year).transpose()?,
                partners: from_optional_text("offer.practice_partners", self.practice_partners)?,
                takeaway: parts.texts("practice_takeaway")?,
            },
            visible: Visibility {
                from: from_optional_text("offer.visible_from", self.visible_from)?,
                to: from_optional_text("offer.visible_to", self.visible_to)?,
            },
            id: from_text("offer.id", self.id)?,
            kind: from_text("offer.kind", self.kind)?,
            status: from_text("offer.status", self.status)?,
            provider: from_text("offer.provider_id", self.provider_id)?,
            city: from_text("offer.city_id", self.city_id)?,
            district: from_optional_text("offer.district", self.district)?,
            venue: from_optional_json("offer.venue", self.venue.as_deref())?,
            languages: from_json("offer.languages", &self.languages)?,
            schedule: from_json("offer.schedule", &self.schedule)?,
            audience: from_json("offer.audience", &self.audience)?,
            terms: from_json("offer.terms", &self.terms)?,
            contact: from_json("offer.contact", &self.contact)?,
        })
    }

    fn verification(&self) -> Result<Option<Verification>, DbError> {
        let Some(on) = self.verified_on.clone() else { return Ok(None) };
        Ok(Some(Verification {
            on: from_text("offer.verified_on", on)?,
            by: from_optional_text("offer.verified_by", self.verified_by.clone())?,
        }))
    }
}

fn year(stored: i64) -> Result<Year, DbError> {
    let year = u16::try_from(stored).ok().and_then(|year| Year::try_from(year).ok());
    year.ok_or_else(|| corrupt("offer.practice_since", &stored))
}

/// Loads every offer, whatever its status, the most recently verified first.
pub async fn load_offers(tx: &mut Tx) -> Result<Vec<Offer>, DbError> {
    let sql = "select id, kind, status, visible_from, visible_to, provider_id, city_id, district, \
               venue, languages, schedule, audience, terms, contact, verified_on, verified_by, \
               practice_since, practice_partners \
               from offer order by coalesce(verified_on, '') desc, id";
    let rows: Vec<OfferRow> = on_db!(tx, db => sqlx::query_as(sql).fetch_all(db).await)?;
    let parts = load_parts(tx).await?;
    let none = Parts::default();
    rows.into_iter()
        .map(|row| {
            let parts = parts.get(&row.id).unwrap_or(&none);
            row.into_offer(parts)
        })
        .collect()
}

/// Loads when each offer was last changed.
pub async fn load_changes(tx: &mut Tx) -> Result<HashMap<OfferId, Millis>, DbError> {
    let sql = "select id, updated_at from offer";
    let rows: Vec<(String, i64)> = on_db!(tx, db => sqlx::query_as(sql).fetch_all(db).await)?;
    rows.into_iter().map(|(id, at)| Ok((from_text("offer.id", id)?, Millis(at)))).collect()
}

async fn load_parts(tx: &mut Tx) -> Result<HashMap<String, Parts>, DbError> {
    let mut parts: HashMap<String, Parts> = HashMap::new();
    let sql = "select offer_id, category_id from offer_category order by offer_id, position";
    let categories: Vec<(String, String)> =
        on_db!(tx, db => sqlx::query_as(sql).fetch_all(db).await)?;
    for (offer, category) in categories {
        let category = from_text("offer_category.category_id", category)?;
        parts.entry(offer).or_default().categories.push(category);
    }
    let sql = "select offer_id, part, language, state, body from offer_text";
    let texts: Vec<TextRow> = on_db!(tx, db => sqlx::query_as(sql).fetch_all(db).await)?;
    for row in texts {
        parts.entry(row.offer_id.clone()).or_default().texts.push(row);
    }
    Ok(parts)
}

/// An offer, whatever its status.
pub async fn find_offer(tx: &mut Tx, id: &OfferId) -> Result<Option<Offer>, DbError> {
    let sql = "select id, kind, status, visible_from, visible_to, provider_id, city_id, district, \
               venue, languages, schedule, audience, terms, contact, verified_on, verified_by, \
               practice_since, practice_partners \
               from offer where id = $1";
    let row: Option<OfferRow> =
        on_db!(tx, db => sqlx::query_as(sql).bind(id.as_str()).fetch_optional(db).await)?;
    let Some(row) = row else { return Ok(None) };
    let sql = "select category_id from offer_category where offer_id = $1 order by position";
    let categories: Vec<String> =
        on_db!(tx, db => sqlx::query_scalar(sql).bind(id.as_str()).fetch_all(db).await)?;
    let sql = "select offer_id, part, language, state, body from offer_text where offer_id = $1";
    let texts: Vec<TextRow> =
        on_db!(tx, db => sqlx::query_as(sql).bind(id.as_str()).fetch_all(db).await)?;
    let categories = categories
        .into_iter()
        .map(|category| from_text("offer_category.category_id", category))
        .collect::<Result<_, _>>()?;
    row.into_offer(&Parts { categories, texts }).map(Some)
}

/// Counts all offers, whatever their status.
pub async fn count_offers(tx: &mut Tx) -> Result<u64, DbError> {
    let sql = "select cast(count(*) as bigint) from offer";
    let count: i64 = on_db!(tx, db => sqlx::query_scalar(sql).fetch_one(db).await)?;
    from_bigint("offer", count)
}

/// Whether an offer with this id exists.
pub async fn has_offer(tx: &mut Tx, id: &OfferId) -> Result<bool, DbError> {
    let sql = "select id from offer where id = $1";
    let found: Option<String> =
        on_db!(tx, db => sqlx::query_scalar(sql).bind(id.as_str()).fetch_optional(db).await)?;
    Ok(found.is_some())
}

/// Deletes an offer with everything about it.
pub async fn delete_offer(tx: &mut Tx, id: &OfferId) -> Result<(), DbError> {
    let sql = "delete from offer where id = $1";
    on_db!(tx, db => sqlx::query(sql).bind(id.as_str()).execute(db).await.map(drop))?;
    Ok(())
}

/// Stores an offer with its texts and categories, replacing one with the same id.
pub async fn save_offer(tx: &mut Tx, offer: &Offer, now: Millis) -> Result<(), DbError> {
    save_offer_row(tx, offer, now).await?;
    for sql in [
        "delete from offer_category where offer_id = $1",
        "delete from offer_text where offer_id = $1",
    ] {
        on_db!(tx, db => sqlx::query(sql).bind(offer.id.as_str()).execute(db).await.map(drop))?;
    }
    save_categories(tx, offer).await?;
    let mut texts = text_rows("name", Some(&offer.name))?;
    texts.extend(text_rows("description", offer.description.as_ref())?);
    texts.extend(text_rows("good_practice", offer.good_practice.as_ref())?);
    let practice = &offer.good_practice_parts;
    texts.extend(text_rows("practice_for_whom", practice.for_whom.as_ref())?);
    texts.extend(text_rows("practice_takeaway", practice.takeaway.as_ref())?);
    save_texts(tx, &offer.id, &texts).await
}

async fn save_offer_row(tx: &mut Tx, offer: &Offer, now: Millis) -> Result<(), DbError> {
    let sql = "insert into offer (id, kind, status, visible_from, visible_to, provider_id, city_id, \
               district, venue, languages, schedule, audience, terms, contact, verified_on, \
               verified_by, updated_at, practice_since, practice_partners) \
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, \
               $18, $19) \
               on conflict (id) do update set kind = excluded.kind, status = excluded.status, \
               visible_from = excluded.visible_from, visible_to = excluded.visible_to, \
               provider_id = excluded.provider_id, city_id = excluded.city_id, \
               district = excluded.district, venue = excluded.venue, \
               languages = excluded.languages, schedule = excluded.schedule, \
               audience = excluded.audience, terms = excluded.terms, contact = excluded.contact, \
               verified_on = excluded.verified_on, verified_by = excluded.verified_by, \
               updated_at = excluded.updated_at, practice_since = excluded.practice_since, \
               practice_partners = excluded.practice_partners";
    let kind = to_text("offer.kind", &offer.kind)?;
    let status = to_text("offer.status", &offer.status)?;
    let venue = to_optional_json("offer.venue", offer.venue.as_ref())?;
    let languages = to_json("offer.languages", &offer.languages)?;
    let schedule = to_json("offer.schedule", &offer.schedule)?;
    let audience = to_json("offer.audience", &offer.audience)?;
    let terms = to_json("offer.terms", &offer.terms)?;
    let contact = to_json("offer.contact", &offer.contact)?;
    let verified = offer.verified.as_ref();
    let practice = &offer.good_practice_parts;
    on_db!(tx, db => {
        sqlx::query(sql)
            .bind(offer.id.as_str())
            .bind(kind)
            .bind(status)
            .bind(offer.visible.from.map(|day| day.to_string()))
            .bind(offer.visible.to.map(|day| day.to_string()))
            .bind(offer.provider.as_str())
            .bind(offer.city.as_str())
            .bind(offer.district.as_ref().map(Text::as_str))
            .bind(venue)
            .bind(languages)
            .bind(schedule)
            .bind(audience)
            .bind(terms)
            .bind(contact)
            .bind(verified.map(|verified| verified.on.to_string()))
            .bind(verified.and_then(|verified| verified.by.as_ref()).map(Text::as_str))
            .bind(now.0)
            .bind(practice.since.map(|year| i64::from(year.get())))
            .bind(practice.partners.as_ref().map(Text::as_str))
            .execute(db)
            .await
            .map(drop)
    })?;
    Ok(())
}

async fn save_categories(tx: &mut Tx, offer: &Offer) -> Result<(), DbError> {
    let before = "insert into offer_category (offer_id, position, category_id) values";
    for (group, first) in bulk::groups(&offer.categories).zip((0_i64..).step_by(bulk::MAX_ROWS)) {
        on_db!(tx, db => {
            let mut query = sqlx::query(bulk::with_rows(before, group, 3, ""));
            for (category, position) in group.iter().zip(first..) {
                query = query.bind(offer.id.as_str()).bind(position).bind(category.as_str());
            }
            query.execute(db).await.map(drop)
        })?;
    }
    Ok(())
}

/// A text in one language as a row.
struct NewText<'a> {
    part: &'static str,
    language: &'a str,
    state: String,
    body: &'a str,
}

fn text_rows<'a, const MAX: usize>(
    part: &'static str,
    texts: Option<&'a Texts<MAX>>,
) -> Result<Vec<NewText<'a>>, DbError> {
    let versions = texts.into_iter().flat_map(Texts::versions);
    let row = versions.map(|(language, version)| {
        let state = to_text("offer_text.state", &version.state)?;
        Ok(NewText { part, language: language.as_str(), state, body: version.text.as_str() })
    });
    row.collect()
}

async fn save_texts(tx: &mut Tx, offer: &OfferId, texts: &[NewText<'_>]) -> Result<(), DbError> {
    let before = "insert into offer_text (offer_id, part, language, state, body) values";
    for group in bulk::groups(texts) {
        on_db!(tx, db => {
            let mut query = sqlx::query(bulk::with_rows(before, group, 5, ""));
            for text in group {
                query = query
                    .bind(offer.as_str())
                    .bind(text.part)
                    .bind(text.language)
                    .bind(text.state.as_str())
                    .bind(text.body);
            }
            query.execute(db).await.map(drop)
        })?;
    }
    Ok(())
}
