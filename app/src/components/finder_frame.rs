//! What list and map of offers have in common: the way between them, the form with its
//! filters, what is chosen, and how many there are. The answer itself stands below.

use super::{Chips, Filters, ViewSwitch, WorkFrame, kept, settled};
use crate::i18n::use_i18n;
use leptos::prelude::*;
use shared::api::{FacetView, Named, Pairs};

/// What was asked, as the answer repeats it.
pub(crate) struct Asked {
    pub(crate) pairs: Pairs,
    /// Offers in all.
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
    asked: Asked,
    results: AnyView,
) -> impl IntoView {
    let i18n = use_i18n();
    let Asked { pairs, total, facets, cities } = asked;
    let switch = settled(view! { <ViewSwitch page=page pairs=pairs.clone()/> });
    let chips = settled(view! {
        <Chips page=page pairs=pairs.clone() facets=facets.clone() cities=cities.clone()/>
    });
    let filters = kept(view! {
        <Filters page=page pairs=pairs facets=facets cities=cities total=total/>
    });
    view! {
        <WorkFrame title=title>
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
        </WorkFrame>
    }
}
