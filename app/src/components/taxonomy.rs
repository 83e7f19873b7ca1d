//! Labels of categories, cities and languages: the interface's where it knows them,
//! else the German one of the record.

use crate::i18n::I18n;
use shared::id::{CategoryId, CityId};
use shared::language::LanguageTag;
use shared::taxonomy::{Taxonomy, Term};

fn label_of<'a, Id: PartialEq>(terms: &'a [Term<Id>], id: &Id) -> Option<&'a str> {
    terms.iter().find(|term| term.id == *id).map(|term| term.label.as_str())
}

/// Name of a category.
pub(crate) fn category_label(i18n: I18n, id: &CategoryId, taxonomy: Option<&Taxonomy>) -> String {
    let german = taxonomy.and_then(|taxonomy| label_of(&taxonomy.categories, id));
    i18n.lookup_taxonomy(&format!("category.{id}")).or(german).unwrap_or(id.as_str()).to_owned()
}

/// Pictogram of a category.
pub(crate) fn category_icon(id: &CategoryId) -> &'static str {
    match id.as_str() {
        "sprache" => "language",
        "beratung" => "advice",
        "begegnung" => "meeting",
        "bildung" => "education",
        "arbeitsmarkt" => "work",
        "familie" => "family",
        "gesundheit" => "health",
        "wohnen" => "housing",
        "freizeit" => "leisure",
        "sport" => "sport",
        "religion" => "religion",
        "ehrenamt" => "volunteering",
        _ => "offer",
    }
}

/// Name of a city; names are not translated.
pub(crate) fn city_label(id: &CityId, taxonomy: &Taxonomy) -> String {
    label_of(&taxonomy.cities, id).unwrap_or(id.as_str()).to_owned()
}

/// Name of a language.
pub(crate) fn language_label(i18n: I18n, tag: &LanguageTag, taxonomy: Option<&Taxonomy>) -> String {
    let german = taxonomy.and_then(|taxonomy| label_of(&taxonomy.languages, tag));
    i18n.lookup_taxonomy(&format!("language.{tag}")).or(german).unwrap_or(tag.as_str()).to_owned()
}
