//! The commands of a conference evening, from the import to the recount.

use super::{Office, output_text};
use crate::harness::{Participant, ballot, gladbeck_file};
use backend::Service;
use backend::clock::Clock;
use backend::db::{Db, rounds};
use rstest::rstest;
use serde_json::{Value, json};
use shared::voting::join_code::JoinCode;
use shared::voting::round::Round;
use std::path::PathBuf;
use tokio::net::TcpListener;

const CODE: &str = "K7M4PX";

impl Office {
    /// Imports the conference of 2018; returns the output.
    fn import_conference(&self, more: &[&str]) -> String {
        let settings = [&["--code", CODE], more].concat();
        let output = self.import("conference", &gladbeck_file(), &settings);
        assert!(output.status.success(), "{}", output_text(&output));
        output_text(&output)
    }

    /// Serves the office's database until the test ends.
    async fn serve(&self) -> (Service, String) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let db = Db::open(&self.url()).await.unwrap();
        let service = Service::new(db, Clock::System, &address);
        tokio::spawn(server::serve(service.clone(), listener, std::future::pending()));
        (service, address)
    }

    /// Casts `people` ballots in the open round, with one dot each.
    async fn vote(&self, people: usize) -> Round {
        let (service, address) = self.serve().await;
        let code = JoinCode::parse(CODE).unwrap();
        let organiser = service.authorise_operator(&code).await.unwrap();
        let round = service.find_current_round(&organiser).await.unwrap();
        let first = round.slate.challenges().next().unwrap().as_str();
        for _ in 0..people {
            let phone = Participant::joined(&address, &code).await;
            let (status, answer) = phone.put(&round, &ballot(1, &[(first, 1)])).await;
            assert_eq!(status.as_u16(), 200, "{answer}");
        }
        round
    }

    /// The recount file of a closed round with three ballots, and its check value.
    async fn recount_file(&self) -> (PathBuf, String) {
        self.import_conference(&[]);
        assert!(self.run(&["round", "open", CODE]).status.success());
        let round = self.vote(3).await;
        assert!(self.run(&["round", "close", CODE, "--grace", "0"]).status.success());
        let (service, _) = self.serve().await;
        let file = service.show_recount(&round.id).await.unwrap();
        (self.file("recount.jsonl", file.text.as_bytes()), file.check_value.clone())
    }

    async fn rounds(&self) -> Vec<Round> {
        let db = Db::open(&self.url()).await.unwrap();
        let mut tx = db.read().await.unwrap();
        let code = JoinCode::parse(CODE).unwrap();
        let id = backend::db::conferences::find_id(&mut tx, &code).await.unwrap().unwrap();
        rounds::load_rounds(&mut tx, &id).await.unwrap()
    }
}

/// The path of the organiser's page in the output, and its key.
fn parse_link(output: &str, address: &str) -> (String, String) {
    let (_, rest) = output.split_once(address).unwrap_or_else(|| panic!("no link in {output}"));
    let path = rest.split_whitespace().next().unwrap().to_owned();
    let key = path.rsplit('/').next().unwrap().to_owned();
    (path, key)
}

#[test]
fn a_conference_is_imported_opened_and_closed_on_the_command_line() {
    let office = Office::new();
    let file = gladbeck_file();
    let output = office.import("conference", &file, &["--title", "Probe", "--code", "k7m-4px"]);
    assert!(output_text(&output).contains("K7M4PX"), "{}", output_text(&output));
    let taken = office.import("conference", &file, &["--code", "K7M4PX"]);
    assert!(
        !taken.status.success() && output_text(&taken).contains("K7M4PX"),
        "{}",
        output_text(&taken)
    );

    let closed = office.run(&["round", "close", "K7M4PX"]);
    assert!(!closed.status.success(), "a round that is not open cannot be closed");
    assert!(office.run(&["round", "open", "K7M4PX"]).status.success());
    assert!(!office.run(&["round", "open", "K7M4PX"]).status.success());
    assert!(office.run(&["round", "close", "K7M4PX", "--grace", "0"]).status.success());
    let unknown = office.run(&["round", "open", "222222"]);
    assert!(
        !unknown.status.success() && output_text(&unknown).contains("keine Konferenz"),
        "{}",
        output_text(&unknown)
    );
    assert!(!office.run(&["round", "open", "no code"]).status.success());
}

#[rstest]
#[case(&["--dots", "0"])]
#[case(&["--dots", "101"])]
#[case(&["--dots", "3", "--max-per-challenge", "4"])]
fn rules_out_of_range_are_rejected(#[case] settings: &[&str]) {
    let office = Office::new();
    let code = ["--code", "K7M4PX"];
    let settings = [settings, &code].concat();
    let output = office.import("conference", &gladbeck_file(), &settings);
    assert!(!output.status.success(), "{}", output_text(&output));
    assert!(!office.run(&["round", "open", "K7M4PX"]).status.success());
}

#[tokio::test]
async fn the_import_prints_a_link_that_opens_the_organisers_page() {
    let office = Office::new();
    let said = office.import_conference(&["--public-url", "https://mit.example/"]);
    let (path, key) = parse_link(&said, "https://mit.example");
    assert_eq!(path, format!("/de/organise/{key}"));
    let (_, address) = office.serve().await;
    let visitor = Participant::new(&address);
    assert_eq!(visitor.fetch(&path).await.status().as_u16(), 200);
    let (status, shown) = visitor.get(&format!("/api/v1/organisers/{key}")).await;
    assert_eq!((status.as_u16(), &shown["conference"]["code"]), (200, &json!(CODE)));
}

#[tokio::test]
async fn a_new_organiser_link_revokes_the_old_one() {
    let office = Office::new();
    let default = "http://127.0.0.1:3000";
    let (_, old) = parse_link(&office.import_conference(&[]), default);
    let output = office.run(&["organiser", CODE]);
    assert!(output.status.success(), "{}", output_text(&output));
    let (_, new) = parse_link(&output_text(&output), default);
    let (_, address) = office.serve().await;
    let visitor = Participant::new(&address);
    for (key, status) in [(old, 404), (new, 200)] {
        let (given, answer) = visitor.get(&format!("/api/v1/organisers/{key}")).await;
        assert_eq!(given.as_u16(), status, "{answer}");
    }
    let unknown = office.run(&["organiser", "222222"]);
    assert!(!unknown.status.success() && output_text(&unknown).contains("keine Konferenz"));
}

#[test]
fn a_dry_run_creates_neither_a_conference_nor_a_link() {
    let office = Office::new();
    let said = office.import_conference(&["--dry-run"]);
    assert!(!said.contains("/organise/") && !said.contains(CODE), "{said}");
    assert!(!office.run(&["organiser", CODE]).status.success());
}

#[tokio::test]
async fn a_reopened_round_has_the_settings_of_the_import() {
    let office = Office::new();
    office.import_conference(&[
        "--dots",
        "7",
        "--max-per-challenge",
        "3",
        "--dots-for-all",
        "--one-field",
        "--hidden",
        "--access",
        "shared-devices",
        "--shortlist",
        "6",
    ]);
    assert!(!office.run(&["round", "reopen", CODE]).status.success(), "it was never open");
    assert!(office.run(&["round", "open", CODE]).status.success());
    assert!(office.run(&["round", "close", CODE, "--grace", "0"]).status.success());
    let output = office.run(&["round", "reopen", CODE]);
    assert!(
        output.status.success() && output_text(&output).contains("offen"),
        "{}",
        output_text(&output)
    );
    let [first, second] = &office.rounds().await[..] else { panic!("two rounds") };
    let rules = json!({"budget": {"round": 7}, "max_per_challenge": 3, "choice": "one"});
    assert_eq!(json!(first.rules), rules);
    assert_eq!(json!([first.results, first.access]), json!(["after_closing", "shared_devices"]));
    assert_eq!((second.number, second.follows.as_ref()), (2, Some(&first.id)));
    assert_eq!((second.rules, second.shortlist), (first.rules, 6));
}

#[tokio::test]
async fn exported_results_equal_those_the_server_sends() {
    let office = Office::new();
    office.recount_file().await;
    let path = office.file("results.json", b"");
    let written = path.display().to_string();
    let output = office.run(&["export", "results", CODE, "--format", "json", &written]);
    assert!(
        output.status.success() && output_text(&output).contains(&written),
        "{}",
        output_text(&output)
    );
    let exported: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    assert_eq!(exported["rounds"][0]["turnout"], json!({"joined": 3, "done": 3}));
    let (_, address) = office.serve().await;
    let documentation = format!("/api/v1/conferences/{CODE}/documentation");
    assert_eq!(Participant::new(&address).get(&documentation).await.1, exported);
    let unknown = office.run(&["export", "results", "222222", "--format", "json", &written]);
    assert!(!unknown.status.success());
}

#[tokio::test]
async fn results_are_a_word_document_on_the_command_line_and_from_the_server() {
    let office = Office::new();
    office.recount_file().await;
    let path = office.file("results.docx", b"");
    let written = path.display().to_string();
    let output = office.run(&["export", "results", CODE, "--format", "docx", &written]);
    assert!(output.status.success(), "{}", output_text(&output));
    assert!(std::fs::read(&path).unwrap().starts_with(b"PK\x03\x04"));
    let (_, address) = office.serve().await;
    let visitor = Participant::new(&address);
    let documentation = format!("/api/v1/conferences/{CODE}/documentation");
    let (_, shown) = visitor.get(&documentation).await;
    let round = shown["rounds"][0]["status"]["id"].as_str().unwrap();
    for (path, name) in [
        (format!("{documentation}.docx"), format!("{CODE}.docx")),
        (format!("/api/v1/rounds/{round}/result.docx"), format!("{CODE}-1.docx")),
    ] {
        let answer = visitor.fetch(&path).await;
        let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
        assert!(header("content-type").ends_with(".wordprocessingml.document"), "{path}");
        assert!(header("content-disposition").contains(&name), "{path}");
        assert!(answer.bytes().await.unwrap().starts_with(b"PK\x03\x04"), "{path}");
    }
}

#[tokio::test]
async fn a_recount_file_can_be_verified_without_a_database() {
    let office = Office::new();
    let (path, check_value) = office.recount_file().await;
    let file = path.display().to_string();
    let nowhere = ["--database-url", "sqlite:///nowhere/at/all.db"];
    let recount = |more: &[&str]| {
        let arguments = [&["recount", &file], more].concat();
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_miteinander"))
            .args(arguments)
            .args(nowhere)
            .env("MITEINANDER_LANGUAGE", "de")
            .output()
            .unwrap();
        (output.status.success(), output_text(&output))
    };
    let (is_verified, words) = recount(&[]);
    assert!(
        is_verified && words.contains("3 Stimmzettel") && words.contains(&check_value),
        "{words}"
    );
    let (is_verified, words) = recount(&["--value", &check_value.to_uppercase()]);
    assert!(is_verified, "{words}");
    let (is_verified, words) = recount(&["--value", &check_value.replace(['0', '1'], "2")]);
    assert!(!is_verified && words.contains("NICHT"), "{words}");

    let text = std::fs::read_to_string(&path).unwrap();
    let changed = text.replacen("\"kind\":\"ballot\"", "\"kind\": \"ballot\"", 1);
    assert_ne!(changed, text);
    std::fs::write(&path, changed).unwrap();
    let (is_verified, words) = recount(&[]);
    assert!(!is_verified && words.contains("NICHT") && words.contains("Zeile 2"), "{words}");
    std::fs::remove_file(&path).unwrap();
    let (is_verified, words) = recount(&[]);
    assert!(!is_verified && words.contains("NICHT"), "{words}");
}

#[rstest]
#[case("csv")]
#[case("xlsx")]
#[case("json")]
fn a_conference_is_exported_and_imported_again(#[case] format: &str) {
    let office = Office::new();
    office.import_conference(&[]);
    let file = office.file(&format!("matrix.{format}"), b"");
    let path = file.display().to_string();
    let exported = office.run(&["export", "conference", CODE, "--format", format, &path]);
    assert!(exported.status.success(), "{}", output_text(&exported));
    let again = office.import("conference", &file, &["--title", "Probe", "--dry-run"]);
    let text = output_text(&again);
    assert!(again.status.success() && text.contains("20 neu"), "{text}");
    let unknown = office.run(&["export", "conference", "ZZZZZZ", "--format", format, &path]);
    assert!(!unknown.status.success());
}
