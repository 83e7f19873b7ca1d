//! The conformance suite: every query on every engine, with the same expectations.

use crate::harness::{EVENING, Engine, TestDb, gladbeck_file, import_conference};
use backend::db::ballots::{HeldBallot, NewBallot, TallyChange};
use backend::db::rounds::StateChange;
use backend::db::{
    DbError, Tx, ballot_log, ballots, cards, conferences, offers, paper, rounds, taxonomy,
};
use backend::recount::LogRow;
use backend::secret::{OrganiserKey, ParticipantToken, Voter};
use backend::voting::RoundSettings;
use exchange::records::OfferFile;
use rstest::rstest;
use shared::id::{BallotId, ChallengeId, ConferenceId, OfferId, RoundId};
use shared::language::LanguageTag;
use shared::live::{BoardScene, BoardSetting, FieldTurnout, Turnout};
use shared::taxonomy::Taxonomy;
use shared::time::Millis;
use shared::voting::ballot::{Ballot, Revision};
use shared::voting::conference::Conference;
use shared::voting::join_code::JoinCode;
use shared::voting::receipt::Receipt;
use shared::voting::round::{
    Access, Budget, FieldChoice, ResultsVisibility, Round, RoundRules, RoundState,
};
use shared::voting::tally::Tally;

const DEMO: &[u8] = include_bytes!("../../../demo/offers.json");
const NOW: Millis = Millis(EVENING);

fn voter() -> Voter {
    ParticipantToken::random().voter()
}

/// A conference and its round, stored; and a transaction to go on with.
async fn prepared(db: &TestDb) -> (Conference, Round, Tx) {
    let results = ResultsVisibility::AfterClosing;
    let round = RoundSettings { max_per_challenge: 2, results, ..RoundSettings::default() };
    let (conference, round) = import_conference(&db.service(), &gladbeck_file(), round).await;
    (conference, round, db.db.write().await.unwrap())
}

fn ballot(revision: u64, dots: &[(&ChallengeId, u32)]) -> Ballot {
    let dots = dots.iter().map(|(id, count)| ((*id).clone(), *count)).collect();
    Ballot { revision: Revision(revision), dots, field: None }
}

fn state_change(from: RoundState, to: RoundState) -> StateChange {
    StateChange { from, to, at: NOW }
}

fn new<'a>(id: &'a BallotId, ballot: &'a Ballot) -> NewBallot<'a> {
    NewBallot { id, ballot, at: NOW }
}

fn ballot_id(number: u128) -> BallotId {
    BallotId::from_random(number)
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn stored_offers_are_loaded_unchanged(#[case] engine: Engine) {
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
async fn the_taxonomy_keeps_its_order_and_is_not_duplicated(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let lists: Taxonomy =
        serde_json::from_str(include_str!("../../backend/data/taxonomy.json")).unwrap();
    let mut tx = db.db.write().await.unwrap();
    taxonomy::add_terms(&mut tx, &lists).await.unwrap();
    taxonomy::add_terms(&mut tx, &lists).await.unwrap();
    assert_eq!(taxonomy::load_taxonomy(&mut tx).await.unwrap(), lists);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_topic_has_a_revision_counter(#[case] engine: Engine) {
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
async fn an_uncommitted_transaction_is_rolled_back(#[case] engine: Engine) {
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
async fn a_stored_conference_is_loaded_unchanged(#[case] engine: Engine) {
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
async fn a_join_code_is_unique(#[case] engine: Engine) {
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
    let (conference, round, mut tx) = prepared(&db).await;
    let (one, other) = (voter(), voter());
    for voter in [&one, &other, &one] {
        conferences::insert_participant(&mut tx, &conference.id, voter, NOW).await.unwrap();
    }
    let turnout = ballots::load_turnout(&mut tx, &round).await.unwrap();
    assert_eq!(turnout, Turnout { joined: 2, ..Turnout::default() });

    let (prepared, closed) = (RoundState::Prepared, RoundState::Closed);
    rounds::update_state(&mut tx, &round.id, state_change(prepared, closed)).await.unwrap();
    let later = Millis(NOW.0 + 1);
    conferences::insert_participant(&mut tx, &conference.id, &voter(), later).await.unwrap();
    let turnout = ballots::load_turnout(&mut tx, &round).await.unwrap();
    assert_eq!(turnout.joined, 2, "a join after closing does not count");
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_stored_round_is_loaded_unchanged(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let (conference, round, mut tx) = prepared(&db).await;
    assert_eq!(rounds::load_round(&mut tx, &round.id).await.unwrap(), Some(round.clone()));
    assert_eq!(rounds::load_round_to_vote(&mut tx, &round.id).await.unwrap(), Some(round.clone()));
    assert_eq!(rounds::current_round(&mut tx, &conference.id).await.unwrap(), Some(round.clone()));
    let nothing = RoundId::parse("nothing").unwrap();
    assert_eq!(rounds::load_round(&mut tx, &nothing).await.unwrap(), None);

    let second = Round {
        id: RoundId::parse("second").unwrap(),
        number: 2,
        name: Some(shared::text::Lines::german(shared::text::Text::parse("Phase 2").unwrap())),
        follows: Some(round.id.clone()),
        rules: RoundRules::new(Budget::Round(7), 3, FieldChoice::One).unwrap(),
        access: Access::PersonalCodes,
        shortlist: 6,
        fields: vec![conference.fields[2].id.clone()],
        slate: conference.slate(&[conference.fields[2].id.clone()]),
        ..round.clone()
    };
    rounds::insert_round(&mut tx, &second).await.unwrap();
    let all = rounds::load_rounds(&mut tx, &conference.id).await.unwrap();
    assert_eq!(all, [round.clone(), second.clone()]);
    // The first that is prepared counts until one is opened; then the last one opened does.
    let current = rounds::current_round(&mut tx, &conference.id).await.unwrap();
    assert_eq!(current, Some(round.clone()));
    let (prepared, open) = (RoundState::Prepared, RoundState::Open);
    rounds::update_state(&mut tx, &round.id, state_change(prepared, RoundState::Closed))
        .await
        .unwrap();
    let current = rounds::current_round(&mut tx, &conference.id).await.unwrap();
    assert_eq!(current.map(|current| current.id), Some(round.id));
    rounds::update_state(&mut tx, &second.id, state_change(prepared, open)).await.unwrap();
    let current = rounds::current_round(&mut tx, &conference.id).await.unwrap();
    assert_eq!(current, Some(Round { state: open, ..second.clone() }));
    rounds::delete_round(&mut tx, &second.id).await.unwrap();
    assert_eq!(rounds::load_round(&mut tx, &second.id).await.unwrap(), None);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_round_changes_state_only_from_the_expected_one(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let (_, round, mut tx) = prepared(&db).await;
    let closing = RoundState::Closing { until: Millis(5) };
    let (prepared, open) = (RoundState::Prepared, RoundState::Open);
    assert!(!rounds::update_state(&mut tx, &round.id, state_change(open, closing)).await.unwrap());
    assert!(rounds::update_state(&mut tx, &round.id, state_change(prepared, open)).await.unwrap());
    assert!(rounds::update_state(&mut tx, &round.id, state_change(open, closing)).await.unwrap());
    let loaded = rounds::load_round(&mut tx, &round.id).await.unwrap().unwrap();
    assert_eq!(loaded.state, closing);
    assert!(
        rounds::update_state(&mut tx, &round.id, state_change(closing, RoundState::Closed))
            .await
            .unwrap()
    );
    let loaded = rounds::load_round(&mut tx, &round.id).await.unwrap().unwrap();
    assert_eq!(loaded.state, RoundState::Closed);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_newer_revision_replaces_a_ballot_and_an_older_one_does_not(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let (conference, round, mut tx) = prepared(&db).await;
    let challenges: Vec<&ChallengeId> = conference.challenges().map(|(_, c)| &c.id).collect();
    let (one, other) = (voter(), voter());
    assert_eq!(ballots::load_ballot(&mut tx, &round.id, &one).await.unwrap(), None);

    let second = ballot(2, &[(challenges[0], 2), (challenges[7], 1)]);
    let saved = ballots::save_ballot(&mut tx, &round.id, &one, new(&ballot_id(1), &second)).await;
    assert_eq!(saved.unwrap(), Some(ballot_id(1)));
    for stale in [ballot(1, &[(challenges[0], 1)]), ballot(2, &[(challenges[1], 1)])] {
        let saved =
            ballots::save_ballot(&mut tx, &round.id, &one, new(&ballot_id(2), &stale)).await;
        assert_eq!(saved.unwrap(), None);
    }
    let empty = ballot(1, &[]);
    ballots::save_ballot(&mut tx, &round.id, &other, new(&ballot_id(3), &empty)).await.unwrap();
    let third = ballot(3, &[(challenges[1], 1)]);
    let saved = ballots::save_ballot(&mut tx, &round.id, &one, new(&ballot_id(4), &third)).await;
    assert_eq!(saved.unwrap(), Some(ballot_id(1)), "a ballot keeps its id");
    let held = |id, ballot| HeldBallot { id: ballot_id(id), ballot };
    let (first, last) = (held(1, third), held(3, empty));
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
async fn the_tally_follows_the_ballots(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let (conference, round, mut tx) = prepared(&db).await;
    let challenges: Vec<&ChallengeId> = conference.challenges().map(|(_, c)| &c.id).collect();
    let chosen = conference.fields[0].id.clone();
    let old = ballot(1, &[(challenges[0], 2), (challenges[1], 1)]);
    let new = Ballot { field: Some(chosen.clone()), ..ballot(2, &[(challenges[0], 1)]) };
    for (before, after) in [(None, &old), (Some(&old), &new)] {
        let mut change = TallyChange::default();
        change.note(before, after);
        ballots::add_to_tally(&mut tx, &round.id, &change).await.unwrap();
    }
    let tally = ballots::load_tally(&mut tx, &round.id).await.unwrap();
    assert_eq!(tally, Tally { ballots: 1, ..Tally::count([&new.dots]) });
    assert_eq!(ballots::count_ballots(&mut tx, &round.id).await.unwrap(), 1);
    let turnout = ballots::load_chosen(&mut tx, &round.id).await.unwrap();
    assert_eq!(turnout, [FieldTurnout { field: chosen, ballots: 1 }]);

    let mut change = TallyChange::default();
    change.note(Some(&new), &ballot(3, &[]));
    ballots::add_to_tally(&mut tx, &round.id, &change).await.unwrap();
    let tally = ballots::load_tally(&mut tx, &round.id).await.unwrap();
    assert_eq!(tally, Tally::default());
    assert_eq!(ballots::load_chosen(&mut tx, &round.id).await.unwrap(), []);
    assert!(!ballots::has_ballots(&mut tx, &round.id).await.unwrap());
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn sticky_dots_replace_those_entered_before(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let (conference, round, mut tx) = prepared(&db).await;
    let first = conference.fields[0].challenges[0].id.clone();
    let second = conference.fields[0].challenges[1].id.clone();
    for dots in [[(first.clone(), 4), (second.clone(), 0)], [(second.clone(), 7), (first, 0)]] {
        paper::save_paper(&mut tx, &round.id, &dots.into()).await.unwrap();
    }
    let expected = [(second, 7)].into();
    assert_eq!(paper::load_paper(&mut tx, &round.id).await.unwrap(), expected);
    assert_eq!(ballots::load_tally(&mut tx, &round.id).await.unwrap().paper, expected);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_card_belongs_to_its_conference(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let (conference, _, mut tx) = prepared(&db).await;
    let (own, foreign) = (voter(), voter());
    cards::insert_card(&mut tx, &conference.id, &own, NOW).await.unwrap();
    assert!(cards::has_card(&mut tx, &conference.id, &own).await.unwrap());
    assert!(!cards::has_card(&mut tx, &conference.id, &foreign).await.unwrap());
    let other = ConferenceId::parse("other").unwrap();
    assert!(!cards::has_card(&mut tx, &other, &own).await.unwrap());
    assert_eq!(cards::count_cards(&mut tx, &conference.id).await.unwrap(), 1);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn the_log_is_append_only_with_unique_positions(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let (_, round, mut tx) = prepared(&db).await;
    assert_eq!(ballot_log::load_head(&mut tx, &round.id).await.unwrap(), None);
    let row = |position| LogRow { position, entry: "{}".to_owned(), hash: format!("h{position}") };
    for position in [1, 2] {
        ballot_log::append(&mut tx, &round.id, &row(position)).await.unwrap();
    }
    let head = ballot_log::load_head(&mut tx, &round.id).await.unwrap();
    assert_eq!(head, Some((2, "h2".to_owned())));
    assert_eq!(ballot_log::load_log(&mut tx, &round.id).await.unwrap(), [row(1), row(2)]);
    let again = ballot_log::append(&mut tx, &round.id, &row(2)).await;
    assert!(matches!(again, Err(DbError::Exists)), "{again:?}");
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_new_key_revokes_the_old_one_and_the_board_setting_is_stored(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let (conference, _, mut tx) = prepared(&db).await;
    let (old, new) = (OrganiserKey::random(), OrganiserKey::random());
    for key in [&old, &new] {
        conferences::save_organiser(&mut tx, &conference.id, &key.hash()).await.unwrap();
    }
    let found = conferences::find_by_organiser(&mut tx, &new.hash()).await.unwrap();
    assert_eq!(found.as_ref(), Some(&conference.id));
    assert_eq!(conferences::find_by_organiser(&mut tx, &old.hash()).await.unwrap(), None);

    let untouched = conferences::load_board(&mut tx, &conference.id).await.unwrap();
    assert_eq!(untouched, BoardSetting::default());
    let setting = BoardSetting {
        scene: BoardScene::Result,
        field: Some(conference.fields[1].id.clone()),
        second: Some(LanguageTag::parse("uk").unwrap()),
        is_dark: true,
    };
    conferences::save_board(&mut tx, &conference.id, &setting).await.unwrap();
    assert_eq!(conferences::load_board(&mut tx, &conference.id).await.unwrap(), setting);
}
