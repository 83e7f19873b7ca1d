//! From where distances are measured: a city, or, asked for, where the phone is.

use super::{Icon, submit_form};
use crate::i18n::use_i18n;
use leptos::prelude::*;
use shared::api::Named;

/// The choice of a place. The position is asked for only when its button is pressed, and goes
/// into the address rounded.
#[component]
pub(crate) fn NearField(
    /// The value in the address; empty where there is none.
    near: String,
    cities: Vec<Named>,
) -> impl IntoView {
    let i18n = use_i18n();
    let failed = RwSignal::new(false);
    let is_position = near.contains(',');
    let options = cities
        .into_iter()
        .map(|city| {
            let is_chosen = city.id == near;
            view! { <option value=city.id selected=is_chosen>{city.label}</option> }
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
                on:click=move |_| locate(failed)
            >
                <Icon name="place"/>
                <span>{i18n.finder_near_me()}</span>
            </button>
            <p id="near-hint" class="hint needs-program">
                {move || if failed.get() { i18n.finder_near_failed() } else { i18n.finder_near_hint() }}
            </p>
        </div>
    }
}

/// Asks the phone where it is and searches from there.
#[cfg(feature = "hydrate")]
fn locate(failed: RwSignal<bool>) {
    use wasm_bindgen::JsCast;
    use wasm_bindgen::prelude::Closure;
    use web_sys::{HtmlOptionElement, HtmlSelectElement};

    let Ok(geolocation) = window().navigator().geolocation() else {
        failed.set(true);
        return;
    };
    let found = Closure::once_into_js(move |position: web_sys::Position| {
        let place = position.coords();
        // Rounded by the browser: Rust's own formatting of such numbers weighs ten kilobytes.
        let degrees = |degrees: f64| js_sys::Number::from(degrees).to_fixed(3).map(String::from);
        let (Ok(latitude), Ok(longitude)) = (degrees(place.latitude()), degrees(place.longitude()))
        else {
            return failed.set(true);
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
            // The answer brings the field anew, with words for the place.
            if form.is_none_or(|form| form.request_submit().is_err()) {
                failed.set(true);
            }
            option.remove();
        }
    });
    let refused = Closure::once_into_js(move || failed.set(true));
    let (found, refused) = (found.unchecked_into(), refused.unchecked_into());
    if geolocation.get_current_position_with_error_callback(&found, Some(&refused)).is_err() {
        failed.set(true);
    }
}

#[cfg(not(feature = "hydrate"))]
fn locate(_: RwSignal<bool>) {}
