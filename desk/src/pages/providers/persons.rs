//! The contact persons of a provider: a group of fields for each, and an empty one.

use super::ProviderPage;
use crate::components::{ChecksField, Choice, TextField, checks_field, text_field};
use i18n::I18n;
use leptos::prelude::*;
use shared::desk::providers::{PersonForm, person_field};
use shared::provider::MAX_PERSONS;

/// Shows the groups; the empty one is not there where no person can be added.
pub(super) fn person_groups(i18n: I18n, page: &ProviderPage) -> impl IntoView + use<> {
    let persons = &page.form.persons;
    let empty = (persons.len() < MAX_PERSONS).then(PersonForm::default);
    let groups = persons.iter().chain(&empty).enumerate();
    let groups: Vec<_> =
        groups.map(|(place, person)| PersonGroup { i18n, page, place, person }.show()).collect();
    view! {
        <section class="desk-persons">
            <h2>{i18n.desk_provider_persons()}</h2>
            <p class="field-hint">{i18n.desk_provider_persons_hint()}</p>
            {groups}
        </section>
    }
}

/// One person's fields.
#[derive(Clone, Copy)]
struct PersonGroup<'a> {
    i18n: I18n,
    page: &'a ProviderPage,
    place: usize,
    person: &'a PersonForm,
}

impl PersonGroup<'_> {
    fn show(self) -> AnyView {
        let Self { i18n, page, place, person } = self;
        let is_new = place >= page.form.persons.len();
        let legend = if is_new {
            i18n.desk_provider_person_new().to_owned()
        } else {
            i18n.desk_provider_person_number(&i18n.number(place as u64 + 1))
        };
        let remove = (!is_new).then(|| {
            view! {
                <label class="desk-check">
                    <input
                        type="checkbox"
                        name=person_field(place, "remove")
                        value="yes"
                        checked=person.is_removed
                    />
                    <span>{i18n.desk_provider_person_remove()}</span>
                </label>
            }
        });
        let label = |key| i18n.lookup_field(key).unwrap_or_default();
        let cities = checks_field(ChecksField {
            label: i18n.desk_provider_person_cities(),
            hint: i18n.desk_provider_person_cities_hint(),
            choices: chosen(&page.cities, &person.cities),
            ..self.named("cities")
        });
        let categories = checks_field(ChecksField {
            label: i18n.desk_provider_person_categories(),
            hint: i18n.desk_provider_person_categories_hint(),
            choices: chosen(&page.categories, &person.categories),
            ..self.named("categories")
        });
        view! {
            <fieldset class="desk-field">
                <legend>{legend}</legend>
                <div class="desk-fields">
                    {self.text("name", i18n.desk_offer_name(), &person.name)}
                    {self.text("topic", i18n.desk_provider_person_topic(), &person.topic)}
                    {self.text("phone", label("phone"), &person.phone)}
                    {self.text("mail", label("mail"), &person.mail)}
                    {cities}
                    {categories}
                </div>
                {remove}
            </fieldset>
        }
        .into_any()
    }

    fn text(self, field: &str, label: &str, value: &str) -> AnyView {
        let name = person_field(self.place, field);
        let error = self.page.error(self.i18n, &name);
        let error = error.as_deref();
        text_field(&TextField { name: &name, label, value, error, ..TextField::default() })
    }

    fn named(self, field: &str) -> ChecksField {
        let name = person_field(self.place, field);
        let error = self.page.error(self.i18n, &name);
        ChecksField { name, error, ..ChecksField::default() }
    }
}

/// The choices with those chosen that the person has.
fn chosen(choices: &[Choice], ids: &[String]) -> Vec<Choice> {
    let choice =
        |choice: &Choice| Choice { is_chosen: ids.contains(&choice.value), ..choice.clone() };
    choices.iter().map(choice).collect()
}
