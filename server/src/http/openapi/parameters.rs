//! Parameters of the API, with their permitted values.

use serde_json::json;
use shared::language::UiLanguage;
use shared::search::{Facet, MAX_TEXT, MAX_VALUES, Sort};
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn, ParameterStyle};
use utoipa::openapi::schema::{ArrayBuilder, Object, ObjectBuilder, OneOfBuilder, Schema, Type};
use utoipa::openapi::{RefOr, Required};

pub(crate) fn in_path(name: &str, about: &str, schema: impl Into<RefOr<Schema>>) -> Parameter {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Path)
        .required(Required::True)
        .description(Some(about))
        .schema(Some(schema))
        .build()
}

/// An optional query parameter.
pub(crate) fn in_query(name: &str, about: &str, schema: impl Into<RefOr<Schema>>) -> Parameter {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Query)
        .required(Required::False)
        .description(Some(about))
        .schema(Some(schema))
        .build()
}

pub(crate) fn text() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String)
}

pub(crate) fn one_of<'a>(words: impl IntoIterator<Item = &'a str>) -> ObjectBuilder {
    text().enum_values(Some(words))
}

/// Parameters of several operations, which refer to them by name.
pub(super) fn shared() -> Vec<Parameter> {
    [lang(), texts()].into_iter().chain(search()).collect()
}

/// The parameter with the language of the response.
pub(crate) const LANG: &str = "lang";

fn lang() -> Parameter {
    let tags = one_of(UiLanguage::ALL.map(UiLanguage::tag)).default(Some(json!("de")));
    in_query(LANG, "Language of texts in the response, and of error messages.", tags)
}

fn texts() -> Parameter {
    let about = "Language of the conference's own texts, one of its `languages`; empty or left out: `lang`.";
    let tags = text().pattern(Some("^([a-z]{2,3}(-[a-z0-9]{2,8})*)?$")).max_length(Some(35));
    in_query("texts", about, tags)
}

/// Search words.
pub(crate) fn q(about: &str) -> Parameter {
    let words = text().max_length(Some(MAX_TEXT)).pattern(Some(shared::text::PRINTABLE));
    in_query("q", about, words)
}

pub(crate) fn page() -> Parameter {
    let number = ObjectBuilder::new()
        .schema_type(Type::Integer)
        .minimum(Some(1))
        .maximum(Some(u32::MAX))
        .default(Some(json!(1)));
    let number_or_empty = OneOfBuilder::new().item(number).item(one_of([""]));
    in_query("page", "Page of the list. Empty as if left out.", number_or_empty)
}

pub(crate) fn sort() -> Parameter {
    let about = "Order: best match for the words, next date, nearest to `near`, or most recently \
                 checked. By default, and if empty, whichever suits the query.";
    in_query("sort", about, one_of(Sort::ALL.map(Sort::name).into_iter().chain([""])))
}

/// The id of a city, or latitude and longitude in degrees; may be empty.
const PLACE: &str = r"^([a-z0-9-]{1,64}|-?(90|[1-8]?[0-9](\.[0-9]+)?), ?-?(180|(1[0-7][0-9]|[1-9]?[0-9])(\.[0-9]+)?))?$";

/// The search for offers: words, every filter, and the place to measure from.
fn search() -> Vec<Parameter> {
    let words = "Words in any of the languages; prefixes, misspellings and parts of German \
                 compounds match too.";
    let mut parameters = vec![q(words)];
    parameters.extend(Facet::ALL.map(filter));
    let place = text().pattern(Some(PLACE));
    let about = "Where distances are measured from: the id of a city, or latitude and longitude \
                 in degrees, such as `51.656,7.095`. Empty as if left out.";
    parameters.push(in_query("near", about, place));
    parameters
}

/// The names of query parameters that are given at most once: all but lists.
pub(super) fn single_valued(
    parameters: impl IntoIterator<Item = Parameter>,
) -> impl Iterator<Item = String> {
    let is_single = |parameter: &Parameter| {
        let is_list = matches!(&parameter.schema, Some(RefOr::T(Schema::Array(_))));
        parameter.parameter_in == ParameterIn::Query && !is_list
    };
    parameters.into_iter().filter(is_single).map(|parameter| parameter.name)
}

/// A filter, which may be repeated.
fn filter(facet: Facet) -> Parameter {
    let description = format!(
        "{} May be repeated, up to {MAX_VALUES} different values; any of them matches. An empty \
         value counts as none.",
        describe(facet)
    );
    let values = ArrayBuilder::new().items(value(facet));
    ParameterBuilder::from(in_query(facet.name(), &description, values))
        .style(Some(ParameterStyle::Form))
        .explode(Some(true))
        .build()
}

fn value(facet: Facet) -> Object {
    match facet.fixed_values() {
        Some(values) => one_of(values.into_iter().chain([""])).build(),
        None if facet == Facet::Language => {
            text().pattern(Some("^([a-z]{2,3}(-[a-z0-9]{2,8})*)?$")).max_length(Some(35)).build()
        }
        None => text().pattern(Some("^([a-z0-9-]{1,128})?$")).build(),
    }
}

/// The names of [`search`].
pub(super) fn search_names() -> impl Iterator<Item = &'static str> + Clone {
    let filters = Facet::ALL.into_iter().map(Facet::name);
    std::iter::once("q").chain(filters).chain(std::iter::once("near"))
}

const fn describe(facet: Facet) -> &'static str {
    match facet {
        Facet::Category => "Ids of categories, from `/api/v1/taxonomy`.",
        Facet::City => "Ids of cities, from `/api/v1/taxonomy`.",
        Facet::District => "City and district, such as `marl-huls`, from `facets` of a response.",
        Facet::Within => "Maximum distance from `near` in kilometres.",
        Facet::Language => "Languages spoken there; if weekdays are chosen, on those days.",
        Facet::Weekday => "Days of the week.",
        Facet::When => "Takes place today, or right now.",
        Facet::Childcare => "With childcare.",
        Facet::Free => "Free of charge.",
        Facet::StepFree => "Step-free access.",
        Facet::Gender => "Genders addressed; offers for all match every value.",
        Facet::Age => "Age groups addressed; offers for all match every value.",
        Facet::Background => "Background addressed.",
        Facet::Group => "Groups that an offer is made for.",
        Facet::Level => "Level of German.",
        Facet::Format => "In person or online; offers that are both match either.",
        Facet::Kind => "Kind of offer.",
        Facet::Provider => "Ids of providers, from `/api/v1/providers`.",
    }
}
