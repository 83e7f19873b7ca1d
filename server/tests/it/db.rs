//! The conformance suite: every query on every engine, with the same expectations.

use crate::harness::{EVENING, Engine, TestDb, gladbeck_file};
use rstest::rstest;
use server::db::{DbError, Tx, ballots, conferences, offers, rounds, taxonomy};
use server::import::conference::{Settings, import};
use server::secret::{ParticipantToken, Voter};
use server::service::{OfferFile, RoundSettings};
use shared::ballot::{Ballot, Revision};
use shared::conference::Conference;
use shared::id::{BallotId, ChallengeId, ConferenceId, OfferId, RoundId};
use shared::join_code::JoinCode;
use shared::round::{Budget, ResultsVisibility, Round, RoundRules, RoundState};
use shared::taxonomy::Taxonomy;
use shared::time::Millis;

const DEMO: &[u8] = include_bytes!("../../../demo/offers.json");
const NOW: Millis = Millis(EVENING);

fn voter() -> Voter {
    ParticipantToken::random().voter()
}

/// A conference and its round, stored; and a transaction to go on with.
async fn prepared(db: &TestDb) -> (Conference, Round, Tx) {
    let results = ResultsVisibility::AfterClosing;
    let round = RoundSettings { dots_per_field: 5, max_per_challenge: 2, results };
    let settings = Settings { title: None, code: None, round };
    let imported = import(&db.db, &gladbeck_file(), &settings, (false, NOW)).await;
    let (conference, round, _) = imported.unwrap();
    (conference, round, db.db.write().await.unwrap())
}

fn ballot(revision: u64, dots: &[(&ChallengeId, u32)]) -> Ballot {
    let dots = dots.iter().map(|(id, count)| ((*id).clone(), *count)).collect();
    Ballot { revision: Revision(revision), dots }
}

fn ballot_id(number: u128) -> BallotId {
    BallotId::from_random(number)
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn offers_come_back_as_they_were_stored(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let file: OfferFile = serde_json::from_slice(DEMO).unwrap();
    let mut tx = db.db.write().await.unwrap();
    for provider in &file.providers {
        offers::save_provider(&mut tx, provider).await.unwrap();
    }
    // Twice, since the second time replaces.
    for offer in file.offers.iter().chain(&file.offers) {
        offers::save_offer(&mut tx, offer, NOW).await.unwrap();
    }
    tx.commit().await.unwrap();

    let mut tx = db.db.read().await.unwrap();
    let mut loaded = offers::load_offers(&mut tx).await.unwrap();
    let mut stored = file.offers.clone();
    loaded.sort_by(|one, other| one.id.cmp(&other.id));
    stored.sort_by(|one, other| one.id.cmp(&other.id));
    assert_eq!(loaded, stored);
    let mut providers = offers::load_providers(&mut tx).await.unwrap();
    providers.sort_by(|one, other| one.id.cmp(&other.id));
    let mut expected = file.providers.clone();
    expected.sort_by(|one, other| one.id.cmp(&other.id));
    assert_eq!(providers, expected);
    assert_eq!(offers::count_offers(&mut tx).await.unwrap(), stored.len() as u64);
    assert!(offers::has_offer(&mut tx, &stored[0].id).await.unwrap());
    assert!(!offers::has_offer(&mut tx, &OfferId::parse("nothing").unwrap()).await.unwrap());
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn the_lists_keep_their_order_and_are_not_doubled(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let lists: Taxonomy = serde_json::from_str(include_str!("../../data/taxonomy.json")).unwrap();
    let mut tx = db.db.write().await.unwrap();
    taxonomy::add_terms(&mut tx, &lists).await.unwrap();
    taxonomy::add_terms(&mut tx, &lists).await.unwrap();
    assert_eq!(taxonomy::load_taxonomy(&mut tx).await.unwrap(), lists);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_topic_counts_its_changes(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let mut tx = db.db.write().await.unwrap();
    assert_eq!(taxonomy::load_revision(&mut tx, "x").await.unwrap(), 0);
    taxonomy::bump_revision(&mut tx, "x").await.unwrap();
    taxonomy::bump_revision(&mut tx, "x").await.unwrap();
    assert_eq!(taxonomy::load_revision(&mut tx, "x").await.unwrap(), 2);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_transaction_that_is_not_committed_leaves_nothing(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let mut tx = db.db.write().await.unwrap();
    taxonomy::bump_revision(&mut tx, "x").await.unwrap();
    drop(tx);
    let mut tx = db.db.read().await.unwrap();
    assert_eq!(taxonomy::load_revision(&mut tx, "x").await.unwrap(), 0);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_conference_comes_back_as_it_was_stored(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let (conference, _, mut tx) = prepared(&db).await;
    let found = conferences::find_conference(&mut tx, &conference.code).await.unwrap();
    assert_eq!(found.as_ref(), Some(&conference));
    let loaded = conferences::load_conference(&mut tx, &conference.id).await.unwrap();
    assert_eq!(loaded.as_ref(), Some(&conference));
    let id = conferences::find_id(&mut tx, &conference.code).await.unwrap();
    assert_eq!(id.as_ref(), Some(&conference.id));
    let nobody = JoinCode::parse("222222").unwrap();
    assert_eq!(conferences::find_conference(&mut tx, &nobody).await.unwrap(), None);
    assert_eq!(conferences::find_id(&mut tx, &nobody).await.unwrap(), None);
    let nothing = ConferenceId::parse("nothing").unwrap();
    assert_eq!(conferences::load_conference(&mut tx, &nothing).await.unwrap(), None);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_code_belongs_to_one_conference(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let (conference, _, mut tx) = prepared(&db).await;
    let other =
        Conference { id: ConferenceId::parse("other").unwrap(), fields: Vec::new(), ..conference };
    let inserted = conferences::insert_conference(&mut tx, &other, NOW).await;
    assert!(matches!(inserted, Err(DbError::Exists)), "{inserted:?}");
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn joining_twice_counts_once(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let (conference, _, mut tx) = prepared(&db).await;
    let (one, other) = (voter(), voter());
    for voter in [&one, &other, &one] {
        conferences::insert_participant(&mut tx, &conference.id, voter, NOW).await.unwrap();
    }
    assert_eq!(conferences::count_participants(&mut tx, &conference.id).await.unwrap(), 2);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_round_comes_back_as_it_was_stored(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let (conference, round, mut tx) = prepared(&db).await;
    assert_eq!(rounds::load_round(&mut tx, &round.id).await.unwrap(), Some(round.clone()));
    assert_eq!(rounds::load_round_to_vote(&mut tx, &round.id).await.unwrap(), Some(round.clone()));
    assert_eq!(rounds::latest_round(&mut tx, &conference.id).await.unwrap(), Some(round.clone()));
    let nothing = RoundId::parse("nothing").unwrap();
    assert_eq!(rounds::load_round(&mut tx, &nothing).await.unwrap(), None);

    let second = Round {
        id: RoundId::parse("second").unwrap(),
        number: 2,
        rules: RoundRules::new(Budget::Round(7), 3).unwrap(),
        fields: vec![conference.fields[2].id.clone()],
        slate: conference.fields[2]
            .challenges
            .iter()
            .map(|challenge| (challenge.id.clone(), conference.fields[2].id.clone()))
            .collect(),
        ..round
    };
    rounds::insert_round(&mut tx, &second).await.unwrap();
    assert_eq!(rounds::latest_round(&mut tx, &conference.id).await.unwrap(), Some(second));
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_round_moves_only_from_where_it_stands(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let (_, round, mut tx) = prepared(&db).await;
    let closing = RoundState::Closing { until: Millis(5) };
    let (prepared, open) = (RoundState::Prepared, RoundState::Open);
    assert!(!rounds::update_state(&mut tx, &round.id, (open, closing)).await.unwrap());
    assert!(rounds::update_state(&mut tx, &round.id, (prepared, open)).await.unwrap());
    assert!(rounds::update_state(&mut tx, &round.id, (open, closing)).await.unwrap());
    let loaded = rounds::load_round(&mut tx, &round.id).await.unwrap().unwrap();
    assert_eq!(loaded.state, closing);
    assert!(rounds::update_state(&mut tx, &round.id, (closing, RoundState::Closed)).await.unwrap());
    let loaded = rounds::load_round(&mut tx, &round.id).await.unwrap().unwrap();
    assert_eq!(loaded.state, RoundState::Closed);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_newer_ballot_replaces_and_an_older_one_does_not(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let (conference, round, mut tx) = prepared(&db).await;
    let challenges: Vec<&ChallengeId> = conference.challenges().map(|(_, c)| &c.id).collect();
    let (one, other) = (voter(), voter());
    assert_eq!(ballots::load_ballot(&mut tx, &round.id, &one).await.unwrap(), None);

    let second = ballot(2, &[(challenges[0], 2), (challenges[7], 1)]);
    let saved = ballots::save_ballot(&mut tx, &round.id, &one, (ballot_id(1), &second, NOW)).await;
    assert!(saved.unwrap());
    for stale in [ballot(1, &[(challenges[0], 1)]), ballot(2, &[(challenges[1], 1)])] {
        let saved =
            ballots::save_ballot(&mut tx, &round.id, &one, (ballot_id(2), &stale, NOW)).await;
        assert!(!saved.unwrap());
    }
    let empty = ballot(1, &[]);
    ballots::save_ballot(&mut tx, &round.id, &other, (ballot_id(3), &empty, NOW)).await.unwrap();
    assert_eq!(ballots::load_ballot(&mut tx, &round.id, &one).await.unwrap(), Some(second));
    assert_eq!(ballots::load_ballot(&mut tx, &round.id, &other).await.unwrap(), Some(empty));

    let tally = ballots::load_tally(&mut tx, &round.id).await.unwrap();
    assert_eq!(
        (tally.ballots, tally.dots_on(challenges[0]), tally.dots_on(challenges[7])),
        (1, 2, 1)
    );
    assert_eq!(ballots::count_ballots(&mut tx, &round.id).await.unwrap(), 1);

    let third = ballot(3, &[(challenges[1], 1)]);
    ballots::save_ballot(&mut tx, &round.id, &one, (ballot_id(4), &third, NOW)).await.unwrap();
    let tally = ballots::load_tally(&mut tx, &round.id).await.unwrap();
    assert_eq!(tally.dots.values().sum::<u64>(), 1);
}
