//! A provider as the fields of a form.

use crate::contact::{Address, Contact, ContactError, Mail, Phone, WebAddress};
use crate::id::{CityId, ProviderId};
use crate::provider::Provider;
use crate::text::{Line, Text, TextError};

/// What stands in the fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProviderForm {
    /// Name.
    pub name: String,
    /// Id of the town; empty for the whole county.
    pub city: String,
    /// Street and number.
    pub street: String,
    /// Postal code.
    pub postal_code: String,
    /// Place name where it differs from the town.
    pub place: String,
    /// Contact person.
    pub person: String,
    /// Telephone.
    pub phone: String,
    /// Mail address.
    pub mail: String,
    /// Web address.
    pub web: String,
    /// Description.
    pub about: String,
}

/// Why a field is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldReason {
    /// Its text.
    Text(TextError),
    /// Its telephone number, mail or web address.
    Contact(ContactError),
    /// No such town.
    City,
}

/// A wrong field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrongField {
    /// Its name.
    pub name: &'static str,
    /// Why it is wrong.
    pub reason: FieldReason,
}

impl From<TextError> for FieldReason {
    fn from(error: TextError) -> Self {
        Self::Text(error)
    }
}

impl From<ContactError> for FieldReason {
    fn from(error: ContactError) -> Self {
        Self::Contact(error)
    }
}

impl From<&Provider> for ProviderForm {
    fn from(provider: &Provider) -> Self {
        fn text<const MAX: usize>(text: Option<&Text<MAX>>) -> String {
            text.map(|text| text.as_str().to_owned()).unwrap_or_default()
        }
        let Provider { name, city, address, contact, about, .. } = provider;
        Self {
            name: name.as_str().to_owned(),
            city: city.as_ref().map(|city| city.as_str().to_owned()).unwrap_or_default(),
            street: text(address.street.as_ref()),
            postal_code: text(address.postal_code.as_ref()),
            place: text(address.place.as_ref()),
            person: text(contact.person.as_ref()),
            phone: contact.phone.as_ref().map(|one| one.as_str().to_owned()).unwrap_or_default(),
            mail: contact.mail.as_ref().map(|one| one.as_str().to_owned()).unwrap_or_default(),
            web: contact.web.as_ref().map(|one| one.as_str().to_owned()).unwrap_or_default(),
            about: text(about.as_ref()),
        }
    }
}

impl ProviderForm {
    /// The provider; `cities` are the towns there are.
    ///
    /// # Errors
    /// Every wrong field.
    pub fn parse(&self, id: ProviderId, cities: &[CityId]) -> Result<Provider, Vec<WrongField>> {
        let mut wrong = Vec::new();
        let name = keep(&mut wrong, "name", Line::parse(&self.name));
        let city = optional(&mut wrong, "city", &self.city, |text| {
            let city = CityId::parse(text).ok().filter(|city| cities.contains(city));
            city.ok_or(FieldReason::City)
        });
        let address = Address {
            street: optional(&mut wrong, "street", &self.street, Text::parse),
            postal_code: optional(&mut wrong, "postal_code", &self.postal_code, Text::parse),
            place: optional(&mut wrong, "place", &self.place, Text::parse),
        };
        let contact = Contact {
            person: optional(&mut wrong, "person", &self.person, Text::parse),
            phone: optional(&mut wrong, "phone", &self.phone, Phone::parse),
            mail: optional(&mut wrong, "mail", &self.mail, Mail::parse),
            web: optional(&mut wrong, "web", &self.web, WebAddress::parse),
        };
        let about = optional(&mut wrong, "about", &self.about, Text::parse);
        match name {
            Some(name) if wrong.is_empty() => {
                Ok(Provider { id, name, city, address, contact, about })
            }
            _ => Err(wrong),
        }
    }
}

/// The value, where it is right.
fn keep<T, E: Into<FieldReason>>(
    wrong: &mut Vec<WrongField>,
    name: &'static str,
    result: Result<T, E>,
) -> Option<T> {
    result.map_err(|reason| wrong.push(WrongField { name, reason: reason.into() })).ok()
}

/// The same for a field that may be empty.
fn optional<T, E: Into<FieldReason>>(
    wrong: &mut Vec<WrongField>,
    name: &'static str,
    text: &str,
    parse: impl Fn(&str) -> Result<T, E>,
) -> Option<T> {
    if text.trim().is_empty() { None } else { keep(wrong, name, parse(text)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id() -> ProviderId {
        ProviderId::parse("verein").unwrap()
    }

    #[test]
    fn a_provider_comes_back_from_its_form_as_it_was() {
        let form = ProviderForm {
            name: "Beispielverein".to_owned(),
            city: "marl".to_owned(),
            street: "Beispielstraße 1".to_owned(),
            postal_code: "45768".to_owned(),
            phone: "02365 1234".to_owned(),
            mail: "a@verein.example".to_owned(),
            web: "https://verein.example".to_owned(),
            about: "Zeile 1\nZeile 2".to_owned(),
            ..ProviderForm::default()
        };
        let provider = form.parse(id(), &[CityId::parse("marl").unwrap()]).unwrap();
        assert_eq!(ProviderForm::from(&provider), form);
    }

    #[test]
    fn every_wrong_field_is_named_at_once() {
        let form = ProviderForm {
            city: "atlantis".to_owned(),
            phone: "ruf an".to_owned(),
            mail: "a@".to_owned(),
            web: "javascript:alert(1)".to_owned(),
            ..ProviderForm::default()
        };
        let wrong = form.parse(id(), &[]).unwrap_err();
        let names: Vec<_> = wrong.iter().map(|field| field.name).collect();
        assert_eq!(names, ["name", "city", "phone", "mail", "web"]);
    }
}
