//! Labels of categories and languages: translated where the interface has them, else the German
//! label of the record. Names of cities are not translated.

use crate::i18n::I18n;
use shared::api::Named;

/// Name of a category.
pub(crate) fn category_label(i18n: I18n, id: &str, german: &str) -> String {
    i18n.lookup_taxonomy(&format!("category.{id}")).unwrap_or(german).to_owned()
}

/// Name of a language.
pub(crate) fn language_label(i18n: I18n, tag: &str, german: &str) -> String {
    i18n.lookup_taxonomy(&format!("language.{tag}")).unwrap_or(german).to_owned()
}

/// Name of a city.
pub(crate) fn town_label(_: I18n, _: &str, german: &str) -> String {
    german.to_owned()
}

/// The labels of several entries as one text.
pub(crate) fn join_labels(
    i18n: I18n,
    all: &[Named],
    label: fn(I18n, &str, &str) -> String,
) -> String {
    let labels = all.iter().map(|one| label(i18n, &one.id, &one.label));
    labels.collect::<Vec<_>>().join(i18n.list_separator())
}

/// Pictogram of a category.
pub(crate) fn category_icon(id: &str) -> &'static str {
    match id {
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
