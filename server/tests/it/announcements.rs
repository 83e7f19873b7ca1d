//! What one process changes, the others show, without waiting for the next look.
//!
//! The servers here look at the database by themselves once an hour only, and their clocks stand
//! still, so that nothing but an announcement can have told them.

use crate::harness::{
    EVENING, Engine, Events, Participant, Server, TestDb, demo_offers, execute_on_cluster,
};
use backend::Settings;
use backend::db::rounds::StateChange;
use backend::db::{Pool, rounds};
use rstest::rstest;
use shared::live::{BoardState, PhoneState};
use shared::time::Millis;
use shared::voting::round::{ResultsVisibility, RoundState};
use sqlx::{PgExecutor, PgPool};
use std::time::Duration;

fn rarely() -> Settings {
    Settings { poll_interval: Duration::from_hours(1), ..Settings::default() }
}

/// Two servers over one PostgreSQL.
async fn two_servers() -> (Server, Server) {
    let here = Server::start_on(TestDb::new(Engine::Postgres).await, rarely()).await;
    let there = Server::start_on(here.test_db.again().await, rarely()).await;
    let pool = postgres(&there);
    until(async || listeners(pool).await == 2).await;
    (here, there)
}

fn postgres(server: &Server) -> &PgPool {
    match server.test_db.db.pool() {
        Pool::Postgres(pool) => pool,
        Pool::Sqlite(_) => panic!("this test is about PostgreSQL"),
    }
}

const LISTENERS: &str = "from pg_stat_activity \
                         where datname = current_database() and query like 'LISTEN%'";

async fn listeners(database: impl PgExecutor<'_>) -> i64 {
    let sql = format!("select count(*) {LISTENERS}");
    sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(database).await.unwrap()
}

/// Waits for something; panics after ten seconds.
async fn until(mut is_so: impl AsyncFnMut() -> bool) {
    let wait = async {
        while !is_so().await {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), wait).await.expect("it did not come to that");
}

async fn execute(pool: &PgPool, sql: String) {
    sqlx::query(sqlx::AssertSqlSafe(sql)).execute(pool).await.unwrap();
}

#[tokio::test]
async fn a_vote_on_one_postgres_server_is_on_the_board_of_the_other() {
    let (here, there) = two_servers().await;
    let (conference, round) = here.open_gladbeck().await;
    let mut board = Events::follow(&there.address, &conference.code, "board").await;
    board.wait_for(|_: &BoardState| true).await;
    let participant = Participant::joined(&here.address, &conference.code).await;
    let id = conference.fields[0].challenges[0].id.clone();
    participant.cast(&round, 1, &[(id.as_str(), 2)]).await;
    board.wait_for(|state: &BoardState| state.turnout.done == 1).await;
    here.close(&conference.code, Duration::from_secs(30)).await.unwrap();
    let is_closing = |state: &BoardState| matches!(state.round.state, RoundState::Closing { .. });
    board.wait_for(is_closing).await;
}

#[tokio::test]
async fn what_was_announced_while_a_postgres_listener_was_cut_off_is_made_up_for() {
    let (here, there) = two_servers().await;
    let (conference, _) = here.gladbeck(ResultsVisibility::Live).await;
    let mut phone = Events::follow(&there.address, &conference.code, "phone").await;
    phone.wait_for(|_: &PhoneState| true).await;
    let pool = postgres(&here);
    let name: String =
        sqlx::query_scalar("select current_database()::text").fetch_one(pool).await.unwrap();
    // Enough connections for what follows, since none can be opened then.
    let open = futures_util::future::join_all((0..4).map(|_| pool.acquire())).await;
    drop(open);
    let mut own = pool.acquire().await.unwrap();
    execute_on_cluster(format!("alter database {name} allow_connections false")).await;
    let cut = format!("select pg_terminate_backend(pid) {LISTENERS}");
    sqlx::query(sqlx::AssertSqlSafe(cut)).execute(&mut *own).await.unwrap();
    until(async || listeners(&mut *own).await == 0).await;
    here.open(&conference.code).await.unwrap();
    execute_on_cluster(format!("alter database {name} allow_connections true")).await;
    phone.wait_for(|state: &PhoneState| state.round.state == RoundState::Open).await;
    // And it listens again.
    here.close(&conference.code, Duration::from_secs(30)).await.unwrap();
    let is_closing = |state: &PhoneState| matches!(state.round.state, RoundState::Closing { .. });
    phone.wait_for(is_closing).await;
}

#[tokio::test]
async fn rubbish_on_the_postgres_channel_makes_a_server_look_for_itself() {
    let (here, there) = two_servers().await;
    let (conference, round) = here.gladbeck(ResultsVisibility::Live).await;
    let mut phone = Events::follow(&there.address, &conference.code, "phone").await;
    phone.wait_for(|_: &PhoneState| true).await;
    // Nobody announces this.
    let mut tx = here.test_db.db.write().await.unwrap();
    let (from, to) = (RoundState::Prepared, RoundState::Open);
    let change = StateChange { from, to, at: Millis(EVENING) };
    assert!(rounds::update_state(&mut tx, &round.id, change).await.unwrap());
    tx.commit().await.unwrap();
    let sql = "select pg_notify('miteinander_changes', 'votes; drop table ballot')";
    execute(postgres(&here), sql.to_owned()).await;
    phone.wait_for(|state: &PhoneState| state.round.state == RoundState::Open).await;
}

/// Offers as a server finds them.
async fn total(server: &Server) -> u64 {
    let (_, page) = server.get("/api/v1/offers").await;
    page["total"].as_u64().unwrap()
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn imported_offers_are_found_by_the_next_request(#[case] engine: Engine) {
    let server = Server::start(engine).await;
    assert_eq!(total(&server).await, 0);
    server.service.store_offers(demo_offers()).await.unwrap();
    assert!(total(&server).await > 0);
}

#[tokio::test]
async fn what_the_command_line_imports_into_postgres_is_found_without_a_look() {
    let (here, _) = two_servers().await;
    assert_eq!(total(&here).await, 0);
    // Another process, which serves nothing.
    here.test_db.again().await.service().store_offers(demo_offers()).await.unwrap();
    until(async || total(&here).await > 0).await;
}
