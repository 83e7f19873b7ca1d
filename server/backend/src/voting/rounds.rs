//! Rounds of voting: preparing, opening, closing, taking up again; and their outcome.
//!
//! Settings can change as long as nobody can have voted by them: until the round is opened.

use super::organiser::Organiser;
use crate::changes::Change;
use crate::db::rounds::StateChange;
use crate::db::{DbError, Tx, ballots, conferences, rounds};
use crate::error::ServiceError;
use crate::secret::random_id;
use crate::service::Service;
use shared::api::RoundResult;
use shared::error::{AppError, Missing};
use shared::id::{FieldId, RoundId};
use shared::text::{Line, Lines};
use shared::voting::conference::Conference;
use shared::voting::join_code::JoinCode;
use shared::voting::round::{
    Access, Budget, DEFAULT_SHORTLIST, FieldChoice, MAX_SHORTLIST, ResultsVisibility, Round,
    RoundRules, RoundState, RulesError, TransitionError,
};
use shared::voting::tally::{Tally, Votes, results};
use std::sync::Arc;
use std::time::Duration;

/// How a round is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundSettings {
    /// What it is called beside its number.
    pub name: Option<Line>,
    /// Fields voted on; `None` for all of the conference.
    pub fields: Option<Vec<FieldId>>,
    /// Dots of a participant.
    pub budget: Budget,
    /// Most dots on one challenge.
    pub max_per_challenge: u32,
    /// Fields on one ballot.
    pub choice: FieldChoice,
    /// When results are seen.
    pub results: ResultsVisibility,
    /// Who may vote.
    pub access: Access,
    /// Places on the shortlist.
    pub shortlist: u32,
}

impl Default for RoundSettings {
    /// Five dots for each field, results at once, one ballot for each device.
    fn default() -> Self {
        Self {
            name: None,
            fields: None,
            budget: Budget::Field(5),
            max_per_challenge: 5,
            choice: FieldChoice::All,
            results: ResultsVisibility::Live,
            access: Access::Open,
            shortlist: DEFAULT_SHORTLIST,
        }
    }
}

impl RoundSettings {
    /// A prepared round of a conference.
    ///
    /// # Errors
    /// [`RulesError`] where a number is out of its bounds or a field is not the conference's.
    pub fn prepare(&self, conference: &Conference, number: u32) -> Result<Round, RulesError> {
        let all = || conference.fields.iter().map(|field| field.id.clone());
        let is_wanted = |id: &FieldId| self.fields.as_ref().is_none_or(|own| own.contains(id));
        let fields: Vec<FieldId> = all().filter(is_wanted).collect();
        let is_foreign = |id: &FieldId| all().all(|own| own != *id);
        if fields.is_empty() || self.fields.iter().flatten().any(is_foreign) {
            return Err(RulesError::Fields);
        }
        if !(1..=MAX_SHORTLIST).contains(&self.shortlist) {
            return Err(RulesError::Shortlist);
        }
        Ok(Round {
            id: RoundId::from_random(random_id()),
            conference: conference.id.clone(),
            number,
            name: self.name.clone().map(Lines::german),
            follows: None,
            state: RoundState::Prepared,
            rules: RoundRules::new(self.budget, self.max_per_challenge, self.choice)?,
            results: self.results,
            access: self.access,
            shortlist: self.shortlist,
            slate: conference.slate(&fields),
            fields,
        })
    }
}

impl Service {
    /// Adds a prepared round to a conference.
    ///
    /// # Errors
    /// [`AppError::Rules`].
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
        self.finish(tx, organiser).await?;
        Ok(round)
    }

    /// Gives a prepared round other settings; it keeps its id and number.
    ///
    /// # Errors
    /// [`AppError::Rules`], [`Missing::Round`], [`TransitionError::AlreadyOpened`].
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
        self.finish(tx, organiser).await?;
        Ok(round)
    }

    /// Takes a prepared round away.
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
        self.finish(tx, organiser).await
    }

    /// Opens a prepared round; without an id the first that is prepared.
    ///
    /// # Errors
    /// [`Missing::Round`], [`TransitionError::AlreadyOpened`], [`TransitionError::OtherOpen`].
    pub async fn open_round(
        &self,
        organiser: &Organiser,
        id: Option<&RoundId>,
    ) -> Result<Round, ServiceError> {
        let now = self.0.clock.now();
        let mut tx = self.0.db.write().await?;
        rounds::lock_rounds(&mut tx, &organiser.conference).await?;
        let all = rounds::load_rounds(&mut tx, &organiser.conference).await?;
        let found = match id {
            Some(id) => all.iter().find(|round| round.id == *id),
            // Where none is prepared, the last one says why it cannot be opened.
            None => all.iter().find(|round| round.state == RoundState::Prepared).or(all.last()),
        };
        let round = found.ok_or(ServiceError::missing(Missing::Round))?.clone();
        if all.iter().any(|other| other.id != round.id && other.state.takes_ballots(now)) {
            return Err(TransitionError::OtherOpen.into());
        }
        let next = round.state.open()?;
        self.move_round(tx, round, next).await
    }

    /// Begins to close the open round, or the one named: phones have `grace` to deliver.
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
            None => rounds::current_round(&mut tx, &organiser.conference)
                .await?
                .ok_or(ServiceError::missing(Missing::Round))?,
        };
        let next = round.state.close(self.0.clock.now(), grace)?;
        self.move_round(tx, round, next).await
    }

    /// Takes a closed round up again: a new round with the same settings, open at once.
    ///
    /// # Errors
    /// [`Missing::Round`], [`TransitionError::NotClosed`], [`TransitionError::OtherOpen`].
    pub async fn reopen_round(
        &self,
        organiser: &Organiser,
        id: &RoundId,
    ) -> Result<Round, ServiceError> {
        let now = self.0.clock.now();
        let mut tx = self.0.db.write().await?;
        rounds::lock_rounds(&mut tx, &organiser.conference).await?;
        let old = organiser.load_round(&mut tx, id).await?;
        let all = rounds::load_rounds(&mut tx, &organiser.conference).await?;
        let new_id = RoundId::from_random(random_id());
        let mut round = old.reopened(new_id, next_number(&all), now)?;
        if all.iter().any(|other| other.state.takes_ballots(now)) {
            return Err(TransitionError::OtherOpen.into());
        }
        round.state = round.state.open()?;
        rounds::insert_round(&mut tx, &round).await?;
        self.finish(tx, organiser).await?;
        Ok(round)
    }

    /// The round that counts in the hall.
    ///
    /// # Errors
    /// [`Missing::Round`].
    pub async fn current_round(&self, organiser: &Organiser) -> Result<Round, ServiceError> {
        let mut tx = self.0.db.read().await?;
        let round = rounds::current_round(&mut tx, &organiser.conference).await?;
        round.ok_or(ServiceError::missing(Missing::Round))
    }

    async fn move_round(
        &self,
        mut tx: Tx,
        round: Round,
        next: RoundState,
    ) -> Result<Round, ServiceError> {
        let change = StateChange { from: round.state, to: next, at: self.0.clock.now() };
        if !rounds::update_state(&mut tx, &round.id, change).await? {
            // Somebody else moved it between our reading and our writing.
            return Err(TransitionError::NotOpen.into());
        }
        tx.announce(Change::Votes(round.conference.clone()));
        tx.commit().await?;
        Ok(Round { state: next, ..round })
    }

    /// The conference an organiser steers.
    pub(crate) async fn load_own_conference(
        &self,
        tx: &mut Tx,
        organiser: &Organiser,
    ) -> Result<Arc<Conference>, ServiceError> {
        let conference = self.0.contents.load(tx, &organiser.conference).await?;
        conference.ok_or(ServiceError::missing(Missing::Conference))
    }

    /// Commits what an organiser has changed.
    pub(crate) async fn finish(
        &self,
        mut tx: Tx,
        organiser: &Organiser,
    ) -> Result<(), ServiceError> {
        tx.announce(Change::Votes(organiser.conference.clone()));
        Ok(tx.commit().await?)
    }

    /// The outcome of a round, by field, best first.
    ///
    /// # Errors
    /// [`Missing::Round`], [`AppError::ResultsHidden`] before closing where results are hidden.
    pub async fn show_result(&self, id: &RoundId) -> Result<RoundResult, ServiceError> {
        let now = self.0.clock.now();
        let mut tx = self.0.db.read().await?;
        let round =
            rounds::load_round(&mut tx, id).await?.ok_or(ServiceError::missing(Missing::Round))?;
        if !round.shows_results(now) {
            return Err(AppError::ResultsHidden.into());
        }
        let conference = self.0.contents.load(&mut tx, &round.conference).await?;
        let conference = conference.ok_or(ServiceError::missing(Missing::Conference))?;
        let tally = ballots::load_tally(&mut tx, id).await?;
        Ok(RoundResult {
            round: round.status(now),
            turnout: ballots::load_turnout(&mut tx, &round).await?,
            votes: sum(&tally),
            fields: results(&conference, &round, &tally),
        })
    }

    /// Whether a conference with this code is there.
    ///
    /// # Errors
    /// The database's only.
    pub async fn has_conference(&self, code: &JoinCode) -> Result<bool, DbError> {
        let mut tx = self.0.db.read().await?;
        Ok(conferences::find_id(&mut tx, code).await?.is_some())
    }
}

fn sum(tally: &Tally) -> Votes {
    let paper = tally.paper.values().sum();
    Votes { dots: tally.dots.values().sum::<u64>() + paper, paper }
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
