//! Known addresses: importing a table of them, and giving offers without coordinates their position.

use super::defaults::seed_taxonomy;
use super::intake::run_blocking;
use crate::changes::Change;
use crate::db::{DbError, Tx, addresses, offers, providers, taxonomy};
use crate::import::{AddressReport, ImportError, Mode, UnplacedOffer};
use crate::service::Service;
use exchange::addresses::{AddressBook, Wanted, read_addresses};
use exchange::file::SourceFile;
use shared::contact::Address;
use shared::language::UiLanguage;
use shared::offer::{Offer, Position};
use shared::provider::Provider;
use shared::taxonomy::Taxonomy;
use std::collections::BTreeSet;

impl Service {
    /// Remembers the addresses of a table, and places every offer whose venue has an address and no
    /// coordinates. Offers that are saved later are placed by the same table.
    ///
    /// # Errors
    /// [`ImportError`]; nothing is stored then, nor in [`Mode::DryRun`].
    pub async fn import_addresses(
        &self,
        file: SourceFile,
        mode: Mode,
    ) -> Result<AddressReport, ImportError> {
        let kind = file.kind()?;
        let table = run_blocking(move || read_addresses(kind, &file.content)).await??;
        let taxonomy = seed_taxonomy(&self.0.db).await?;
        let mut tx = match mode {
            Mode::Store => self.0.db.write().await?,
            Mode::DryRun => self.0.db.read().await?,
        };
        if mode == Mode::Store {
            // The first write, since it makes imports of offers wait on PostgreSQL too.
            taxonomy::bump_revision(&mut tx, offers::REVISION_TOPIC).await?;
        }
        let mut report = AddressReport {
            rows: table.rows,
            addresses: table.addresses.len(),
            left_out: table.left_out,
            remarks: table.remarks,
            ..AddressReport::default()
        };
        let mut changed = Vec::new();
        let stored = offers::load_offers(&mut tx).await?;
        let search = Search::new(&stored, &taxonomy);
        let mut known = search.find_known(&mut tx).await?;
        // The file is newer than what is remembered.
        known.extend(search.among(&table.addresses));
        for mut offer in stored {
            match place(&mut offer, &known, &taxonomy) {
                Placement::Set => changed.push(offer),
                Placement::Already => report.already += 1,
                Placement::Unknown(address) => report.unknown.push(UnplacedOffer {
                    id: offer.id,
                    name: offer.name.pick(UiLanguage::De).text,
                    address,
                }),
                Placement::NoAddress => {}
            }
        }
        report.set = changed.len();
        let mut institutions = providers::load_providers(&mut tx).await?;
        let search = Search::of_providers(&institutions, &taxonomy);
        let mut known = search.find_known(&mut tx).await?;
        known.extend(search.among(&table.addresses));
        let placed = place_known(&mut institutions, &known, &taxonomy);
        if mode == Mode::Store {
            addresses::save_addresses(&mut tx, &table.addresses).await?;
            let now = self.0.clock.now();
            for offer in &changed {
                offers::save_offer(&mut tx, offer, now).await?;
            }
            for provider in placed.iter().filter_map(|place| institutions.get(*place)) {
                providers::save_provider(&mut tx, provider).await?;
            }
            tx.announce(Change::Finder);
            tx.commit().await?;
        }
        Ok(report)
    }
}

/// Places offers that have an address and no coordinates, as far as their addresses are known.
///
/// # Errors
/// The database's only.
pub(in crate::finder) async fn place_offers(
    tx: &mut Tx,
    offers: &mut [Offer],
    taxonomy: &Taxonomy,
) -> Result<(), DbError> {
    let search = Search::new(offers, taxonomy);
    if search.streets.is_empty() || !addresses::has_addresses(tx).await? {
        return Ok(());
    }
    let known = search.find_known(tx).await?;
    for offer in offers {
        place(offer, &known, taxonomy);
    }
    Ok(())
}

/// Places providers that have an address and no coordinates, as far as their addresses are known.
///
/// # Errors
/// The database's only.
pub(in crate::finder) async fn place_providers(
    tx: &mut Tx,
    providers: &mut [Provider],
    taxonomy: &Taxonomy,
) -> Result<(), DbError> {
    let search = Search::of_providers(providers, taxonomy);
    if search.streets.is_empty() || !addresses::has_addresses(tx).await? {
        return Ok(());
    }
    let known = search.find_known(tx).await?;
    place_known(providers, &known, taxonomy);
    Ok(())
}

/// Sets the positions that are known; returns the places of the providers that have one now.
fn place_known(providers: &mut [Provider], known: &AddressBook, taxonomy: &Taxonomy) -> Vec<usize> {
    let mut placed = Vec::new();
    for (place, provider) in providers.iter_mut().enumerate() {
        let found = wanted_of_provider(provider, taxonomy).and_then(|wanted| wanted.find_in(known));
        if found.is_some() {
            provider.position = found;
            placed.push(place);
        }
    }
    placed
}

/// The address of a provider without coordinates.
fn wanted_of_provider(provider: &Provider, taxonomy: &Taxonomy) -> Option<Wanted> {
    if provider.position.is_some() {
        return None;
    }
    let home = provider.city.as_ref();
    let city = home.and_then(|home| taxonomy.cities.iter().find(|city| city.id == *home));
    Wanted::of(&provider.address, city.map_or("", |city| city.label.as_str()))
}

/// The streets that are looked for.
struct Search {
    streets: BTreeSet<String>,
}

impl Search {
    fn new(offers: &[Offer], taxonomy: &Taxonomy) -> Self {
        let wanted = offers.iter().filter_map(|offer| Some((offer, unplaced(offer)?)));
        let wanted = wanted.filter_map(|(offer, address)| wanted_of(offer, address, taxonomy));
        Self { streets: wanted.flat_map(|wanted| wanted.streets).collect() }
    }

    fn of_providers(providers: &[Provider], taxonomy: &Taxonomy) -> Self {
        let wanted = providers.iter().filter_map(|provider| wanted_of_provider(provider, taxonomy));
        Self { streets: wanted.flat_map(|wanted| wanted.streets).collect() }
    }

    /// What is remembered of them.
    async fn find_known(&self, tx: &mut Tx) -> Result<AddressBook, DbError> {
        let streets: Vec<&str> = self.streets.iter().map(String::as_str).collect();
        addresses::find_addresses(tx, &streets).await
    }

    /// What a table says about them.
    fn among(&self, table: &AddressBook) -> AddressBook {
        let found = table.iter().filter(|(key, _)| self.streets.contains(&key.street));
        found.map(|(key, position)| (key.clone(), *position)).collect()
    }
}

/// What became of an offer.
enum Placement {
    /// It has a position now.
    Set,
    /// It had one.
    Already,
    /// Its address is not known, or not unambiguous.
    Unknown(Address),
    /// There is nothing to look for.
    NoAddress,
}

fn place(offer: &mut Offer, known: &AddressBook, taxonomy: &Taxonomy) -> Placement {
    let Some(address) = unplaced(offer).cloned() else {
        let is_placed = offer.venue.as_ref().is_some_and(|venue| venue.position.is_some());
        return if is_placed { Placement::Already } else { Placement::NoAddress };
    };
    let wanted = wanted_of(offer, &address, taxonomy);
    let found: Option<Position> = wanted.and_then(|wanted| wanted.find_in(known));
    match (found, &mut offer.venue) {
        (Some(position), Some(venue)) => {
            venue.position = Some(position);
            Placement::Set
        }
        _ => Placement::Unknown(address),
    }
}

/// The address of a venue without coordinates.
fn unplaced(offer: &Offer) -> Option<&Address> {
    let venue = offer.venue.as_ref().filter(|venue| venue.position.is_none())?;
    Some(&venue.address).filter(|address| address.street.is_some())
}

fn wanted_of(offer: &Offer, address: &Address, taxonomy: &Taxonomy) -> Option<Wanted> {
    let city = taxonomy.cities.iter().find(|city| city.id == offer.city);
    Wanted::of(address, city.map_or("", |city| city.label.as_str()))
}
