//! Providers, contacts, cities and addresses.

use super::persons::{is_person, topic};
use super::problem::RecordError;
use super::reader::{Reader, is_same, quoted};
use super::terms::Terms;
use crate::hsds::vocabulary::{SCHEME, Vocabulary, field};
use crate::hsds::{ContactPerson, Organization, PhoneNumber, PostalAddress, Service};
use crate::sheet::columns::{Column, Field};
use shared::contact::{Address, Contact, Mail, Phone, WebAddress};
use shared::digest::digest_id;
use shared::id::{CityId, ProviderId};
use shared::provider::Provider;
use shared::text::Text;
use std::collections::BTreeMap;

/// Paths of the contact fields, for reports.
#[derive(Clone, Copy)]
pub(super) struct ContactPaths {
    pub(super) mail: &'static str,
    pub(super) web: &'static str,
    pub(super) phones: &'static str,
    pub(super) contacts: &'static str,
}

/// The contact fields of a record.
#[derive(Clone, Copy)]
pub(super) struct ContactFields<'b> {
    pub(super) paths: ContactPaths,
    pub(super) mail: Option<&'b str>,
    pub(super) web: Option<&'b str>,
    pub(super) phones: &'b [PhoneNumber],
    /// The contact person whose telephone number and mail address count as well.
    pub(super) contact: Option<&'b ContactPerson>,
}

const ORGANIZATION: ContactPaths = ContactPaths {
    mail: "organization.email",
    web: "organization.website",
    phones: "organization.phones",
    contacts: "organization.contacts",
};

impl Reader<'_> {
    pub(super) fn provider(&mut self, organization: &Organization) -> Option<Provider> {
        let ours = organization
            .organization_identifiers
            .iter()
            .find(|entry| entry.identifier_scheme.as_deref() == Some(SCHEME))
            .and_then(|entry| ProviderId::parse(&entry.identifier).ok());
        let is_ours = ours.is_some();
        if organization.organization_identifiers.len() > usize::from(is_ours) {
            self.ignore_field("organization.organization_identifiers");
        }
        let id = ours.or_else(|| {
            let known = self.context.known;
            self.needed("organization.id", &organization.id, |id| {
                Ok::<_, RecordError>(provider_id(id, &known.providers))
            })
        });
        let name = self.needed("organization.name", &organization.name, Text::parse);
        let home = self.first("organization.locations", &organization.locations);
        let letters =
            home.and_then(|home| self.first("organization.locations.addresses", &home.addresses));
        let city = match Terms(&organization.attributes).codes(Vocabulary::City).next() {
            Some(code) => self.known_city("organization.attributes", code),
            None => {
                letters.filter(|_| !is_ours).and_then(|address| self.city_called(&address.city))
            }
        };
        let address = letters
            .map(|address| self.address("organization.locations", address, city.as_ref()))
            .unwrap_or_default();
        let position = home.and_then(|home| self.position(home, "organization.locations.latitude"));
        let general = organization.contacts.first().filter(|first| !is_person(first));
        let contact = self.contact(ContactFields {
            paths: ORGANIZATION,
            mail: organization.email.as_deref(),
            web: organization.website.as_deref(),
            phones: &organization.phones,
            contact: general,
        });
        // A title says that the contact is one person among others.
        let titled = general.filter(|general| topic(general).is_some());
        let others = organization.contacts.iter().skip(usize::from(general.is_some()));
        let persons = self.persons(titled.into_iter().chain(others));
        let contact = Contact { person: contact.person.filter(|_| titled.is_none()), ..contact };
        let kind = self.word(Terms(&organization.attributes), Vocabulary::Institution);
        let about = self.optional(
            "organization.description",
            Some(organization.description.as_str()),
            Text::parse,
        );
        Some(Provider {
            id: id?,
            name: name?,
            kind,
            city,
            address,
            position,
            contact,
            about,
            persons,
        })
    }

    /// The provider of a service without an embedded organization: an earlier one of the file, or
    /// one of ours.
    pub(super) fn provider_elsewhere(
        &mut self,
        service: &Service,
        by_raw_id: &BTreeMap<String, ProviderId>,
    ) -> Option<ProviderId> {
        let named = service.organization_id.as_ref().and_then(|id| by_raw_id.get(id)).cloned();
        let ours = || {
            let id = Terms(&service.attributes).value(field::PROVIDER)?;
            ProviderId::parse(id).ok()
        };
        // One of an earlier file.
        let earlier = || {
            let id = provider_id(service.organization_id.as_ref()?, &self.context.known.providers);
            Some(id).filter(|id| self.context.known.has_provider(id))
        };
        let provider = named.or_else(ours).or_else(earlier);
        if provider.is_none() {
            self.problem("organization", RecordError::Missing);
        }
        provider
    }

    /// Contact data; the contact person's own is used where the record has none.
    pub(super) fn contact(&mut self, fields: ContactFields<'_>) -> Contact {
        let ContactFields { paths, mail, web, phones, contact: person } = fields;
        let own = person.map_or(&[][..], |person| &person.phones);
        let number = self
            .first(paths.phones, if phones.is_empty() { own } else { phones })
            .map(|phone| phone.number.as_str());
        let mail = mail.or_else(|| person.and_then(|person| person.email.as_deref()));
        let name = person.and_then(|person| person.name.as_deref());
        Contact {
            person: self.optional(paths.contacts, name, Text::parse),
            phone: self.optional(paths.phones, number, Phone::parse),
            mail: self.optional(paths.mail, mail, Mail::parse),
            web: self.optional(paths.web, web, WebAddress::parse),
        }
    }

    /// An address; a place equal to the city's name is omitted, unless our own file states that
    /// the record has it.
    pub(super) fn address(
        &mut self,
        path: &'static str,
        address: &PostalAddress,
        city: Option<&CityId>,
    ) -> Address {
        let is_stated = Terms(&address.attributes).is_true(field::PLACE_STATED);
        let label = city.and_then(|city| {
            self.context
                .options
                .taxonomy
                .cities
                .iter()
                .find(|term| term.id == *city)
                .map(|term| term.label.as_str())
        });
        let is_implied = !is_stated && label.is_some_and(|label| is_same(label, &address.city));
        let place = (!is_implied).then_some(address.city.as_str());
        Address {
            street: self.optional(path, Some(&address.address_1), Text::parse),
            postal_code: self.optional(path, Some(&address.postal_code), Text::parse),
            place: self.optional(path, place, Text::parse),
        }
    }

    /// A city of our list by its id; an unknown one is a problem.
    pub(super) fn known_city(&mut self, field: &'static str, code: &str) -> Option<CityId> {
        let found =
            self.context.options.taxonomy.cities.iter().find(|city| city.id.as_str() == code);
        if found.is_none() {
            self.problem(field, RecordError::Unknown(quoted(code)));
        }
        found.map(|city| city.id.clone())
    }

    /// A city of our list by its name.
    pub(super) fn city_called(&self, name: &str) -> Option<CityId> {
        let decided = self.decided(&Column::Of(Field::City), name);
        let name = decided.as_deref().unwrap_or(name);
        let found = self
            .context
            .options
            .taxonomy
            .cities
            .iter()
            .find(|city| is_same(city.label.as_str(), name));
        found.map(|city| city.id.clone())
    }
}

/// Our id for a foreign one, which is kept where it is valid.
fn provider_id(id: &str, known: &BTreeMap<String, ProviderId>) -> ProviderId {
    let id = id.to_lowercase();
    let ours = known.get(&id).cloned();
    ours.or_else(|| ProviderId::parse(&id).ok())
        .unwrap_or_else(|| ProviderId::from_random(digest_id(&id)))
}
