//! Chips above the results: what is chosen, each with a way to take it back, and what is
//! asked for most, each one tap away. All of them are links.

use super::{Icon, localised};
use crate::i18n::{I18n, use_i18n};
use crate::query::{address, value, with, without};
use i18n::words::{facet_name, facet_value};
use leptos::prelude::*;
use shared::api::{FacetView, Named, Pairs};

/// What is asked for most, by filter and value; the reader's own language comes first.
const QUICK: [(&str, &str); 4] =
    [("when", "today"), ("childcare", "yes"), ("free", "yes"), ("step_free", "yes")];

/// What is chosen and what is asked for most.
#[component]
pub(crate) fn Chips(
    page: &'static str,
    pairs: Pairs,
    facets: Vec<FacetView>,
    cities: Vec<Named>,
) -> impl IntoView {
    let i18n = use_i18n();
    let own = ("language", i18n.language().tag());
    let text = value(&pairs, "q").to_owned();
    let words = (!text.is_empty()).then(|| {
        let href = address(i18n, page, &without(&pairs, "q", ""));
        settled_chip(i18n, href, text.clone(), true)
    });
    let near = value(&pairs, "near").to_owned();
    let near = (!near.is_empty()).then(|| {
        let city = cities.iter().find(|city| city.id == near).map(|city| city.label.clone());
        let label = city.unwrap_or_else(|| i18n.finder_near_me().to_owned());
        let label = format!("{}: {label}", facet_name(i18n, "within"));
        settled_chip(i18n, address(i18n, page, &without(&pairs, "near", "")), label, true)
    });
    let all = facets.iter().flat_map(|facet| facet.choices.iter().map(move |one| (facet, one)));
    let chosen = all.clone().filter(|(_, choice)| choice.is_chosen).map(|(facet, choice)| {
        let label = facet_value(i18n, &facet.name, &choice.id, &choice.label);
        let href = address(i18n, page, &without(&pairs, &facet.name, &choice.id));
        settled_chip(i18n, href, label, true)
    });
    let chosen = chosen.collect_view();
    let quick = std::iter::once(own).chain(QUICK).filter_map(|(name, id)| {
        let choice = all.clone().find(|(facet, choice)| facet.name == name && choice.id == id)?.1;
        let is_offered = !choice.is_chosen && choice.count > 0 && id != "de";
        is_offered.then(|| {
            let label = facet_value(i18n, name, id, &choice.label);
            settled_chip(i18n, address(i18n, page, &with(&pairs, name, id)), label, false)
        })
    });
    let quick = quick.collect_view();
    view! { <ul class="chips" aria-label=i18n.finder_quick()>{words} {near} {chosen} {quick}</ul> }
}

fn settled_chip(i18n: I18n, href: String, label: String, is_chosen: bool) -> AnyView {
    let what = if is_chosen { i18n.finder_remove(&label) } else { label.clone() };
    super::settled(view! {
        <li>
            <a class="chip" class:chip-chosen=is_chosen href=href aria-label=what>
                <span>{label}</span>
                {is_chosen.then(|| view! { <Icon name="close"/> })}
            </a>
        </li>
    })
}

/// The way between list and map with the same query.
#[component]
pub(crate) fn ViewSwitch(page: &'static str, pairs: Pairs) -> impl IntoView {
    let i18n = use_i18n();
    let views =
        [("offers", "list", i18n.finder_view_list()), ("map", "map", i18n.finder_view_map())];
    let links = views.map(|(target, icon, words)| {
        let current = (target == page).then_some("page");
        view! {
            <a href=address(i18n, target, &pairs) aria-current=current>
                <Icon name=icon/>
                <span>{words}</span>
            </a>
        }
    });
    let providers = localised(i18n, "providers");
    view! {
        <nav class="view-switch" aria-label=i18n.finder_view()>
            {links.collect_view()}
            <a href=providers>
                <Icon name="provider"/>
                <span>{i18n.nav_providers()}</span>
            </a>
        </nav>
    }
}
