//! Title, place, date, languages and code of a conference.

use super::{PreparingStep, authorise, basis_of};
use crate::accounts::ConferenceOrganiser;
use crate::db::{Tx, conference_list, conferences, participants, rounds};
use crate::error::ServiceError;
use crate::secret::random_u64;
use crate::service::Service;
use crate::voting::recounts::keep_wordings;
use shared::desk::DeskError;
use shared::desk::audit::Action;
use shared::desk::conferences::{ConferenceError, DetailsForm};
use shared::id::ConferenceId;
use shared::language::UiLanguage;
use shared::voting::conference::Conference;
use shared::voting::join_code::JoinCode;
use shared::voting::round::RoundState;

/// A conference whose details are edited.
#[derive(Clone, Debug)]
pub struct OpenDetails {
    /// The conference.
    pub conference: Conference,
    /// Whether others may begin with it.
    pub is_template: bool,
    /// Whether people have joined with the code, or a round was opened under it.
    pub is_in_use: bool,
    /// Identifies what the form was made from.
    pub basis: String,
}

impl Service {
    /// Opens title, place, date and languages of a conference.
    ///
    /// # Errors
    /// [`DeskError::Missing`], [`DeskError::NotAllowed`].
    pub async fn open_details(
        &self,
        right: &ConferenceOrganiser,
        id: &ConferenceId,
    ) -> Result<OpenDetails, ServiceError> {
        let mut tx = self.0.db.read().await?;
        authorise(&mut tx, right, id).await?;
        load_details(&mut tx, id).await
    }

    /// Saves title, place, date and languages of a conference.
    ///
    /// # Errors
    /// [`ConferenceError::Cells`], [`ConferenceError::Changed`] where somebody has saved since the
    /// form was made from `basis`; [`DeskError::Missing`], [`DeskError::NotAllowed`].
    pub async fn save_details(
        &self,
        right: &ConferenceOrganiser,
        id: &ConferenceId,
        form: &DetailsForm,
        basis: &str,
    ) -> Result<(), ServiceError> {
        let mut tx = self.0.db.write().await?;
        let organiser = authorise(&mut tx, right, id).await?;
        rounds::lock_rounds(&mut tx, id).await?;
        let stored = load_details(&mut tx, id).await?;
        if stored.basis != basis {
            return Err(DeskError::from(ConferenceError::Changed).into());
        }
        let details = form
            .parse(Some(&stored.conference))
            .map_err(ConferenceError::Cells)
            .map_err(DeskError::from)?;
        keep_wordings(&mut tx, &stored.conference, self.0.clock.now()).await?;
        conference_list::save_details(&mut tx, id, &details).await?;
        let title = details.title.pick(UiLanguage::De).text;
        let step = PreparingStep { action: Action::ChangeConference, detail: &title };
        self.finish_preparing(tx, &organiser, step).await
    }

    /// Replaces the join code, while nobody has joined and no round was opened.
    ///
    /// # Errors
    /// [`ConferenceError::Joined`], [`DeskError::Missing`], [`DeskError::NotAllowed`].
    pub async fn renew_code(
        &self,
        right: &ConferenceOrganiser,
        id: &ConferenceId,
    ) -> Result<JoinCode, ServiceError> {
        let mut tx = self.0.db.write().await?;
        let organiser = authorise(&mut tx, right, id).await?;
        rounds::lock_rounds(&mut tx, id).await?;
        if is_in_use(&mut tx, id).await? {
            return Err(DeskError::from(ConferenceError::Joined).into());
        }
        let code = JoinCode::from_random(random_u64());
        conference_list::save_code(&mut tx, id, &code).await?;
        let step = PreparingStep { action: Action::ChangeConference, detail: code.as_str() };
        self.finish_preparing(tx, &organiser, step).await?;
        Ok(code)
    }
}

async fn load_details(tx: &mut Tx, id: &ConferenceId) -> Result<OpenDetails, ServiceError> {
    let conference = conferences::load_conference(tx, id).await?.ok_or(DeskError::Missing)?;
    let is_template = conference_list::find_is_template(tx, id).await?.unwrap_or_default();
    let date = conference.date.map(|date| date.to_string());
    let Conference { title, place, languages, programme, .. } = &conference;
    let basis = basis_of(&(title, place, date, languages, programme, is_template))?;
    let is_in_use = is_in_use(tx, id).await?;
    Ok(OpenDetails { conference, is_template, is_in_use, basis })
}

/// Whether people have joined with the code, or a round was opened under it.
async fn is_in_use(tx: &mut Tx, id: &ConferenceId) -> Result<bool, ServiceError> {
    let rounds = rounds::load_rounds(tx, id).await?;
    let was_opened = rounds.iter().any(|round| round.state != RoundState::Prepared);
    Ok(was_opened || participants::has_participants(tx, id).await?)
}
