//! Changes by one process reach the others by announcements, without waiting for a recheck.
//!
//! The servers here recheck the database only once an hour, and their clocks stand still, so only
//! an announcement can be the cause.

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

fn rare_rechecks() -> Settings {
    Settings { poll_interval: Duration::from_hours(1), ..Settings::default() }
}

/// Two servers over one PostgreSQL.
async fn two_servers() -> (Server, Server) {
    let here = Server::start_on(TestDb::new(Engine::Postgres).await, rare_rechecks()).await;
    let there = Server::start_on(here.test_db.reopen().await, rare_rechecks()).await;
    let pool = postgres_pool(&there);
    wait_until(async || count_listeners(pool).await == 2).await;
    (here, there)
}

fn postgres_pool(server: &Server) -> &PgPool {
    match server.test_db.db.pool() {
        Pool::Postgres(pool) => pool,
        Pool::Sqlite(_) => panic!("not a PostgreSQL database"),
    }
}

const LISTENERS: &str = "from pg_stat_activity \
                         where datname = current_database() and query like 'LISTEN%'";

async fn count_listeners(database: impl PgExecutor<'_>) -> i64 {
    let sql = format!("select count(*) {LISTENERS}");
    sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(database).await.unwrap()
}

/// Waits for a condition; panics after ten seconds.
async fn wait_until(mut condition: impl AsyncFnMut() -> bool) {
    let wait = async {
        while !condition().await {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), wait)
        .await
        .expect("the condition was not met in time");
}

async fn execute(pool: &PgPool, sql: String) {
    sqlx::query(sqlx::AssertSqlSafe(sql)).execute(pool).await.unwrap();
}

#[tokio::test]
async fn a_vote_on_one_postgres_server_reaches_the_board_of_the_other() {
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
async fn a_postgres_listener_catches_up_after_a_lost_connection() {
    let (here, there) = two_servers().await;
    let (conference, _) = here.gladbeck(ResultsVisibility::Live).await;
    let mut phone = Events::follow(&there.address, &conference.code, "phone").await;
    phone.wait_for(|_: &PhoneState| true).await;
    let pool = postgres_pool(&here);
    let name: String =
        sqlx::query_scalar("select current_database()::text").fetch_one(pool).await.unwrap();
    // Opens enough pooled connections now, since none can be opened below.
    let connections = futures_util::future::join_all((0..4).map(|_| pool.acquire())).await;
    drop(connections);
    let mut own = pool.acquire().await.unwrap();
    execute_on_cluster(format!("alter database {name} allow_connections false")).await;
    let cut = format!("select pg_terminate_backend(pid) {LISTENERS}");
    sqlx::query(sqlx::AssertSqlSafe(cut)).execute(&mut *own).await.unwrap();
    wait_until(async || count_listeners(&mut *own).await == 0).await;
    here.open(&conference.code).await.unwrap();
    execute_on_cluster(format!("alter database {name} allow_connections true")).await;
    phone.wait_for(|state: &PhoneState| state.round.state == RoundState::Open).await;
    // The listener is connected again.
    here.close(&conference.code, Duration::from_secs(30)).await.unwrap();
    let is_closing = |state: &PhoneState| matches!(state.round.state, RoundState::Closing { .. });
    phone.wait_for(is_closing).await;
}

#[tokio::test]
async fn an_unknown_notification_from_postgres_makes_a_server_reload() {
    let (here, there) = two_servers().await;
    let (conference, round) = here.gladbeck(ResultsVisibility::Live).await;
    let mut phone = Events::follow(&there.address, &conference.code, "phone").await;
    phone.wait_for(|_: &PhoneState| true).await;
    // This change is not announced.
    let mut tx = here.test_db.db.write().await.unwrap();
    let (from, to) = (RoundState::Prepared, RoundState::Open);
    let change = StateChange { from, to, at: Millis(EVENING) };
    assert!(rounds::update_state(&mut tx, &round.id, change).await.unwrap());
    tx.commit().await.unwrap();
    let sql = "select pg_notify('miteinander_changes', 'votes; drop table ballot')";
    execute(postgres_pool(&here), sql.to_owned()).await;
    phone.wait_for(|state: &PhoneState| state.round.state == RoundState::Open).await;
}

/// Number of offers that the server finds.
async fn count_offers(server: &Server) -> u64 {
    let (_, page) = server.get("/api/v1/offers").await;
    page["total"].as_u64().unwrap()
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn imported_offers_are_found_by_the_next_request(#[case] engine: Engine) {
    let server = Server::start(engine).await;
    assert_eq!(count_offers(&server).await, 0);
    server.service.store_offers(demo_offers()).await.unwrap();
    assert!(count_offers(&server).await > 0);
}

#[tokio::test]
async fn an_import_by_another_process_into_postgres_is_found_without_a_recheck() {
    let (here, _) = two_servers().await;
    assert_eq!(count_offers(&here).await, 0);
    // Another process without a listener.
    here.test_db.reopen().await.service().store_offers(demo_offers()).await.unwrap();
    wait_until(async || count_offers(&here).await > 0).await;
}
