//! The map: the positions of matching offers, as spots on a schematic county.
//!
//! Only coordinates are drawn, so no third-party map data is needed. The map covers the matching
//! offers and the towns they are in; choosing a city thereby zooms in.

mod place;
mod projection;

pub use place::{MapPoint, PlaceMap, PlaceTown};

use super::Finder;
use super::paging::pairs_of;
use crate::api::{MAX_SPOT_OFFERS, MapView, Spot, SpotOffer, Town};
use crate::id::CityId;
use crate::offer::Position;
use crate::search::postings::Doc;
use crate::search::{Facet, OfferQuery, SearchResults, format_position};
use crate::taxonomy::Term;
use projection::{Projection, SIZE};

/// Minimum distance between two spots: the largest just touch, and each is large enough to be
/// tapped.
const MIN_DISTANCE: i32 = 88;

/// A town before projection.
struct Centre {
    town: Town,
    position: Position,
}

impl Finder<'_> {
    /// The positions of the offers that match a query.
    pub fn show_map(&self, query: &OfferQuery) -> MapView {
        let catalogue = self.catalogue;
        let (found, docs) = catalogue.index.find_all(query, self.now.moment());
        let positions: Vec<(Doc, Position)> =
            docs.iter().filter_map(|doc| Some((*doc, catalogue.index.position(*doc)?))).collect();
        let centres = self.centres(&found);
        let shown = positions.iter().map(|(_, position)| *position);
        // Towns without offers are only included where no city is chosen.
        let is_whole_county = query.values(Facet::City).is_empty();
        let corners = centres.iter().filter(|_| is_whole_county).map(|centre| centre.position);
        let projection = Projection::around(shown.chain(corners));
        let towns: Vec<Town> =
            centres.into_iter().filter_map(|centre| centre.projected(projection)).collect();
        MapView {
            pairs: pairs_of(query),
            total: found.total,
            spots: self.spots(&positions, &towns, projection),
            towns,
            facets: self.facet_views(&found, query),
            cities: self.cities(),
            is_wordless: found.is_wordless,
        }
    }

    /// Clusters offers into spots that do not overlap: an offer joins the first spot near it, town
    /// centres first; otherwise it starts a new spot at its position.
    fn spots(
        &self,
        positions: &[(Doc, Position)],
        towns: &[Town],
        projection: Projection,
    ) -> Vec<Spot> {
        let mut clusters: Vec<Cluster> = Vec::new();
        for town in towns.iter().filter(|town| town.count > 0) {
            if clusters.iter().all(|cluster| !cluster.is_near(town.x, town.y)) {
                clusters.push(Cluster { x: town.x, y: town.y, docs: Vec::new() });
            }
        }
        for (doc, position) in positions {
            let (x, y) = projection.project(*position);
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

    /// The county's towns with their numbers of matching offers.
    fn centres(&self, found: &SearchResults) -> Vec<Centre> {
        let count = |id: &str| {
            let mut counts = found.counts(Facet::City).iter();
            counts.find(|count| count.value == id).map_or(0, |count| u64::from(count.count))
        };
        let centre = |city: &Term<CityId>| {
            let id = city.id.to_string();
            let name = city.name_in(self.reader.language()).to_owned();
            let town = Town { count: count(&id), id, name, x: 0, y: 0 };
            Some(Centre { town, position: city.position? })
        };
        self.catalogue.taxonomy.cities.iter().filter_map(centre).collect()
    }

    /// City and district of an offer.
    fn place_name(&self, doc: Doc) -> String {
        let Some(offer) = self.catalogue.offer(doc) else { return String::new() };
        let city = self.reader.named(&self.catalogue.taxonomy.cities, &offer.city).label;
        offer.district.as_ref().map_or(city.clone(), |district| format!("{city}, {district}"))
    }

    fn spot(&self, cluster: &Cluster) -> Spot {
        let catalogue = self.catalogue;
        let middle = middle(&cluster.docs);
        let mut docs = cluster.docs.clone();
        // In the order of the list that the spot links to.
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
            place: docs.first().map(|(doc, _)| self.place_name(*doc)).unwrap_or_default(),
            near: format_position(middle),
        }
    }
}

impl Centre {
    /// The town with its map coordinates; `None` where it is outside the map.
    fn projected(self, projection: Projection) -> Option<Town> {
        let (x, y) = projection.project(self.position);
        let is_inside = (0..=SIZE).contains(&x) && (0..=SIZE).contains(&y);
        is_inside.then_some(Town { x, y, ..self.town })
    }
}

/// Offers that form one spot.
struct Cluster {
    /// Its position on the map.
    x: i32,
    y: i32,
    docs: Vec<(Doc, Position)>,
}

impl Cluster {
    fn is_near(&self, x: i32, y: i32) -> bool {
        let (east, south) = (i64::from(self.x - x), i64::from(self.y - y));
        east * east + south * south < i64::from(MIN_DISTANCE) * i64::from(MIN_DISTANCE)
    }
}

/// The mean position of some offers.
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
