//! Generating one offer from its type, a city and a provider.

use crate::chance::Chance;
use crate::fill::{Fill, level_name};
use crate::plan::Copy;
use crate::providers::Host;
use crate::setting::Setting;
use crate::types::OfferType;
use crate::venues::{self, Placed};
use crate::{DemoError, schedule};
use jiff::ToSpan;
use jiff::civil::Date;
use shared::contact::Contact;
use shared::offer::good_practice::GoodPracticeParts;
use shared::offer::{
    Cost, Format, LanguageLevel, Offer, SpokenLanguages, Terms, Verification, Visibility,
};
use shared::text::{Line, Text};

/// Generates the offer.
pub(crate) fn make(setting: &Setting, copy: &Copy) -> Result<Offer, DemoError> {
    let one = &setting.types[copy.kind];
    let city = &setting.places.cities[copy.city];
    let host = &setting.hosts[copy.host];
    let chance = &mut Chance::from_seed(&["offer", one.id.as_str(), &copy.number.to_string()]);
    let format = chance.pick(&one.format).copied();
    let placed = match format {
        Some(Format::Online) => None,
        _ => venues::place(setting, copy, chance)?,
    };
    let level = level(one, copy.number);
    let district = placed.as_ref().map_or(city.name.as_str(), |(_, district)| district.as_str());
    let fill = Fill { city: &city.name, district, level: level.map_or("", level_name), host: "" };
    let terms = terms(one, format, placed.as_ref(), chance);
    Ok(Offer {
        id: copy.id.clone(),
        kind: one.kind,
        status: copy.status,
        visible: Visibility::default(),
        name: fill.texts(&one.name)?,
        description: Some(one.description.clone()),
        good_practice: one.good_practice.clone().filter(|_| copy.number == 0),
        good_practice_parts: GoodPracticeParts::default(),
        provider: host.provider.id.clone(),
        city: city.id.clone(),
        categories: one.categories.clone(),
        languages: languages(one, host, chance),
        schedule: schedule::make(one, copy.turn, setting.today, chance)?,
        audience: one.audience.clone(),
        terms: Terms { level, ..terms },
        contact: contact(host, chance),
        verified: verified(host, &city.name, setting.today, chance)?,
        district: placed.as_ref().map(|(_, district)| district.clone()),
        venue: placed.map(|(venue, _)| venue),
    })
}

/// Levels alternate; a name with a level requires one that has a name.
fn level(one: &OfferType, number: usize) -> Option<LanguageLevel> {
    let is_named = one.name.versions().any(|(_, name)| name.text.as_str().contains("{level}"));
    let is_fitting = |level: &&LanguageLevel| !is_named || !level_name(**level).is_empty();
    let levels: Vec<&LanguageLevel> = one.levels.iter().filter(is_fitting).collect();
    let start = Chance::from_seed(&["level", one.id.as_str()]).place(levels.len());
    (start + number).checked_rem(levels.len()).map(|place| *levels[place])
}

/// One of the type's alternatives; if the provider has its own languages, one of those is
/// included.
fn languages(one: &OfferType, host: &Host, chance: &mut Chance) -> SpokenLanguages {
    let own: Vec<_> = one.languages.iter().filter(|spoken| host.speaks(spoken)).collect();
    let spoken = match chance.pick(&own) {
        Some(own) => Some(*own),
        None => chance.pick(&one.languages),
    };
    SpokenLanguages {
        spoken: spoken.cloned().unwrap_or_default(),
        interpreter_on_request: chance.percent(one.interpreter),
    }
}

/// Terms without the level; online offers have no step-free access or childcare.
fn terms(
    one: &OfferType,
    format: Option<Format>,
    placed: Option<&Placed>,
    chance: &mut Chance,
) -> Terms {
    let childcare = percent_known(one.childcare, 50, chance).filter(|_| one.childcare > 0);
    let step_free = percent_known(one.step_free, 60, chance);
    let registration = chance.place(one.registration.len());
    Terms {
        childcare: childcare.filter(|_| placed.is_some()),
        step_free: step_free.filter(|_| placed.is_some()),
        cost: chance.pick(&one.costs).cloned().flatten().map(cost),
        registration: one.registration.get(registration).cloned().flatten(),
        registration_needed: one.registration_needed.get(registration).copied().flatten(),
        format: if placed.is_some() { format } else { Some(Format::Online) },
        level: None,
        availability: None,
    }
}

/// `true` with a probability of `yes` percent; of the others some are `false`, the rest unknown.
fn percent_known(yes: u8, no_of_others: u8, chance: &mut Chance) -> Option<bool> {
    if chance.percent(yes) {
        return Some(true);
    }
    chance.percent(no_of_others).then_some(false)
}

fn cost(text: Line) -> Cost {
    if text.as_str() == "free" { Cost::Free } else { Cost::Text(text) }
}

/// Contact data: rarely complete, never empty.
fn contact(host: &Host, chance: &mut Chance) -> Contact {
    let known = &host.provider.contact;
    let phone = chance.pick(&host.phones).cloned();
    let mail = known.mail.clone().filter(|_| chance.percent(80));
    Contact {
        person: known.person.clone().filter(|_| chance.percent(80)),
        phone: phone.filter(|_| chance.percent(85) || mail.is_none()),
        mail,
        web: known.web.clone().filter(|_| chance.percent(20)),
    }
}

/// The last check: missing for some, long ago for one in six, within five months for most.
fn verified(
    host: &Host,
    city: &str,
    today: Date,
    chance: &mut Chance,
) -> Result<Option<Verification>, DemoError> {
    if chance.percent(5) {
        return Ok(None);
    }
    let days_ago = match chance.below(12) {
        0 | 1 => chance.between(181, 300),
        2 => chance.between(151, 180),
        _ => chance.between(0, 150),
    };
    let by = match chance.below(4) {
        0 => None,
        1 => Some(Text::parse(&format!("Integrationsbüro Muster {city}"))?),
        _ => Some(host.provider.name.clone()),
    };
    Ok(Some(Verification { on: today.checked_sub(days_ago.days())?, by }))
}
