//! Ballots of excluded participants, and what was taken out of the sums for them.
#![expect(clippy::missing_errors_doc, reason = "every query fails as `DbError` says")]

use super::column::{from_json, from_optional_text, from_text};
use super::exclusions::{Exclusion, ExclusionRow, Group};
use super::{DbError, Tx, on_db};
use shared::id::{BallotId, ConferenceId, ExclusionId, RoundId};
use shared::voting::ballot::{Ballot, Revision};

/// A ballot of an excluded participant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExcludedBallot {
    /// Its random id.
    pub id: BallotId,
    /// Its dots now.
    pub ballot: Ballot,
    /// What was taken out of the sums for it; `None` where it is still counted.
    pub taken_out: Option<Ballot>,
}

#[derive(sqlx::FromRow)]
struct ExcludedBallotRow {
    id: String,
    dots: String,
    field_id: Option<String>,
    old_dots: Option<String>,
    old_field_id: Option<String>,
}

impl ExcludedBallotRow {
    fn into_excluded(self) -> Result<ExcludedBallot, DbError> {
        let taken_out = match self.old_dots {
            Some(dots) => Some(ballot(&dots, self.old_field_id)?),
            None => None,
        };
        Ok(ExcludedBallot {
            id: from_text("ballot.id", self.id)?,
            ballot: ballot(&self.dots, self.field_id)?,
            taken_out,
        })
    }
}

fn ballot(dots: &str, field: Option<String>) -> Result<Ballot, DbError> {
    Ok(Ballot {
        revision: Revision::default(),
        dots: from_json("ballot.dots", dots)?,
        field: from_optional_text("ballot.field_id", field)?,
    })
}

/// Loads the ballots of an exclusion's participants in a round that are still in its sums, or were
/// changed since they were taken out.
pub async fn load_pending(
    tx: &mut Tx,
    exclusion: &ExclusionId,
    round: &RoundId,
) -> Result<Vec<ExcludedBallot>, DbError> {
    let sql = "select ballot.id, ballot.dots, ballot.field_id, \
               excluded_ballot.dots as old_dots, excluded_ballot.field_id as old_field_id \
               from participant \
               join ballot on ballot.round_id = $2 and ballot.voter = participant.voter \
               left join excluded_ballot on ballot_id = ballot.id \
               where participant.exclusion_id = $1 \
               and (excluded_ballot.dots is null or excluded_ballot.dots <> ballot.dots \
               or coalesce(excluded_ballot.field_id, '') <> coalesce(ballot.field_id, '')) \
               order by ballot.id";
    let rows: Vec<ExcludedBallotRow> = on_db!(tx, db => {
        sqlx::query_as(sql).bind(exclusion.as_str()).bind(round.as_str()).fetch_all(db).await
    })?;
    rows.into_iter().map(ExcludedBallotRow::into_excluded).collect()
}

/// Loads what an exclusion has taken out of the sums of a round.
pub async fn load_taken_out(
    tx: &mut Tx,
    exclusion: &ExclusionId,
    round: &RoundId,
) -> Result<Vec<Ballot>, DbError> {
    let sql = "select excluded_ballot.dots, excluded_ballot.field_id from excluded_ballot \
               join ballot on ballot.id = ballot_id where exclusion_id = $1 and round_id = $2";
    let rows: Vec<(String, Option<String>)> = on_db!(tx, db => {
        sqlx::query_as(sql).bind(exclusion.as_str()).bind(round.as_str()).fetch_all(db).await
    })?;
    rows.into_iter().map(|(dots, field)| ballot(&dots, field)).collect()
}

/// Records for every ballot of an exclusion in a round that its dots as they are now are taken out of
/// the sums.
pub async fn save_taken_out(
    tx: &mut Tx,
    exclusion: &ExclusionId,
    round: &RoundId,
) -> Result<(), DbError> {
    let sql = "insert into excluded_ballot (ballot_id, exclusion_id, dots, field_id) \
               select ballot.id, participant.exclusion_id, ballot.dots, ballot.field_id \
               from participant \
               join ballot on ballot.round_id = $2 and ballot.voter = participant.voter \
               where participant.exclusion_id = $1 \
               on conflict (ballot_id) do update \
               set dots = excluded.dots, field_id = excluded.field_id \
               where excluded_ballot.dots <> excluded.dots \
               or coalesce(excluded_ballot.field_id, '') <> coalesce(excluded.field_id, '')";
    on_db!(tx, db => {
        sqlx::query(sql).bind(exclusion.as_str()).bind(round.as_str()).execute(db).await.map(drop)
    })?;
    Ok(())
}

/// Deletes what was recorded for the ballots of an exclusion.
pub async fn delete_taken_out(tx: &mut Tx, exclusion: &ExclusionId) -> Result<(), DbError> {
    let sql = "delete from excluded_ballot where exclusion_id = $1";
    on_db!(tx, db => sqlx::query(sql).bind(exclusion.as_str()).execute(db).await.map(drop))?;
    Ok(())
}

/// Finds the exclusion that stands against a ballot.
pub async fn find_by_ballot(tx: &mut Tx, ballot: &BallotId) -> Result<Option<Exclusion>, DbError> {
    let sql = "select exclusion.id, first_join, last_join, reason from exclusion \
               join excluded_ballot on exclusion_id = exclusion.id where ballot_id = $1";
    let row: Option<ExclusionRow> = on_db!(tx, db => {
        sqlx::query_as(sql).bind(ballot.as_str()).fetch_optional(db).await
    })?;
    row.map(ExclusionRow::into_exclusion).transpose()
}

/// A ballot of a group's participant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupBallot {
    /// The voter as the database knows it.
    pub voter: String,
    /// The ballot.
    pub ballot: Ballot,
}

/// Loads the ballots of a group's participants, in all rounds.
pub async fn load_group_ballots(
    tx: &mut Tx,
    conference: &ConferenceId,
    group: Group<'_>,
) -> Result<Vec<GroupBallot>, DbError> {
    let sql = "select ballot.voter, ballot.dots, ballot.field_id from participant \
               join round on round.conference_id = participant.conference_id \
               join ballot on ballot.round_id = round.id and ballot.voter = participant.voter \
               where participant.conference_id = $1 and coalesce(exclusion_id, '') = $2 \
               and joined_at between $3 and $4";
    let (exclusion, first, last) = group.bounds();
    let rows: Vec<(String, String, Option<String>)> = on_db!(tx, db => {
        sqlx::query_as(sql)
            .bind(conference.as_str())
            .bind(exclusion)
            .bind(first)
            .bind(last)
            .fetch_all(db)
            .await
    })?;
    rows.into_iter()
        .map(|(voter, dots, field)| Ok(GroupBallot { voter, ballot: ballot(&dots, field)? }))
        .collect()
}
