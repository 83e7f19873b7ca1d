//! Contact persons of an organization.
//!
//! The first contact of an organization is the general one, unless our own file says that it is a
//! person with a responsibility of its own, as all the others are. One with a title is both: its
//! telephone number and mail address are used where the organization has none.

use super::reader::Reader;
use super::terms::Terms;
use crate::hsds::ContactPerson;
use crate::hsds::vocabulary::{Vocabulary, field};
use shared::contact::{Mail, Phone};
use shared::provider::{self as ours, ContactPersons, MAX_PERSONS};
use shared::text::Text;

/// Path of the contacts, for reports.
const CONTACTS: &str = "organization.contacts";

impl Reader<'_> {
    /// Contact persons beside the general contact; those without a name, and more than a provider can
    /// have, are ignored.
    pub(super) fn persons<'b>(
        &mut self,
        contacts: impl Iterator<Item = &'b ContactPerson>,
    ) -> ContactPersons {
        let mut persons = Vec::new();
        for contact in contacts {
            match self.person(contact) {
                Some(person) if persons.len() < MAX_PERSONS => persons.push(person),
                _ => self.ignore_field(CONTACTS),
            }
        }
        ContactPersons::try_from(persons).unwrap_or_default()
    }

    /// A contact person; without a name it has its function instead.
    fn person(&mut self, contact: &ContactPerson) -> Option<ours::ContactPerson> {
        let topic = topic(contact);
        let name = contact.name.as_deref().filter(|name| !name.trim().is_empty());
        let (name, topic) = match name {
            Some(name) => (Some(name), topic.as_deref()),
            None => (topic.as_deref(), None),
        };
        let name = self.optional(CONTACTS, name, Text::parse);
        let topic = self.optional(CONTACTS, topic, Text::parse);
        let terms = Terms(&contact.attributes);
        let cities = terms
            .codes(Vocabulary::City)
            .filter_map(|code| self.known_city(CONTACTS, code))
            .collect();
        let categories = terms
            .codes(Vocabulary::Category)
            .filter_map(|code| self.known_category(CONTACTS, code))
            .collect();
        let number = self.first("organization.phones", &contact.phones);
        let number = number.map(|phone| phone.number.as_str());
        Some(ours::ContactPerson {
            name: name?,
            topic,
            cities,
            categories,
            phone: self.optional("organization.phones", number, Phone::parse),
            mail: self.optional("organization.email", contact.email.as_deref(), Mail::parse),
        })
    }
}

/// Whether our own file says that a contact is not the general one.
pub(super) fn is_person(contact: &ContactPerson) -> bool {
    Terms(&contact.attributes).is_true(field::CONTACT_PERSON)
}

/// Title and department.
pub(super) fn topic(contact: &ContactPerson) -> Option<String> {
    let parts = [contact.title.as_deref(), contact.department.as_deref()];
    let parts: Vec<&str> =
        parts.into_iter().flatten().map(str::trim).filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
