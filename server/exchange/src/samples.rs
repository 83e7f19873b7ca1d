//! Test records: those of the demo, and the default lists.

use crate::records::OfferFile;
use shared::taxonomy::Taxonomy;

pub(crate) fn demo() -> OfferFile {
    serde_json::from_str(include_str!("../../../demo/offers.json")).unwrap()
}

pub(crate) fn taxonomy() -> Taxonomy {
    serde_json::from_str(include_str!("../../backend/data/taxonomy.json")).unwrap()
}
