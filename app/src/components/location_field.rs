//! The place from which distances are measured: a city, or the phone's position on request.

use super::{Icon, submit_form};
use crate::i18n::use_i18n;
use leptos::prelude::*;
use shared::api::Named;

/// The choice of a place. The position is requested only when its button is pressed, and is rounded
/// before it goes into the address.
#[component]
pub(crate) fn LocationField(
    /// The value in the address; empty where there is none.
    near: String,
    cities: Vec<Named>,
) -> impl IntoView {
    let i18n = use_i18n();
    let has_failed = RwSignal::new(false);
    let is_position = near.contains(',');
    let options = cities
        .into_iter()
        .map(|city| {
            let is_chosen = city.id == near;
            view! { <option value=city.id selected=is_chosen prop:selected=is_chosen>{city.label}</option> }
        })
        .collect_view();
    let here = is_position.then(|| {
        view! { <option value=near.clone() selected=true>{i18n.finder_near_me()}</option> }
    });
    view! {
        <div class="near">
            <label class="field">
                <span>{i18n.finder_near()}</span>
                <select id="near" name="near" on:change=submit_form>
                    <option value="">{i18n.finder_near_none()}</option>
                    {here}
                    {options}
                </select>
            </label>
            <button
                type="button"
                class="button button-quiet needs-program"
                aria-describedby="near-hint"
                on:click=move |_| locate(has_failed)
            >
                <Icon name="place"/>
                <span>{i18n.finder_near_me()}</span>
            </button>
            <p id="near-hint" class="hint needs-program">
                {move || if has_failed.get() { i18n.finder_near_failed() } else { i18n.finder_near_hint() }}
            </p>
        </div>
    }
}

/// Requests the position and submits the search from there.
#[cfg(feature = "hydrate")]
fn locate(has_failed: RwSignal<bool>) {
    use wasm_bindgen::JsCast;
    use wasm_bindgen::prelude::Closure;
    use web_sys::{HtmlOptionElement, HtmlSelectElement};

    let Ok(geolocation) = window().navigator().geolocation() else {
        has_failed.set(true);
        return;
    };
    let found = Closure::once_into_js(move |position: web_sys::Position| {
        let place = position.coords();
        // Rounded by the browser: Rust's float formatting takes ten kilobytes.
        let degrees = |degrees: f64| js_sys::Number::from(degrees).to_fixed(3).map(String::from);
        let (Ok(latitude), Ok(longitude)) = (degrees(place.latitude()), degrees(place.longitude()))
        else {
            return has_failed.set(true);
        };
        let near = latitude + "," + &longitude;
        let select = document().get_element_by_id("near");
        let select = select.and_then(|select| select.dyn_into::<HtmlSelectElement>().ok());
        let option = HtmlOptionElement::new_with_text_and_value_and_default_selected_and_selected(
            "", &near, false, true,
        );
        if let (Some(select), Ok(option)) = (select, option) {
            let is_added = select.append_child(&option).is_ok();
            let form = select.form().filter(|_| is_added);
            // The answer renders the field again, with a label for the position.
            if form.is_none_or(|form| form.request_submit().is_err()) {
                has_failed.set(true);
            }
            option.remove();
        }
    });
    let refused = Closure::once_into_js(move || has_failed.set(true));
    let (found, refused) = (found.unchecked_into(), refused.unchecked_into());
    if geolocation.get_current_position_with_error_callback(&found, Some(&refused)).is_err() {
        has_failed.set(true);
    }
}

#[cfg(not(feature = "hydrate"))]
fn locate(_: RwSignal<bool>) {}
