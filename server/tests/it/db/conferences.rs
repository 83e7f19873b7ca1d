//! Conferences, their participants, cards, organisers and boards.

use super::fixtures::{NOW, import_prepared_round, random_voter, state_change};
use crate::harness::{Engine, TestDb};
use backend::db::participants::Join;
use backend::db::{Db, DbError, Pool, cards, conferences, participants, rounds, tally};
use backend::secret::OrganiserKey;
use rstest::rstest;
use shared::id::ConferenceId;
use shared::language::LanguageTag;
use shared::live::{BoardScene, BoardSetting, Turnout};
use shared::time::Millis;
use shared::voting::conference::Conference;
use shared::voting::join_code::JoinCode;
use shared::voting::round::RoundState;

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_stored_conference_is_loaded_unchanged(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let (conference, _, mut tx) = import_prepared_round(&db).await;
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
    let (conference, _, mut tx) = import_prepared_round(&db).await;
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
    let (conference, round, mut tx) = import_prepared_round(&db).await;
    let (one, other) = (random_voter(), random_voter());
    let join = |voter, at| Join { conference: &conference.id, voter, at };
    for voters in [[&one, &other], [&other, &one]] {
        let joins = voters.map(|voter| join(voter, NOW));
        participants::insert_participants(&mut tx, &joins).await.unwrap();
    }
    let voters = [one.clone(), random_voter(), other.clone()];
    let found = participants::find_participants(&mut tx, &conference.id, &voters).await.unwrap();
    assert_eq!(found, [one.clone(), other.clone()].into());
    let turnout = tally::load_turnout(&mut tx, &round).await.unwrap();
    assert_eq!(turnout, Turnout { joined: 2, ..Turnout::default() });

    let (prepared, closed) = (RoundState::Prepared, RoundState::Closed);
    rounds::update_state(&mut tx, &round.id, state_change(prepared, closed)).await.unwrap();
    let later = Millis(NOW.0 + 1);
    let latecomer = random_voter();
    participants::insert_participants(&mut tx, &[join(&latecomer, later)]).await.unwrap();
    let turnout = tally::load_turnout(&mut tx, &round).await.unwrap();
    assert_eq!(turnout.joined, 2, "a join after closing does not count");
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_card_belongs_to_its_conference(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let (conference, _, mut tx) = import_prepared_round(&db).await;
    let (own, foreign) = (random_voter(), random_voter());
    cards::insert_card(&mut tx, &conference.id, &own, NOW).await.unwrap();
    let asked = [own.clone(), foreign];
    let found = cards::find_cards(&mut tx, &conference.id, &asked).await.unwrap();
    assert_eq!(found, [own].into());
    let other = ConferenceId::parse("other").unwrap();
    assert_eq!(cards::find_cards(&mut tx, &other, &asked).await.unwrap(), [].into());
    assert_eq!(cards::count_cards(&mut tx, &conference.id).await.unwrap(), 1);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_new_key_revokes_the_old_one_and_the_board_setting_is_stored(#[case] engine: Engine) {
    let db = TestDb::new(engine).await;
    let (conference, _, mut tx) = import_prepared_round(&db).await;
    let (old, new) = (OrganiserKey::random(), OrganiserKey::random());
    for key in [&old, &new] {
        conferences::save_organiser_key(&mut tx, &conference.id, &key.hash()).await.unwrap();
    }
    let found = conferences::find_by_organiser_key(&mut tx, &new.hash()).await.unwrap();
    assert_eq!(found.as_ref(), Some(&conference.id));
    assert_eq!(conferences::find_by_organiser_key(&mut tx, &old.hash()).await.unwrap(), None);

    let untouched = conferences::load_board(&mut tx, &conference.id).await.unwrap();
    assert_eq!(untouched, BoardSetting::default());
    let setting = BoardSetting {
        scene: BoardScene::Reveal,
        field: Some(conference.fields[1].id.clone()),
        second: Some(LanguageTag::parse("uk").unwrap()),
        is_dark: true,
        challenge: Some(conference.fields[0].challenges[0].id.clone()),
        revealed: 3,
    };
    conferences::save_board(&mut tx, &conference.id, &setting).await.unwrap();
    assert_eq!(conferences::load_board(&mut tx, &conference.id).await.unwrap(), setting);
}

async fn execute(db: &Db, sql: &'static str, values: &[&str]) {
    match db.pool() {
        Pool::Sqlite(pool) => {
            let query = values.iter().fold(sqlx::query(sql), |query, value| query.bind(*value));
            query.execute(pool).await.unwrap();
        }
        Pool::Postgres(pool) => {
            let query = values.iter().fold(sqlx::query(sql), |query, value| query.bind(*value));
            query.execute(pool).await.unwrap();
        }
    }
}

#[rstest]
#[case::welcome(Engine::Sqlite, "joining", BoardScene::Welcome)]
#[case::field(Engine::Postgres, "voting", BoardScene::Field)]
#[case::table(Engine::Sqlite, "result", BoardScene::Table)]
#[case::table_in_postgres(Engine::Postgres, "result", BoardScene::Table)]
#[tokio::test]
async fn a_board_setting_of_an_earlier_version_is_read(
    #[case] engine: Engine,
    #[case] word: &str,
    #[case] scene: BoardScene,
) {
    let old = TestDb::new(engine).await;
    let (conference, _, tx) = import_prepared_round(&old).await;
    tx.commit().await.unwrap();
    let stored = format!(r#"{{"scene":"{word}","is_dark":true}}"#);
    execute(&old.db, "update conference set board = $1", &[&stored]).await;
    execute(&old.db, "delete from _sqlx_migrations where version = 24", &[]).await;
    let migrated = old.reopen().await;
    let mut tx = migrated.db.read().await.unwrap();
    let setting = conferences::load_board(&mut tx, &conference.id).await.unwrap();
    assert_eq!(setting, BoardSetting { scene, is_dark: true, ..BoardSetting::default() });
}
