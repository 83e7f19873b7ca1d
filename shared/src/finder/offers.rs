//! Searching offers, and one offer with its provider.

use super::Finder;
use super::cards::{OfferAddress, named};
use super::facets::{facet_views, loosen_view};
use super::paging::{pages, pairs_of};
use crate::api::{Named, OfferDetail, OfferPage};
use crate::id::OfferId;
use crate::offer::Offer;
use crate::search::OfferQuery;
use crate::taxonomy::Taxonomy;

impl<'a> Finder<'a> {
    /// A page of the matching offers, with the filters to narrow it.
    pub fn find_offers(&self, query: &OfferQuery) -> OfferPage {
        let catalogue = self.catalogue;
        let found = catalogue.index.find(query, self.now.moment());
        let loosen = found.loosen.iter();
        OfferPage {
            pairs: pairs_of(query),
            page: query.page.0,
            pages: pages(found.total),
            total: found.total,
            offers: self.cards(&found.hits),
            facets: facet_views(catalogue, &found, query),
            cities: cities(&catalogue.taxonomy),
            loosen: loosen.map(|loosen| loosen_view(catalogue, *loosen, query)).collect(),
            nearby: self.cards(&found.nearby),
            unknown: found.unknown,
            is_wordless: found.is_wordless,
        }
    }

    /// Every matching offer, in catalogue order.
    pub fn find_all(&self, query: &OfferQuery) -> Vec<&'a Offer> {
        let (_, mut docs) = self.catalogue.index.find_all(query, self.now.moment());
        docs.sort_unstable();
        docs.into_iter().filter_map(|doc| self.catalogue.offer(doc)).collect()
    }

    /// A public offer with its provider; `None` where it does not exist or is not public.
    pub fn show_offer(&self, id: &OfferId, address: OfferAddress) -> Option<OfferDetail> {
        let (doc, offer) = self.catalogue.public(id, self.now.local.day)?;
        let hit = self.catalogue.index.hit(doc, self.now.moment());
        Some(self.detail(self.card(offer, &hit), offer, address))
    }
}

/// Cities that distances can be measured from.
pub(super) fn cities(taxonomy: &Taxonomy) -> Vec<Named> {
    let known = taxonomy.cities.iter().filter(|city| city.position.is_some());
    known.map(|city| named(&taxonomy.cities, &city.id)).collect()
}
