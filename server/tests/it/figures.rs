//! Figures for planners: who may see them, what they say, and what is counted of searches.

use crate::accounts::somebody;
use crate::harness::{Engine, Participant, Server, demo_offers};
use reqwest::{Client, StatusCode};
use rstest::rstest;
use shared::desk::account::{Grant, Role};
use shared::language::UiLanguage;

async fn page(person: &Participant, path: &str) -> (StatusCode, String) {
    let answer = person.fetch(path).await;
    (answer.status(), answer.text().await.unwrap())
}

async fn send(person: &Participant, fields: &[(&str, &str)]) -> (StatusCode, String) {
    let answer = person.post("/de/edit/figures/residents", fields).await;
    (answer.status(), answer.text().await.unwrap())
}

const PAGES: [&str; 7] = [
    "/de/edit/figures",
    "/de/edit/figures/gaps?rows=language&columns=weekday",
    "/de/edit/figures/residents",
    "/de/edit/figures/searches",
    "/de/edit/figures/terms",
    "/de/edit/figures/duplicates",
    "/de/edit/figures/freshness?by=provider",
];

#[rstest]
#[case(Role::Administrator, 200)]
#[case(Role::Editor, 200)]
#[case(Role::Planner, 200)]
#[case(Role::Organiser, 403)]
#[tokio::test]
async fn figures_are_for_those_who_may_read_them(#[case] role: Role, #[case] expected: u16) {
    let server = Server::start(Engine::Sqlite).await;
    server.service.store_offers(demo_offers()).await.unwrap();
    let person = somebody(&server, Grant::of(role)).await;
    let files = ["/en/edit/figures/gaps.csv", "/en/edit/figures/gaps.xlsx?rows=city"];
    for path in PAGES.into_iter().chain(files) {
        assert_eq!(page(&person, path).await.0.as_u16(), expected, "{path}");
    }
    let post = send(&person, &[("table", "")]).await;
    assert_eq!(post.0.as_u16(), if expected == 200 { 422 } else { expected });
    if expected == 200 {
        let missing = [
            "/de/edit/figures/nothing",
            "/de/edit/figures/gaps?rows=x",
            "/de/edit/figures/gaps.doc",
        ];
        for path in missing {
            assert_eq!(page(&person, path).await.0, StatusCode::NOT_FOUND, "{path}");
        }
    }
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn pasted_residents_become_offers_per_thousand_and_can_be_deleted(#[case] engine: Engine) {
    let server = Server::start(engine).await;
    server.service.store_offers(demo_offers()).await.unwrap();
    let planner = somebody(&server, Grant::of(Role::Planner)).await;
    let table =
        "Stadt\tinsgesamt\tunter 18\nMarl\t1 000\t–\nHerten\t2.000\t500\nSumme\t3.001\t500\n";
    let mut fields = vec![("title", "Alter"), ("source", "IT.NRW <2025>"), ("table", table)];
    let (status, refused) = send(&planner, &fields).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.contains("IT.NRW &lt;2025&gt;") && refused.contains("2.000"), "{refused}");
    fields.push(("as_of", "2025-12-31"));
    let (status, entered) = send(&planner, &fields).await;
    assert_eq!(status, StatusCode::OK);
    assert!(entered.contains("Zeile 4: Summe passt nicht"), "{entered}");
    let (_, rest) = entered.split_once("figures/rates?table=").unwrap();
    let id = rest.split('"').next().unwrap();
    let (_, found) = server.get("/api/v1/offers?city=marl").await;
    let offers = found["total"].as_u64().unwrap();
    assert!(offers > 0);
    let (_, csv) = page(&planner, &format!("/de/edit/figures/rates.csv?table={id}")).await;
    let line = csv.lines().find(|line| line.starts_with("\"Marl\"")).unwrap();
    assert_eq!(line, format!("\"Marl\";\"{offers}\";\"{offers},0\";\"\""), "nobody, so no rate");
    let (status, shown) = page(&planner, &format!("/de/edit/figures/rates?table={id}")).await;
    assert_eq!(status, StatusCode::OK);
    assert!(shown.contains("<svg") && shown.contains("IT.NRW &lt;2025&gt;"), "{shown}");
    let deleted = send(&planner, &[("delete", id)]).await.0;
    assert!(deleted.is_success() || deleted.is_redirection(), "{deleted}");
    let (status, _) = page(&planner, &format!("/de/edit/figures/rates?table={id}")).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn searches_are_counted_in_sums_and_small_numbers_are_hidden(#[case] engine: Engine) {
    let server = Server::start(engine).await;
    server.service.store_offers(demo_offers()).await.unwrap();
    for _ in 0..7 {
        server.get("/api/v1/offers?city=marl&lang=uk").await;
    }
    server.get("/api/v1/offers?q=xyzzy&lang=ar").await;
    // A browser comes back with its cookie, and a program that reads pages has no language.
    let home = format!("{}/ar", server.address);
    let client = Client::builder().cookie_store(true).build().unwrap();
    for _ in 0..9 {
        client.get(&home).header("accept-language", "ar").send().await.unwrap();
        Client::new().get(&home).send().await.unwrap();
    }
    server.service.store_demand().await.unwrap();
    server.service.store_demand().await.unwrap();
    let planner = somebody(&server, Grant::of(Role::Planner)).await;
    let (_, csv) = page(&planner, "/de/edit/figures/searches.csv").await;
    let line = csv.lines().find(|line| line.starts_with("\"2026-11\"")).unwrap();
    // Searches, those without a result, and visits, of which only Arabic had one.
    let numbers: Vec<_> = line.split(';').skip(1).collect();
    assert_eq!(numbers[..2], ["\"8\"", "\"<5\""]);
    assert_eq!(numbers[2..].iter().filter(|cell| **cell == "\"<5\"").count(), 1);
    let (_, terms) = page(&planner, "/de/edit/figures/terms.csv").await;
    assert!(terms.contains("Marl") && !terms.contains("xyzzy"), "{terms}");
    assert_eq!(UiLanguage::ALL.len(), numbers.len() - 2);
}

#[tokio::test]
async fn what_was_counted_survives_the_end_of_the_server() {
    let server = Server::start(Engine::Sqlite).await;
    server.service.store_offers(demo_offers()).await.unwrap();
    for _ in 0..6 {
        server.get("/api/v1/offers?category=sport").await;
    }
    let again = server.test_db.reopen().await;
    server.service.close().await;
    let mut tx = again.db.read().await.unwrap();
    let rows = backend::db::demand::load_demand(&mut tx, "search", 10).await.unwrap();
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [6]);
}
