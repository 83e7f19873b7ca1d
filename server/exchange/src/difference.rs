//! What an import changes, in the columns and words of the county's spreadsheet.

use crate::duplicates::{Duplicate, offer_name};
use crate::error::WriteError;
pub use crate::offer_table::write::{CellChange, State};
use crate::offer_table::write::{cell_changes, encode_csv};
use crate::offers::RowDoubt;
use crate::records::{ExistingRecords, OfferFile};
use crate::sheet::lists::Lists;
use shared::id::{OfferId, ProviderId};
use shared::offer::Offer;
use shared::provider::Provider;
use shared::taxonomy::Taxonomy;
use std::collections::{BTreeMap, BTreeSet};

/// What happens to a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// It was not there.
    New,
    /// These cells change; none where the spreadsheet cannot show what changes.
    Changed(Vec<CellChange>),
    /// Nothing.
    Same,
}

/// An offer of a file, compared with what is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferDifference {
    /// Its id.
    pub offer: OfferId,
    /// Its name.
    pub name: String,
    /// What happens to it.
    pub difference: Difference,
    /// Whether any of its cells is doubtful.
    pub is_doubtful: bool,
    /// Whether it is probably there twice.
    pub is_duplicate: bool,
}

/// What was read, and what is stored.
#[derive(Clone, Copy, Debug)]
pub struct Comparison<'a> {
    /// The records of the file.
    pub content: &'a OfferFile,
    /// The stored records.
    pub existing: &'a ExistingRecords,
    /// Doubts about the records of the file.
    pub doubts: &'a [RowDoubt],
    /// Their probable duplicates.
    pub duplicates: &'a [Duplicate],
}

/// The cells that differ between two states of an offer, in the order of the columns.
pub fn changes_between(
    before: State<'_>,
    after: State<'_>,
    taxonomy: &Taxonomy,
) -> Vec<CellChange> {
    cell_changes(before, after, &Lists::new(taxonomy))
}

/// What a file would change, offer by offer, in its order.
pub fn compare(comparison: Comparison<'_>, taxonomy: &Taxonomy) -> Vec<OfferDifference> {
    let Comparison { content, existing, doubts, duplicates } = comparison;
    let lists = Lists::new(taxonomy);
    let doubtful: BTreeSet<&OfferId> = doubts.iter().map(|doubt| &doubt.offer).collect();
    let twice: BTreeSet<&OfferId> =
        duplicates.iter().flat_map(|pair| [&pair.found.id, &pair.like.id]).collect();
    let providers: BTreeMap<&ProviderId, &Provider> =
        content.providers.iter().map(|provider| (&provider.id, provider)).collect();
    let difference = |offer: &Offer| {
        let Some(stored) = existing.offers.get(&offer.id) else { return Difference::New };
        let held = existing.providers.get(&stored.provider);
        let provider = providers.get(&offer.provider).copied();
        let provider = provider.or_else(|| existing.providers.get(&offer.provider));
        if stored == offer && held == provider {
            return Difference::Same;
        }
        let (before, after) = (State { offer: stored, provider: held }, State { offer, provider });
        Difference::Changed(cell_changes(before, after, &lists))
    };
    content
        .offers
        .iter()
        .map(|offer| OfferDifference {
            offer: offer.id.clone(),
            name: offer_name(offer).to_owned(),
            difference: difference(offer),
            is_doubtful: doubtful.contains(&offer.id),
            is_duplicate: twice.contains(&offer.id),
        })
        .collect()
}

/// Lines of a report as a file for German spreadsheet programs.
///
/// # Errors
/// [`WriteError`].
pub fn encode_report(lines: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>, WriteError> {
    encode_csv(lines)
}
