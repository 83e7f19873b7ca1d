//! Showing and joining a conference.

use super::callers::{Caller, voter_in};
use super::views::conference_view;
use crate::db::{Tx, ballots, conferences, rounds};
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
    /// A conference with the round that counts in the hall, loaded together.
    pub(crate) async fn load_with_round(
        &self,
        tx: &mut Tx,
        code: &JoinCode,
    ) -> Result<(Arc<Conference>, Option<Round>), ServiceError> {
        let missing = ServiceError::missing(Missing::Conference);
        let Some(id) = conferences::find_id(tx, code).await? else { return Err(missing) };
        let conference = self.0.contents.load(tx, &id).await?.ok_or(missing)?;
        Ok((conference, rounds::current_round(tx, &id).await?))
    }

    /// A conference as a reader of this language sees it, with German beside it.
    ///
    /// # Errors
    /// [`Missing::Conference`].
    pub async fn show_conference(
        &self,
        code: &JoinCode,
        language: &LanguageTag,
    ) -> Result<ConferenceView, ServiceError> {
        let german = UiLanguage::De.into();
        let mut tx = self.0.db.read().await?;
        let (conference, round) = self.load_with_round(&mut tx, code).await?;
        let reader = (language, Some(&german));
        Ok(conference_view(&conference, round.as_ref(), reader, self.0.clock.now()))
    }

    /// A conference and the caller's ballot of the round that counts in the hall.
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
        let mut tx = self.0.db.read().await?;
        let (conference, round) = self.load_with_round(&mut tx, code).await?;
        let voter = match &round {
            Some(round) => Some(voter_in(&mut tx, round, caller, self.card_check()).await?),
            None => None,
        };
        let wants_code = matches!(
            voter,
            Some(Err(AppError::NoPersonalCode
                | AppError::UnknownPersonalCode
                | AppError::TooManyAttempts))
        );
        let voter = voter.and_then(Result::ok);
        let held = match (&round, &voter) {
            (Some(round), Some(voter)) => ballots::load_ballot(&mut tx, &round.id, voter).await?,
            _ => None,
        };
        let reader = (language, Some(&german));
        Ok(PhoneView {
            conference: conference_view(&conference, round.as_ref(), reader, now),
            receipt: held.as_ref().map(|held| Receipt::from_ballot(&held.id)),
            ballot: held.map(|held| held.ballot).unwrap_or_default(),
            participant: voter.as_ref().map(Voter::alias),
            wants_code,
        })
    }

    /// Notes that a device has joined; again changes nothing. It has its number from a page of
    /// ours: joining makes none, so an answer that was lost makes nobody join twice.
    ///
    /// # Errors
    /// [`Missing::Conference`], [`AppError::NoParticipant`].
    pub async fn join_conference(
        &self,
        code: &JoinCode,
        token: Option<&ParticipantToken>,
    ) -> Result<(), ServiceError> {
        let conference = self.conference_id(code).await?;
        let token = token.filter(|token| self.0.settings.secret.has_signed(token));
        let voter = token.ok_or(AppError::NoParticipant)?.voter();
        self.0.writer.join(conference, voter).await
    }

    /// A number for a new device, signed.
    pub fn new_participant(&self) -> ParticipantToken {
        self.0.settings.secret.sign(&ParticipantToken::random())
    }

    /// The same number with our signature, for a device that came without one; `None` where it
    /// has it.
    pub fn sign_participant(&self, token: &ParticipantToken) -> Option<ParticipantToken> {
        let secret = &self.0.settings.secret;
        (!secret.has_signed(token)).then(|| secret.sign(token))
    }

    /// The conference a code stands for.
    ///
    /// # Errors
    /// [`Missing::Conference`].
    pub async fn conference_id(&self, code: &JoinCode) -> Result<ConferenceId, ServiceError> {
        let mut tx = self.0.db.read().await?;
        conferences::find_id(&mut tx, code).await?.ok_or(ServiceError::missing(Missing::Conference))
    }

    /// The address people type to join.
    pub(crate) fn join_address(&self, code: &JoinCode) -> String {
        format!("{}/{code}", self.0.public_url)
    }
}
