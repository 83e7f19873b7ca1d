//! Venues of offers: separate buildings, or rooms of providers.

use crate::DemoError;
use crate::chance::Chance;
use crate::fill::Fill;
use crate::kinds::{ProviderKind, VenueKind};
use crate::places::VenuePattern;
use crate::plan::Copy;
use crate::providers::Host;
use crate::setting::Setting;
use crate::types::OfferType;
use shared::offer::Venue;
use shared::text::Line;

/// A venue and its district.
pub(crate) type Placed = (Venue, Line);

/// The venue of an offer that has one.
pub(crate) fn place(
    setting: &Setting,
    copy: &Copy,
    chance: &mut Chance,
) -> Result<Option<Placed>, DemoError> {
    let kinds = fitting_kinds(setting, copy);
    let Some(kind) = chance.pick(&kinds) else { return Ok(None) };
    let mut usable = Vec::new();
    for pattern in patterns(setting, *kind) {
        match (&pattern.hosts, host_of(pattern, setting, copy, chance)) {
            (None, _) => usable.push((pattern, None)),
            (Some(_), Some(host)) => usable.push((pattern, Some(host))),
            (Some(_), None) => {}
        }
    }
    match chance.pick(&usable) {
        Some((pattern, Some(host))) => at_host(pattern, host).map(Some),
        Some((pattern, None)) => on_its_own(pattern, setting, copy, chance).map(Some),
        None => Err(DemoError::Missing(format!("a venue {kind:?} in every city"))),
    }
}

fn patterns(setting: &Setting, kind: VenueKind) -> &[VenuePattern] {
    setting.places.venues.get(&kind).map_or(&[], Vec::as_slice)
}

/// The type's kinds of venues that suit this provider: a parish does not use a mosque, even where
/// both may provide the offer.
fn fitting_kinds(setting: &Setting, copy: &Copy) -> Vec<VenueKind> {
    let one: &OfferType = &setting.types[copy.kind];
    let own = setting.hosts[copy.host].kind;
    let is_place = |kind: &VenueKind| *kind != VenueKind::Online;
    let is_fitting = |kind: &VenueKind| {
        let owners = owners(patterns(setting, *kind));
        owners.contains(&own) || !owners.iter().any(|owner| one.providers.contains(owner))
    };
    let places: Vec<VenueKind> = one.venues.iter().copied().filter(is_place).collect();
    let fitting: Vec<VenueKind> = places.iter().copied().filter(is_fitting).collect();
    if fitting.is_empty() { places } else { fitting }
}

/// The kinds of providers that own such venues exclusively.
fn owners(patterns: &[VenuePattern]) -> Vec<ProviderKind> {
    let lists: Option<Vec<_>> = patterns.iter().map(|pattern| pattern.hosts.as_deref()).collect();
    lists.unwrap_or_default().concat()
}

/// The owner of the rooms: the offer's own provider if possible, else another one in the city.
fn host_of<'a>(
    pattern: &VenuePattern,
    setting: &'a Setting,
    copy: &Copy,
    chance: &mut Chance,
) -> Option<&'a Host> {
    let kinds = pattern.hosts.as_ref()?;
    let own = &setting.hosts[copy.host];
    if kinds.is_empty() || kinds.contains(&own.kind) {
        return Some(own);
    }
    let others: Vec<&Host> = setting
        .hosts
        .iter()
        .filter(|host| host.city == copy.city && kinds.contains(&host.kind))
        .filter(|host| host.is_general())
        .collect();
    chance.pick(&others).copied()
}

fn at_host(pattern: &VenuePattern, host: &Host) -> Result<Placed, DemoError> {
    let spot = &host.spot;
    let district = spot.district.as_str();
    let fill = Fill { city: "", district, level: "", host: host.provider.name.as_str() };
    let venue = Venue {
        name: Some(Line::parse(&fill.text(&pattern.name))?),
        address: spot.address.clone(),
        position: Some(spot.position),
    };
    Ok((venue, spot.district.clone()))
}

/// A building that is always at the same address, regardless of the provider.
fn on_its_own(
    pattern: &VenuePattern,
    setting: &Setting,
    copy: &Copy,
    chance: &mut Chance,
) -> Result<Placed, DemoError> {
    let city = &setting.places.cities[copy.city];
    let drawn = chance.pick(&city.districts).map(|district| district.name.as_str());
    let district = drawn.filter(|_| pattern.name.contains("{district}"));
    let house = pattern.name.split(',').next().unwrap_or_default();
    let mut fixed =
        Chance::from_seed(&["house", house, city.id.as_str(), district.unwrap_or_default()]);
    let spot = setting.places.spot(city, district, &mut fixed)?;
    let fill = Fill { city: &city.name, district: spot.district.as_str(), level: "", host: "" };
    let name = Line::parse(&fill.text(&pattern.name))?;
    let venue = Venue { name: Some(name), address: spot.address, position: Some(spot.position) };
    Ok((venue, spot.district))
}
