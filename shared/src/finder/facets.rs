//! Filters as shown on pages: in the operator's order, with labels, and of limited length.

use super::Finder;
use super::paging::pairs_of;
use super::reader::Reader;
use crate::api::{Choice, FacetView, LoosenView, Named};
use crate::search::{Count, Facet, Loosen, OfferQuery, SearchResults};
use crate::taxonomy::Taxonomy;

/// Most values of a filter without a fixed order; the most frequent ones are shown.
const MOST_VALUES: usize = 30;

impl Finder<'_> {
    /// Filters with selectable values.
    pub(super) fn facet_views(&self, found: &SearchResults, query: &OfferQuery) -> Vec<FacetView> {
        found
            .facets
            .iter()
            .filter(|(facet, _)| is_shown(*facet, query))
            .map(|(facet, counts)| FacetView {
                name: facet.name().to_owned(),
                choices: choices(&self.reader, *facet, counts),
            })
            .filter(|view| !view.choices.is_empty())
            .collect()
    }

    /// A suggestion of what to remove, with the values chosen there.
    pub(super) fn loosen_view(&self, loosen: Loosen, query: &OfferQuery) -> LoosenView {
        let count = u64::from(loosen.count);
        let Some(facet) = loosen.facet else {
            let without = OfferQuery { text: String::new(), ..query.on_page(1) };
            let words = Named { id: query.text.clone(), label: query.text.clone() };
            let pairs = pairs_of(&without);
            return LoosenView { name: "q".to_owned(), values: vec![words], count, pairs };
        };
        LoosenView {
            name: facet.name().to_owned(),
            values: query.values(facet).iter().map(|value| self.value(facet, value)).collect(),
            count,
            pairs: pairs_of(&query.without(facet)),
        }
    }

    fn value(&self, facet: Facet, value: &str) -> Named {
        let mut known = self.catalogue.index.values(facet).filter(|(known, _)| *known == value);
        let from_record = known.next().map(|(_, label)| label).filter(|label| !label.is_empty());
        let label = self.reader.own_label(facet, value).or(from_record);
        Named { id: value.to_owned(), label: label.unwrap_or(value).to_owned() }
    }
}

/// Districts only where a city is chosen, distances only with a place to measure from.
fn is_shown(facet: Facet, query: &OfferQuery) -> bool {
    match facet {
        Facet::District => !query.values(Facet::City).is_empty() || is_chosen(facet, query),
        Facet::Within => query.near.is_some() || is_chosen(facet, query),
        _ => true,
    }
}

fn is_chosen(facet: Facet, query: &OfferQuery) -> bool {
    !query.values(facet).is_empty()
}

fn choices(reader: &Reader<'_>, facet: Facet, counts: &[Count]) -> Vec<Choice> {
    let mut choices: Vec<Choice> = counts
        .iter()
        .map(|count| {
            let known = reader.own_label(facet, &count.value).unwrap_or(&count.label);
            Choice {
                id: count.value.clone(),
                label: known.to_owned(),
                count: u64::from(count.count),
                is_chosen: count.is_chosen,
            }
        })
        .collect();
    match places_in_list(reader.taxonomy, facet) {
        Some(places) => choices.sort_by_key(|choice| {
            places.iter().position(|id| *id == choice.id).unwrap_or(usize::MAX)
        }),
        None if facet.fixed_values().is_none() => shorten(&mut choices),
        None => {}
    }
    choices
}

/// Keeps the most frequent and all chosen values, sorted by label.
fn shorten(choices: &mut Vec<Choice>) {
    choices.sort_by_key(|choice| (!choice.is_chosen, std::cmp::Reverse(choice.count)));
    choices.truncate(MOST_VALUES);
    choices.sort_by(|one, other| one.label.cmp(&other.label));
}

/// The operator's list of a filter's values, in its order.
fn places_in_list(taxonomy: &Taxonomy, facet: Facet) -> Option<Vec<&str>> {
    match facet {
        Facet::City => Some(taxonomy.cities.iter().map(|term| term.id.as_str()).collect()),
        Facet::Category => Some(taxonomy.categories.iter().map(|term| term.id.as_str()).collect()),
        Facet::Language => Some(taxonomy.languages.iter().map(|term| term.id.as_str()).collect()),
        _ => None,
    }
}
