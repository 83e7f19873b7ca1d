//! Exclusions, and what is taken out of the sums for them.

use super::fixtures::{NOW, ballot, ballot_id, import_prepared_round, new_ballot, random_voter};
use crate::harness::{Engine, TestDb};
use backend::db::ballots::{self, StoredBallot};
use backend::db::excluded_ballots::{
    ExcludedBallot, GroupBallot, delete_taken_out, find_by_ballot, load_group_ballots,
    load_pending, load_taken_out, save_taken_out,
};
use backend::db::exclusions::{
    Exclusion, Group, count_participants, end_exclusion, exclude_participants, insert_exclusion,
    load_exclusions, load_join_times,
};
use backend::db::participants::{self, Join};
use rstest::rstest;
use shared::id::ExclusionId;
use shared::text::Text;
use shared::time::Millis;
use shared::voting::ballot::{Ballot, Revision};

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn an_exclusion_stands_against_participants_until_it_ends(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let (conference, round, mut tx) = import_prepared_round(&db).await;
    let voters = [10, 20, 30].map(|at| (Millis(at), random_voter()));
    let joins: Vec<Join<'_>> = voters
        .iter()
        .map(|(at, voter)| Join { conference: &conference.id, voter, at: *at })
        .collect();
    participants::insert_participants(&mut tx, &joins).await.unwrap();
    let exclusion = Exclusion {
        id: ExclusionId::parse("e").unwrap(),
        first: Millis(20),
        last: Millis(30),
        reason: Text::parse("x").unwrap(),
    };
    insert_exclusion(&mut tx, &conference.id, &exclusion, NOW).await.unwrap();
    exclude_participants(&mut tx, &conference.id, &exclusion).await.unwrap();
    let stands = std::slice::from_ref(&exclusion);
    assert_eq!(load_exclusions(&mut tx, &conference.id).await.unwrap(), stands);
    assert_eq!(load_join_times(&mut tx, &conference.id).await.unwrap(), [Millis(10)]);
    assert_eq!(participants::count_joined(&mut tx, &round).await.unwrap(), 1);
    let groups = [
        Group::Excluded(&exclusion.id),
        Group::Counted { first: Millis(0), last: Millis(20) },
        Group::Counted { first: Millis(11), last: Millis(90) },
    ];
    for (group, expected) in groups.into_iter().zip([2, 1, 0]) {
        let count = count_participants(&mut tx, &conference.id, group).await.unwrap();
        assert_eq!(count, expected, "{group:?}");
    }
    end_exclusion(&mut tx, &exclusion.id, NOW).await.unwrap();
    assert_eq!(load_exclusions(&mut tx, &conference.id).await.unwrap(), []);
    assert_eq!(participants::count_joined(&mut tx, &round).await.unwrap(), 3);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_ballot_is_pending_until_its_latest_dots_are_taken_out(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let (conference, round, mut tx) = import_prepared_round(&db).await;
    let (voter, challenge) = (random_voter(), &conference.fields[0].challenges[0].id);
    let join = Join { conference: &conference.id, voter: &voter, at: NOW };
    participants::insert_participants(&mut tx, &[join]).await.unwrap();
    let exclusion = Exclusion {
        id: ExclusionId::parse("e").unwrap(),
        first: NOW,
        last: NOW,
        reason: Text::parse("x").unwrap(),
    };
    insert_exclusion(&mut tx, &conference.id, &exclusion, NOW).await.unwrap();
    exclude_participants(&mut tx, &conference.id, &exclusion).await.unwrap();
    assert_eq!(load_pending(&mut tx, &exclusion.id, &round.id).await.unwrap(), []);
    let id = ballot_id(1);
    let mut taken_out = None;
    for dots in 1..=2 {
        let cast = ballot(u64::from(dots), &[(challenge, dots)]);
        let current = Ballot { revision: Revision::default(), ..cast.clone() };
        let stored = StoredBallot { id: id.clone(), ballot: cast };
        let new = [new_ballot(&voter, &stored)];
        ballots::save_ballots(&mut tx, &round.id, &new).await.unwrap();
        let pending = ExcludedBallot { id: id.clone(), ballot: current.clone(), taken_out };
        let found = load_pending(&mut tx, &exclusion.id, &round.id).await.unwrap();
        assert_eq!(found, std::slice::from_ref(&pending));
        save_taken_out(&mut tx, &exclusion.id, &round.id).await.unwrap();
        assert_eq!(load_pending(&mut tx, &exclusion.id, &round.id).await.unwrap(), []);
        let stored = load_taken_out(&mut tx, &exclusion.id, &round.id).await.unwrap();
        assert_eq!(stored, std::slice::from_ref(&current));
        let group = Group::Excluded(&exclusion.id);
        let of_group = load_group_ballots(&mut tx, &conference.id, group).await.unwrap();
        let voter = voter.as_str().to_owned();
        assert_eq!(of_group, [GroupBallot { voter, ballot: current.clone() }]);
        taken_out = Some(current);
    }
    assert_eq!(find_by_ballot(&mut tx, &id).await.unwrap(), Some(exclusion.clone()));
    delete_taken_out(&mut tx, &exclusion.id).await.unwrap();
    assert_eq!(find_by_ballot(&mut tx, &id).await.unwrap(), None);
}
