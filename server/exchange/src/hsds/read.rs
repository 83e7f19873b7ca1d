//! Import from the Human Services Data Specification 3.0: from our own files, which round-trip
//! exactly, and from those of other systems.
//!
//! Accepted is every structure that `shapes` knows. A foreign service needs id, name, status and an organization with id and name; its city is taken from its
//! addresses and area, its categories from the names of its terms. Fields without a counterpart in
//! our record are ignored and counted, never silently dropped; an existing record is replaced as a
//! whole.

mod languages;
mod organization;
mod persons;
mod positions;
mod problem;
mod reader;
mod schedule;
mod service;
mod shapes;
mod tabular;
mod terms;

pub use problem::{RecordError, RecordProblem};

use crate::error::ReadError;
use crate::file;
use crate::hsds::{Organization, Service, organization_uuid, service_uuid};
use crate::limits::MAX_ROWS;
use crate::offers::OfferOptions;
use crate::overview::UnknownValues;
use crate::records::{ExistingRecords, OfferFile};
use crate::rejected::{REASONS, RejectedRecord};
use reader::{Context, Notes, Reader, unmapped_fields, without_nulls};
use serde::de::DeserializeOwned;
use serde_json::Value;
use shapes::{Parts, parts};
use shared::id::{CategoryId, CityId, OfferId, ProviderId};
use shared::offer::Offer;
use shared::provider::Provider;
use std::collections::BTreeMap;

/// Defaults for records that state neither.
#[derive(Clone, Debug, Default)]
pub struct Fallback {
    /// City for records without one.
    pub city: Option<CityId>,
    /// Category for records without one.
    pub category: Option<CategoryId>,
}

/// Our ids by the UUIDs of exported records.
#[derive(Clone, Debug, Default)]
pub struct KnownIds {
    offers: BTreeMap<String, OfferId>,
    providers: BTreeMap<String, ProviderId>,
    /// The towns of the offers.
    cities: BTreeMap<OfferId, CityId>,
}

impl KnownIds {
    /// Computes the UUIDs of these records.
    pub fn new<'a>(
        offers: impl IntoIterator<Item = &'a OfferId>,
        providers: impl IntoIterator<Item = &'a ProviderId>,
    ) -> Self {
        let offers = offers.into_iter().map(|id| (service_uuid(id.as_str()), id.clone()));
        let providers =
            providers.into_iter().map(|id| (organization_uuid(id.as_str()), id.clone()));
        let (offers, providers) = (offers.collect(), providers.collect());
        Self { offers, providers, cities: BTreeMap::new() }
    }

    /// The same of stored records, with the towns of the offers.
    pub fn of(existing: &ExistingRecords) -> Self {
        let cities = existing.offers.iter().map(|(id, offer)| (id.clone(), offer.city.clone()));
        let cities = cities.collect();
        Self { cities, ..Self::new(existing.offers.keys(), existing.providers.keys()) }
    }

    fn has_provider(&self, id: &ProviderId) -> bool {
        self.providers.values().any(|known| known == id)
    }
}

/// The content of a file.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Its records.
    pub content: OfferFile,
    /// Number of services read; of organizations, where there are no services.
    pub records: usize,
    /// Fields without a counterpart in our records, with the number of services that have them.
    pub ignored_fields: BTreeMap<String, usize>,
    /// Towns and terms that stand in none of our lists.
    pub unknown: UnknownValues,
    /// Records that could not be taken.
    pub rejected: Vec<RejectedRecord>,
}

/// Whether JSON has the structure of the specification rather than ours.
pub fn is_hsds(content: &[u8]) -> bool {
    let content = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content).trim_ascii_start();
    content.starts_with(b"[")
        || serde_json::from_slice::<serde_json::Map<String, Value>>(content)
            .is_ok_and(|file| shapes::is_known(&file))
}

/// Reads a file. Records that cannot be taken are left out, with their problems.
///
/// # Errors
/// [`ReadError::Json`], [`ReadError::Empty`], [`ReadError::TooManyRows`].
pub fn read(
    content: &[u8],
    options: &OfferOptions<'_>,
    known: &KnownIds,
) -> Result<Reading, ReadError> {
    let Parts { services, organizations } = parts(file::json(content)?);
    match services.len() {
        0 if organizations.is_empty() => return Err(ReadError::Empty),
        length if length > MAX_ROWS => return Err(ReadError::TooManyRows { most: MAX_ROWS }),
        _ => {}
    }
    let count = if services.is_empty() { organizations.len() } else { services.len() };
    let file = Context { options, known };
    let (mut notes, mut records) = (Notes::default(), Records::default());
    for (place, value) in organizations.into_iter().enumerate() {
        let mut reader = Reader::new(place + 1, file, &mut notes);
        let raw = value.clone();
        if let Some(organization) = object::<Organization>(value, "organizations", &mut reader)
            && let Some(provider) = reader.provider(&organization)
        {
            records.by_raw_id.insert(organization.id.clone(), provider.id.clone());
            records.providers.entry(provider.id.clone()).or_insert(provider);
        }
        records.reject("organizations", raw, &mut notes);
    }
    for (place, value) in services.into_iter().enumerate() {
        let mut reader = Reader::new(place + 1, file, &mut notes);
        let raw = value.clone();
        let read = object::<Service>(value, "", &mut reader)
            .and_then(|service| records.read(&service, &mut reader));
        if !records.reject("services", raw, &mut notes)
            && let Some(read) = read
        {
            records.add(read);
        }
    }
    let providers = records.providers.into_values().collect();
    Ok(Reading {
        content: OfferFile { providers, offers: records.offers },
        records: count,
        ignored_fields: notes.ignored_fields,
        unknown: notes.unknown,
        rejected: records.rejected,
    })
}

/// An object in our types; fields that these lack are ignored and counted.
fn object<T: DeserializeOwned + serde::Serialize>(
    value: Value,
    path: &'static str,
    reader: &mut Reader<'_>,
) -> Option<T> {
    let mut value = without_nulls(value);
    // An earlier round of corrections says in there what was wrong.
    if let Value::Object(fields) = &mut value {
        fields.remove(REASONS);
    }
    match T::deserialize(&value) {
        Ok(object) => {
            for field in
                unmapped_fields(&value, &serde_json::to_value(&object).unwrap_or_default(), path)
            {
                reader.ignore_field(&field);
            }
            Some(object)
        }
        Err(error) => {
            let field = if path.is_empty() { "services" } else { path };
            reader.problem(field, RecordError::Shape(error.to_string()));
            None
        }
    }
}

/// Records read so far.
#[derive(Default)]
struct Records {
    offers: Vec<Offer>,
    providers: BTreeMap<ProviderId, Provider>,
    /// Our ids by those of the organizations that stand beside the services.
    by_raw_id: BTreeMap<String, ProviderId>,
    places: BTreeMap<OfferId, usize>,
    rejected: Vec<RejectedRecord>,
}

/// A service that was read.
struct ReadService {
    offer: Offer,
    /// The provider inside it.
    provider: Option<Provider>,
    number: usize,
}

impl Records {
    fn read(&self, service: &Service, reader: &mut Reader<'_>) -> Option<ReadService> {
        let provider = service.organization.as_ref().and_then(|one| reader.provider(one));
        let id = match (&service.organization, &provider) {
            (Some(_), provider) => provider.as_ref().map(|provider| provider.id.clone()),
            (None, _) => reader.provider_elsewhere(service, &self.by_raw_id),
        };
        // Parsed in any case, so that all problems of a record are found at once.
        let stored = id.as_ref().and_then(|id| self.providers.get(id)).or(provider.as_ref());
        let city = stored.and_then(|provider| provider.city.clone());
        let offer = reader.offer(service, id, city)?;
        let towns = [Some(&offer.city), reader.context.known.cities.get(&offer.id)];
        if !towns.into_iter().flatten().all(|city| reader.context.options.may_change(city)) {
            reader.problem("city", RecordError::ForeignTown);
        }
        if let Some(earlier) = self.places.get(&offer.id) {
            reader.problem("id", RecordError::Repeated(*earlier));
        }
        Some(ReadService { offer, provider, number: reader.number() })
    }

    fn add(&mut self, read: ReadService) {
        if let Some(provider) = read.provider {
            self.providers.entry(provider.id.clone()).or_insert(provider);
        }
        self.places.insert(read.offer.id.clone(), read.number);
        self.offers.push(read.offer);
    }

    /// Keeps a record as it was where it had problems; whether it had.
    fn reject(&mut self, list: &'static str, record: Value, notes: &mut Notes) -> bool {
        let problems = notes.problems.take();
        if problems.is_empty() {
            return false;
        }
        self.rejected.push(RejectedRecord { list: list.into(), record, problems });
        true
    }
}

#[cfg(test)]
mod tests;
