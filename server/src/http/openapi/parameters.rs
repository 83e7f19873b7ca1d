//! Parameters of the interface, with the values they can have.

use super::schemas::schema_of;
use serde_json::json;
use shared::language::{LanguageTag, UiLanguage};
use shared::search::{Facet, MAX_TEXT, MAX_VALUES, Sort};
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn, ParameterStyle};
use utoipa::openapi::schema::{ArrayBuilder, Object, ObjectBuilder, Schema, Type};
use utoipa::openapi::{RefOr, Required};

/// A part of the path.
pub(crate) fn in_path(name: &str, about: &str, form: impl Into<RefOr<Schema>>) -> Parameter {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Path)
        .required(Required::True)
        .description(Some(about))
        .schema(Some(form))
        .build()
}

/// A pair of the address that may be missing.
pub(crate) fn in_query(name: &str, about: &str, form: impl Into<RefOr<Schema>>) -> Parameter {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Query)
        .required(Required::False)
        .description(Some(about))
        .schema(Some(form))
        .build()
}

/// Any text.
pub(crate) fn text() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String)
}

/// One of some words.
pub(crate) fn one_of<'a>(words: impl IntoIterator<Item = &'a str>) -> ObjectBuilder {
    text().enum_values(Some(words))
}

/// Those that several operations take; they refer to them by name.
pub(super) fn shared() -> Vec<Parameter> {
    let mut all = vec![lang(), texts()];
    all.extend(choice());
    all
}

/// The language of an answer.
fn lang() -> Parameter {
    let tags = one_of(UiLanguage::ALL.map(UiLanguage::tag)).default(Some(json!("de")));
    in_query("lang", "Language of texts in the answer, and of what is said when it fails.", tags)
}

/// The language of a conference's texts.
fn texts() -> Parameter {
    let about = "Language of the conference's own texts, one of its `languages`; without it, that \
                 of `lang`.";
    in_query("texts", about, schema_of::<LanguageTag>())
}

/// Words.
pub(crate) fn q(about: &str) -> Parameter {
    in_query("q", about, text().max_length(Some(MAX_TEXT)))
}

/// The page of a list.
pub(crate) fn page() -> Parameter {
    let number =
        ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(1)).default(Some(json!(1)));
    in_query("page", "Page of the list.", number)
}

/// What comes first.
pub(crate) fn sort() -> Parameter {
    let about = "What comes first: what fits the words best, what takes place next, what is \
                 nearest to `near`, or what was checked last. Without it, what fits the query.";
    in_query("sort", about, one_of(Sort::ALL.map(Sort::name)))
}

/// What chooses among offers: words, every filter, and the place to measure from.
fn choice() -> Vec<Parameter> {
    let words = "Words in any of the languages; prefixes, typing errors and parts of German \
                 compounds are found too.";
    let mut parameters = vec![q(words)];
    parameters.extend(Facet::ALL.map(filter));
    let place = text().pattern(Some(r"^([a-z0-9-]{1,64}|-?[0-9.]+, ?-?[0-9.]+)$"));
    let about = "From where distances are measured: the id of a city, or latitude and longitude \
                 in degrees, such as `51.656,7.095`.";
    parameters.push(in_query("near", about, place));
    parameters
}

/// A filter, which may stand in an address several times.
fn filter(facet: Facet) -> Parameter {
    let about = format!("{} Given several times, any of them will do.", about(facet));
    let values = ArrayBuilder::new().items(value(facet)).max_items(Some(MAX_VALUES));
    ParameterBuilder::from(in_query(facet.name(), &about, values))
        .style(Some(ParameterStyle::Form))
        .explode(Some(true))
        .build()
}

fn value(facet: Facet) -> Object {
    match facet.fixed_values() {
        Some(values) => one_of(values).build(),
        None if facet == Facet::Language => {
            text().pattern(Some("^[a-z]{2,3}(-[a-z0-9]{2,8})*$")).build()
        }
        None => text().pattern(Some("^[a-z0-9-]{1,128}$")).build(),
    }
}

/// The names of [`choice`].
pub(super) fn names_of_choice() -> impl Iterator<Item = &'static str> {
    let filters = Facet::ALL.into_iter().map(Facet::name);
    std::iter::once("q").chain(filters).chain(std::iter::once("near"))
}

const fn about(facet: Facet) -> &'static str {
    match facet {
        Facet::Category => "Ids of categories, from `/api/v1/taxonomy`.",
        Facet::City => "Ids of cities, from `/api/v1/taxonomy`.",
        Facet::District => "City and district, such as `marl-huls`, from `facets` of an answer.",
        Facet::Within => "At most so many kilometres from `near`.",
        Facet::Language => "Languages spoken there, on the weekdays chosen if there are any.",
        Facet::Weekday => "Days of the week.",
        Facet::When => "On today, or on right now.",
        Facet::Childcare => "Children are looked after.",
        Facet::Free => "Costs nothing.",
        Facet::StepFree => "Can be reached without steps.",
        Facet::Gender => "Genders addressed; what is for all is found by each.",
        Facet::Age => "Age groups addressed; what is for all is found by each.",
        Facet::Background => "Background addressed.",
        Facet::Level => "Level of German.",
        Facet::Format => "In person or online; what is both is found by each.",
        Facet::Kind => "What sort of thing it is.",
        Facet::Provider => "Ids of providers, from `/api/v1/providers`.",
    }
}
