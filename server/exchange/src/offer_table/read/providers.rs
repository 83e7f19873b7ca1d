//! Providers from the rows of their offers.
//!
//! Several rows may describe the same provider. A value counts if any of them has it; where they
//! differ, a changed value takes precedence over the existing one, and a later row over an earlier
//! one.

use super::rows::{RowReader, line};
use crate::sheet::columns::{Column, Field};
use crate::sheet::places::parse_address;
use shared::contact::{Address, Contact, Mail, Phone, WebAddress};
use shared::id::{CityId, ProviderId};
use shared::provider::Provider;
use shared::text::{Line, Passage, Text};
use std::collections::BTreeMap;

/// A provider merged from the rows read so far.
pub(super) struct ProviderInSheet {
    id: ProviderId,
    name: Value<Line>,
    city: Value<CityId>,
    address: Value<Address>,
    person: Value<Line>,
    phone: Value<Phone>,
    mail: Value<Mail>,
    web: Value<WebAddress>,
    about: Value<Passage>,
}

/// An existing value and the one from the rows.
struct Value<T> {
    existing: Option<T>,
    from_rows: Option<T>,
    has_column: bool,
}

impl<T: PartialEq> Value<T> {
    fn merge(&mut self, value: Option<T>) {
        let is_changed = value.is_some() && value != self.existing;
        if is_changed || self.from_rows.is_none() {
            self.from_rows = value;
        }
    }

    /// Without a column the existing value; with a column that is empty in every row, none.
    fn into_option(self) -> Option<T> {
        if self.has_column { self.from_rows } else { self.existing }
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
        let address = existing.as_ref().map(|existing| existing.address.clone());
        Self {
            id: id.clone(),
            name: value(existing.as_ref().map(|existing| existing.name.clone()), true),
            city: value(
                existing.as_ref().and_then(|existing| existing.city.clone()),
                has(Field::ProviderCity),
            ),
            address: value(
                address.filter(|address| *address != Address::default()),
                has(Field::ProviderAddress),
            ),
            person: value(contact.person, has(Field::ProviderPerson)),
            phone: value(contact.phone, has(Field::ProviderPhone)),
            mail: value(contact.mail, has(Field::ProviderMail)),
            web: value(contact.web, has(Field::ProviderWeb)),
            about: value(existing.and_then(|existing| existing.about), has(Field::ProviderAbout)),
        }
    }

    /// The provider; `None` where no row named it, which cannot happen.
    pub(super) fn into_provider(self) -> Option<Provider> {
        Some(Provider {
            id: self.id,
            name: self.name.into_option()?,
            city: self.city.into_option(),
            address: self.address.into_option().unwrap_or_default(),
            contact: Contact {
                person: self.person.into_option(),
                phone: self.phone.into_option(),
                mail: self.mail.into_option(),
                web: self.web.into_option(),
            },
            about: self.about.into_option(),
        })
    }
}

fn value<T>(existing: Option<T>, has_column: bool) -> Value<T> {
    Value { existing, from_rows: None, has_column }
}

/// The provider fields of one row.
pub(super) struct ProviderRow {
    city: Option<CityId>,
    address: Option<Address>,
    contact: Contact,
    about: Option<Passage>,
}

impl RowReader<'_> {
    /// Reads the provider fields of the row.
    pub(super) fn provider(&mut self) -> ProviderRow {
        let lists = self.lists;
        ProviderRow {
            city: self.optional(Field::ProviderCity, |cell| lists.cities.parse(cell)),
            address: self.optional(Field::ProviderAddress, parse_address),
            contact: Contact {
                person: self.optional(Field::ProviderPerson, line),
                phone: self.optional(Field::ProviderPhone, |cell| Ok(Phone::parse(cell)?)),
                mail: self.optional(Field::ProviderMail, |cell| Ok(Mail::parse(cell)?)),
                web: self.optional(Field::ProviderWeb, |cell| Ok(WebAddress::parse(cell)?)),
            },
            about: self.optional(Field::ProviderAbout, |cell| Ok(Text::parse(cell)?)),
        }
    }
}

impl ProviderInSheet {
    /// Merges another row.
    pub(super) fn merge(&mut self, name: &Line, row: ProviderRow) {
        self.name.merge(Some(name.clone()));
        self.city.merge(row.city);
        self.address.merge(row.address);
        self.person.merge(row.contact.person);
        self.phone.merge(row.contact.phone);
        self.mail.merge(row.contact.mail);
        self.web.merge(row.contact.web);
        self.about.merge(row.about);
    }
}
