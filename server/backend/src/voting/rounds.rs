//! Rounds of voting: preparing, opening, closing, reopening.
//!
//! Settings can change until the round is opened, that is, while nobody can have voted under them.

use super::organiser::Organiser;
use super::round_settings::RoundSettings;
use crate::accounts::Deed;
use crate::changes::Change;
use crate::db::rounds::StateChange;
use crate::db::{Tx, ballots, rounds};
use crate::error::ServiceError;
use crate::secret::random_u128;
use crate::service::Service;
use shared::desk::audit::{Action, SubjectKind};
use shared::error::Missing;
use shared::id::RoundId;
use shared::language::UiLanguage;
use shared::voting::conference::Conference;
use shared::voting::round::{Round, RoundState, TransitionError};
use std::sync::Arc;
use std::time::Duration;

impl Service {
    /// Adds a prepared round to a conference.
    ///
    /// # Errors
    /// [`shared::error::AppError::Rules`].
    pub async fn prepare_round(
        &self,
        organiser: &Organiser,
        settings: &RoundSettings,
    ) -> Result<Round, ServiceError> {
        let mut tx = self.0.db.write().await?;
        rounds::lock_rounds(&mut tx, &organiser.conference).await?;
        let conference = self.load_own_conference(&mut tx, organiser).await?;
        let number = next_number(&rounds::load_rounds(&mut tx, &conference.id).await?);
        let round = settings.prepare(&conference, number)?;
        rounds::insert_round(&mut tx, &round).await?;
        self.record_round(&mut tx, organiser, &round, Action::PrepareRound).await?;
        self.announce_and_commit(tx, organiser).await?;
        Ok(round)
    }

    /// Changes the settings of a prepared round; it keeps its id and number.
    ///
    /// # Errors
    /// [`shared::error::AppError::Rules`], [`Missing::Round`], [`TransitionError::AlreadyOpened`].
    pub async fn change_round(
        &self,
        organiser: &Organiser,
        id: &RoundId,
        settings: &RoundSettings,
    ) -> Result<Round, ServiceError> {
        let mut tx = self.0.db.write().await?;
        let conference = self.load_own_conference(&mut tx, organiser).await?;
        let old = load_prepared(&mut tx, organiser, id).await?;
        let changed = settings.prepare(&conference, old.number)?;
        let round = Round { id: old.id, follows: old.follows, ..changed };
        rounds::delete_round(&mut tx, &round.id).await?;
        rounds::insert_round(&mut tx, &round).await?;
        self.record_round(&mut tx, organiser, &round, Action::ChangeRound).await?;
        self.announce_and_commit(tx, organiser).await?;
        Ok(round)
    }

    /// Deletes a prepared round.
    ///
    /// # Errors
    /// [`Missing::Round`], [`TransitionError::AlreadyOpened`].
    pub async fn delete_round(
        &self,
        organiser: &Organiser,
        id: &RoundId,
    ) -> Result<(), ServiceError> {
        let mut tx = self.0.db.write().await?;
        let round = load_prepared(&mut tx, organiser, id).await?;
        rounds::delete_round(&mut tx, &round.id).await?;
        self.record_round(&mut tx, organiser, &round, Action::DeleteRound).await?;
        self.announce_and_commit(tx, organiser).await
    }

    /// Opens a prepared round; without an id, the first prepared one.
    ///
    /// # Errors
    /// [`Missing::Round`], [`TransitionError::AlreadyOpened`], [`TransitionError::OtherOpen`].
    pub async fn open_round(
        &self,
        organiser: &Organiser,
        id: Option<&RoundId>,
    ) -> Result<Round, ServiceError> {
        let now = self.0.clock.now();
        let mut tx = self.write_rounds(now).await?;
        rounds::lock_rounds(&mut tx, &organiser.conference).await?;
        let all = rounds::load_rounds(&mut tx, &organiser.conference).await?;
        let found = match id {
            Some(id) => all.iter().find(|round| round.id == *id),
            // Where none is prepared, the last round's state gives the error.
            None => all.iter().find(|round| round.state == RoundState::Prepared).or(all.last()),
        };
        let round = found.ok_or(ServiceError::missing(Missing::Round))?.clone();
        if all.iter().any(|other| other.id != round.id && other.state.takes_ballots(now)) {
            return Err(TransitionError::OtherOpen.into());
        }
        let next = round.state.open()?;
        self.record_round(&mut tx, organiser, &round, Action::OpenRound).await?;
        self.change_state(tx, round, next).await
    }

    /// Starts to close a round, without an id the current one: phones have the grace period to
    /// deliver their ballots.
    ///
    /// # Errors
    /// [`Missing::Round`], [`TransitionError::NotOpen`].
    pub async fn close_round(
        &self,
        organiser: &Organiser,
        id: Option<&RoundId>,
        grace: Duration,
    ) -> Result<Round, ServiceError> {
        let mut tx = self.0.db.write().await?;
        let round = match id {
            Some(id) => organiser.load_round(&mut tx, id).await?,
            None => rounds::find_current_round(&mut tx, &organiser.conference)
                .await?
                .ok_or(ServiceError::missing(Missing::Round))?,
        };
        let next = round.state.close(self.0.clock.now(), grace)?;
        self.record_round(&mut tx, organiser, &round, Action::CloseRound).await?;
        self.change_state(tx, round, next).await
    }

    /// Takes back the last step of a round: while it is closing, it is open again; while nobody has
    /// voted, an open one is prepared again.
    ///
    /// # Errors
    /// [`Missing::Round`], [`TransitionError::HasBallots`], [`TransitionError::NotOpen`].
    pub async fn take_back_round(
        &self,
        organiser: &Organiser,
        id: &RoundId,
    ) -> Result<Round, ServiceError> {
        let now = self.0.clock.now();
        let mut tx = self.write_rounds(now).await?;
        let round = organiser.load_round(&mut tx, id).await?;
        let has_ballots = ballots::has_ballots(&mut tx, id).await?;
        let next = round.state.take_back(now, has_ballots)?;
        self.record_round(&mut tx, organiser, &round, Action::TakeBackRound).await?;
        self.change_state(tx, round, next).await
    }

    /// Reopens a closed round: adds a new round with the same settings, which is open at once.
    ///
    /// # Errors
    /// [`Missing::Round`], [`TransitionError::NotClosed`], [`TransitionError::OtherOpen`].
    pub async fn reopen_round(
        &self,
        organiser: &Organiser,
        id: &RoundId,
    ) -> Result<Round, ServiceError> {
        let now = self.0.clock.now();
        let mut tx = self.write_rounds(now).await?;
        rounds::lock_rounds(&mut tx, &organiser.conference).await?;
        let old = organiser.load_round(&mut tx, id).await?;
        let all = rounds::load_rounds(&mut tx, &organiser.conference).await?;
        let new_id = RoundId::from_random(random_u128());
        let mut round = old.reopened(new_id, next_number(&all), now)?;
        if all.iter().any(|other| other.state.takes_ballots(now)) {
            return Err(TransitionError::OtherOpen.into());
        }
        round.state = round.state.open()?;
        rounds::insert_round(&mut tx, &round).await?;
        self.record_round(&mut tx, organiser, &round, Action::OpenRound).await?;
        self.announce_and_commit(tx, organiser).await?;
        Ok(round)
    }

    /// Finds the current round: the last one opened, else the first prepared one.
    ///
    /// # Errors
    /// [`Missing::Round`].
    pub async fn find_current_round(&self, organiser: &Organiser) -> Result<Round, ServiceError> {
        let mut tx = self.0.db.read().await?;
        rounds::find_current_round(&mut tx, &organiser.conference)
            .await?
            .ok_or(ServiceError::missing(Missing::Round))
    }

    async fn record_round(
        &self,
        tx: &mut Tx,
        organiser: &Organiser,
        round: &Round,
        action: Action,
    ) -> Result<(), ServiceError> {
        let conference = self.load_own_conference(tx, organiser).await?;
        let title = conference.title.pick(UiLanguage::De).text;
        let detail = format!("{title} · {}", round.number);
        let deed = Deed {
            action,
            kind: SubjectKind::Conference,
            subject: organiser.conference.as_str(),
            detail: &detail,
        };
        Ok(self.record_deed(tx, &organiser.actor, deed).await?)
    }

    async fn change_state(
        &self,
        mut tx: Tx,
        round: Round,
        next: RoundState,
    ) -> Result<Round, ServiceError> {
        let change = StateChange { from: round.state, to: next, at: self.0.clock.now() };
        if !rounds::update_state(&mut tx, &round.id, change).await? {
            // Its state was changed between reading and writing.
            return Err(TransitionError::NotOpen.into());
        }
        tx.announce(Change::Votes(round.conference.clone()));
        tx.commit().await?;
        Ok(Round { state: next, ..round })
    }

    /// Loads the conference an organiser manages.
    pub(crate) async fn load_own_conference(
        &self,
        tx: &mut Tx,
        organiser: &Organiser,
    ) -> Result<Arc<Conference>, ServiceError> {
        self.load_conference(tx, &organiser.conference).await
    }

    /// Commits a change made by an organiser and announces it.
    pub(crate) async fn announce_and_commit(
        &self,
        mut tx: Tx,
        organiser: &Organiser,
    ) -> Result<(), ServiceError> {
        tx.announce(Change::Votes(organiser.conference.clone()));
        Ok(tx.commit().await?)
    }
}

fn next_number(rounds: &[Round]) -> u32 {
    rounds.iter().map(|round| round.number).max().unwrap_or(0).saturating_add(1)
}

async fn load_prepared(
    tx: &mut Tx,
    organiser: &Organiser,
    id: &RoundId,
) -> Result<Round, ServiceError> {
    let round = organiser.load_round(tx, id).await?;
    match round.state {
        RoundState::Prepared => Ok(round),
        _ => Err(TransitionError::AlreadyOpened.into()),
    }
}
