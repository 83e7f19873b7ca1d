//! How a field is filled in: typed, or chosen from a list.

use super::PROVIDER;
use crate::sheet::choices::{Choice, format};
use crate::sheet::columns::{Column, Field};
use crate::sheet::lists::Lists;
use shared::offer::audience::{AgeGroup, AudienceGroup, Background, Gender};
use shared::offer::{Format, LanguageLevel, OfferKind};
use shared::provider::Provider;
use shared::taxonomy::Taxonomy;

/// How a field is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// One line is typed.
    Line,
    /// Several lines are typed.
    Lines,
    /// A day is typed.
    Day,
    /// One of these is chosen; an empty one is "not stated".
    One(Vec<FieldOption>),
    /// Any of these are chosen.
    Some(Vec<FieldOption>),
}

/// A value that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldOption {
    /// What stands in the cell.
    pub cell: String,
    /// Where its name is among the interface's texts, such as `kind.course`; the cell's words are
    /// the name where there is none.
    pub label_key: String,
    /// Its German name.
    pub label: String,
}

/// How the field with this key is filled in; `None` for no field.
pub fn input_of(key: &str, taxonomy: &Taxonomy, providers: &[Provider]) -> Option<Input> {
    let Column::Of(field) = super::column_of(key)? else {
        return Some(if key.starts_with("name.") { Input::Line } else { Input::Lines });
    };
    let lists = Lists::new(taxonomy);
    let cities = || {
        taxonomy.cities.iter().map(|term| FieldOption {
            cell: lists.cities.format(&term.id),
            label_key: format!("city.{}", term.id),
            label: term.label.as_str().to_owned(),
        })
    };
    Some(match field {
        Field::City => Input::One(cities().collect()),
        Field::ProviderId => Input::One(provider_options(providers)),
        Field::Category => Input::Some(
            taxonomy
                .categories
                .iter()
                .map(|term| FieldOption {
                    cell: lists.categories.format(&term.id),
                    label_key: format!("category.{}", term.id),
                    label: term.label.as_str().to_owned(),
                })
                .collect(),
        ),
        Field::Languages => Input::Some(
            taxonomy
                .languages
                .iter()
                .map(|term| FieldOption {
                    cell: lists.languages.format(&term.id),
                    label_key: format!("language.{}", term.id),
                    label: term.label.as_str().to_owned(),
                })
                .collect(),
        ),
        Field::Kind => {
            Input::One(options(OfferKind::ALL.map(|value| (value, value.name())), "kind"))
        }
        Field::Format => {
            Input::One(options(Format::ALL.map(|value| (value, value.name())), "format"))
        }
        Field::Level => {
            Input::One(options(LanguageLevel::ALL.map(|value| (value, value.name())), "level"))
        }
        Field::Background => {
            Input::One(options(Background::ALL.map(|value| (value, value.name())), "background"))
        }
        Field::Gender => {
            Input::Some(options(Gender::ALL.map(|value| (value, value.name())), "gender"))
        }
        Field::Ages => {
            Input::Some(options(AgeGroup::ALL.map(|value| (value, value.name())), "age"))
        }
        Field::Groups => {
            Input::Some(options(AudienceGroup::ALL.map(|value| (value, value.name())), "group"))
        }
        Field::SchoolDays
        | Field::Holidays
        | Field::ByAppointment
        | Field::Interpreter
        | Field::Childcare
        | Field::StepFree
        | Field::RegistrationNeeded => {
            Input::One(options([(true, "yes"), (false, "no")], "answer"))
        }
        Field::VisibleFrom | Field::VisibleTo | Field::PlacesAsOf => Input::Day,
        Field::Description
        | Field::GoodPractice
        | Field::PracticeForWhom
        | Field::PracticePartners
        | Field::PracticeTakeaway
        | Field::Weekly
        | Field::Dates => Input::Lines,
        _ => Input::Line,
    })
}

/// Every provider by its id, which is what the field [`PROVIDER`] holds.
fn provider_options(providers: &[Provider]) -> Vec<FieldOption> {
    providers
        .iter()
        .map(|provider| FieldOption {
            cell: provider.id.as_str().to_owned(),
            label_key: PROVIDER.to_owned(),
            label: provider.name.as_str().to_owned(),
        })
        .collect()
}

fn options<T: Choice, const N: usize>(
    values: [(T, &'static str); N],
    facet: &str,
) -> Vec<FieldOption> {
    values
        .into_iter()
        .map(|(value, name)| FieldOption {
            cell: format(value),
            label_key: format!("{facet}.{name}"),
            label: format(value),
        })
        .collect()
}
