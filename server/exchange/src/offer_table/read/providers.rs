//! Providers from the rows of their offers.
//!
//! Several rows say something about one provider. A value counts if it stands in any of them;
//! where they differ, one that is new counts more than the one that is held, and the last row
//! more than the ones before.

use super::rows::{RowReader, line};
use crate::sheet::columns::{Column, Field};
use crate::sheet::places::read_address;
use shared::contact::{Address, Contact, Mail, Phone, WebAddress};
use shared::id::{CityId, ProviderId};
use shared::provider::Provider;
use shared::text::{Line, Passage, Text};
use std::collections::BTreeMap;

/// A provider as far as the rows have been read.
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

/// A value that is held, and what the rows say.
struct Value<T> {
    held: Option<T>,
    said: Option<T>,
    has_column: bool,
}

impl<T: PartialEq> Value<T> {
    fn say(&mut self, value: Option<T>) {
        let is_news = value.is_some() && value != self.held;
        if is_news || self.said.is_none() {
            self.said = value;
        }
    }

    /// Without a column what is held; with one that is empty in every row, nothing.
    fn end(self) -> Option<T> {
        if self.has_column { self.said } else { self.held }
    }
}

impl ProviderInSheet {
    pub(super) fn new(
        id: &ProviderId,
        held: Option<&Provider>,
        columns: &BTreeMap<Column, usize>,
    ) -> Self {
        let held = held.cloned();
        let contact = held.as_ref().map(|held| held.contact.clone()).unwrap_or_default();
        let has = |field| columns.contains_key(&Column::Of(field));
        let address = held.as_ref().map(|held| held.address.clone());
        Self {
            id: id.clone(),
            name: value(held.as_ref().map(|held| held.name.clone()), true),
            city: value(held.as_ref().and_then(|held| held.city.clone()), has(Field::ProviderCity)),
            address: value(
                address.filter(|address| *address != Address::default()),
                has(Field::ProviderAddress),
            ),
            person: value(contact.person, has(Field::ProviderPerson)),
            phone: value(contact.phone, has(Field::ProviderPhone)),
            mail: value(contact.mail, has(Field::ProviderMail)),
            web: value(contact.web, has(Field::ProviderWeb)),
            about: value(held.and_then(|held| held.about), has(Field::ProviderAbout)),
        }
    }

    /// The provider; `None` where no row named it, which cannot be.
    pub(super) fn into_provider(self) -> Option<Provider> {
        Some(Provider {
            id: self.id,
            name: self.name.end()?,
            city: self.city.end(),
            address: self.address.end().unwrap_or_default(),
            contact: Contact {
                person: self.person.end(),
                phone: self.phone.end(),
                mail: self.mail.end(),
                web: self.web.end(),
            },
            about: self.about.end(),
        })
    }
}

fn value<T>(held: Option<T>, has_column: bool) -> Value<T> {
    Value { held, said: None, has_column }
}

/// What one row says about its provider.
pub(super) struct Said {
    city: Option<CityId>,
    address: Option<Address>,
    contact: Contact,
    about: Option<Passage>,
}

impl RowReader<'_> {
    /// What the row says about its provider.
    pub(super) fn provider(&mut self) -> Said {
        let lists = self.lists;
        Said {
            city: self.optional(Field::ProviderCity, |cell| lists.cities.read(cell)),
            address: self.optional(Field::ProviderAddress, read_address),
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
    /// Takes what another row says.
    pub(super) fn hear(&mut self, name: &Line, said: Said) {
        self.name.say(Some(name.clone()));
        self.city.say(said.city);
        self.address.say(said.address);
        self.person.say(said.contact.person);
        self.phone.say(said.contact.phone);
        self.mail.say(said.contact.mail);
        self.web.say(said.contact.web);
        self.about.say(said.about);
    }
}
