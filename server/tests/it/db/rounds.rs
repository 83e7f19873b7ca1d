//! Rounds and their states.

use super::fixtures::{import_prepared_round, state_change};
use crate::harness::{Engine, TestDb};
use backend::db::rounds;
use rstest::rstest;
use shared::id::RoundId;
use shared::time::Millis;
use shared::voting::round::{
    Access, Budget, FieldChoice, HeadingRule, Round, RoundRules, RoundState,
};

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_stored_round_is_loaded_unchanged(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let (conference, round, mut tx) = import_prepared_round(&db).await;
    assert_eq!(rounds::load_round(&mut tx, &round.id).await.unwrap(), Some(round.clone()));
    assert_eq!(
        rounds::load_round_for_update(&mut tx, &round.id).await.unwrap(),
        Some(round.clone())
    );
    assert_eq!(
        rounds::find_current_round(&mut tx, &conference.id).await.unwrap(),
        Some(round.clone())
    );
    let nothing = RoundId::parse("nothing").unwrap();
    assert_eq!(rounds::load_round(&mut tx, &nothing).await.unwrap(), None);

    let second = Round {
        id: RoundId::parse("second").unwrap(),
        number: 2,
        name: Some(shared::text::Lines::german(shared::text::Text::parse("Phase 2").unwrap())),
        follows: Some(round.id.clone()),
        rules: RoundRules::new(Budget::Round(7), 3, FieldChoice::One)
            .unwrap()
            .with_headings(HeadingRule::PartsOnly),
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
    let current = rounds::find_current_round(&mut tx, &conference.id).await.unwrap();
    assert_eq!(current, Some(round.clone()));
    let (prepared, open) = (RoundState::Prepared, RoundState::Open);
    rounds::update_state(&mut tx, &round.id, state_change(prepared, RoundState::Closed))
        .await
        .unwrap();
    let current = rounds::find_current_round(&mut tx, &conference.id).await.unwrap();
    assert_eq!(current.map(|current| current.id), Some(round.id));
    rounds::update_state(&mut tx, &second.id, state_change(prepared, open)).await.unwrap();
    let current = rounds::find_current_round(&mut tx, &conference.id).await.unwrap();
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
    let (_, round, mut tx) = import_prepared_round(&db).await;
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
