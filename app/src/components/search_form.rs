//! The form around search text and filters: a plain `get` form, which the program answers without
//! loading a new document.

use super::{Icon, localised_path};
use crate::i18n::use_i18n;
use leptos::prelude::*;
#[cfg(feature = "hydrate")]
use leptos_router::hooks::use_navigate;

/// The search field, and below it whatever else belongs to the query.
#[component]
pub(crate) fn SearchForm(
    #[prop(optional)] text: String,
    class: &'static str,
    /// The page that shows the results.
    page: &'static str,
    /// The field's label, where it does not search offers.
    #[prop(optional)]
    label: Option<&'static str>,
    #[prop(optional)] more: Option<AnyView>,
) -> impl IntoView {
    let i18n = use_i18n();
    #[cfg(feature = "hydrate")]
    follow_address(&text);
    let action = localised_path(i18n, page);
    let address = action.clone();
    #[cfg(feature = "hydrate")]
    let navigate = use_navigate();
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        #[cfg(feature = "hydrate")]
        if let Some(query) = form_query(&event) {
            event.prevent_default();
            navigate(&format!("{address}{query}"), leptos_router::NavigateOptions::default());
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = (event, &address);
    };
    let label = label.unwrap_or_else(|| i18n.finder_text_label());
    view! {
        <form method="get" action=action class=class role="search" on:submit=on_submit>
            <div class="search-field">
                <label for="q">{label}</label>
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

/// Makes the field already on the page show the text of a new answer, as after "back"; what has
/// been typed into it since the last one stays.
#[cfg(feature = "hydrate")]
fn follow_address(text: &str) {
    use wasm_bindgen::JsCast;
    let field = document().get_element_by_id("q");
    let field = field.and_then(|field| field.dyn_into::<web_sys::HtmlInputElement>().ok());
    if let Some(field) = field.filter(|field| field.value() == field.default_value()) {
        field.set_value(text);
    }
}

/// Submits the form when a filter changes; without the program the button does it.
pub(crate) fn submit_form(event: leptos::ev::Event) {
    #[cfg(feature = "hydrate")]
    {
        use leptos::web_sys::Element;
        use wasm_bindgen::JsCast;
        let field = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let form = field.and_then(|field| field.closest("form").ok().flatten());
        let form = form.and_then(|form| form.dyn_into::<web_sys::HtmlFormElement>().ok());
        if let Some(form) = form {
            // Browsers too old for it still have the button, which does the same.
            let _ = form.request_submit();
        }
    }
    #[cfg(not(feature = "hydrate"))]
    drop(event);
}

/// The form's values as a query string; `None` where the browser should submit the form itself.
/// Closes the sheet with the filters where its button was pressed.
#[cfg(feature = "hydrate")]
fn form_query(event: &leptos::ev::SubmitEvent) -> Option<String> {
    use wasm_bindgen::JsCast;
    use web_sys::{Element, FormData, HtmlElement, HtmlFormElement, UrlSearchParams};

    let form: HtmlFormElement = event.target()?.dyn_into().ok()?;
    let values = FormData::new_with_form(&form).ok()?;
    let all = UrlSearchParams::new_with_str_sequence_sequence(&values).ok()?;
    let query = String::from(all.to_string());
    // Empty fields mean nothing, and one query must not have two addresses.
    let query: Vec<&str> =
        query.split('&').filter(|pair| !pair.is_empty() && !pair.ends_with('=')).collect();
    let pressed = event.submitter().and_then(|pressed| pressed.dyn_into::<Element>().ok());
    let sheet = pressed.and_then(|pressed| pressed.closest("[popover]").ok().flatten());
    if let Some(sheet) = sheet.and_then(|sheet| sheet.dyn_into::<HtmlElement>().ok()) {
        // Fails where the filters are part of the page, not a sheet.
        let _ = sheet.hide_popover();
    }
    Some(if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) })
}
