//! Import from the Human Services Data Specification 3.0: from our own files, which round-trip
//! exactly, and from those of other systems.
//!
//! Accepted are an array of services, the same in `services` (with `organizations` beside it,
//! which `organization_id` may refer to), and a page of the API with `contents`. A foreign service
//! needs id, name, status and an organization with id and name; its city is taken from its
//! addresses and area, its categories from the names of its terms. Fields without a counterpart in
//! our record are ignored and counted, never silently dropped; an existing record is replaced as a
//! whole.

mod languages;
mod organization;
mod problem;
mod reader;
mod schedule;
mod service;
mod terms;

pub use problem::{RecordError, RecordProblem};

use crate::error::ReadError;
use crate::file;
use crate::hsds::{Organization, Service, organization_uuid, service_uuid};
use crate::limits::MAX_ROWS;
use crate::records::OfferFile;
use problem::RecordProblems;
use reader::{Context, Reader, unmapped_fields, without_nulls};
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;
use shared::id::{CategoryId, CityId, OfferId, ProviderId};
use shared::provider::Provider;
use shared::taxonomy::Taxonomy;
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
        Self { offers: offers.collect(), providers: providers.collect() }
    }
}

/// The content of a file.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Its records.
    pub content: OfferFile,
    /// Number of services read.
    pub records: usize,
    /// Fields without a counterpart in our records, with the number of services that have them.
    pub ignored_fields: BTreeMap<String, usize>,
}

/// Whether JSON has the structure of the specification rather than ours.
pub fn is_hsds(content: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Shape {
        offers: Option<IgnoredAny>,
        services: Option<IgnoredAny>,
        organizations: Option<IgnoredAny>,
        contents: Option<IgnoredAny>,
    }
    let content = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content).trim_ascii_start();
    content.starts_with(b"[")
        || serde_json::from_slice::<Shape>(content).is_ok_and(|shape| {
            let has = [&shape.services, &shape.organizations, &shape.contents];
            shape.offers.is_none() && has.iter().any(|part| part.is_some())
        })
}

/// Reads a file.
///
/// # Errors
/// [`ReadError::Json`], [`ReadError::Empty`], [`ReadError::TooManyRows`], and
/// [`ReadError::Records`] with every problem.
pub fn read(
    content: &[u8],
    taxonomy: &Taxonomy,
    fallback: &Fallback,
    known: &KnownIds,
) -> Result<Reading, ReadError> {
    let (services, organizations) = parts(file::json(content)?);
    match services.len() {
        0 if organizations.is_empty() => return Err(ReadError::Empty),
        length if length > MAX_ROWS => return Err(ReadError::TooManyRows),
        _ => {}
    }
    let (mut problems, mut ignored_fields) = (RecordProblems::default(), BTreeMap::new());
    let known = Context { taxonomy, fallback, known };
    let mut records = Records::default();
    let mut by_raw_id = BTreeMap::new();
    for (place, value) in organizations.into_iter().enumerate() {
        let mut reader = Reader::new(place + 1, known, &mut problems, &mut ignored_fields);
        let Some(organization) = object::<Organization>(value, "organizations", &mut reader) else {
            continue;
        };
        if let Some(provider) = reader.provider(&organization) {
            by_raw_id.insert(organization.id.clone(), provider.id.clone());
            records.providers.entry(provider.id.clone()).or_insert(provider);
        }
    }
    let count = services.len();
    for (place, value) in services.into_iter().enumerate() {
        let mut reader = Reader::new(place + 1, known, &mut problems, &mut ignored_fields);
        if let Some(service) = object::<Service>(value, "", &mut reader) {
            records.add(&service, &by_raw_id, &mut reader);
        }
    }
    let content =
        OfferFile { providers: records.providers.into_values().collect(), offers: records.offers };
    let problems = problems.into_list();
    if problems.is_empty() {
        Ok(Reading { content, records: count, ignored_fields })
    } else {
        Err(ReadError::Records(problems))
    }
}

/// Services and organizations of a file, in any of its structures.
fn parts(file: Value) -> (Vec<Value>, Vec<Value>) {
    let list = |value: Option<Value>| match value {
        Some(Value::Array(list)) => list,
        _ => Vec::new(),
    };
    match file {
        Value::Array(services) => (services, Vec::new()),
        Value::Object(mut file) => {
            let services = file.remove("services").or_else(|| file.remove("contents"));
            (list(services), list(file.remove("organizations")))
        }
        _ => (Vec::new(), Vec::new()),
    }
}

/// An object in our types; fields that these lack are ignored and counted.
fn object<T: DeserializeOwned + serde::Serialize>(
    value: Value,
    path: &'static str,
    reader: &mut Reader<'_>,
) -> Option<T> {
    let value = without_nulls(value);
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
    offers: Vec<shared::offer::Offer>,
    providers: BTreeMap<ProviderId, Provider>,
    places: BTreeMap<OfferId, usize>,
}

impl Records {
    fn add(
        &mut self,
        service: &Service,
        by_raw_id: &BTreeMap<String, ProviderId>,
        reader: &mut Reader<'_>,
    ) {
        let provider = match &service.organization {
            Some(organization) => reader.provider(organization).map(|provider| {
                let id = provider.id.clone();
                self.providers.entry(id.clone()).or_insert(provider);
                id
            }),
            None => reader.provider_elsewhere(service, by_raw_id),
        };
        // Parsed in any case, so that all problems of a record are found at once.
        let city =
            provider.as_ref().and_then(|id| self.providers.get(id)).and_then(|p| p.city.clone());
        let Some(offer) = reader.offer(service, provider, city) else { return };
        if let Some(earlier) = self.places.insert(offer.id.clone(), reader.number()) {
            reader.problem("id", RecordError::Repeated(earlier));
            return;
        }
        self.offers.push(offer);
    }
}

#[cfg(test)]
mod tests;
