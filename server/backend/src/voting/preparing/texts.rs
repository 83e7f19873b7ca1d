//! The forms of a field's name and of a challenge.

use super::editing::{Editing, load};
use super::edits::{self, german};
use super::{authorise, basis_of};
use crate::accounts::ConferenceOrganiser;
use crate::error::ServiceError;
use crate::secret::random_u128;
use crate::service::Service;
use shared::desk::DeskError;
use shared::desk::conferences::{
    Cells, ConferenceError, MAX_PARTS, TextReader, challenge_cells, read_challenge, write_texts,
};
use shared::id::{ChallengeId, ConferenceId, FieldId};
use shared::voting::conference::{Challenge, Conference};
use shared::voting::round::Round;

/// A text that is edited in a form of its own.
#[derive(Clone, Debug)]
pub struct OpenText {
    /// The conference.
    pub conference: Conference,
    /// The form's fields.
    pub cells: Cells,
    /// Identifies what they were made from.
    pub basis: String,
}

/// A form about a field or a challenge.
#[derive(Clone, Copy, Debug)]
pub struct TextForm<'a> {
    /// What stands in its fields.
    pub cells: &'a Cells,
    /// Identifies what they were made from.
    pub basis: &'a str,
}

impl Service {
    /// Opens the name of a field.
    ///
    /// # Errors
    /// [`DeskError::Missing`], [`DeskError::NotAllowed`].
    pub async fn open_field(
        &self,
        right: &ConferenceOrganiser,
        id: &ConferenceId,
        field: &FieldId,
    ) -> Result<OpenText, ServiceError> {
        let mut tx = self.0.db.read().await?;
        authorise(&mut tx, right, id).await?;
        let conference = load(&mut tx, id).await?;
        let place = edits::find_field(&conference, field).ok_or(DeskError::Missing)?;
        let name = &conference.fields[place].name;
        let mut cells = Cells::new();
        write_texts(&mut cells, "name", Some(name));
        Ok(OpenText { basis: basis_of(name)?, cells, conference })
    }

    /// Saves the name of a field in several languages.
    ///
    /// # Errors
    /// [`ConferenceError::Cells`], [`ConferenceError::Changed`], [`DeskError::Missing`],
    /// [`DeskError::NotAllowed`].
    pub async fn save_field(
        &self,
        right: &ConferenceOrganiser,
        id: &ConferenceId,
        field: &FieldId,
        form: TextForm<'_>,
    ) -> Result<(), ServiceError> {
        let mut editing = self.begin_editing(right, id).await?;
        let place = edits::find_field(&editing.conference, field).ok_or(DeskError::Missing)?;
        let stored = &mut editing.conference.fields[place].name;
        check_basis(&basis_of(stored)?, form.basis)?;
        let mut reader = TextReader::new(form.cells);
        let name = reader.needed("name", Some(stored));
        *stored = match name {
            Some(name) if reader.wrong.is_empty() => name,
            _ => return Err(refusal(ConferenceError::Cells(reader.wrong))),
        };
        let detail = german(stored);
        self.finish_editing(editing, &detail).await
    }

    /// Opens a challenge.
    ///
    /// # Errors
    /// [`DeskError::Missing`], [`DeskError::NotAllowed`].
    pub async fn open_challenge(
        &self,
        right: &ConferenceOrganiser,
        id: &ConferenceId,
        challenge: &ChallengeId,
    ) -> Result<OpenText, ServiceError> {
        let mut tx = self.0.db.read().await?;
        authorise(&mut tx, right, id).await?;
        let conference = load(&mut tx, id).await?;
        let place = edits::find_challenge(&conference, challenge).ok_or(DeskError::Missing)?;
        let stored = &conference.fields[place.field].challenges[place.challenge];
        Ok(OpenText { basis: basis_of(stored)?, cells: challenge_cells(stored), conference })
    }

    /// Saves a challenge with its goals, measures and sub-challenges.
    ///
    /// # Errors
    /// [`ConferenceError`], [`DeskError::Missing`], [`DeskError::NotAllowed`].
    pub async fn save_challenge(
        &self,
        right: &ConferenceOrganiser,
        id: &ConferenceId,
        challenge: &ChallengeId,
        form: TextForm<'_>,
    ) -> Result<(), ServiceError> {
        let mut editing = self.begin_editing(right, id).await?;
        let place = editing.find(challenge)?;
        let Editing { conference, rounds, .. } = &mut editing;
        let field = &mut conference.fields[place.field];
        let stored = &mut field.challenges[place.challenge];
        check_basis(&basis_of(stored)?, form.basis)?;
        let new_id = || ChallengeId::from_random(random_u128());
        let read = read_challenge(form.cells, stored, new_id);
        let read = read.map_err(|wrong| refusal(ConferenceError::Cells(wrong)))?;
        check_parts(stored, &read, rounds)?;
        if read.parts.iter().any(|part| stored.parts.iter().all(|known| known.id != part.id)) {
            edits::check_addition(&field.id, rounds).map_err(DeskError::from)?;
        }
        *stored = read;
        let detail = german(&stored.text);
        self.finish_editing(editing, &detail).await
    }
}

/// Refuses where a sub-challenge is missing that was put to the vote, or where there are too many.
fn check_parts(stored: &Challenge, read: &Challenge, rounds: &[Round]) -> Result<(), DeskError> {
    if read.parts.len() > MAX_PARTS.max(stored.parts.len()) {
        return Err(ConferenceError::TooMany { most: MAX_PARTS }.into());
    }
    let is_kept = |id: &ChallengeId| read.parts.iter().any(|part| part.id == *id);
    let removed = stored.parts.iter().map(|part| &part.id).filter(|id| !is_kept(id));
    Ok(edits::check_removal(removed, rounds)?)
}

fn check_basis(stored: &str, given: &str) -> Result<(), DeskError> {
    if stored == given { Ok(()) } else { Err(ConferenceError::Changed.into()) }
}

fn refusal(error: ConferenceError) -> ServiceError {
    DeskError::from(error).into()
}
