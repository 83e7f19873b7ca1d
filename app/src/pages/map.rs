//! The map: spots of offers over a schematic county, and the same as lists.
//!
//! Every town and every spot is a link, so the map works by keyboard and without the program;
//! a town leads closer, a spot leads to its offer or to the offers of its place.

use super::{answered, error_page};
use crate::components::{Asked, FinderFrame, Icon, PickedText, kept, localised, settled};
use crate::i18n::{I18n, use_i18n};
use crate::query::{address, value, with, without};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};
use shared::api::{MapView, Pairs, Spot, Town};

/// The map of the offers that answer the address.
#[derive(Debug)]
pub(crate) struct MapPage;

#[lazy_route]
impl LazyRoute for MapPage {
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let MapPage = this;
        answered(MapPage::request, |answer| match answer.read() {
            Ok(map) => kept(view! { <Shown map=map/> }),
            Err(error) => error_page(error),
        })
    }
}

#[component]
fn Shown(map: MapView) -> impl IntoView {
    let i18n = use_i18n();
    let MapView { pairs, total, towns, spots, facets, cities } = map;
    let is_close = !value(&pairs, "city").is_empty();
    let whole = address(i18n, "map", &without(&pairs, "city", ""));
    let picture = settled(picture(i18n, &towns, &spots, &pairs));
    let by_town =
        towns.iter().filter(|town| town.count > 0).map(|town| town_item(i18n, town, &pairs));
    let by_town = by_town.collect_view();
    let by_spot = spots.iter().map(|spot| spot_item(i18n, spot, &pairs)).collect_view();
    let results = settled(view! {
        <p class="hint">{i18n.map_hint()}</p>
        {is_close
            .then(|| {
                view! { <a class="button button-quiet" href=whole>{i18n.map_whole()}</a> }
            })}
        {picture}
        <h2>{i18n.map_towns()}</h2>
        <ul class="map-towns">{by_town}</ul>
        <h2>{i18n.map_spots()}</h2>
        <ul class="map-spots">{by_spot}</ul>
    });
    let asked = Asked { pairs, total, facets, cities };
    view! { <FinderFrame page="map" title=i18n.map_title() asked=asked results=results/> }
}

fn picture(i18n: I18n, towns: &[Town], spots: &[Spot], pairs: &Pairs) -> impl IntoView + use<> {
    let names: Vec<_> = towns.iter().map(|town| (town.name.clone(), town.x, town.y + 92)).collect();
    let towns = towns.iter().map(|town| {
        let href = town_address(i18n, town, pairs);
        let words = format!("{}: {}", town.name, i18n.finder_found(town.count));
        view! {
            // Within another element of the picture a link is one of the picture too.
            <g>
                <a href=href aria-label=words class="map-town">
                    <circle cx=town.x cy=town.y r="62"></circle>
                </a>
            </g>
        }
    });
    let towns = towns.collect_view();
    // Above the spots, so that they stay readable; the links say the names.
    let names = names.iter().map(|(name, x, y)| view! { <text x=*x y=*y>{name.clone()}</text> });
    let names = names.collect_view();
    let marks = spots.iter().map(|spot| {
        let href = spot_address(i18n, spot, pairs);
        let words = spot_words(i18n, spot);
        let radius = match spot.count {
            1 => 20,
            2..=4 => 28,
            5..=14 => 34,
            _ => 40,
        };
        view! {
            <g>
            <a href=href aria-label=words class="map-spot">
                <circle class="map-target" cx=spot.x cy=spot.y r="46"></circle>
                <circle class="map-dot" cx=spot.x cy=spot.y r=radius></circle>
                {(spot.count > 1)
                    .then(|| view! { <text x=spot.x y=spot.y + 9>{spot.count}</text> })}
            </a>
            </g>
        }
    });
    let marks = marks.collect_view();
    view! {
        <svg class="map" viewBox="0 0 1000 1000" role="group" aria-label=i18n.map_label()>
            <g>{towns}</g>
            <g>{marks}</g>
            <g class="map-names" aria-hidden="true">{names}</g>
        </svg>
    }
}

/// The map closer to one town.
fn town_address(i18n: I18n, town: &Town, pairs: &[(String, String)]) -> String {
    address(i18n, "map", &with(&without(pairs, "city", ""), "city", &town.id))
}

/// One offer leads to its page, several to the list of what is around there.
fn spot_address(i18n: I18n, spot: &Spot, pairs: &[(String, String)]) -> String {
    match &spot.offers[..] {
        [only] if spot.count == 1 => localised(i18n, &format!("offers/{}", only.id)),
        _ => {
            let pairs = without(&without(pairs, "near", ""), "sort", "");
            address(i18n, "offers", &with(&with(&pairs, "near", &spot.near), "sort", "distance"))
        }
    }
}

fn spot_words(i18n: I18n, spot: &Spot) -> String {
    match &spot.offers[..] {
        [only] if spot.count == 1 => only.name.text.clone(),
        // The number as it is shown: not every language writes it where it counts.
        _ => format!("{}: {}", spot.place, i18n.number(spot.count)),
    }
}

fn town_item(i18n: I18n, town: &Town, pairs: &Pairs) -> impl IntoView + use<> {
    let href = town_address(i18n, town, pairs);
    view! {
        <li>
            <a class="chip" href=href>
                <span>{town.name.clone()}</span>
                <strong>{i18n.number(town.count)}</strong>
            </a>
        </li>
    }
}

fn spot_item(i18n: I18n, spot: &Spot, pairs: &Pairs) -> impl IntoView + use<> {
    let offers = spot.offers.iter().map(|offer| {
        let href = localised(i18n, &format!("offers/{}", offer.id));
        view! {
            <li>
                <a href=href>
                    <PickedText text=offer.name.clone()/>
                </a>
            </li>
        }
    });
    let offers = offers.collect_view();
    let more = spot.count.saturating_sub(spot.offers.len() as u64);
    let more = (more > 0).then(|| {
        let href = spot_address(i18n, spot, pairs);
        view! { <li><a href=href>{i18n.map_more(more)}</a></li> }
    });
    view! {
        <li>
            <p class="facts">
                <Icon name="place"/>
                <span>{spot.place.clone()}</span>
            </p>
            <ul>{offers} {more}</ul>
        </li>
    }
}
