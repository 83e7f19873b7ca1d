//! Providers from the rows of their offers.
//!
//! Several rows may describe the same provider. A value counts if any of them has it; where they
//! differ, a changed value takes precedence over the existing one, and a later row over an earlier
//! one. Where the sheet has no column of the provider's own, a value that is held nowhere is taken
//! from the offers: the most frequent one. Contact persons beside the general contact have no column
//! and stay as they are.

use super::addresses::PartColumns;
use super::rows::{RowReader, Said, line, parsed};
use crate::sheet::cells::CellReader;
use crate::sheet::columns::{AddressOf, Column, Field};
use shared::contact::{Address, Contact, Mail, Phone, WebAddress};
use shared::id::{CityId, ProviderId};
use shared::offer::{Offer, Position};
use shared::provider::{ContactPersons, InstitutionKind, Provider};
use shared::text::{Line, Passage, Text};
use std::collections::BTreeMap;

/// A provider merged from the rows read so far.
pub(super) struct ProviderInSheet {
    id: ProviderId,
    /// Columns for the parts of its address, where there is none for the whole.
    parts: Option<PartColumns>,
    name: Value<Line>,
    city: Value<CityId>,
    address: Value<Address>,
    position: Value<Position>,
    person: Value<Line>,
    phone: Value<Phone>,
    mail: Value<Mail>,
    web: Value<WebAddress>,
    about: Value<Passage>,
    kind: Value<InstitutionKind>,
    persons: ContactPersons,
}

/// An existing value and the one from the rows.
struct Value<T> {
    existing: Option<T>,
    from_rows: Option<T>,
    has_column: bool,
    /// Whether a cell was not understood.
    is_unclear: bool,
    /// Values of the provider's offers, with their numbers.
    of_offers: Vec<Counted<T>>,
}

struct Counted<T> {
    value: T,
    offers: usize,
}

impl<T: PartialEq> Value<T> {
    fn merge(&mut self, said: Said<T>) {
        let Said::Value(value) = said else {
            self.is_unclear = true;
            return;
        };
        let is_changed = value.is_some() && value != self.existing;
        if is_changed || self.from_rows.is_none() {
            self.from_rows = value;
        }
    }

    fn count(&mut self, value: Option<&T>)
    where
        T: Clone,
    {
        let Some(value) = value else { return };
        match self.of_offers.iter_mut().find(|counted| counted.value == *value) {
            Some(counted) => counted.offers += 1,
            None => self.of_offers.push(Counted { value: value.clone(), offers: 1 }),
        }
    }

    /// Without a column the existing value, else the offers'; with a column that is empty in every
    /// row, none.
    fn into_option(self) -> Option<T> {
        if self.has_column {
            let kept = if self.is_unclear { self.existing } else { None };
            return self.from_rows.or(kept);
        }
        // Of equally frequent ones the first.
        let most = self.of_offers.into_iter().rev().max_by_key(|counted| counted.offers);
        self.existing.or(most.map(|counted| counted.value))
    }
}

impl ProviderInSheet {
    pub(super) fn new(
        id: &ProviderId,
        existing: Option<&Provider>,
        columns: &BTreeMap<Column, usize>,
    ) -> Self {
        let existing = existing.cloned();
        let contact =
            existing.as_ref().map(|existing| existing.contact.clone()).unwrap_or_default();
        let has = |field| columns.contains_key(&Column::Of(field));
        let parts =
            PartColumns::of(columns, AddressOf::Provider).filter(|_| !has(Field::ProviderAddress));
        let address = existing.as_ref().map(|existing| existing.address.clone());
        Self {
            id: id.clone(),
            parts,
            name: value(existing.as_ref().map(|existing| existing.name.clone()), true),
            city: value(
                existing.as_ref().and_then(|existing| existing.city.clone()),
                has(Field::ProviderCity),
            ),
            address: value(
                address.filter(|address| *address != Address::default()),
                has(Field::ProviderAddress) || parts.is_some(),
            ),
            position: value(
                existing.as_ref().and_then(|existing| existing.position),
                has(Field::ProviderLatitude) || has(Field::ProviderLongitude),
            ),
            person: value(contact.person, has(Field::ProviderPerson)),
            phone: value(contact.phone, has(Field::ProviderPhone)),
            mail: value(contact.mail, has(Field::ProviderMail)),
            web: value(contact.web, has(Field::ProviderWeb)),
            about: value(
                existing.as_ref().and_then(|existing| existing.about.clone()),
                has(Field::ProviderAbout),
            ),
            kind: value(
                existing.as_ref().and_then(|existing| existing.kind),
                has(Field::ProviderKind),
            ),
            persons: existing.map(|existing| existing.persons).unwrap_or_default(),
        }
    }

    /// The provider; `None` where no row named it, which cannot happen.
    pub(super) fn into_provider(self) -> Option<Provider> {
        let held = self.address.existing.clone();
        let has_position = self.position.has_column;
        let address = self.address.into_option();
        // A position at the old address would mislead people.
        let is_elsewhere = !has_position && address != held;
        Some(Provider {
            id: self.id,
            name: self.name.into_option()?,
            kind: self.kind.into_option(),
            city: self.city.into_option(),
            address: address.unwrap_or_default(),
            position: self.position.into_option().filter(|_| !is_elsewhere),
            contact: Contact {
                person: self.person.into_option(),
                phone: self.phone.into_option(),
                mail: self.mail.into_option(),
                web: self.web.into_option(),
            },
            about: self.about.into_option(),
            persons: self.persons,
        })
    }
}

fn value<T>(existing: Option<T>, has_column: bool) -> Value<T> {
    Value { existing, from_rows: None, has_column, is_unclear: false, of_offers: Vec::new() }
}

/// The provider fields of one row.
pub(super) struct ProviderRow {
    city: Said<CityId>,
    address: Said<Address>,
    position: Said<Position>,
    person: Said<Line>,
    phone: Said<Phone>,
    mail: Said<Mail>,
    web: Said<WebAddress>,
    about: Said<Passage>,
    kind: Said<InstitutionKind>,
}

impl RowReader<'_> {
    /// Reads the provider fields of the row.
    pub(super) fn provider(&mut self) -> ProviderRow {
        ProviderRow {
            city: self.said(Field::ProviderCity, |cells, cell| {
                cells.town(cell).map(|town| town.map(|town| town.city))
            }),
            address: self.address(Field::ProviderAddress, AddressOf::Provider),
            position: self.position(Field::ProviderLatitude, Field::ProviderLongitude),
            person: self.said(Field::ProviderPerson, |_, cell| line(cell)),
            phone: self.said(Field::ProviderPhone, CellReader::phone),
            mail: self.said(Field::ProviderMail, CellReader::mail),
            web: self.said(Field::ProviderWeb, CellReader::web),
            about: self.said(Field::ProviderAbout, |_, cell| parsed(cell, Text::parse(cell))),
            kind: self.said(Field::ProviderKind, |_, cell| CellReader::choice(cell)),
        }
    }
}

impl ProviderInSheet {
    /// Merges another row.
    pub(super) fn merge(&mut self, name: &Line, row: ProviderRow) {
        self.name.merge(Said::Value(Some(name.clone())));
        self.city.merge(row.city);
        let address = match (row.address, self.parts) {
            (Said::Value(Some(address)), Some(parts)) => {
                let existing = self.address.existing.clone().unwrap_or_default();
                Said::Value(Some(parts.complete(address, &existing)))
            }
            (address, _) => address,
        };
        self.address.merge(address);
        self.position.merge(row.position);
        self.person.merge(row.person);
        self.phone.merge(row.phone);
        self.mail.merge(row.mail);
        self.web.merge(row.web);
        self.about.merge(row.about);
        self.kind.merge(row.kind);
    }

    /// Counts the values of one of its offers.
    pub(super) fn count(&mut self, offer: &Offer) {
        self.city.count(Some(&offer.city));
        self.person.count(offer.contact.person.as_ref());
        self.phone.count(offer.contact.phone.as_ref());
        self.mail.count(offer.contact.mail.as_ref());
        self.web.count(offer.contact.web.as_ref());
    }
}
