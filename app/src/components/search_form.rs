//! The form around search words and filters: a plain one that asks for an address, which
//! the running program answers without loading the page anew.

use super::{Icon, localised};
use crate::i18n::use_i18n;
use leptos::prelude::*;
#[cfg(feature = "hydrate")]
use leptos_router::hooks::use_navigate;

/// The field for words, and below it whatever else belongs to the query.
#[component]
pub(crate) fn SearchForm(
    #[prop(optional)] text: String,
    class: &'static str,
    #[prop(optional)] more: Option<AnyView>,
) -> impl IntoView {
    let i18n = use_i18n();
    let action = localised(i18n, "offers");
    let address = action.clone();
    #[cfg(feature = "hydrate")]
    let navigate = use_navigate();
    let submit = move |event: leptos::ev::SubmitEvent| {
        #[cfg(feature = "hydrate")]
        if let Some(query) = query_of(&event) {
            event.prevent_default();
            navigate(&format!("{address}{query}"), leptos_router::NavigateOptions::default());
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = (event, &address);
    };
    view! {
        <form method="get" action=action class=class role="search" on:submit=submit>
            <div class="search-field">
                <label for="q">{i18n.finder_text_label()}</label>
                <input id="q" name="q" type="search" value=text maxlength="200" enterkeyhint="search"/>
                <button type="submit" class="button">
                    <Icon name="search"/>
                    <span>{i18n.finder_search()}</span>
                </button>
            </div>
            {more}
        </form>
    }
}

/// The form's values as the end of an address; `None` where the browser should do it itself.
#[cfg(feature = "hydrate")]
fn query_of(event: &leptos::ev::SubmitEvent) -> Option<String> {
    use wasm_bindgen::JsCast;
    use web_sys::{FormData, HtmlFormElement, UrlSearchParams};

    let form: HtmlFormElement = event.target()?.dyn_into().ok()?;
    let values = FormData::new_with_form(&form).ok()?;
    let query = UrlSearchParams::new_with_str_sequence_sequence(&values).ok()?;
    if query.get("q").is_some_and(|words| words.trim().is_empty()) {
        query.delete("q");
    }
    let query = String::from(query.to_string());
    Some(if query.is_empty() { query } else { format!("?{query}") })
}
