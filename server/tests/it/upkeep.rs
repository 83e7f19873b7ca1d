//! What is kept for a limited time only is gone afterwards, and not before.

use crate::accounts::administrator;
use crate::harness::{Engine, Server};
use backend::accounts::{Administrator, Editor};
use exchange::file::SourceFile;
use reqwest::StatusCode;
use rstest::rstest;
use std::time::Duration;

const DAY: Duration = Duration::from_hours(24);

async fn stage(server: &Server) {
    let table = "Stadt;Name;Kategorie;Anbieter\nMarl;Chor;Begegnung;Haus Beispiel\n";
    let file = SourceFile { name: "a.csv".to_owned(), content: table.into() };
    server.service.stage_offer_file(&Editor::at_command_line(), file).await.unwrap();
}

/// Entries of the audit log, uploaded files.
async fn kept(server: &Server) -> [usize; 2] {
    let entries = server.service.list_audit(&Administrator::at_command_line()).await.unwrap();
    let files = server.service.list_staged_files(&Editor::at_command_line()).await.unwrap();
    [entries.len(), files.len()]
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn each_kind_is_deleted_when_its_time_is_over(#[case] engine: Engine) {
    let server = Server::start(engine).await;
    let browser = administrator(&server).await;
    stage(&server).await;
    server.service.delete_expired().await.unwrap();
    let [entries, files] = kept(&server).await;
    assert!(entries > 0);
    assert_eq!(files, 1);
    assert_eq!(browser.fetch("/de/edit").await.status(), StatusCode::OK);

    server.advance(DAY * 15);
    server.service.delete_expired().await.unwrap();
    assert_eq!(kept(&server).await, [entries, 0]);

    server.advance(DAY * 352);
    server.service.delete_expired().await.unwrap();
    assert_eq!(kept(&server).await, [0, 0]);
}
