//! The map: offers as spots on a schematic map of the county, and the same as lists.
//!
//! Every town and every spot is a link, so the map works by keyboard and without the program: a
//! town zooms in, a spot leads to its offer or to the offers around it. A whole county is drawn as
//! towns with the numbers of the list below; their spots would lie on each other and on the names.

mod labels;

use super::{error_page, with_answer};
use crate::components::{
    FinderFrame, Icon, NothingFound, PickedText, SearchSummary, patched_view, replaced_view,
};
use crate::i18n::{I18n, use_i18n};
use crate::query::{BACK_TO, first_value, localised_url, with_pair, without_pair};
use labels::{Label, RING, labels};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};
use shared::api::{MapView, Pairs, Spot, SpotOffer, Town};
use shared::text::without_soft_hyphens;

/// The map of the offers found by the query in the address.
#[derive(Debug)]
pub(crate) struct MapPage;

#[lazy_route]
impl LazyRoute for MapPage {
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let MapPage = this;
        with_answer(MapPage::request, |answer| match answer.parse() {
            Ok(map) => patched_view(view! { <MapContent map=map/> }),
            Err(error) => error_page(error),
        })
    }
}

/// What the picture shows.
struct Drawn<'a> {
    towns: &'a [Town],
    spots: &'a [Spot],
    pairs: &'a Pairs,
}

#[component]
fn MapContent(map: MapView) -> impl IntoView {
    let i18n = use_i18n();
    let MapView { pairs, total, towns, spots, facets, cities, is_wordless } = map;
    let is_zoomed_in = !first_value(&pairs, "city").is_empty();
    let whole_county = localised_url(i18n, "map", &without_pair(&pairs, "city", ""));
    let drawn_spots = if is_zoomed_in || towns.is_empty() { &spots[..] } else { &[] };
    let drawn = Drawn { towns: &towns, spots: drawn_spots, pairs: &pairs };
    let svg = replaced_view(map_svg(i18n, &drawn));
    let hint = if drawn_spots.is_empty() { i18n.map_hint() } else { i18n.map_hint_town() };
    let by_town = towns
        .iter()
        .filter(|town| town.count > 0)
        .map(|town| town_item(i18n, town, &pairs))
        .collect_view();
    let by_spot = spots.iter().map(|spot| spot_item(i18n, spot, &pairs)).collect_view();
    let nothing = (total == 0).then(|| {
        view! {
            <NothingFound
                page="map"
                pairs=pairs.clone()
                is_wordless=is_wordless
                hint=i18n.finder_nothing_hint()
                reset=i18n.finder_reset()
            />
        }
    });
    let results = replaced_view(view! {
        {nothing}
        <p class="hint">{hint}</p>
        {is_zoomed_in
            .then(|| {
                view! { <a class="button button-quiet" href=whole_county>{i18n.map_whole()}</a> }
            })}
        {svg}
        <h2>{i18n.map_towns()}</h2>
        <ul class="map-towns">{by_town}</ul>
        <h2>{i18n.map_spots()}</h2>
        <ul class="map-spots">{by_spot}</ul>
    });
    let summary = SearchSummary { pairs, total, facets, cities };
    view! { <FinderFrame page="map" title=i18n.map_title() summary=summary results=results/> }
}

/// The county as towns with the numbers of their offers, or a town as spots.
fn map_svg(i18n: I18n, map: &Drawn<'_>) -> impl IntoView + use<> {
    let names = labels(map.towns, map.spots)
        .into_iter()
        .map(|Label { name, x, y }| view! { <text x=x y=y>{name}</text> })
        .collect_view();
    let towns = map.towns.iter().map(|town| town_ring(i18n, town, map)).collect_view();
    let marks = map.spots.iter().map(|spot| spot_mark(i18n, spot, map.pairs)).collect_view();
    view! {
        <svg
            class="map"
            viewBox="0 0 1000 1000"
            role="group"
            aria-label=without_soft_hyphens(i18n.map_label())
        >
            <g>{towns}</g>
            <g>{marks}</g>
            <g class="map-names" aria-hidden="true">{names}</g>
        </svg>
    }
}

/// A town as a link that zooms in. Zoomed in it has no number of its own, its spots have.
fn town_ring(i18n: I18n, town: &Town, map: &Drawn<'_>) -> impl IntoView + use<> {
    let href = town_url(i18n, town, map.pairs);
    let label = format!("{}: {}", town.name, i18n.finder_found(town.count));
    let number = (map.spots.is_empty() && town.count > 0).then(|| dot(town.x, town.y, town.count));
    view! {
        // Inside another SVG element, `<a>` becomes an SVG link.
        <g>
            <a href=href aria-label=without_soft_hyphens(&label) class="map-town">
                <circle cx=town.x cy=town.y r=RING></circle>
                {number}
            </a>
        </g>
    }
}

fn spot_mark(i18n: I18n, spot: &Spot, pairs: &Pairs) -> impl IntoView + use<> {
    let href = spot_url(i18n, spot, pairs);
    let label = spot_label(i18n, spot);
    view! {
        <g>
            <a href=href aria-label=label class="map-spot">
                <circle class="map-target" cx=spot.x cy=spot.y r="46"></circle>
                {dot(spot.x, spot.y, spot.count)}
            </a>
        </g>
    }
}

/// A dot, with its number where it stands for several offers.
fn dot(x: i32, y: i32, count: u64) -> AnyView {
    let radius = match count {
        1 => 20,
        2..=4 => 28,
        5..=14 => 34,
        _ => 40,
    };
    replaced_view(view! {
        <circle class="map-dot" cx=x cy=y r=radius></circle>
        {(count > 1).then(|| view! { <text class="map-number" x=x y=y + 9>{count}</text> })}
    })
}

/// The map zoomed in on a town.
fn town_url(i18n: I18n, town: &Town, pairs: &[(String, String)]) -> String {
    localised_url(i18n, "map", &with_pair(&without_pair(pairs, "city", ""), "city", &town.id))
}

/// The page of an offer, which leads back to this map.
fn offer_url(i18n: I18n, offer: &SpotOffer, pairs: &[(String, String)]) -> String {
    localised_url(i18n, &format!("offers/{}", offer.id), &with_pair(pairs, BACK_TO, "map"))
}

/// The page of a single offer, or the list of the offers nearby.
fn spot_url(i18n: I18n, spot: &Spot, pairs: &[(String, String)]) -> String {
    match &spot.offers[..] {
        [only] if spot.count == 1 => offer_url(i18n, only, pairs),
        _ => {
            let pairs = without_pair(&without_pair(pairs, "near", ""), "sort", "");
            localised_url(
                i18n,
                "offers",
                &with_pair(&with_pair(&pairs, "near", &spot.near), "sort", "distance"),
            )
        }
    }
}

fn spot_label(i18n: I18n, spot: &Spot) -> String {
    match &spot.offers[..] {
        [only] if spot.count == 1 => only.name.plain_text(),
        // The number alone, as shown: not every language has a plural form that contains it.
        _ => format!("{}: {}", spot.place, i18n.number(spot.count)),
    }
}

fn town_item(i18n: I18n, town: &Town, pairs: &Pairs) -> impl IntoView + use<> {
    let href = town_url(i18n, town, pairs);
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
    let offers = spot
        .offers
        .iter()
        .map(|offer| {
            let href = offer_url(i18n, offer, pairs);
            view! {
                <li>
                    <a href=href>
                        <PickedText text=offer.name.clone()/>
                    </a>
                </li>
            }
        })
        .collect_view();
    let more = spot.count.saturating_sub(spot.offers.len() as u64);
    let more = (more > 0).then(|| {
        let href = spot_url(i18n, spot, pairs);
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
