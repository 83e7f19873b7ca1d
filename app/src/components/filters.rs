//! The search form: text and filters, each value with the number of offers it would find.
//!
//! A plain `get` form; with the program it is submitted at every change, and the button says how
//! many offers there are. On a phone the filters are in a sheet that the browser opens by itself
//! (`popover`); where it cannot, and on a wide screen, they are part of the page.

use super::{Icon, LocationField, SearchForm, patched_view, submit_form};
use crate::i18n::{I18n, use_i18n};
use crate::query::{first_value, localised_url};
use i18n::words::{facet_name, facet_value};
use leptos::prelude::*;
use shared::api::{Choice, FacetView, Named, Pairs};

/// Id of the sheet with the filters.
const SHEET: &str = "filters";

/// Sort orders, by their names in the address.
const SORT_ORDERS: [&str; 4] = ["relevance", "next", "distance", "verified"];

/// Text and filters as in the address.
#[component]
pub(crate) fn Filters(
    /// The page that shows the results, `offers` or `map`.
    page: &'static str,
    pairs: Pairs,
    facets: Vec<FacetView>,
    cities: Vec<Named>,
    total: usize,
) -> impl IntoView {
    let i18n = use_i18n();
    let text = first_value(&pairs, "q").to_owned();
    let is_near = !first_value(&pairs, "near").is_empty();
    let chosen: usize = usize::from(is_near)
        + facets.iter().map(|facet| count_chosen(&facet.choices)).sum::<usize>();
    let facet_views =
        facets.into_iter().map(|facet| patched_view(view! { <Facet facet=facet/> })).collect_view();
    let submit_label =
        if total == 0 { i18n.finder_apply().to_owned() } else { i18n.finder_show(total as u64) };
    let sheet = patched_view(view! {
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
                    // Opening the sheet moves the focus into it.
                    autofocus=""
                >
                    {i18n.finder_close()}
                </button>
            </div>
            <div class="filter-sheet-body">
                <LocationField near=first_value(&pairs, "near").to_owned() cities=cities/>
                {sort_field(i18n, &pairs)}
                {facet_views}
            </div>
            <div class="filter-actions">
                <button type="submit" class="button">{submit_label}</button>
                <a class="button button-quiet" href=localised_url(i18n, page, &[])>
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
    // The default order is left out of the address.
    let is_by_distance =
        first_value(pairs, "q").is_empty() && !first_value(pairs, "near").is_empty();
    let default = if is_by_distance { "distance" } else { "relevance" };
    let chosen = first_value(pairs, "sort");
    let chosen = if chosen.is_empty() { default } else { chosen };
    let options = SORT_ORDERS.map(|name| {
        let value = if name == default { "" } else { name };
        let label = facet_value(i18n, "sort", name, "");
        view! { <option value=value selected={name == chosen} prop:selected={name == chosen}>{label}</option> }
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

/// One filter; open where a value is chosen.
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
