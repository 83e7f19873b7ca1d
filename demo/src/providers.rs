//! Providers: hand-written ones, and those generated from patterns.

use crate::DemoError;
use crate::chance::Chance;
use crate::fill::{Fill, slug};
use crate::kinds::ProviderKind;
use crate::places::{City, Places, Spot};
use crate::written::Written;
use serde::Deserialize;
use shared::contact::{Contact, Mail, Phone, WebAddress};
use shared::id::{CategoryId, CityId, ProviderId};
use shared::language::LanguageTag;
use shared::provider::{ContactPerson, ContactPersons, InstitutionKind, Provider};
use shared::text::{Line, Passage};
use std::collections::BTreeMap;

const FILE: &str = "providers.json";
const JSON: &str = include_str!("../providers.json");
/// Prefixes of telephone numbers that are reserved for fiction (Bundesnetzagentur); three digits
/// follow.
const NUMBERS: [&str; 5] = ["030 23125-", "069 90009-", "0221 4710-", "040 66969-", "089 99998-"];
/// Lower numbers belong to hand-written records.
const FIRST_NUMBER: usize = 400;
/// Telephone numbers per provider.
const EXTENSIONS: usize = 5;

/// A provider with what is needed to generate its offers.
pub(crate) struct Host {
    pub(crate) provider: Provider,
    pub(crate) kind: ProviderKind,
    /// Words of which the German name of a type must contain one; empty for offers of any topic.
    pub(crate) topics: Vec<String>,
    /// Languages of which its offers use one; empty for offers in any language.
    pub(crate) languages: Vec<LanguageTag>,
    /// Index of the city.
    pub(crate) city: usize,
    pub(crate) spot: Spot,
    pub(crate) phones: Vec<Phone>,
    /// Whether it was generated from a pattern.
    pub(crate) is_made: bool,
}

impl Host {
    /// Whether it provides offers of any kind.
    pub(crate) fn is_general(&self) -> bool {
        self.topics.is_empty() && self.languages.is_empty()
    }

    /// Whether one of these languages is one of its own.
    pub(crate) fn speaks(&self, spoken: &[LanguageTag]) -> bool {
        spoken.iter().any(|language| self.languages.contains(language))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Roles of hand-written providers; those missing here only have hand-written offers.
    written: BTreeMap<ProviderId, Role>,
    patterns: Vec<Pattern>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Role {
    kind: ProviderKind,
    #[serde(default)]
    topics: Vec<String>,
    #[serde(default)]
    languages: Vec<LanguageTag>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pattern {
    kind: ProviderKind,
    name: String,
    /// Cities, or a city with one of its districts: `marl/Hüls`.
    at: Vec<String>,
    #[serde(default)]
    topics: Vec<String>,
    #[serde(default)]
    languages: Vec<LanguageTag>,
    person: Line,
    /// The part before the `@`.
    mail: String,
    about: Passage,
    #[serde(default)]
    persons: Vec<PatternPerson>,
}

/// A contact person beside the general contact, named by its function.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PatternPerson {
    name: Line,
    topic: Option<Line>,
    #[serde(default)]
    cities: Vec<CityId>,
    #[serde(default)]
    categories: Vec<CategoryId>,
    /// The part before the `@`.
    mail: String,
}

impl Pattern {
    fn institution(&self) -> InstitutionKind {
        match self.kind {
            ProviderKind::Vhs | ProviderKind::Bildungstraeger => InstitutionKind::Education,
            ProviderKind::Stadt | ProviderKind::Bibliothek | ProviderKind::Jugendhaus => {
                InstitutionKind::PublicOffice
            }
            ProviderKind::Beratung => InstitutionKind::Welfare,
            ProviderKind::Verein if !self.languages.is_empty() => InstitutionKind::Migrants,
            ProviderKind::Verein | ProviderKind::Sportverein | ProviderKind::Ehrenamt => {
                InstitutionKind::Club
            }
            ProviderKind::Kirche | ProviderKind::Moschee => InstitutionKind::Religious,
            ProviderKind::Familienzentrum | ProviderKind::Schule | ProviderKind::Kita => {
                InstitutionKind::School
            }
            ProviderKind::Kultur => InstitutionKind::Other,
        }
    }
}

/// All providers that generated offers can have.
pub(crate) fn read(places: &Places, written: &Written) -> Result<Vec<Host>, DemoError> {
    let file: File =
        serde_json::from_str(JSON).map_err(|error| DemoError::File { name: FILE, error })?;
    let mut hosts = Vec::new();
    for (id, role) in &file.written {
        hosts.push(known(id, role, places, written)?);
    }
    let mut number = 0;
    for pattern in &file.patterns {
        for at in &pattern.at {
            hosts.push(made(pattern, at, places, number)?);
            number += 1;
        }
    }
    Ok(hosts)
}

/// A hand-written provider; it is located where its own offers take place, if there are any.
fn known(
    id: &ProviderId,
    role: &Role,
    places: &Places,
    written: &Written,
) -> Result<Host, DemoError> {
    let found = written.providers.iter().find(|provider| provider.id == *id);
    let provider = found.ok_or_else(|| DemoError::Missing(format!("the provider {id}")))?.clone();
    let city = places.city(provider.city.as_ref().map_or("", |city| city.as_str()))?;
    let mut spot =
        places.spot(&places.cities[city], None, &mut Chance::from_seed(&[id.as_str()]))?;
    let own = written.offers.iter().find_map(|offer| {
        let venue = offer.venue.as_ref().filter(|venue| venue.address == provider.address)?;
        Some((offer.district.clone()?, venue.position?))
    });
    if let Some((district, position)) = own {
        (spot.district, spot.position) = (district, position);
    }
    spot.address = provider.address.clone();
    let phones = provider.contact.phone.clone().into_iter().collect();
    Ok(Host {
        provider,
        kind: role.kind,
        topics: role.topics.clone(),
        languages: role.languages.clone(),
        city,
        spot,
        phones,
        is_made: false,
    })
}

/// The pattern's provider at this location.
fn made(pattern: &Pattern, at: &str, places: &Places, number: usize) -> Result<Host, DemoError> {
    let (city, district) =
        at.split_once('/').map_or((at, None), |(city, district)| (city, Some(district)));
    let index = places.city(city)?;
    let city = &places.cities[index];
    let mut chance = Chance::from_seed(&["provider", &pattern.name, at]);
    let spot = places.spot(city, district, &mut chance)?;
    let phones = phones(number)?;
    let provider = provider(pattern, city, &spot, &phones, &mut chance)?;
    Ok(Host {
        provider,
        kind: pattern.kind,
        topics: pattern.topics.clone(),
        languages: pattern.languages.clone(),
        city: index,
        spot,
        phones,
        is_made: true,
    })
}

fn provider(
    pattern: &Pattern,
    city: &City,
    spot: &Spot,
    phones: &[Phone],
    chance: &mut Chance,
) -> Result<Provider, DemoError> {
    let district = spot.district.as_str();
    let name = Fill { city: &city.name, district, level: "", host: "" }.text(&pattern.name);
    let slug = slug(&name);
    let web = chance.percent(80).then(|| WebAddress::parse(&format!("https://www.{slug}.example")));
    let person = |(place, person): (usize, &PatternPerson)| -> Result<ContactPerson, DemoError> {
        Ok(ContactPerson {
            name: person.name.clone(),
            topic: person.topic.clone(),
            cities: person.cities.clone(),
            categories: person.categories.clone(),
            // The first number is that of the general contact.
            phone: phones.get(place + 1).cloned(),
            mail: Some(Mail::parse(&format!("{}@{slug}.example", person.mail))?),
        })
    };
    let persons: Vec<_> =
        pattern.persons.iter().enumerate().map(person).collect::<Result<_, _>>()?;
    Ok(Provider {
        id: ProviderId::parse(&slug)?,
        name: Line::parse(&name)?,
        kind: Some(pattern.institution()),
        city: Some(city.id.clone()),
        address: spot.address.clone(),
        position: Some(spot.position),
        contact: Contact {
            person: Some(pattern.person.clone()),
            phone: phones.first().cloned(),
            mail: Some(Mail::parse(&format!("{}@{slug}.example", pattern.mail))?),
            web: web.transpose()?,
        },
        about: Some(pattern.about.clone()),
        persons: ContactPersons::try_from(persons)?,
    })
}

/// The telephone numbers of the generated provider with this index.
fn phones(place: usize) -> Result<Vec<Phone>, DemoError> {
    let range = NUMBERS[place % NUMBERS.len()];
    let first = FIRST_NUMBER + place / NUMBERS.len() * EXTENSIONS;
    if first + EXTENSIONS > 1_000 {
        return Err(DemoError::Missing("telephone numbers for more providers".to_owned()));
    }
    let numbers =
        (first..first + EXTENSIONS).map(|number| Phone::parse(&format!("{range}{number}")));
    Ok(numbers.collect::<Result<_, _>>()?)
}
