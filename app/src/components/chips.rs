//! Chips above the results: one for each chosen value, to remove it, and one for each of the most
//! popular filters. All of them are links.

use super::Icon;
use crate::i18n::{I18n, use_i18n};
use crate::query::{first_value, localised_url, with_pair, without_pair};
use i18n::words::{facet_name, facet_value};
use leptos::prelude::*;
use shared::api::{FacetView, Named, Pairs};
use shared::text::without_soft_hyphens;

/// The most popular filters with their values; the reader's language goes in front of them.
const QUICK_FILTERS: [(&str, &str); 4] =
    [("when", "today"), ("childcare", "yes"), ("free", "yes"), ("step_free", "yes")];

/// Chosen values and quick filters.
#[component]
pub(crate) fn Chips(
    page: &'static str,
    pairs: Pairs,
    facets: Vec<FacetView>,
    cities: Vec<Named>,
) -> impl IntoView {
    let i18n = use_i18n();
    let own_language = ("language", i18n.language().tag());
    let text = first_value(&pairs, "q").to_owned();
    let text_chip = (!text.is_empty()).then(|| {
        let href = localised_url(i18n, page, &without_pair(&pairs, "q", ""));
        chip(i18n, href, text.clone(), true)
    });
    let near = first_value(&pairs, "near").to_owned();
    let near_chip = (!near.is_empty()).then(|| {
        let city = cities.iter().find(|city| city.id == near).map(|city| city.label.clone());
        let label = city.unwrap_or_else(|| i18n.finder_near_me().to_owned());
        let label = format!("{}: {label}", facet_name(i18n, "within"));
        chip(i18n, localised_url(i18n, page, &without_pair(&pairs, "near", "")), label, true)
    });
    let all = facets.iter().flat_map(|facet| facet.choices.iter().map(move |one| (facet, one)));
    let chosen = all
        .clone()
        .filter(|(_, choice)| choice.is_chosen)
        .map(|(facet, choice)| {
            let label = facet_value(i18n, &facet.name, &choice.id, &choice.label);
            let href = localised_url(i18n, page, &without_pair(&pairs, &facet.name, &choice.id));
            chip(i18n, href, label, true)
        })
        .collect_view();
    let quick = std::iter::once(own_language)
        .chain(QUICK_FILTERS)
        .filter_map(|(name, id)| {
            let choice =
                all.clone().find(|(facet, choice)| facet.name == name && choice.id == id)?.1;
            let is_offered = !choice.is_chosen && choice.count > 0 && id != "de";
            is_offered.then(|| {
                let label = facet_value(i18n, name, id, &choice.label);
                chip(i18n, localised_url(i18n, page, &with_pair(&pairs, name, id)), label, false)
            })
        })
        .collect_view();
    view! { <ul class="chips" aria-label=i18n.finder_quick()>{text_chip} {near_chip} {chosen} {quick}</ul> }
}

fn chip(i18n: I18n, href: String, label: String, is_chosen: bool) -> AnyView {
    // Shown as spoken, in one line.
    let label = without_soft_hyphens(&label);
    let spoken = if is_chosen { i18n.finder_remove(&label) } else { label.clone() };
    super::replaced_view(view! {
        <li>
            <a class="chip" class:chip-chosen=is_chosen href=href aria-label=spoken>
                <span class="chip-text" title=label.clone()>{label.clone()}</span>
                {is_chosen.then(|| view! { <Icon name="close"/> })}
            </a>
        </li>
    })
}

/// What the directory of institutions can be narrowed by, as list and map can.
const SHARED_FILTERS: [&str; 2] = ["city", "category"];

/// Switches between list, map and institutions. List and map have the same query; the institutions
/// share its cities and topics.
#[component]
pub(crate) fn ViewSwitch(page: &'static str, pairs: Pairs) -> impl IntoView {
    let i18n = use_i18n();
    let is_shared = |pair: &&(String, String)| SHARED_FILTERS.contains(&&*pair.0);
    let shared: Pairs = pairs.iter().filter(is_shared).cloned().collect();
    let of_offers = if page == "providers" { shared.clone() } else { pairs };
    let views = [
        ("offers", "list", i18n.finder_view_list(), &of_offers),
        ("map", "map", i18n.finder_view_map(), &of_offers),
        ("providers", "provider", i18n.nav_providers(), &shared),
    ];
    let links = views.map(|(target, icon, label, pairs)| {
        let current = (target == page).then_some("page");
        view! {
            <a href=localised_url(i18n, target, pairs) aria-current=current>
                <Icon name=icon/>
                <span>{label}</span>
            </a>
        }
    });
    view! {
        <nav class="view-switch" aria-label=i18n.finder_view()>
            {links.into_iter().collect_view()}
        </nav>
    }
}
