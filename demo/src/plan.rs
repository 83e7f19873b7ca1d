//! Which offers are generated, in which order, where and by whom.

use crate::DemoError;
use crate::chance::Chance;
use crate::providers::Host;
use crate::setting::Setting;
use crate::types::OfferType;
use shared::id::OfferId;
use shared::offer::{Offer, OfferStatus};
use std::collections::HashSet;

/// One in this many offers is not public.
const HIDDEN: usize = 50;

/// An offer to be generated.
pub(crate) struct Copy {
    pub(crate) id: OfferId,
    pub(crate) status: OfferStatus,
    /// Index of the type.
    pub(crate) kind: usize,
    /// How many offers of the type there are already.
    pub(crate) number: usize,
    /// Index of the city.
    pub(crate) city: usize,
    /// Index of the host.
    pub(crate) host: usize,
    /// Differs from that of every other offer of the type in this city and by this host, as long
    /// as there are other times.
    pub(crate) turn: usize,
}

/// The infinite list of offers, of which a county takes the beginning.
pub(crate) struct Plan {
    /// One pass over all types: the index of the type, and which of its offers it is.
    pass: Vec<(usize, usize)>,
    /// Number of offers generated.
    made: usize,
    /// By type and city: possible hosts.
    hosts: Vec<Vec<Vec<usize>>>,
    taken: HashSet<OfferId>,
}

impl Plan {
    /// The list that follows the hand-written offers.
    pub(crate) fn new(setting: &Setting, written: &[Offer]) -> Result<Self, DemoError> {
        let cities = 0..setting.places.cities.len();
        let hosts_of = |one: &OfferType| {
            cities.clone().map(|city| hosts_of(one, city, &setting.hosts)).collect::<Result<_, _>>()
        };
        Ok(Self {
            pass: pass(&setting.types),
            made: 0,
            hosts: setting.types.iter().map(hosts_of).collect::<Result<_, _>>()?,
            taken: written.iter().map(|offer| offer.id.clone()).collect(),
        })
    }

    /// The next offer.
    pub(crate) fn next_copy(&mut self, setting: &Setting) -> Result<Copy, DemoError> {
        let missing = || DemoError::Missing("types of offers".to_owned());
        let passes = self.made.checked_div(self.pass.len()).ok_or_else(missing)?;
        let (kind, nth) = self.pass[self.made % self.pass.len()];
        let one = &setting.types[kind];
        let number = passes * usize::from(one.copies) + nth;
        let (city, round) = city_of(one, number, setting);
        let city_id = setting.places.cities[city].id.as_str();
        let id = self.free_id(&format!("{}-{city_id}", one.id), round + 1)?;
        let hosts = &self.hosts[kind][city];
        let mut chance = Chance::from_seed(&["turn", one.id.as_str(), city_id]);
        let turn = chance.place(hosts.len()) + round;
        let copy = Copy {
            id,
            status: status(self.made, number),
            kind,
            number,
            city,
            host: hosts[turn % hosts.len()],
            turn: turn / hosts.len() + chance.place(60),
        };
        self.made += 1;
        Ok(copy)
    }

    /// This identifier with the first number from `nth` on that makes it unique.
    fn free_id(&mut self, start: &str, nth: usize) -> Result<OfferId, DemoError> {
        for number in nth.. {
            let text = if number == 1 { start.to_owned() } else { format!("{start}-{number}") };
            let id = OfferId::parse(&text)?;
            if self.taken.insert(id.clone()) {
                return Ok(id);
            }
        }
        Err(DemoError::Missing("identifiers".to_owned()))
    }
}

/// One offer of every type first, then the others, with those of each type spread evenly, so that
/// every prefix of the list has about the right mixture.
fn pass(types: &[OfferType]) -> Vec<(usize, usize)> {
    let copies = |kind: usize| usize::from(types[kind].copies);
    let mut pass: Vec<(usize, usize)> =
        (0..types.len()).flat_map(|kind| (0..copies(kind)).map(move |nth| (kind, nth))).collect();
    pass.sort_by_key(|&(kind, nth)| (nth * 1_000 / copies(kind), kind));
    pass
}

/// The city of a type's offer, and how many offers of the type it has already. Every city is used
/// before one is repeated; bigger ones come earlier.
fn city_of(one: &OfferType, number: usize, setting: &Setting) -> (usize, usize) {
    let weights: Vec<u32> = setting.places.cities.iter().map(|city| city.weight).collect();
    let (round, place) = (number / weights.len(), number % weights.len());
    let mut chance = Chance::from_seed(&["cities", one.id.as_str(), &round.to_string()]);
    (chance.order(&weights)[place], round)
}

/// Possible hosts in this city: one of each kind, then the second of each, and so on.
fn hosts_of(one: &OfferType, city: usize, hosts: &[Host]) -> Result<Vec<usize>, DemoError> {
    let of_kinds = |is_any: bool| {
        let mut found = Vec::new();
        for (order, kind) in one.providers.iter().enumerate() {
            let here = hosts.iter().enumerate().filter(|(_, host)| {
                host.city == city && host.kind == *kind && (is_any || is_fitting(host, one))
            });
            found.extend(here.enumerate().map(|(rank, (place, _))| (rank, order, place)));
        }
        found.sort_unstable();
        found.into_iter().map(|(_, _, place)| place).collect::<Vec<_>>()
    };
    let found =
        Some(of_kinds(false)).filter(|found| !found.is_empty()).unwrap_or_else(|| of_kinds(true));
    if found.is_empty() {
        return Err(DemoError::Missing(format!("a provider of {} in every city", one.id)));
    }
    Ok(found)
}

/// Whether the provider could have offers of this type.
fn is_fitting(host: &Host, one: &OfferType) -> bool {
    let topic = one.topic();
    let is_topic = host.topics.iter().any(|word| topic.contains(word));
    let is_spoken = one.languages.iter().any(|spoken| host.speaks(spoken));
    (host.topics.is_empty() || is_topic) && (host.languages.is_empty() || is_spoken)
}

/// A few are not public, but never the first of a type.
fn status(made: usize, number: usize) -> OfferStatus {
    match made % (2 * HIDDEN) {
        _ if number == 0 => OfferStatus::Published,
        place if place == HIDDEN - 1 => OfferStatus::Draft,
        place if place == 2 * HIDDEN - 1 => OfferStatus::Archived,
        _ => OfferStatus::Published,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule;
    use crate::written::Written;
    use jiff::civil::date;
    use std::collections::BTreeMap;

    fn copies(count: usize) -> (Setting, Vec<Copy>) {
        let today = date(2026, 11, 20);
        let written = Written::read(today).unwrap();
        let setting = Setting::read(today, &written).unwrap();
        let mut plan = Plan::new(&setting, &written.offers).unwrap();
        let copies = (0..count).map(|_| plan.next_copy(&setting).unwrap()).collect();
        (setting, copies)
    }

    #[test]
    fn a_type_is_in_every_city_before_one_is_repeated() {
        let (setting, copies) = copies(10_000);
        let mut rounds: BTreeMap<(usize, usize), HashSet<usize>> = BTreeMap::new();
        for copy in &copies {
            let round = copy.number / setting.places.cities.len();
            assert!(rounds.entry((copy.kind, round)).or_default().insert(copy.city), "{}", copy.id);
        }
    }

    #[test]
    fn a_repeated_type_in_a_city_has_another_provider_or_another_turn() {
        let mut seen = HashSet::new();
        for copy in copies(10_000).1 {
            assert!(seen.insert((copy.kind, copy.city, copy.host, copy.turn)), "{}", copy.id);
        }
    }

    #[test]
    fn the_next_turn_of_a_weekly_offer_is_another_day_where_there_is_one() {
        let (setting, _) = copies(0);
        for one in &setting.types {
            let [times] = one.times.as_slice() else { continue };
            let Some(weekly) = times.weekly.as_ref().filter(|weekly| weekly.days.len() > 1) else {
                continue;
            };
            let days = |turn: usize| {
                let mut chance = Chance::from_seed(&["turns"]);
                let made = schedule::make(one, turn, setting.today, &mut chance).unwrap();
                made.weekly.iter().map(|slot| slot.weekday).collect::<Vec<_>>()
            };
            assert!(days(0) != days(1) || weekly.days[0] == weekly.days[1], "{}", one.id);
        }
    }

    #[test]
    fn first_offers_come_first_and_are_never_hidden() {
        let (setting, copies) = copies(2_000);
        let firsts = &copies[..setting.types.len()];
        assert!(firsts.iter().all(|copy| copy.number == 0));
        let hidden: Vec<&Copy> =
            copies.iter().filter(|copy| copy.status != OfferStatus::Published).collect();
        assert!((30..=40).contains(&hidden.len()), "{}", hidden.len());
        assert!(hidden.iter().all(|copy| copy.number > 0));
    }
}
