//! What changed words mean for an offer, field by field.

use super::error::CareError;
use exchange::public_fields::{
    FieldDoubt, PublicField, State, Words, changed_fields, read_fields, write_fields,
};
use jiff::civil::Date;
use shared::doubt::Doubt;
use shared::offer::Offer;
use shared::provider::Provider;
use shared::taxonomy::Taxonomy;

/// What changed words would make of an offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangePreview {
    /// The offer afterwards.
    pub offer: Offer,
    /// The fields whose words were changed.
    pub changes: Vec<FieldChange>,
}

/// A field whose words were changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// The field.
    pub field: PublicField,
    /// The words of the offer as it is.
    pub before: String,
    /// What was typed.
    pub typed: String,
    /// What was understood, in the offer's words.
    pub after: String,
    /// What was not.
    pub doubts: Vec<Doubt>,
    /// Whether the offer's words have changed since these were typed.
    pub is_conflict: bool,
}

/// What typed words are read over.
#[derive(Clone, Copy)]
pub(super) struct ReadingContext<'a> {
    pub(super) offer: &'a Offer,
    pub(super) provider: Option<&'a Provider>,
    pub(super) taxonomy: &'a Taxonomy,
    pub(super) today: Date,
}

impl ReadingContext<'_> {
    /// Reads typed words; those that are the offer's already are left out.
    ///
    /// # Errors
    /// [`CareError::Fields`].
    pub(super) fn preview(self, typed: &Words) -> Result<ChangePreview, CareError> {
        let Self { offer, provider, taxonomy, today } = self;
        let new_words = changed_fields(typed, offer, taxonomy);
        let before = write_fields(offer, taxonomy);
        let reading = read_fields(&new_words, State { offer, provider }, taxonomy, today)
            .map_err(CareError::Fields)?;
        let after = write_fields(&reading.offer, taxonomy);
        let words = |words: &Words, field| words.get(field).cloned().unwrap_or_default();
        let changes = new_words.iter().map(|(field, typed)| FieldChange {
            field: *field,
            before: words(&before, field),
            typed: typed.clone(),
            after: words(&after, field),
            doubts: doubts_of(&reading.doubts, *field),
            is_conflict: false,
        });
        Ok(ChangePreview { changes: changes.collect(), offer: reading.offer })
    }
}

fn doubts_of(doubts: &[FieldDoubt], field: PublicField) -> Vec<Doubt> {
    doubts.iter().filter(|one| one.field == field).map(|one| one.doubt.clone()).collect()
}
