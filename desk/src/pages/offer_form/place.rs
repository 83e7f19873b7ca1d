//! The map on which the place of an offer is set. Without the script it shows where the place is.

use crate::visit::Visit;
use leptos::prelude::*;
use shared::finder::{MapPoint, PlaceMap, PlaceTown};
use shared::offer::Position;

/// The place of an offer.
#[derive(Clone, Debug)]
pub struct Place {
    /// The county.
    pub map: PlaceMap,
    /// What the fields give.
    pub position: Option<Position>,
}

pub(super) fn place_map(visit: &Visit, place: &Place) -> AnyView {
    let i18n = visit.i18n;
    let Place { map, position } = place;
    let point = position.and_then(|position| map.find_point(position));
    let near = |town: &PlaceTown| i18n.desk_place_near(&town.name);
    let said = match (position, point.and_then(|point| map.nearest_town(point))) {
        (None, _) => i18n.desk_place_none().to_owned(),
        (Some(_), None) => i18n.desk_place_outside().to_owned(),
        (Some(_), Some(town)) => near(town),
    };
    let towns: Vec<_> = map
        .towns
        .iter()
        .map(|town| {
            view! {
                <g data-town=near(town) transform=translation(town.point)>
                    <circle r="12"></circle>
                    <text>{town.name.clone()}</text>
                </g>
            }
        })
        .collect();
    // Where there is none yet, the script puts it into the middle first.
    let transform = translation(point.unwrap_or(MapPoint { x: 500, y: 500 }));
    let display = point.is_none().then_some("none");
    view! {
        <div
            class="desk-place"
            data-place=""
            data-north=map.north_west.latitude.to_string()
            data-west=map.north_west.longitude.to_string()
            data-south=map.south_east.latitude.to_string()
            data-east=map.south_east.longitude.to_string()
            data-none=i18n.desk_place_none()
            data-outside=i18n.desk_place_outside()
        >
            <svg
                class="desk-place-map"
                viewBox="0 0 1000 1000"
                role="img"
                aria-label=i18n.desk_place_label()
                aria-describedby="place-said"
            >
                <g class="desk-place-towns">{towns}</g>
                <g class="desk-place-point" transform=transform display=display>
                    <circle r="34"></circle>
                    <path d="M-22 0H22M0-22V22"></path>
                </g>
            </svg>
            <p id="place-said" role="status">{said}</p>
            <p class="field-hint" id="place-hint" hidden=true>
                {i18n.desk_place_hint()}
            </p>
        </div>
    }
    .into_any()
}

fn translation(point: MapPoint) -> String {
    format!("translate({} {})", point.x, point.y)
}
