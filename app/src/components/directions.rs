//! Directions on a public map, which is opened only on request.

use super::{Icon, replaced_view};
use crate::i18n::I18n;
use leptos::prelude::*;
use shared::offer::Position;

/// A link to the way there.
pub(crate) fn directions_link(i18n: I18n, label: &'static str, place: Position) -> AnyView {
    let (latitude, longitude) = (degrees(place.latitude), degrees(place.longitude));
    let href = format!("https://www.openstreetmap.org/directions?to={latitude}%2C{longitude}");
    replaced_view(view! {
        <a class="button button-quiet" href=href rel="external noopener">
            <Icon name="place"/>
            <span>{label}</span>
            <small>{i18n.offer_route_hint()}</small>
        </a>
    })
}

/// Millionths of a degree as degrees, without floating point, which is large in the browser.
fn degrees(millionths: i32) -> String {
    let sign = if millionths < 0 { "-" } else { "" };
    let millionths = millionths.unsigned_abs();
    format!("{sign}{}.{:06}", millionths / 1_000_000, millionths % 1_000_000)
}
