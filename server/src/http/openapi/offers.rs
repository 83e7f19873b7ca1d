//! Offers, providers and the lists they are filed under.

use super::operation::Operation;
use super::parameters::{page, q, sort};
use shared::api::{
    MapView, OfferDetail, OfferPage, ProviderDetail, ProviderPage, ReportRequest, Reported,
};
use shared::id::{OfferId, ProviderId};
use shared::search::Facet;
use shared::taxonomy::Taxonomy;

pub(super) const TAG: &str = "Offers";

pub(super) fn operations() -> Vec<Operation> {
    let operations = [
        Operation::get("/offers", "find_offers", "Find offers")
            .about(
                "Values of one filter widen, filters narrow. Every filter comes back with what \
                 there is to choose and how many offers each value would give, counted without \
                 the filter itself. Unknown names in the address are passed over.",
            )
            .takes_language()
            .takes([sort(), page()])
            .takes_choice()
            .answers::<OfferPage>("A page of offers, and what else could be chosen.")
            .fails(&[422, 500]),
        Operation::get("/offers/{id}", "show_offer", "One offer with everything known of it")
            .takes_in_path::<OfferId>("id", "The offer.")
            .takes_language()
            .answers::<OfferDetail>("The offer.")
            .fails(&[404, 422, 500]),
        Operation::post("/offers/{id}/reports", "report_offer", "Say what is wrong with an offer")
            .takes_in_path::<OfferId>("id", "The offer.")
            .reads::<ReportRequest>()
            .answers::<Reported>("The report is kept for the editors.")
            .takes_language()
            .fails(&[404, 422, 429, 500]),
        Operation::get("/map", "show_map", "Where offers are")
            .about(
                "A schematic map in thousandths of its width. For positions on the earth there \
                 is `/api/v1/offers.geojson`.",
            )
            .takes_language()
            .takes_choice()
            .answers::<MapView>("Towns, and offers close together as one spot.")
            .fails(&[422, 500]),
        Operation::get("/providers", "find_providers", "Find providers")
            .takes([q("Beginnings of words of the name.")])
            .takes_shared([Facet::City, Facet::Category].map(Facet::name))
            .takes([page()])
            .answers::<ProviderPage>("A page of providers, by name.")
            .takes_language()
            .fails(&[422, 500]),
        Operation::get("/providers/{id}", "show_provider", "One provider with its next offers")
            .takes_in_path::<ProviderId>("id", "The provider.")
            .takes_language()
            .answers::<ProviderDetail>("The provider.")
            .fails(&[404, 422, 500]),
        Operation::get("/taxonomy", "show_taxonomy", "Cities, categories and languages")
            .answers::<Taxonomy>("All lists, each in the order it is shown.")
            .takes_language()
            .fails(&[500]),
    ];
    operations.into_iter().map(|operation| operation.under(TAG)).collect()
}
