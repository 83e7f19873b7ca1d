//! The map: where the offers are that answer a query, as spots over a schematic county.
//!
//! Nothing but coordinates is drawn, so no map data of others is needed. The picture shows the
//! offers found and the towns they are in; a choice of one city is thereby a closer look.

use super::cards::named;
use super::facets::facet_views;
use super::offers::{cities, pairs_of};
use super::{Catalogue, Finder};
use crate::api::{MAX_SPOT_OFFERS, MapView, Spot, SpotOffer, Town};
use crate::offer::Position;
use crate::search::postings::Doc;
use crate::search::{Facet, Found, OfferQuery, in_address};

/// Least distance between two spots: the largest just touch, and each is large enough for a
/// finger.
const APART: i32 = 88;
/// The map's width and height.
const SIZE: i32 = 1_000;
/// Free space at the edges.
const EDGE: i32 = 90;
/// Least extent of the picture, in millionths of a degree of latitude: about 2 km.
const LEAST: i32 = 18_000;

/// A stretch of the earth with its place on the map.
#[derive(Clone, Copy)]
struct Frame {
    north: i32,
    west: i32,
    /// Millionths of a degree of latitude in the map's inner width.
    extent: i32,
    /// A degree of longitude in degrees of latitude.
    narrowing: f64,
}

/// A town of the county before it is drawn.
struct Centre {
    town: Town,
    position: Position,
}

impl Finder<'_> {
    /// Where the offers are that answer a query.
    pub fn show_map(&self, query: &OfferQuery) -> MapView {
        let catalogue = self.catalogue;
        let (found, docs) = catalogue.index.find_all(query, self.now.moment());
        let positions: Vec<(Doc, Position)> =
            docs.iter().filter_map(|doc| Some((*doc, catalogue.index.position(*doc)?))).collect();
        let centres = centres(catalogue, &found);
        let shown = positions.iter().map(|(_, position)| *position);
        // Towns without offers are in the picture where no city is chosen.
        let is_whole_county = query.values(Facet::City).is_empty();
        let corners = centres.iter().filter(|_| is_whole_county).map(|centre| centre.position);
        let frame = Frame::around(shown.chain(corners));
        let towns: Vec<Town> =
            centres.into_iter().filter_map(|centre| frame.draw(centre)).collect();
        MapView {
            pairs: pairs_of(query),
            total: found.total,
            spots: self.spots(&positions, &towns, frame),
            towns,
            facets: facet_views(catalogue, &found, query),
            cities: cities(&catalogue.taxonomy),
        }
    }

    /// Offers by spots that do not lie on each other: an offer joins the first spot it is near
    /// to, the towns' centres before all others, else it begins one where it is.
    fn spots(&self, positions: &[(Doc, Position)], towns: &[Town], frame: Frame) -> Vec<Spot> {
        let mut clusters: Vec<Cluster> = Vec::new();
        for town in towns.iter().filter(|town| town.count > 0) {
            if clusters.iter().all(|cluster| !cluster.is_near(town.x, town.y)) {
                clusters.push(Cluster { x: town.x, y: town.y, docs: Vec::new() });
            }
        }
        for (doc, position) in positions {
            let (x, y) = frame.place(*position);
            match clusters.iter_mut().find(|cluster| cluster.is_near(x, y)) {
                Some(cluster) => cluster.docs.push((*doc, *position)),
                None => clusters.push(Cluster { x, y, docs: vec![(*doc, *position)] }),
            }
        }
        clusters
            .into_iter()
            .filter(|cluster| !cluster.docs.is_empty())
            .map(|cluster| self.spot(&cluster))
            .collect()
    }

    fn spot(&self, cluster: &Cluster) -> Spot {
        let catalogue = self.catalogue;
        let middle = middle(&cluster.docs);
        let mut docs = cluster.docs.clone();
        // In the order of the list that the spot leads to.
        docs.sort_by_key(|(doc, _)| (catalogue.index.metres(middle, *doc), *doc));
        let offers = docs
            .iter()
            .filter_map(|(doc, _)| catalogue.offer(*doc))
            .take(MAX_SPOT_OFFERS)
            .map(|offer| SpotOffer {
                id: offer.id.clone(),
                name: offer.name.pick(self.reader.language()),
            })
            .collect();
        Spot {
            x: cluster.x,
            y: cluster.y,
            offers,
            count: docs.len() as u64,
            place: docs.first().map(|(doc, _)| place(catalogue, *doc)).unwrap_or_default(),
            near: in_address(middle),
        }
    }
}

/// The county's towns with how many of the offers found they have.
fn centres(catalogue: &Catalogue, found: &Found) -> Vec<Centre> {
    let count = |id: &str| {
        let mut counts = found.counts(Facet::City).iter();
        counts.find(|count| count.value == id).map_or(0, |count| u64::from(count.count))
    };
    let cities = catalogue.taxonomy.cities.iter();
    cities
        .filter_map(|city| {
            let (id, name) = (city.id.to_string(), city.label.to_string());
            let town = Town { count: count(&id), id, name, x: 0, y: 0 };
            Some(Centre { town, position: city.position? })
        })
        .collect()
}

/// Offers that belong to one spot.
struct Cluster {
    /// Where it lies on the map.
    x: i32,
    y: i32,
    docs: Vec<(Doc, Position)>,
}

impl Cluster {
    fn is_near(&self, x: i32, y: i32) -> bool {
        let (east, south) = (i64::from(self.x - x), i64::from(self.y - y));
        east * east + south * south < i64::from(APART) * i64::from(APART)
    }
}

/// The middle of some offers.
fn middle(docs: &[(Doc, Position)]) -> Position {
    let number = i64::try_from(docs.len()).unwrap_or(i64::MAX).max(1);
    let mean = |part: fn(&Position) -> i32| {
        let sum: i64 = docs.iter().map(|(_, position)| i64::from(part(position))).sum();
        i32::try_from(sum / number).unwrap_or(0)
    };
    Position {
        latitude: mean(|position| position.latitude),
        longitude: mean(|position| position.longitude),
    }
}

/// City and district of an offer.
fn place(catalogue: &Catalogue, doc: Doc) -> String {
    let Some(offer) = catalogue.offer(doc) else { return String::new() };
    let city = named(&catalogue.taxonomy.cities, &offer.city).label;
    offer.district.as_ref().map_or(city.clone(), |district| format!("{city}, {district}"))
}

impl Frame {
    /// The smallest square around some positions, the county's middle latitude where there are
    /// none.
    fn around(positions: impl Iterator<Item = Position> + Clone) -> Self {
        let latitudes = positions.clone().map(|position| position.latitude);
        let longitudes = positions.map(|position| position.longitude);
        let (south, north) = (latitudes.clone().min().unwrap_or(0), latitudes.max().unwrap_or(0));
        let (west, east) = (longitudes.clone().min().unwrap_or(0), longitudes.max().unwrap_or(0));
        let middle = south.midpoint(north);
        let narrowing = (f64::from(middle) / 1e6).to_radians().cos();
        #[expect(clippy::cast_possible_truncation, reason = "at most 360 million")]
        let width = (f64::from(east - west) * narrowing) as i32;
        let extent = (north - south).max(width).max(LEAST);
        #[expect(clippy::cast_possible_truncation, reason = "at most 360 million")]
        let half = (f64::from(extent) / narrowing / 2.0) as i32;
        Self {
            north: middle.saturating_add(extent / 2),
            west: west.midpoint(east).saturating_sub(half),
            extent,
            narrowing,
        }
    }

    /// A town on the map; `None` where it is beyond the edge.
    fn draw(&self, Centre { town, position }: Centre) -> Option<Town> {
        let (x, y) = self.place(position);
        let is_inside = (0..=SIZE).contains(&x) && (0..=SIZE).contains(&y);
        is_inside.then_some(Town { x, y, ..town })
    }

    /// Thousandths from the west and the north edge.
    fn place(&self, position: Position) -> (i32, i32) {
        let inner = f64::from(SIZE - 2 * EDGE) / f64::from(self.extent);
        let east = f64::from(position.longitude.saturating_sub(self.west)) * self.narrowing;
        let south = f64::from(self.north.saturating_sub(position.latitude));
        #[expect(clippy::cast_possible_truncation, reason = "casts of floats saturate")]
        let place = |millionths: f64| (millionths * inner).round() as i32;
        (place(east).saturating_add(EDGE), place(south).saturating_add(EDGE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn north_is_up_and_east_is_right() {
        let marl = Position { latitude: 51_656_000, longitude: 7_090_000 };
        let waltrop = Position { latitude: 51_624_000, longitude: 7_397_000 };
        let frame = Frame::around([marl, waltrop].into_iter());
        let (west, upper) = frame.place(marl);
        let (east, lower) = frame.place(waltrop);
        assert!(west < east && upper < lower);
        assert_eq!((west, east), (EDGE, SIZE - EDGE));
    }

    #[test]
    fn one_place_alone_is_in_the_middle() {
        let marl = Position { latitude: 51_656_000, longitude: 7_090_000 };
        let (x, y) = Frame::around(std::iter::once(marl)).place(marl);
        assert!((495..=505).contains(&x) && (495..=505).contains(&y));
    }
}
