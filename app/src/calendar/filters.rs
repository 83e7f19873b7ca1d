//! The calendar's search form: words, which dates, and the filters of the finder.

use super::PAGE;
use crate::components::{Facet, Icon, LocationField, SearchForm};
use crate::i18n::{I18n, use_i18n};
use crate::query::{first_value, localised_url};
use leptos::prelude::*;
use shared::api::{FacetView, Named, Pairs};
use shared::finder::{DateQuery, DateScope};

/// Id of the sheet with the filters.
const SHEET: &str = "filters";

/// A plain form; on a phone its filters are a sheet that the browser opens by itself.
#[component]
pub(super) fn CalendarFilters(
    query: DateQuery,
    facets: Vec<FacetView>,
    cities: Vec<Named>,
) -> impl IntoView {
    let i18n = use_i18n();
    let pairs: Pairs = query.to_pairs();
    let text = query.offers.text.clone();
    let near = first_value(&pairs, "near").to_owned();
    let facets = facets.into_iter().map(|facet| view! { <Facet facet=facet/> }).collect_view();
    let from = query.from.map(|day| {
        view! { <input type="hidden" name="from" value=day.to_string()/> }
    });
    let sheet = view! {
        {from}
        <button type="button" class="button button-quiet filter-button" popovertarget=SHEET>
            <Icon name="filter"/>
            <span>{i18n.finder_filters()}</span>
        </button>
        <div id=SHEET class="filter-sheet" popover="auto" role="group" aria-label=i18n.finder_filters()>
            <div class="filter-sheet-head">
                <h2>{i18n.finder_filters()}</h2>
                <button
                    type="button"
                    class="button button-quiet"
                    popovertarget=SHEET
                    popovertargetaction="hide"
                    autofocus=""
                >
                    {i18n.finder_close()}
                </button>
            </div>
            <div class="filter-sheet-body">
                {scope_field(i18n, query.scope)}
                <LocationField near=near cities=cities/>
                {facets}
            </div>
            <div class="filter-actions">
                <button type="submit" class="button">{i18n.calendar_show()}</button>
                <a class="button button-quiet" href=localised_url(i18n, PAGE, &[])>
                    {i18n.finder_reset()}
                </a>
            </div>
        </div>
    }
    .into_any();
    view! { <SearchForm class="filters" page=PAGE text=text more=sheet/> }
}

fn scope_field(i18n: I18n, chosen: DateScope) -> impl IntoView {
    let options = DateScope::ALL.map(|scope| {
        let label = match scope {
            DateScope::Dated => i18n.calendar_dated(),
            DateScope::All => i18n.calendar_every(),
        };
        // The default is left out of the address.
        let value = if scope == DateScope::default() { "" } else { scope.name() };
        view! { <option value=value selected={scope == chosen}>{label}</option> }
    });
    view! {
        <label class="field">
            <span>{i18n.calendar_scope()}</span>
            <select name="times">{options.into_iter().collect_view()}</select>
        </label>
    }
}
