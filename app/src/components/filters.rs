//! The search form: words and filters, each value with the number of offers it would give.
//!
//! A plain form that asks for an address; with the program running it asks at every change.

use super::{SearchForm, category_label, language_label, localised, settled};
use crate::i18n::{I18n, use_i18n};
use leptos::prelude::*;
use shared::api::{Choice, OfferPage};

/// Words and filters as they stand in the address.
#[component]
pub(crate) fn Filters(page: OfferPage) -> impl IntoView {
    let i18n = use_i18n();
    let OfferPage { query, mut categories, mut languages, cities, .. } = page;
    for category in &mut categories {
        category.label = category_label(i18n, &category.id, &category.label);
    }
    for language in &mut languages {
        language.label = language_label(i18n, &language.id, &language.label);
    }
    let facets = settled(view! {
        <Facet name="city" legend=i18n.finder_city() choices=cities/>
        <Facet name="category" legend=i18n.finder_category() choices=categories/>
        <Facet name="language" legend=i18n.finder_language() choices=languages/>
        <div class="filter-actions">
            <button type="submit" class="button">{i18n.finder_apply()}</button>
            <a class="button button-quiet" href=localised(i18n, "offers")>
                {i18n.finder_reset()}
            </a>
        </div>
    });
    view! { <SearchForm class="filters" text=query.text more=facets/> }
}

/// One filter; open where something is chosen.
#[component]
fn Facet(name: &'static str, legend: &'static str, choices: Vec<Choice>) -> impl IntoView {
    let i18n = use_i18n();
    let chosen = choices.iter().filter(|choice| choice.is_chosen).count();
    let options = choices.into_iter().map(|choice| option(i18n, name, choice)).collect_view();
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

fn option(i18n: I18n, name: &'static str, choice: Choice) -> impl IntoView + use<> {
    view! {
        <label class="choice">
            <input
                type="checkbox"
                name=name
                value=choice.id
                checked=choice.is_chosen
                on:change=submit_form
            />
            <span class="choice-label">{choice.label}</span>
            <span class="choice-count">
                <span aria-hidden="true">{i18n.number(choice.count)}</span>
                <span class="visually-hidden">{i18n.finder_found(choice.count)}</span>
            </span>
        </label>
    }
}

/// Asks anew as soon as a filter changes; without the program the button does it.
fn submit_form(event: leptos::ev::Event) {
    #[cfg(feature = "hydrate")]
    {
        use leptos::web_sys::HtmlInputElement;
        use wasm_bindgen::JsCast;
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        if let Some(form) = input.and_then(|input| input.form()) {
            // A browser that is too old for it leaves the button, which does the same.
            let _ = form.request_submit();
        }
    }
    #[cfg(not(feature = "hydrate"))]
    drop(event);
}
