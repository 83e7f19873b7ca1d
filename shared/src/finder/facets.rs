//! Filters as shown on pages: in the operator's order, with labels, and of limited length.

use super::Catalogue;
use super::paging::pairs_of;
use super::reader::label_of;
use crate::api::{Choice, FacetView, LoosenView, Named};
use crate::search::{Count, Facet, Loosen, OfferQuery, SearchResults};
use crate::taxonomy::Taxonomy;

/// Most values of a filter without a fixed order; the most frequent ones are shown.
const MOST_VALUES: usize = 30;

/// Filters with selectable values.
pub(super) fn facet_views(
    catalogue: &Catalogue,
    found: &SearchResults,
    query: &OfferQuery,
) -> Vec<FacetView> {
    found
        .facets
        .iter()
        .filter(|(facet, _)| is_shown(*facet, query))
        .map(|(facet, counts)| FacetView {
            name: facet.name().to_owned(),
            choices: choices(catalogue, *facet, counts),
        })
        .filter(|view| !view.choices.is_empty())
        .collect()
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

fn choices(catalogue: &Catalogue, facet: Facet, counts: &[Count]) -> Vec<Choice> {
    let taxonomy = &catalogue.taxonomy;
    let mut choices: Vec<Choice> = counts
        .iter()
        .map(|count| {
            let known = label_of(taxonomy, facet, &count.value).unwrap_or(&count.label);
            Choice {
                id: count.value.clone(),
                label: known.to_owned(),
                count: u64::from(count.count),
                is_chosen: count.is_chosen,
            }
        })
        .collect();
    match places_in_list(taxonomy, facet) {
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

/// A suggestion of what to remove, with the values chosen there.
pub(super) fn loosen_view(catalogue: &Catalogue, loosen: Loosen, query: &OfferQuery) -> LoosenView {
    let Some(facet) = loosen.facet else {
        let without = OfferQuery { text: String::new(), ..query.on_page(1) };
        let words = Named { id: query.text.clone(), label: query.text.clone() };
        let pairs = pairs_of(&without);
        return LoosenView {
            name: "q".to_owned(),
            values: vec![words],
            count: u64::from(loosen.count),
            pairs,
        };
    };
    let value = |value: &String| {
        let from_record = catalogue
            .index
            .values(facet)
            .find(|(known, _)| known == value)
            .map(|(_, label)| label)
            .filter(|label| !label.is_empty());
        let label = label_of(&catalogue.taxonomy, facet, value).or(from_record);
        Named { id: value.clone(), label: label.unwrap_or(value).to_owned() }
    };
    LoosenView {
        name: facet.name().to_owned(),
        values: query.values(facet).iter().map(value).collect(),
        count: u64::from(loosen.count),
        pairs: pairs_of(&query.without(facet)),
    }
}
