//! Showing and joining conferences.

use super::callers::{Caller, identify_voter};
use super::views::{Reader, conference_view};
use crate::db::{DbError, Tx, ballots, conferences, rounds, worksheets};
use crate::error::ServiceError;
use crate::secret::{ParticipantToken, Voter};
use crate::service::Service;
use shared::api::{ConferenceView, PhoneView};
use shared::error::{AppError, Missing};
use shared::id::ConferenceId;
use shared::language::{LanguageTag, UiLanguage};
use shared::voting::conference::Conference;
use shared::voting::join_code::JoinCode;
use shared::voting::receipt::Receipt;
use shared::voting::round::Round;
use std::sync::Arc;

impl Service {
    /// Loads a conference with its current round.
    pub(crate) async fn load_with_round(
        &self,
        tx: &mut Tx,
        code: &JoinCode,
    ) -> Result<(Arc<Conference>, Option<Round>), ServiceError> {
        let missing = ServiceError::missing(Missing::Conference);
        let Some(id) = conferences::find_id(tx, code).await? else { return Err(missing) };
        let conference = self.0.conference_cache.load(tx, &id).await?.ok_or(missing)?;
        Ok((conference, rounds::find_current_round(tx, &id).await?))
    }

    /// Loads a conference by its id.
    pub(crate) async fn load_conference(
        &self,
        tx: &mut Tx,
        id: &ConferenceId,
    ) -> Result<Arc<Conference>, ServiceError> {
        self.0
            .conference_cache
            .load(tx, id)
            .await?
            .ok_or(ServiceError::missing(Missing::Conference))
    }

    /// Shows a conference in the reader's language, with German as the second one.
    ///
    /// # Errors
    /// [`Missing::Conference`].
    pub async fn show_conference(
        &self,
        code: &JoinCode,
        language: &LanguageTag,
    ) -> Result<ConferenceView, ServiceError> {
        let (german, now) = (UiLanguage::De.into(), self.0.clock.now());
        let mut tx = self.read_rounds(now).await?;
        let (conference, round) = self.load_with_round(&mut tx, code).await?;
        let reader = Reader { language, second: Some(&german) };
        Ok(conference_view(&conference, round.as_ref(), reader, now))
    }

    /// Shows a conference with the caller's ballot in the current round.
    ///
    /// # Errors
    /// [`Missing::Conference`].
    pub async fn show_phone(
        &self,
        code: &JoinCode,
        caller: &Caller,
        language: &LanguageTag,
    ) -> Result<PhoneView, ServiceError> {
        let (german, now) = (UiLanguage::De.into(), self.0.clock.now());
        let mut tx = self.read_rounds(now).await?;
        let (conference, round) = self.load_with_round(&mut tx, code).await?;
        let voter = match &round {
            Some(round) => Some(identify_voter(&mut tx, round, caller, self.card_checker()).await?),
            None => None,
        };
        let wants_code = matches!(
            voter,
            Some(Err(AppError::NoPersonalCode
                | AppError::UnknownPersonalCode
                | AppError::TooManyAttempts))
        );
        let voter = voter.and_then(Result::ok);
        let stored = match (&round, &voter) {
            (Some(round), Some(voter)) => ballots::load_ballot(&mut tx, &round.id, voter).await?,
            _ => None,
        };
        let message = conferences::load_message(&mut tx, &conference.id).await?;
        let worked_on = worksheets::load_worked_on(&mut tx, &conference.id).await?;
        let reader = Reader { language, second: Some(&german) };
        Ok(PhoneView {
            conference: conference_view(&conference, round.as_ref(), reader, now),
            receipt: stored.as_ref().map(|stored| Receipt::from_ballot(&stored.id)),
            ballot: stored.map(|stored| stored.ballot).unwrap_or_default(),
            participant: voter.as_ref().map(Voter::alias),
            wants_code,
            message: message.map(String::from),
            now,
            // A sheet outlives its challenge, but nobody is shown it then.
            has_sheets: conference.challenges().any(|(_, one)| worked_on.contains(&one.id)),
        })
    }

    /// Records that a device has joined; a second time changes nothing. Its token was issued by a
    /// page of this server: joining issues none, so a device whose response was lost does not join
    /// twice.
    ///
    /// # Errors
    /// [`Missing::Conference`], [`AppError::NoParticipant`].
    pub async fn join_conference(
        &self,
        code: &JoinCode,
        token: Option<&ParticipantToken>,
    ) -> Result<(), ServiceError> {
        let conference = self.find_conference_id(code).await?;
        let token = token.filter(|token| self.0.settings.secret.verify(token));
        let voter = token.ok_or(AppError::NoParticipant)?.voter();
        self.0.writer.join(conference, voter).await
    }

    /// Issues a signed token for a new device.
    pub fn issue_token(&self) -> ParticipantToken {
        self.0.settings.secret.sign(&ParticipantToken::random())
    }

    /// Signs the token of a device that has none or an invalid signature; `None` where it is valid.
    pub fn sign_token(&self, token: &ParticipantToken) -> Option<ParticipantToken> {
        let secret = &self.0.settings.secret;
        (!secret.verify(token)).then(|| secret.sign(token))
    }

    /// Finds the id of the conference with this code.
    ///
    /// # Errors
    /// [`Missing::Conference`].
    pub async fn find_conference_id(&self, code: &JoinCode) -> Result<ConferenceId, ServiceError> {
        let mut tx = self.0.db.read().await?;
        conferences::find_id(&mut tx, code).await?.ok_or(ServiceError::missing(Missing::Conference))
    }

    /// Whether a conference with this code exists.
    ///
    /// # Errors
    /// The database's only.
    pub async fn has_conference(&self, code: &JoinCode) -> Result<bool, DbError> {
        let mut tx = self.0.db.read().await?;
        Ok(conferences::find_id(&mut tx, code).await?.is_some())
    }

    /// The address that participants type to join.
    pub(crate) fn join_address(&self, code: &JoinCode) -> String {
        format!("{}/{code}", self.0.public_url)
    }
}
