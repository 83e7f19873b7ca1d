//! A provider as the fields of a form.

mod fields;
mod persons;

pub use fields::{FieldReason, WrongField, person_field};
pub use persons::PersonForm;

use super::position::{format_exact_position, parse_position};
use crate::contact::{Address, Contact, Mail, Phone, WebAddress};
use crate::id::ProviderId;
use crate::provider::{InstitutionKind, Provider};
use crate::taxonomy::Taxonomy;
use crate::text::{Line, Text};
use fields::{FieldReader, known_city};

/// What stands in the fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProviderForm {
    /// Name.
    pub name: String,
    /// Name of the kind of institution; empty where it is not stated.
    pub kind: String,
    /// Id of the town; empty for the whole county.
    pub city: String,
    /// Street and number.
    pub street: String,
    /// Postal code.
    pub postal_code: String,
    /// Place name where it differs from the town.
    pub place: String,
    /// Latitude and longitude of the address, in degrees.
    pub position: String,
    /// Contact person of the general contact.
    pub person: String,
    /// Telephone.
    pub phone: String,
    /// Mail address.
    pub mail: String,
    /// Web address.
    pub web: String,
    /// Description.
    pub about: String,
    /// Contact persons beside the general contact.
    pub persons: Vec<PersonForm>,
}

impl From<&Provider> for ProviderForm {
    fn from(provider: &Provider) -> Self {
        fn text<const MAX: usize>(text: Option<&Text<MAX>>) -> String {
            text.map(|text| text.as_str().to_owned()).unwrap_or_default()
        }
        let Provider { id: _, name, kind, city, address, position, contact, about, persons } =
            provider;
        Self {
            name: name.as_str().to_owned(),
            kind: kind.map(InstitutionKind::name).unwrap_or_default().to_owned(),
            city: city.as_ref().map(|city| city.as_str().to_owned()).unwrap_or_default(),
            street: text(address.street.as_ref()),
            postal_code: text(address.postal_code.as_ref()),
            place: text(address.place.as_ref()),
            position: position.map(format_exact_position).unwrap_or_default(),
            person: text(contact.person.as_ref()),
            phone: contact.phone.as_ref().map(|one| one.as_str().to_owned()).unwrap_or_default(),
            mail: contact.mail.as_ref().map(|one| one.as_str().to_owned()).unwrap_or_default(),
            web: contact.web.as_ref().map(|one| one.as_str().to_owned()).unwrap_or_default(),
            about: text(about.as_ref()),
            persons: persons.iter().map(PersonForm::from).collect(),
        }
    }
}

impl ProviderForm {
    /// The provider; `taxonomy` has the towns and categories there are.
    ///
    /// # Errors
    /// Every wrong field.
    pub fn parse(&self, id: ProviderId, taxonomy: &Taxonomy) -> Result<Provider, Vec<WrongField>> {
        let mut fields = FieldReader::default();
        let name = fields.needed("name", Line::parse(&self.name));
        let kind = fields.optional("kind", &self.kind, |name| {
            InstitutionKind::from_name(name).ok_or(FieldReason::Kind)
        });
        let city = fields.optional("city", &self.city, |text| known_city(text, taxonomy));
        let address = Address {
            street: fields.optional("street", &self.street, Text::parse),
            postal_code: fields.optional("postal_code", &self.postal_code, Text::parse),
            place: fields.optional("place", &self.place, Text::parse),
        };
        let position = fields.optional("position", &self.position, |text| {
            parse_position(text).ok_or(FieldReason::Position)
        });
        let contact = Contact {
            person: fields.optional("person", &self.person, Text::parse),
            phone: fields.optional("phone", &self.phone, Phone::parse),
            mail: fields.optional("mail", &self.mail, Mail::parse),
            web: fields.optional("web", &self.web, WebAddress::parse),
        };
        let about = fields.optional("about", &self.about, Text::parse);
        let persons = fields.persons(&self.persons, taxonomy);
        match (name, persons) {
            (Some(name), Some(persons)) if fields.wrong.is_empty() => {
                Ok(Provider { id, name, kind, city, address, position, contact, about, persons })
            }
            _ => Err(fields.wrong),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{CategoryId, CityId};
    use crate::provider::MAX_PERSONS;
    use crate::taxonomy::Term;
    use serde_json::json;

    fn id() -> ProviderId {
        ProviderId::parse("verein").unwrap()
    }

    fn taxonomy() -> Taxonomy {
        let term = |id: &str| json!({ "id": id, "label": id });
        let cities: Vec<Term<CityId>> = serde_json::from_value(json!([term("marl")])).unwrap();
        let categories: Vec<Term<CategoryId>> =
            serde_json::from_value(json!([term("sprache"), term("sport")])).unwrap();
        Taxonomy { cities, categories, ..Taxonomy::default() }
    }

    fn person() -> PersonForm {
        PersonForm {
            name: "Beratung Sprachkurse".to_owned(),
            topic: "Einstufung".to_owned(),
            cities: vec!["marl".to_owned()],
            categories: vec!["sprache".to_owned(), "sport".to_owned()],
            phone: "030 23125-101".to_owned(),
            mail: "kurse@verein.example".to_owned(),
            is_removed: false,
        }
    }

    fn with_persons(persons: Vec<PersonForm>) -> ProviderForm {
        ProviderForm { name: "Beispielverein".to_owned(), persons, ..ProviderForm::default() }
    }

    #[test]
    fn a_provider_comes_back_from_its_form_as_it_was() {
        let form = ProviderForm {
            name: "Beispielverein".to_owned(),
            kind: "migrants".to_owned(),
            city: "marl".to_owned(),
            street: "Beispielstraße 1".to_owned(),
            postal_code: "45768".to_owned(),
            position: "51.656701, 7.090403".to_owned(),
            phone: "02365 1234".to_owned(),
            mail: "a@verein.example".to_owned(),
            web: "https://verein.example".to_owned(),
            about: "Zeile 1\nZeile 2".to_owned(),
            persons: vec![
                person(),
                PersonForm { name: "Büro".to_owned(), ..PersonForm::default() },
            ],
            ..ProviderForm::default()
        };
        let provider = form.parse(id(), &taxonomy()).unwrap();
        assert_eq!(ProviderForm::from(&provider), form);
    }

    #[test]
    fn every_wrong_field_is_named_at_once() {
        let form = ProviderForm {
            kind: "circus".to_owned(),
            city: "atlantis".to_owned(),
            position: "am Markt".to_owned(),
            phone: "ruf an".to_owned(),
            mail: "a@".to_owned(),
            web: "javascript:alert(1)".to_owned(),
            ..ProviderForm::default()
        };
        let wrong = form.parse(id(), &taxonomy()).unwrap_err();
        let names: Vec<_> = wrong.iter().map(|field| field.name).collect();
        assert_eq!(names, ["name", "kind", "city", "position", "phone", "mail", "web"]);
    }

    #[test]
    fn wrong_fields_of_a_person_are_named_with_its_number() {
        let broken = PersonForm {
            name: String::new(),
            cities: vec!["atlantis".to_owned()],
            categories: vec!["zirkus".to_owned()],
            phone: "ruf an".to_owned(),
            mail: "a@".to_owned(),
            ..person()
        };
        let wrong = with_persons(vec![person(), broken]).parse(id(), &taxonomy()).unwrap_err();
        let keys: Vec<_> = wrong.iter().map(WrongField::key).collect();
        let fields = ["name", "cities", "categories", "phone", "mail"];
        assert_eq!(keys, fields.map(|name| format!("person_2_{name}")));
    }

    #[test]
    fn empty_groups_and_removed_persons_are_left_out_whatever_they_say() {
        let removed = PersonForm { mail: "a@".to_owned(), is_removed: true, ..person() };
        let blank = PersonForm { name: " ".to_owned(), ..PersonForm::default() };
        let form = with_persons(vec![removed, blank, person()]);
        let provider = form.parse(id(), &taxonomy()).unwrap();
        assert_eq!(provider.persons.len(), 1);
        assert_eq!(PersonForm::from(&provider.persons[0]), person());
    }

    #[test]
    fn one_person_too_many_is_named() {
        let full = with_persons(vec![person(); MAX_PERSONS]);
        assert_eq!(full.parse(id(), &taxonomy()).unwrap().persons.len(), MAX_PERSONS);
        let wrong =
            with_persons(vec![person(); MAX_PERSONS + 1]).parse(id(), &taxonomy()).unwrap_err();
        assert_eq!(wrong[0].reason, FieldReason::TooManyPersons);
        assert_eq!(wrong[0].key(), "person_21_name");
    }
}
