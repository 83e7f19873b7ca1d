//! Offers from a file of the Human Services Data Specification 3.0: our own, of which the very
//! same records come back, or somebody else's.
//!
//! Read are an array of services, the same in `services` (with `organizations` beside it, to
//! which `organization_id` may refer), and a page of the API with `contents`. Of a foreign
//! service id, name, status and an organization with id and name must be there; its city is
//! looked for in its addresses and area, its categories among the names of its terms. What has
//! no place in our record is passed over and counted, never silently dropped; a record that is
//! known already is replaced as a whole.

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
use reader::{Reader, left_over, without_nulls};
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;
use shared::id::{CategoryId, CityId, OfferId, ProviderId};
use shared::provider::Provider;
use shared::taxonomy::Taxonomy;
use std::collections::BTreeMap;

/// What holds for records that do not say it themselves.
#[derive(Clone, Debug, Default)]
pub struct Fallback {
    /// The city they are filed under.
    pub city: Option<CityId>,
    /// Their category.
    pub category: Option<CategoryId>,
}

/// Our ids by the UUIDs under which records have left the house.
#[derive(Clone, Debug, Default)]
pub struct Known {
    offers: BTreeMap<String, OfferId>,
    providers: BTreeMap<String, ProviderId>,
}

impl Known {
    /// Makes the UUIDs of these records.
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

/// What a file holds.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Its records.
    pub content: OfferFile,
    /// Services read.
    pub records: usize,
    /// Fields that have no place in our records, with the number of services that have them.
    pub passed_over: BTreeMap<String, usize>,
}

/// Whether JSON has the specification's shape rather than ours.
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
/// [`ReadError::Records`] with all that must be changed.
pub fn read(
    content: &[u8],
    taxonomy: &Taxonomy,
    fallback: &Fallback,
    known: &Known,
) -> Result<Reading, ReadError> {
    let (services, organizations) = parts(file::json(content)?);
    match services.len() {
        0 if organizations.is_empty() => return Err(ReadError::Empty),
        length if length > MAX_ROWS => return Err(ReadError::TooManyRows),
        _ => {}
    }
    let (mut problems, mut passed_over) = (RecordProblems::default(), BTreeMap::new());
    let mut gathered = Gathered::default();
    let mut by_raw_id = BTreeMap::new();
    for (place, value) in organizations.into_iter().enumerate() {
        let mut reader =
            Reader::new(place + 1, (taxonomy, fallback, known), &mut problems, &mut passed_over);
        let Some(organization) = object::<Organization>(value, "organizations", &mut reader) else {
            continue;
        };
        if let Some(provider) = reader.provider(&organization) {
            by_raw_id.insert(organization.id.clone(), provider.id.clone());
            gathered.providers.entry(provider.id.clone()).or_insert(provider);
        }
    }
    let records = services.len();
    for (place, value) in services.into_iter().enumerate() {
        let mut reader =
            Reader::new(place + 1, (taxonomy, fallback, known), &mut problems, &mut passed_over);
        if let Some(service) = object::<Service>(value, "", &mut reader) {
            gathered.take(&service, &by_raw_id, &mut reader);
        }
    }
    let content = OfferFile {
        providers: gathered.providers.into_values().collect(),
        offers: gathered.offers,
    };
    let problems = problems.into_list();
    if problems.is_empty() {
        Ok(Reading { content, records, passed_over })
    } else {
        Err(ReadError::Records(problems))
    }
}

/// Services and organizations of a file, wherever it has them.
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

/// An object in our types; what these do not hold is passed over.
fn object<T: DeserializeOwned + serde::Serialize>(
    value: Value,
    path: &'static str,
    reader: &mut Reader<'_>,
) -> Option<T> {
    let value = without_nulls(value);
    match T::deserialize(&value) {
        Ok(object) => {
            for field in left_over(&value, &serde_json::to_value(&object).unwrap_or_default(), path)
            {
                reader.pass_over(&field);
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
struct Gathered {
    offers: Vec<shared::offer::Offer>,
    providers: BTreeMap<ProviderId, Provider>,
    places: BTreeMap<OfferId, usize>,
}

impl Gathered {
    fn take(
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
        // Read in any case, so that all problems of a record are found at once.
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
