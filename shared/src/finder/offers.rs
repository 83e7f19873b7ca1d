//! Searching offers, and one offer with its provider.

use super::Finder;
use super::cards::OfferAddress;
use super::paging::{pages, pairs_of};
use crate::api::{Named, OfferDetail, OfferPage};
use crate::id::OfferId;
use crate::offer::Offer;
use crate::search::OfferQuery;

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
            facets: self.facet_views(&found, query),
            cities: self.cities(),
            loosen: loosen.map(|loosen| self.loosen_view(*loosen, query)).collect(),
            nearby: self.cards(&found.nearby),
            unknown: found.unknown,
            is_wordless: found.is_wordless,
        }
    }

    /// Cities that distances can be measured from.
    pub(super) fn cities(&self) -> Vec<Named> {
        let cities = &self.catalogue.taxonomy.cities;
        let known = cities.iter().filter(|city| city.position.is_some());
        known.map(|city| self.reader.named(cities, &city.id)).collect()
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
        let hits = self.catalogue.index.hits(&[doc], self.now.moment());
        Some(self.detail(self.card(offer, hits.first()?), offer, address))
    }
}
