//! Ballots, the tally, sticky dots and the log.

use super::fixtures::{ballot, ballot_id, import_prepared_round, new_ballot, random_voter};
use crate::harness::{Engine, TestDb};
use backend::db::ballots::{NewBallot, StoredBallot};
use backend::db::tally::TallyDelta;
use backend::db::{DbError, ballot_log, ballots, paper, tally};
use backend::recount::{LogHead, LogRow};
use backend::secret::Voter;
use rstest::rstest;
use shared::id::ChallengeId;
use shared::live::FieldTurnout;
use shared::voting::ballot::Ballot;
use shared::voting::receipt::Receipt;
use shared::voting::tally::Tally;
use std::collections::HashMap;

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_newer_revision_replaces_a_ballot_and_an_older_one_does_not(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let (conference, round, mut tx) = import_prepared_round(&db).await;
    let challenges: Vec<&ChallengeId> = conference.challenges().map(|(_, c)| &c.id).collect();
    let (one, other) = (random_voter(), random_voter());
    assert_eq!(ballots::load_ballot(&mut tx, &round.id, &one).await.unwrap(), None);

    let held = |id, ballot| StoredBallot { id: ballot_id(id), ballot };
    let second = held(1, ballot(2, &[(challenges[0], 2), (challenges[7], 1)]));
    let empty = held(3, ballot(1, &[]));
    let both = [new_ballot(&one, &second), new_ballot(&other, &empty)];
    assert_eq!(ballots::save_ballots(&mut tx, &round.id, &both).await.unwrap(), 2);
    for stale in [ballot(1, &[(challenges[0], 1)]), ballot(2, &[(challenges[1], 1)])] {
        let stale = held(1, stale);
        let saved = ballots::save_ballots(&mut tx, &round.id, &[new_ballot(&one, &stale)]).await;
        assert_eq!(saved.unwrap(), 0);
    }
    let third = ballot(3, &[(challenges[1], 1)]);
    let other_id = held(4, third.clone());
    let saved =
        ballots::save_ballots(&mut tx, &round.id, &[new_ballot(&one, &other_id)]).await.unwrap();
    assert_eq!(saved, 1);
    let (first, last) = (held(1, third), empty);
    let nobody = random_voter();
    let voters = [nobody.clone(), other.clone(), one.clone()];
    let loaded = ballots::load_ballots_of(&mut tx, &round.id, &voters).await.unwrap();
    let expected = [(one.clone(), Ok(first.clone())), (other.clone(), Ok(last.clone()))];
    assert_eq!(loaded, expected.into(), "a ballot keeps its id");
    let loaded = ballots::load_ballot(&mut tx, &round.id, &one).await.unwrap();
    assert_eq!(loaded.as_ref(), Some(&first));
    let loaded = ballots::load_ballot(&mut tx, &round.id, &other).await.unwrap();
    assert_eq!(loaded.as_ref(), Some(&last));
    let receipt = Receipt::from_ballot(&ballot_id(1));
    let found = ballots::find_by_receipt(&mut tx, &round.id, &receipt).await.unwrap();
    assert_eq!(found, std::slice::from_ref(&first));
    assert_eq!(ballots::load_ballots(&mut tx, &round.id).await.unwrap(), [first, last]);
    assert!(ballots::has_ballots(&mut tx, &round.id).await.unwrap());
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn more_rows_than_one_statement_takes_are_written_and_read(#[case] engine: Engine) {
    const COUNT: u64 = 150;
    let db = TestDb::new(engine).await;
    let (_, round, mut tx) = import_prepared_round(&db).await;
    let held = |id: u64| StoredBallot { id: ballot_id(id.into()), ballot: ballot(id, &[]) };
    let expected: HashMap<Voter, _> =
        (1..=COUNT).map(|id| (random_voter(), Ok(held(id)))).collect();
    let ballots: Vec<NewBallot<'_>> = expected
        .iter()
        .map(|(voter, stored)| new_ballot(voter, stored.as_ref().unwrap()))
        .collect();
    assert_eq!(ballots::save_ballots(&mut tx, &round.id, &ballots).await.unwrap(), COUNT);
    let voters: Vec<Voter> = expected.keys().cloned().collect();
    let loaded = ballots::load_ballots_of(&mut tx, &round.id, &voters).await.unwrap();
    assert_eq!(loaded, expected);
    let row = |position| LogRow { position, entry: "{}".to_owned(), hash: format!("h{position}") };
    let rows: Vec<LogRow> = (1..=COUNT).map(row).collect();
    ballot_log::append(&mut tx, &round.id, &rows).await.unwrap();
    assert_eq!(ballot_log::load_log(&mut tx, &round.id).await.unwrap(), rows);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn the_tally_follows_the_ballots(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let (conference, round, mut tx) = import_prepared_round(&db).await;
    let challenges: Vec<&ChallengeId> = conference.challenges().map(|(_, c)| &c.id).collect();
    let chosen = conference.fields[0].id.clone();
    let old = ballot(1, &[(challenges[0], 2), (challenges[1], 1)]);
    let new = Ballot { field: Some(chosen.clone()), ..ballot(2, &[(challenges[0], 1)]) };
    for (before, after) in [(None, &old), (Some(&old), &new)] {
        let mut change = TallyDelta::default();
        change.replace(before, after);
        tally::apply_delta(&mut tx, &round.id, &change).await.unwrap();
    }
    let tally = tally::load_tally(&mut tx, &round.id).await.unwrap();
    assert_eq!(tally, Tally { ballots: 1, ..Tally::count([&new.dots]) });
    assert_eq!(tally::count_ballots(&mut tx, &round.id).await.unwrap(), 1);
    let turnout = tally::load_chosen(&mut tx, &round.id).await.unwrap();
    assert_eq!(turnout, [FieldTurnout { field: chosen, ballots: 1 }]);

    let mut change = TallyDelta::default();
    change.replace(Some(&new), &ballot(3, &[]));
    tally::apply_delta(&mut tx, &round.id, &change).await.unwrap();
    let tally = tally::load_tally(&mut tx, &round.id).await.unwrap();
    assert_eq!(tally, Tally::default());
    assert_eq!(tally::load_chosen(&mut tx, &round.id).await.unwrap(), []);
    assert!(!ballots::has_ballots(&mut tx, &round.id).await.unwrap());
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn sticky_dots_replace_those_entered_before(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let (conference, round, mut tx) = import_prepared_round(&db).await;
    let first = conference.fields[0].challenges[0].id.clone();
    let second = conference.fields[0].challenges[1].id.clone();
    for dots in [[(first.clone(), 4), (second.clone(), 0)], [(second.clone(), 7), (first, 0)]] {
        paper::save_paper(&mut tx, &round.id, &dots.into()).await.unwrap();
    }
    let expected = [(second, 7)].into();
    assert_eq!(paper::load_paper(&mut tx, &round.id).await.unwrap(), expected);
    assert_eq!(tally::load_tally(&mut tx, &round.id).await.unwrap().paper, expected);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn the_log_is_append_only_with_unique_positions(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let (_, round, mut tx) = import_prepared_round(&db).await;
    assert_eq!(ballot_log::load_head(&mut tx, &round.id).await.unwrap(), None);
    let row = |position| LogRow { position, entry: "{}".to_owned(), hash: format!("h{position}") };
    ballot_log::append(&mut tx, &round.id, &[row(1), row(2)]).await.unwrap();
    let head = ballot_log::load_head(&mut tx, &round.id).await.unwrap();
    assert_eq!(head, Some(LogHead { position: 2, hash: "h2".to_owned() }));
    assert_eq!(ballot_log::load_log(&mut tx, &round.id).await.unwrap(), [row(1), row(2)]);
    let again = ballot_log::append(&mut tx, &round.id, &[row(2)]).await;
    assert!(matches!(again, Err(DbError::Exists)), "{again:?}");
}
