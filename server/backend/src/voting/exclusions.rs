//! Unusual bursts of joins: showing them to the organiser, leaving out their ballots, and counting
//! them again.
//!
//! An exclusion stands against participants, so it holds for every round of the conference and for
//! ballots they cast or change later: those are stored, acknowledged and logged as ever, and left out
//! of the sums. Every ballot that is left out or counted again is an entry of its round's log.

use super::organiser::Organiser;
use crate::clock::local_moment;
use crate::db::excluded_ballots::{
    ExcludedBallot, GroupBallot, delete_taken_out, load_group_ballots, load_pending,
    load_taken_out, save_taken_out,
};
use crate::db::exclusions::{
    Exclusion, Group, count_participants, end_exclusion, exclude_participants, insert_exclusion,
    load_exclusions, load_join_times,
};
use crate::db::tally::{TallyDelta, apply_delta};
use crate::db::{CorruptValue, DbError, Tx, ballot_log, rounds};
use crate::error::ServiceError;
use crate::recount::{ExclusionEntry, HashChain, LogEntry, RestorationEntry};
use crate::secret::random_u128;
use crate::service::Service;
use shared::api::{ExclusionReason, JoinBurst, JoinTime, StandingExclusion};
use shared::error::AppError;
use shared::id::{ConferenceId, ExclusionId, RoundId};
use shared::time::Millis;
use shared::voting::ballot::Ballot;
use shared::voting::burst::find_bursts;
use shared::voting::round::{Round, RoundState};
use std::collections::BTreeSet;

/// A burst as an organiser saw it, and why its ballots are left out.
#[derive(Clone, Debug)]
pub struct BurstExclusion {
    /// The first join.
    pub first: Millis,
    /// The last join.
    pub last: Millis,
    /// The reason.
    pub reason: ExclusionReason,
}

impl Service {
    /// Leaves out the ballots of all participants of a burst, in every round. Where they are left
    /// out already, because another organiser was faster, nothing changes.
    ///
    /// # Errors
    /// [`AppError::NoBurst`] for joins that are not unusual.
    pub async fn exclude_burst(
        &self,
        organiser: &Organiser,
        burst: BurstExclusion,
    ) -> Result<(), ServiceError> {
        let BurstExclusion { first, last, reason } = burst;
        let (conference, now) = (&organiser.conference, self.0.clock.now());
        let mut tx = self.write_rounds(now).await?;
        let all = lock_all_rounds(&mut tx, conference).await?;
        let standing = load_exclusions(&mut tx, conference).await?;
        if standing.iter().any(|one| one.first <= first && last <= one.last) {
            return Ok(());
        }
        let found = find_bursts(load_join_times(&mut tx, conference).await?);
        if !found.iter().any(|burst| burst.contains(first, last)) {
            return Err(AppError::NoBurst.into());
        }
        let id = ExclusionId::from_random(random_u128());
        let exclusion = Exclusion { id, first, last, reason };
        insert_exclusion(&mut tx, conference, &exclusion, now).await?;
        exclude_participants(&mut tx, conference, &exclusion).await?;
        for round in &all {
            let mut chain = load_chain(&mut tx, &round.id).await?;
            exclude_pending(&mut tx, round, &mut chain, now).await?;
        }
        self.announce_and_commit(tx, organiser).await
    }

    /// Counts the ballots of an exclusion again. Where they are counted already, nothing changes.
    ///
    /// # Errors
    /// The database's only.
    pub async fn restore_burst(
        &self,
        organiser: &Organiser,
        id: &ExclusionId,
    ) -> Result<(), ServiceError> {
        let (conference, now) = (&organiser.conference, self.0.clock.now());
        let mut tx = self.write_rounds(now).await?;
        let all = lock_all_rounds(&mut tx, conference).await?;
        if !load_exclusions(&mut tx, conference).await?.iter().any(|one| one.id == *id) {
            return Ok(());
        }
        for round in &all {
            restore_ballots(&mut tx, round, id, now).await?;
        }
        delete_taken_out(&mut tx, id).await?;
        end_exclusion(&mut tx, id, now).await?;
        self.announce_and_commit(tx, organiser).await
    }
}

/// Locks a conference against other organisers, and its rounds in the ballot writer's order, so that
/// the two cannot deadlock.
async fn lock_all_rounds(tx: &mut Tx, conference: &ConferenceId) -> Result<Vec<Round>, DbError> {
    rounds::lock_rounds(tx, conference).await?;
    let all = rounds::load_rounds(tx, conference).await?;
    let ids: BTreeSet<RoundId> = all.into_iter().map(|round| round.id).collect();
    let mut locked = Vec::with_capacity(ids.len());
    for id in &ids {
        locked.extend(rounds::load_round_for_update(tx, id).await?);
    }
    Ok(locked)
}

async fn load_chain(tx: &mut Tx, round: &RoundId) -> Result<HashChain, DbError> {
    Ok(HashChain::new(round, ballot_log::load_head(tx, round).await?))
}

/// Takes the ballots of excluded participants out of a round's sums where they are in them: new
/// ones, and what was changed since. The round is locked, and all its ballots are written.
///
/// # Errors
/// The database's only.
pub(crate) async fn exclude_pending(
    tx: &mut Tx,
    round: &Round,
    chain: &mut HashChain,
    now: Millis,
) -> Result<(), DbError> {
    for exclusion in load_exclusions(tx, &round.conference).await? {
        let pending: Vec<ExcludedBallot> = load_pending(tx, &exclusion.id, &round.id).await?;
        if pending.is_empty() {
            continue;
        }
        let (mut delta, mut new) = (TallyDelta::default(), BTreeSet::new());
        for excluded in &pending {
            let taken_out = excluded.taken_out.clone().unwrap_or_default();
            delta.replace(Some(&excluded.ballot), &taken_out);
            if excluded.taken_out.is_none() {
                new.insert(excluded.id.clone());
            }
        }
        save_taken_out(tx, &exclusion.id, &round.id).await?;
        apply_delta(tx, &round.id, &delta).await?;
        if !new.is_empty() {
            let entry = LogEntry::Excluded(ExclusionEntry {
                exclusion: exclusion.id,
                ballots: new,
                first_join: exclusion.first,
                last_join: exclusion.last,
                reason: exclusion.reason,
                at: now,
                after_closing: round.state == RoundState::Closed,
            });
            append(tx, &round.id, chain, &entry).await?;
        }
    }
    Ok(())
}

/// Adds what an exclusion has taken out of a round's sums to them again.
async fn restore_ballots(
    tx: &mut Tx,
    round: &Round,
    id: &ExclusionId,
    now: Millis,
) -> Result<(), DbError> {
    let taken_out = load_taken_out(tx, id, &round.id).await?;
    if taken_out.is_empty() {
        return Ok(());
    }
    let mut delta = TallyDelta::default();
    for ballot in &taken_out {
        delta.replace(None, ballot);
    }
    apply_delta(tx, &round.id, &delta).await?;
    let after_closing = round.state == RoundState::Closed;
    let entry = RestorationEntry { exclusion: id.clone(), at: now, after_closing };
    let mut chain = load_chain(tx, &round.id).await?;
    append(tx, &round.id, &mut chain, &LogEntry::Restored(entry)).await
}

async fn append(
    tx: &mut Tx,
    round: &RoundId,
    chain: &mut HashChain,
    entry: &LogEntry,
) -> Result<(), DbError> {
    let row = chain
        .append(entry)
        .map_err(|error| CorruptValue { column: "ballot_log.entry", reason: error.to_string() })?;
    ballot_log::append(tx, round, &[row]).await
}

/// The bursts of a conference for its organiser: those that are counted, and those left out, in the
/// order of joining.
pub(super) async fn load_bursts(
    tx: &mut Tx,
    conference: &ConferenceId,
) -> Result<Vec<JoinBurst>, DbError> {
    let mut bursts = Vec::new();
    for burst in find_bursts(load_join_times(tx, conference).await?) {
        let group = Group::Counted { first: burst.first, last: burst.last };
        let ballots = load_group_ballots(tx, conference, group).await?;
        bursts.push(JoinBurst {
            first: join_time(burst.first),
            last: join_time(burst.last),
            joined: burst.joins as u64,
            voted: count_voters(&ballots),
            dots: count_dots(&ballots),
            exclusion: None,
        });
    }
    for Exclusion { id, first, last, reason } in load_exclusions(tx, conference).await? {
        let group = Group::Excluded(&id);
        let ballots = load_group_ballots(tx, conference, group).await?;
        bursts.push(JoinBurst {
            first: join_time(first),
            last: join_time(last),
            joined: count_participants(tx, conference, group).await?,
            voted: count_voters(&ballots),
            dots: count_dots(&ballots),
            exclusion: Some(StandingExclusion { id, reason }),
        });
    }
    bursts.sort_by_key(|burst| burst.first.at);
    Ok(bursts)
}

fn count_voters(ballots: &[GroupBallot]) -> u64 {
    let with_dots = ballots.iter().filter(|one| !one.ballot.dots.is_empty());
    with_dots.map(|one| &one.voter).collect::<BTreeSet<_>>().len() as u64
}

fn count_dots(ballots: &[GroupBallot]) -> u64 {
    ballots.iter().map(|one| dots_of(&one.ballot)).sum()
}

fn dots_of(ballot: &Ballot) -> u64 {
    ballot.dots.iter().map(|(_, dots)| u64::from(dots)).sum()
}

/// A moment of joining in local time.
pub(super) fn join_time(at: Millis) -> JoinTime {
    let local = local_moment(at);
    JoinTime { at, day: local.date(), time: local.time() }
}
