//! Where there is nothing: public offers counted by two of their properties, zeros included.

use super::Stock;
use i18n::words::facet_name;
use shared::desk::figure::{Figure, FigureCell, FigureRow};
use shared::finder::Labels as _;
use shared::offer::Offer;
use shared::offer::schedule::Weekday;
use shared::search::Facet;
use shared::taxonomy::Taxonomy;
use std::collections::HashMap;

/// What offers can be counted by.
pub const DIMENSIONS: [Facet; 8] = [
    Facet::City,
    Facet::Category,
    Facet::Gender,
    Facet::Background,
    Facet::Age,
    Facet::Group,
    Facet::Language,
    Facet::Weekday,
];

impl Stock<'_> {
    /// Public offers by two properties; one that has several values counts under each.
    pub(super) fn gaps(&self, rows: Facet, columns: Facet) -> Figure {
        let taxonomy = &self.snapshot.catalogue.taxonomy;
        let counts = count_pairs(self.public_offers(), rows, columns);
        let column_values = all_values(taxonomy, columns);
        let row = |value: &Value| FigureRow {
            name: self.label(rows, value),
            cells: column_values
                .iter()
                .map(|column| {
                    let pair = (value.id.clone(), column.id.clone());
                    FigureCell::Count(counts.get(&pair).copied().unwrap_or(0))
                })
                .collect(),
        };
        let heading = |facet: Facet| facet_name(self.i18n, facet.name());
        Figure {
            title: self.i18n.desk_figures_gaps_title(heading(columns), heading(rows)),
            notes: vec![self.i18n.desk_figures_gaps_note().to_owned()],
            row_heading: heading(rows).to_owned(),
            columns: column_values.iter().map(|column| self.label(columns, column)).collect(),
            rows: all_values(taxonomy, rows).iter().map(row).collect(),
        }
    }

    fn label(&self, facet: Facet, value: &Value) -> String {
        let known = self.i18n.label(&format!("{}.{}", facet.name(), value.id));
        known.map_or_else(|| value.label.clone(), str::to_owned)
    }

    /// Offers that are public today.
    pub(super) fn public_offers(&self) -> impl Iterator<Item = &Offer> {
        let offers = self.snapshot.catalogue.offers().iter();
        offers.filter(|offer| offer.is_public(self.today))
    }
}

/// A value of a property.
struct Value {
    id: String,
    /// Its German label, where it has one of its own.
    label: String,
}

/// Every value, whether an offer has it or not.
fn all_values(taxonomy: &Taxonomy, facet: Facet) -> Vec<Value> {
    let value = |id: &str, label: &str| Value { id: id.to_owned(), label: label.to_owned() };
    match facet {
        Facet::City => {
            taxonomy.cities.iter().map(|one| value(one.id.as_str(), one.label.as_str())).collect()
        }
        Facet::Category => taxonomy
            .categories
            .iter()
            .map(|one| value(one.id.as_str(), one.label.as_str()))
            .collect(),
        Facet::Language => taxonomy
            .languages
            .iter()
            .map(|one| value(one.id.as_str(), one.label.as_str()))
            .collect(),
        facet => {
            let values = facet.fixed_values().unwrap_or_default().into_iter();
            values.map(|id| value(id, id)).collect()
        }
    }
}

/// Number of offers by the ids of two values.
fn count_pairs<'a>(
    offers: impl Iterator<Item = &'a Offer>,
    rows: Facet,
    columns: Facet,
) -> HashMap<(String, String), u64> {
    let mut counts = HashMap::new();
    for offer in offers {
        let mut pairs = pairs_of(offer, rows, columns);
        pairs.sort_unstable();
        pairs.dedup();
        for pair in pairs {
            *counts.entry(pair).or_default() += 1;
        }
    }
    counts
}

/// Weekday and language belong to the same time: an offer that speaks Russian on Thursdays only has
/// no Russian Monday.
fn pairs_of(offer: &Offer, rows: Facet, columns: Facet) -> Vec<(String, String)> {
    match (rows, columns) {
        (Facet::Weekday, Facet::Language) => weekdays_with_languages(offer),
        (Facet::Language, Facet::Weekday) => {
            let swapped = weekdays_with_languages(offer).into_iter();
            swapped.map(|(day, language)| (language, day)).collect()
        }
        (rows, columns) => {
            let columns = values_of(offer, columns);
            let with_columns = |row: String| {
                columns.iter().map(move |column| (row.clone(), column.clone())).collect::<Vec<_>>()
            };
            values_of(offer, rows).into_iter().flat_map(with_columns).collect()
        }
    }
}

fn weekdays_with_languages(offer: &Offer) -> Vec<(String, String)> {
    let weekly = offer.schedule.weekly.iter().map(|slot| (slot.weekday, &slot.languages));
    let monthly = offer.schedule.monthly.iter().map(|slot| (slot.weekday, &slot.languages));
    let slots = weekly.chain(monthly);
    slots
        .flat_map(|(day, own)| {
            let languages = if own.is_empty() { &offer.languages.spoken } else { own };
            languages.iter().map(move |tag| (day.name().to_owned(), tag.to_string()))
        })
        .collect()
}

/// The values an offer has; one for everybody has all of them.
fn values_of(offer: &Offer, facet: Facet) -> Vec<String> {
    let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
    let all = || owned(facet.fixed_values().unwrap_or_default());
    match facet {
        Facet::City => vec![offer.city.to_string()],
        Facet::Category => offer.categories.iter().map(ToString::to_string).collect(),
        Facet::Language => offer.spoken_languages().into_iter().map(ToString::to_string).collect(),
        Facet::Background => owned(vec![offer.audience.background.name()]),
        Facet::Gender if offer.audience.genders.is_empty() => all(),
        Facet::Gender => owned(offer.audience.genders.iter().map(|one| one.name()).collect()),
        Facet::Age if offer.audience.ages.is_empty() => all(),
        Facet::Age => owned(offer.audience.ages.iter().map(|one| one.name()).collect()),
        Facet::Group => owned(offer.audience.groups.iter().map(|one| one.name()).collect()),
        Facet::Weekday => {
            let weekly = offer.schedule.weekly.iter().map(|slot| slot.weekday);
            let monthly = offer.schedule.monthly.iter().map(|slot| slot.weekday);
            owned(weekly.chain(monthly).map(Weekday::name).collect())
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use serde_json::{Value as Json, json};

    fn offer(more: &Json) -> Offer {
        let mut record = json!({
            "id": "kurs",
            "name": {"de": "Kurs"},
            "provider": "verein",
            "city": "marl",
            "categories": ["sprache", "familie"],
        });
        record.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        serde_json::from_value(record).unwrap()
    }

    fn counted(offers: &[Offer], rows: Facet, columns: Facet) -> Vec<String> {
        let counts = count_pairs(offers.iter(), rows, columns).into_iter();
        let mut lines: Vec<_> =
            counts.map(|((row, column), count)| format!("{row} {column} {count}")).collect();
        lines.sort();
        lines
    }

    #[test]
    fn an_offer_counts_once_under_each_of_its_values() {
        let offers =
            [offer(&json!({})), offer(&json!({"city": "herten", "categories": ["sprache"]}))];
        let expected = ["herten sprache 1", "marl familie 1", "marl sprache 1"];
        assert_eq!(counted(&offers, Facet::City, Facet::Category), expected);
        let slots = json!({"weekly": [
            {"weekday": "mo", "from": "09:00:00"}, {"weekday": "mo", "from": "15:00:00"}
        ]});
        let twice = [offer(&json!({"schedule": slots}))];
        assert_eq!(counted(&twice, Facet::City, Facet::Weekday), ["marl mo 1"]);
    }

    #[test]
    fn a_language_counts_on_the_weekdays_on_which_it_is_spoken() {
        let slots = json!({"weekly": [
            {"weekday": "mo", "from": "09:00:00"},
            {"weekday": "th", "from": "09:00:00", "languages": ["ru"]},
        ]});
        let offers = [offer(&json!({"schedule": slots, "languages": {"spoken": ["de"]}}))];
        assert_eq!(counted(&offers, Facet::Weekday, Facet::Language), ["mo de 1", "th ru 1"]);
        assert_eq!(counted(&offers, Facet::Language, Facet::Weekday), ["de mo 1", "ru th 1"]);
    }

    #[rstest]
    #[case(Facet::Gender, 3)]
    #[case(Facet::Age, 8)]
    #[case(Facet::Background, 1)]
    #[case(Facet::Group, 0)]
    fn an_offer_for_everybody_counts_for_each_group(#[case] facet: Facet, #[case] groups: usize) {
        assert_eq!(counted(&[offer(&json!({}))], Facet::City, facet).len(), groups);
    }
}
