//! Finding and showing offers.

use super::catalogue::{Catalogue, Now};
use super::facets::{facet_views, loosen_view};
use super::offer_views::{Reader, named, offer_card, offer_detail};
use crate::error::ServiceError;
use crate::service::Service;
use shared::api::{Named, OfferCard, OfferDetail, OfferPage, Pairs};
use shared::error::Missing;
use shared::id::OfferId;
use shared::language::UiLanguage;
use shared::search::{Hit, OfferQuery, PAGE_SIZE};
use shared::taxonomy::Taxonomy;

impl Service {
    /// Offers that answer a query, as of at most a second ago.
    ///
    /// # Errors
    /// The database's only.
    pub async fn find_offers(
        &self,
        query: &OfferQuery,
        language: UiLanguage,
    ) -> Result<OfferPage, ServiceError> {
        let catalogue = self.catalogue().await?;
        let now = self.now(&catalogue);
        let found = catalogue.index.find(query, now.moment());
        let reader = Reader::new(language, &catalogue.taxonomy);
        let cards = |hits: &[Hit]| cards(&catalogue, hits, (&reader, &now));
        let loosen = found.loosen.iter();
        Ok(OfferPage {
            pairs: pairs_of(query),
            page: query.page.0,
            pages: pages(found.total),
            total: found.total,
            offers: cards(&found.hits),
            facets: facet_views(&catalogue, &found, query),
            cities: cities(&catalogue.taxonomy),
            unknown: found.unknown.clone(),
            loosen: loosen.map(|loosen| loosen_view(&catalogue, *loosen, query)).collect(),
            nearby: cards(&found.nearby),
        })
    }

    /// A public offer with its provider.
    ///
    /// # Errors
    /// [`Missing::Offer`] for one that is not there or not public.
    pub async fn show_offer(
        &self,
        id: &OfferId,
        language: UiLanguage,
    ) -> Result<OfferDetail, ServiceError> {
        let catalogue = self.catalogue().await?;
        let now = self.now(&catalogue);
        let (doc, offer) =
            catalogue.public(id, now.local.day).ok_or(ServiceError::missing(Missing::Offer))?;
        let reader = Reader::new(language, &catalogue.taxonomy);
        let hit = catalogue.index.hit(doc, now.moment());
        let card = offer_card(&catalogue, offer, &hit, (&reader, &now));
        let provider = catalogue.provider(&offer.provider);
        let address = format!("{}/{}/offers/{id}", self.0.public_url, language.tag());
        let season = (now.local.day, &catalogue.school_free);
        Ok(offer_detail(card, offer, provider, (&reader, address), season))
    }

    /// The lists of cities, categories and languages.
    ///
    /// # Errors
    /// The database's only.
    pub async fn show_taxonomy(&self) -> Result<Taxonomy, ServiceError> {
        Ok(self.catalogue().await?.taxonomy.clone())
    }
}

/// Hits as cards, in their order.
pub(crate) fn cards(
    catalogue: &Catalogue,
    hits: &[Hit],
    (reader, now): (&Reader<'_>, &Now),
) -> Vec<OfferCard> {
    let offers = hits.iter().filter_map(|hit| Some((catalogue.offer(hit.doc)?, hit)));
    offers.map(|(offer, hit)| offer_card(catalogue, offer, hit, (reader, now))).collect()
}

/// Cities that distances can be measured from.
pub(crate) fn cities(taxonomy: &Taxonomy) -> Vec<Named> {
    let known = taxonomy.cities.iter().filter(|city| city.position.is_some());
    known.map(|city| named(&taxonomy.cities, &city.id)).collect()
}

/// The pairs of a query's address but for the page.
pub(crate) fn pairs_of(query: &OfferQuery) -> Pairs {
    let pairs = query.on_page(1).to_pairs().into_iter();
    pairs.map(|(name, value)| (name.to_owned(), value)).collect()
}

/// How many pages so many entries fill.
pub(crate) fn pages(total: usize) -> u32 {
    u32::try_from(total.div_ceil(PAGE_SIZE)).unwrap_or(u32::MAX)
}
