//! Shown where a query finds nothing: why, what to remove, where to start again, whom to ask.

use super::{Icon, localised_path};
use crate::i18n::{I18n, use_i18n};
use crate::query::{first_value, localised_url};
use i18n::words::facet_value;
use leptos::prelude::*;
use shared::api::{LoosenView, Pairs};

/// Names in a query that remove no result.
const UNRESTRICTING: [&str; 2] = ["near", "sort"];

/// A notice in place of results.
#[component]
pub(crate) fn NothingFound(
    /// The page's name in addresses.
    page: &'static str,
    pairs: Pairs,
    /// Whether the text has nothing in it to search for.
    is_wordless: bool,
    /// What to say about a query of several parts, and about any for institutions.
    hint: &'static str,
    /// The label of the link to everything.
    reset: &'static str,
    #[prop(optional)] loosen: Vec<LoosenView>,
) -> impl IntoView {
    let i18n = use_i18n();
    let text = first_value(&pairs, "q");
    let parts = pairs.iter().filter(|(name, _)| !UNRESTRICTING.contains(&&**name)).count();
    let reason = match parts {
        _ if is_wordless => i18n.finder_wordless(text),
        1 if !text.is_empty() && page != "providers" => i18n.finder_nothing_for(text),
        _ if loosen.is_empty() => hint.to_owned(),
        _ => i18n.finder_loosen_hint().to_owned(),
    };
    // What is left without the only part is everything, which has a link of its own.
    let links = loosen.iter().filter(|_| parts > 1).map(|one| loosen_link(i18n, one));
    let links = links.collect_view();
    view! {
        <div class="notice">
            <Icon name="search"/>
            <p>{reason}</p>
            <ul class="chips">{links}</ul>
            <a class="button button-quiet" href=localised_path(i18n, page)>
                {reset}
            </a>
            {whom_to_ask(i18n)}
        </div>
    }
}

fn loosen_link(i18n: I18n, loosen: &LoosenView) -> impl IntoView + use<> {
    let values =
        loosen.values.iter().map(|one| facet_value(i18n, &loosen.name, &one.id, &one.label));
    let values = values.collect::<Vec<_>>().join(i18n.list_separator());
    view! {
        <li>
            <a class="chip" href=localised_url(i18n, "offers", &loosen.pairs)>
                <span>{i18n.finder_loosen(&values)}</span>
                <strong>{i18n.finder_found(loosen.count)}</strong>
            </a>
        </li>
    }
}

fn whom_to_ask(i18n: I18n) -> impl IntoView {
    // A search for the word finds advice whatever the operator calls the category.
    let advice = [("q".to_owned(), i18n.taxonomy_category_beratung().to_owned())];
    let links = [
        (localised_url(i18n, "offers", &advice), i18n.finder_ask_advice()),
        (localised_path(i18n, "providers"), i18n.nav_providers()),
        (localised_path(i18n, "about"), i18n.finder_ask_operator()),
    ];
    let links = links.map(|(href, label)| view! { <li><a href=href>{label}</a></li> });
    view! {
        <div class="notice-ask">
            <span>{i18n.finder_ask()}</span>
            <ul>{links.into_iter().collect_view()}</ul>
        </div>
    }
}
