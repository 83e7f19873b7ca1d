//! What list and map of offers have in common: the switch between them, the form with its filters,
//! the chosen values, and the number of results. The results themselves go below.

use super::{Chips, Filters, PatchedFrame, ViewSwitch, patched_view, replaced_view};
use crate::i18n::use_i18n;
use leptos::prelude::*;
use shared::api::{FacetView, Named, Pairs};

/// The query as the answer repeats it, the number of results, and the filters.
pub(crate) struct SearchSummary {
    pub(crate) pairs: Pairs,
    /// Offers found, on all pages.
    pub(crate) total: usize,
    pub(crate) facets: Vec<FacetView>,
    pub(crate) cities: Vec<Named>,
}

/// A page of offers around its results.
#[component]
pub(crate) fn FinderFrame(
    /// The page's name in addresses, `offers` or `map`.
    page: &'static str,
    title: &'static str,
    summary: SearchSummary,
    results: AnyView,
) -> impl IntoView {
    let i18n = use_i18n();
    let SearchSummary { pairs, total, facets, cities } = summary;
    let switch = replaced_view(view! { <ViewSwitch page=page pairs=pairs.clone()/> });
    let chips = replaced_view(view! {
        <Chips page=page pairs=pairs.clone() facets=facets.clone() cities=cities.clone()/>
    });
    let filters = patched_view(view! {
        <Filters page=page pairs=pairs facets=facets cities=cities total=total/>
    });
    view! {
        <PatchedFrame title=title>
            <h1>{title}</h1>
            {switch}
            <div class="finder">
                {filters}
                <section class="results" aria-labelledby="found">
                    {chips}
                    <h2 id="found">
                        <span role="status">{i18n.finder_found(total as u64)}</span>
                    </h2>
                    {results}
                </section>
            </div>
        </PatchedFrame>
    }
}
