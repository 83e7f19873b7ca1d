//! The search form: words and filters, each value with the number of offers it would give.
//!
//! A plain form that asks for an address; with the program running it asks at every change,
//! and the button says how many offers there are. On a phone the filters lie in a sheet that
//! the browser opens by itself (`popover`); where it cannot, and on a wide screen, they stand
//! in the page.

use super::{Icon, NearField, SearchForm, kept, submit_form};
use crate::i18n::{I18n, use_i18n};
use crate::query::{address, value};
use i18n::words::{facet_name, facet_value};
use leptos::prelude::*;
use shared::api::{Choice, FacetView, Named, Pairs};

/// Id of the sheet with the filters.
const SHEET: &str = "filters";

/// Orders to choose from, by their names in the address.
const SORTS: [&str; 4] = ["relevance", "next", "distance", "verified"];

/// Words and filters as they stand in the address.
#[component]
pub(crate) fn Filters(
    /// The page that answers, `offers` or `map`.
    page: &'static str,
    pairs: Pairs,
    facets: Vec<FacetView>,
    cities: Vec<Named>,
    total: usize,
) -> impl IntoView {
    let i18n = use_i18n();
    let text = value(&pairs, "q").to_owned();
    let is_near = !value(&pairs, "near").is_empty();
    let chosen: usize = usize::from(is_near)
        + facets.iter().map(|facet| count_chosen(&facet.choices)).sum::<usize>();
    let all = facets.into_iter().map(|facet| kept(view! { <Facet facet=facet/> }));
    let all = all.collect_view();
    let show =
        if total == 0 { i18n.finder_apply().to_owned() } else { i18n.finder_show(total as u64) };
    let sheet = kept(view! {
        <button type="button" class="button button-quiet filter-button" popovertarget=SHEET>
            <Icon name="filter"/>
            <span>{i18n.finder_filters()}</span>
            {(chosen > 0).then(|| view! { <span class="facet-chosen">{chosen}</span> })}
        </button>
        <div id=SHEET class="filter-sheet" popover="auto" role="group" aria-label=i18n.finder_filters()>
            <div class="filter-sheet-head">
                <h2>{i18n.finder_filters()}</h2>
                <button
                    type="button"
                    class="button button-quiet"
                    popovertarget=SHEET
                    popovertargetaction="hide"
                >
                    {i18n.finder_close()}
                </button>
            </div>
            <div class="filter-sheet-body">
                <NearField near=value(&pairs, "near").to_owned() cities=cities/>
                {sort_field(i18n, &pairs)}
                {all}
            </div>
            <div class="filter-actions">
                <button type="submit" class="button">{show}</button>
                <a class="button button-quiet" href=address(i18n, page, &[])>
                    {i18n.finder_reset()}
                </a>
            </div>
        </div>
    });
    view! { <SearchForm class="filters" page=page text=text more=sheet/> }
}

fn count_chosen(choices: &[Choice]) -> usize {
    choices.iter().filter(|choice| choice.is_chosen).count()
}

fn sort_field(i18n: I18n, pairs: &[(String, String)]) -> impl IntoView + use<> {
    // What happens by itself need not stand in the address.
    let is_by_distance = value(pairs, "q").is_empty() && !value(pairs, "near").is_empty();
    let usual = if is_by_distance { "distance" } else { "relevance" };
    let chosen = value(pairs, "sort");
    let chosen = if chosen.is_empty() { usual } else { chosen };
    let options = SORTS.map(|name| {
        let value = if name == usual { "" } else { name };
        let words = facet_value(i18n, "sort", name, "");
        view! { <option value=value selected={name == chosen}>{words}</option> }
    });
    view! {
        <label class="field">
            <span>{i18n.finder_sort()}</span>
            <select name="sort" on:change=submit_form>
                {options.collect_view()}
            </select>
        </label>
    }
}

/// One filter; open where something is chosen.
#[component]
pub(crate) fn Facet(facet: FacetView) -> impl IntoView {
    let i18n = use_i18n();
    let FacetView { name, choices } = facet;
    let legend = facet_name(i18n, &name);
    let chosen = count_chosen(&choices);
    let options = choices.into_iter().map(|choice| option(i18n, &name, choice)).collect_view();
    view! {
        <details class="facet" open={chosen > 0}>
            <summary>
                <span>{legend}</span>
                {(chosen > 0)
                    .then(|| view! { <span class="facet-chosen">{i18n.finder_chosen(chosen as u64)}</span> })}
            </summary>
            <fieldset>
                <legend class="visually-hidden">{legend}</legend>
                {options}
            </fieldset>
        </details>
    }
}

fn option(i18n: I18n, name: &str, choice: Choice) -> impl IntoView + use<> {
    let label = facet_value(i18n, name, &choice.id, &choice.label);
    view! {
        <label class="choice">
            <input
                type="checkbox"
                name=name.to_owned()
                value=choice.id
                checked=choice.is_chosen
                prop:checked=choice.is_chosen
                on:change=submit_form
            />
            <span class="choice-label">{label}</span>
            <span class="choice-count">
                <span aria-hidden="true">{i18n.number(choice.count)}</span>
                <span class="visually-hidden">{i18n.finder_found(choice.count)}</span>
            </span>
        </label>
    }
}
