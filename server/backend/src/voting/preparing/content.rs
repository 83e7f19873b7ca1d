//! Fields and challenges of a conference: the page they stand on, adding, moving, removing them.

use super::authorise;
use super::checklist::{Checklist, make_checklist};
use super::editing::{Editing, load};
use super::edits::{self, Direction, Place, german};
use crate::accounts::ConferenceOrganiser;
use crate::db::{cards, conference_list, rounds};
use crate::error::ServiceError;
use crate::secret::random_u128;
use crate::service::Service;
use shared::desk::DeskError;
use shared::id::{ChallengeId, ConferenceId, FieldId};
use shared::voting::conference::Conference;
use shared::voting::round::Round;

/// A conference that is prepared.
#[derive(Clone, Debug)]
pub struct OpenConference {
    /// The conference with its content.
    pub conference: Conference,
    /// Whether others may begin with it.
    pub is_template: bool,
    /// Its rounds, by number, as they are at this moment.
    pub rounds: Vec<Round>,
    /// What is still to be done.
    pub checklist: Checklist,
}

/// A change of fields and challenges that needs no form of its own.
#[derive(Clone, Debug)]
pub enum ContentStep {
    /// Adds a field behind the last one.
    AddField {
        /// Its German name.
        name: String,
    },
    /// Adds challenges behind the last one of a field.
    AddChallenges {
        /// The field.
        field: FieldId,
        /// German texts, one on each line.
        lines: String,
    },
    /// Moves a field by one place.
    MoveField {
        /// The field.
        field: FieldId,
        /// Which way.
        direction: Direction,
    },
    /// Moves a challenge by one place within its field.
    MoveChallenge {
        /// The challenge.
        challenge: ChallengeId,
        /// Which way.
        direction: Direction,
    },
    /// Removes a field with its challenges.
    RemoveField {
        /// The field.
        field: FieldId,
    },
    /// Removes a challenge with its sub-challenges.
    RemoveChallenge {
        /// The challenge.
        challenge: ChallengeId,
    },
}

impl Service {
    /// Opens a conference to be prepared.
    ///
    /// # Errors
    /// [`DeskError::Missing`], [`DeskError::NotAllowed`].
    pub async fn open_conference(
        &self,
        right: &ConferenceOrganiser,
        id: &ConferenceId,
    ) -> Result<OpenConference, ServiceError> {
        let now = self.0.clock.now();
        let mut tx = self.read_rounds(now).await?;
        authorise(&mut tx, right, id).await?;
        let conference = load(&mut tx, id).await?;
        let is_template = conference_list::find_is_template(&mut tx, id).await?;
        let mut rounds = rounds::load_rounds(&mut tx, id).await?;
        for round in &mut rounds {
            round.state = round.state.at(now);
        }
        let cards = cards::count_cards(&mut tx, id).await?;
        let mut checklist = make_checklist(&conference, &rounds, cards);
        checklist.boards = self.0.hub.count_boards(id);
        let is_template = is_template.unwrap_or_default();
        Ok(OpenConference { conference, is_template, rounds, checklist })
    }

    /// Changes fields and challenges.
    ///
    /// # Errors
    /// [`DeskError::Conference`], [`DeskError::Missing`], [`DeskError::NotAllowed`].
    pub async fn change_content(
        &self,
        right: &ConferenceOrganiser,
        id: &ConferenceId,
        step: &ContentStep,
    ) -> Result<(), ServiceError> {
        let mut editing = self.begin_editing(right, id).await?;
        let detail = apply(&mut editing, step)?;
        self.finish_editing(editing, &detail).await
    }
}

/// Applies a step; returns what it was about.
fn apply(editing: &mut Editing, step: &ContentStep) -> Result<String, DeskError> {
    match step {
        ContentStep::AddField { name } => {
            let id = FieldId::from_random(random_u128());
            edits::add_field(&mut editing.conference, id, name)?;
            Ok(name.trim().to_owned())
        }
        ContentStep::AddChallenges { field, lines } => {
            let place = editing.find_field(field)?;
            edits::check_addition(field, &editing.rounds)?;
            let field = &mut editing.conference.fields[place];
            edits::add_challenges(field, lines, || ChallengeId::from_random(random_u128()))?;
            Ok(german(&field.name))
        }
        ContentStep::MoveField { field, direction } => {
            let place = editing.find_field(field)?;
            let name = german(&editing.conference.fields[place].name);
            edits::move_by_one(&mut editing.conference.fields, place, *direction);
            Ok(name)
        }
        ContentStep::MoveChallenge { challenge, direction } => {
            let Place { field, challenge } = editing.find(challenge)?;
            let challenges = &mut editing.conference.fields[field].challenges;
            let text = german(&challenges[challenge].text);
            edits::move_by_one(challenges, challenge, *direction);
            Ok(text)
        }
        ContentStep::RemoveField { field } => {
            let place = editing.find_field(field)?;
            let name = german(&editing.conference.fields[place].name);
            edits::remove_field(&mut editing.conference, place, &editing.rounds)?;
            Ok(name)
        }
        ContentStep::RemoveChallenge { challenge } => {
            let place = editing.find(challenge)?;
            let challenges = &editing.conference.fields[place.field].challenges;
            let text = german(&challenges[place.challenge].text);
            edits::remove_challenge(&mut editing.conference, place, &editing.rounds)?;
            Ok(text)
        }
    }
}
