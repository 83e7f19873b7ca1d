//! The contact persons of a provider as groups of fields.

use super::fields::{FieldReader, FieldReason, known_city};
use crate::contact::{Mail, Phone};
use crate::id::{CategoryId, CityId};
use crate::provider::{ContactPerson, ContactPersons};
use crate::taxonomy::Taxonomy;
use crate::text::Line;

/// What stands in the fields of one person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonForm {
    /// Name.
    pub name: String,
    /// Function or topic.
    pub topic: String,
    /// Ids of towns.
    pub cities: Vec<String>,
    /// Ids of categories.
    pub categories: Vec<String>,
    /// Telephone.
    pub phone: String,
    /// Mail address.
    pub mail: String,
    /// Whether the person is to be removed.
    pub is_removed: bool,
}

impl From<&ContactPerson> for PersonForm {
    fn from(person: &ContactPerson) -> Self {
        let ContactPerson { name, topic, cities, categories, phone, mail } = person;
        Self {
            name: name.as_str().to_owned(),
            topic: topic.as_ref().map(|one| one.as_str().to_owned()).unwrap_or_default(),
            cities: cities.iter().map(|city| city.as_str().to_owned()).collect(),
            categories: categories.iter().map(|one| one.as_str().to_owned()).collect(),
            phone: phone.as_ref().map(|one| one.as_str().to_owned()).unwrap_or_default(),
            mail: mail.as_ref().map(|one| one.as_str().to_owned()).unwrap_or_default(),
            is_removed: false,
        }
    }
}

impl PersonForm {
    /// Whether nothing stands in any field.
    pub fn is_blank(&self) -> bool {
        let texts = [&self.name, &self.topic, &self.phone, &self.mail];
        texts.iter().all(|text| text.trim().is_empty())
            && self.cities.is_empty()
            && self.categories.is_empty()
    }
}

impl FieldReader {
    /// The persons, without blank and removed ones; `None` where one is wrong.
    pub(super) fn persons(
        &mut self,
        forms: &[PersonForm],
        taxonomy: &Taxonomy,
    ) -> Option<ContactPersons> {
        let (mut persons, mut last) = (Vec::new(), 0);
        for (place, form) in forms.iter().enumerate() {
            if !form.is_blank() && !form.is_removed {
                (self.person, last) = (Some(place), place);
                persons.extend(self.person(form, taxonomy));
            }
        }
        self.person = Some(last);
        let persons = ContactPersons::try_from(persons).map_err(|_| FieldReason::TooManyPersons);
        let persons = self.needed("name", persons);
        self.person = None;
        persons
    }

    fn person(&mut self, form: &PersonForm, taxonomy: &Taxonomy) -> Option<ContactPerson> {
        let name = self.needed("name", Line::parse(&form.name));
        let topic = self.optional("topic", &form.topic, Line::parse);
        let cities: Result<Vec<CityId>, _> =
            form.cities.iter().map(|city| known_city(city, taxonomy)).collect();
        let cities = self.needed("cities", cities);
        let categories: Result<Vec<CategoryId>, _> =
            form.categories.iter().map(|topic| known_category(topic, taxonomy)).collect();
        let categories = self.needed("categories", categories);
        let phone = self.optional("phone", &form.phone, Phone::parse);
        let mail = self.optional("mail", &form.mail, Mail::parse);
        Some(ContactPerson {
            name: name?,
            topic,
            cities: cities?,
            categories: categories?,
            phone,
            mail,
        })
    }
}

fn known_category(text: &str, taxonomy: &Taxonomy) -> Result<CategoryId, FieldReason> {
    let found = taxonomy.categories.iter().find(|term| term.id.as_str() == text);
    found.map(|term| term.id.clone()).ok_or(FieldReason::Category)
}
