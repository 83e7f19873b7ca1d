//! Worksheets after the vote: read by everybody, written by tables with their link.

use crate::harness::{Engine, Participant, Server};
use reqwest::StatusCode;
use rstest::rstest;
use serde_json::{Value, json};
use shared::language::UiLanguage;
use shared::voting::conference::Conference;
use shared::voting::round::{ResultsVisibility, Round};
use std::time::Duration;

/// A hall in which one round has closed: the second challenge of the first field has two dots, the
/// first has one.
struct Hall {
    server: Server,
    conference: Conference,
    round: Round,
    table: Participant,
    /// The path of the table's pages.
    path: String,
}

impl Hall {
    async fn closed(engine: Engine) -> Self {
        let hall = Self::open(engine).await;
        let challenges = &hall.conference.fields[0].challenges;
        let (first, second) = (challenges[0].id.to_string(), challenges[1].id.to_string());
        let voter = Participant::joined(&hall.server.address, &hall.conference.code).await;
        voter.cast(&hall.round, 1, &[(&first, 1), (&second, 2)]).await;
        hall.server.close(&hall.conference.code, Duration::ZERO).await.unwrap();
        hall
    }

    async fn open(engine: Engine) -> Self {
        let server = Server::start(engine).await;
        let (conference, round) = server.gladbeck(ResultsVisibility::AfterClosing).await;
        server.open(&conference.code).await.unwrap();
        let organiser = server.organiser(&conference.code).await;
        let link = server.service.show_table_link(&organiser, UiLanguage::De).await.unwrap();
        let path = link.address.split_once("/de/").unwrap().1;
        let table = Participant::new(&server.address);
        let path = format!("/de/{path}");
        Self { server, conference, round, table, path }
    }

    fn sheet(&self, challenge: usize) -> String {
        format!("{}/{}", self.path, self.conference.fields[0].challenges[challenge].id)
    }

    async fn page(&self, path: &str) -> String {
        let response = self.table.fetch(path).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        response.text().await.unwrap()
    }

    async fn read(&self) -> String {
        self.page(&format!("/de/sheets/{}", self.conference.code)).await
    }
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_table_writes_about_the_shortlist_and_everybody_reads_along(#[case] engine: Engine) {
    let hall = Hall::closed(engine).await;
    let before = hall.read().await;
    let challenges = &hall.conference.fields[0].challenges;
    let place = |page: &str, index: usize| page.find(&format!("sheet-{}", challenges[index].id));
    assert!(place(&before, 1) < place(&before, 0), "the best comes first");
    assert_eq!(place(&before, 2), None, "a challenge without dots has no sheet yet");
    assert!(!before.contains(&hall.path), "readers are not shown the link of the tables");

    let fields = [
        ("goals", "Plätze für alle\r\nkurze Wege"),
        ("shown-goals", ""),
        ("reason", "Das Land entscheidet."),
        ("shown-reason", ""),
        ("disposition", "higher_level"),
        ("shown-disposition", ""),
    ];
    let saved = hall.table.post(&hall.sheet(1), &fields).await;
    assert_eq!(saved.status(), StatusCode::SEE_OTHER);
    let after = hall.read().await;
    assert!(after.contains("Plätze für alle\nkurze Wege"), "{after}");
    assert!(after.contains("Können nur Kreis, Land oder Bund lösen"), "{after}");
    // The words that were voted on stay.
    let text = challenges[1].text.pick(UiLanguage::De).text;
    assert!(after.contains(&text), "{after}");
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn two_devices_at_one_sheet_keep_what_each_has_written(#[case] engine: Engine) {
    let hall = Hall::closed(engine).await;
    let sheet = hall.sheet(0);
    let send = |fields: Vec<(&'static str, &'static str)>| {
        let (table, sheet) = (&hall.table, &sheet);
        async move { table.post(sheet, &fields).await }
    };
    let goals =
        vec![("goals", "Räume"), ("shown-goals", ""), ("remarks", ""), ("shown-remarks", "")];
    assert_eq!(send(goals).await.status(), StatusCode::SEE_OTHER);
    // The other device was opened before, and writes elsewhere.
    let remarks =
        vec![("goals", ""), ("shown-goals", ""), ("remarks", "ab Herbst"), ("shown-remarks", "")];
    assert_eq!(send(remarks).await.status(), StatusCode::SEE_OTHER);
    let read = hall.read().await;
    assert!(read.contains("Räume") && read.contains("ab Herbst"), "{read}");

    let both = vec![
        ("goals", "Mehr Räume"),
        ("shown-goals", ""),
        ("remarks", "neu"),
        ("shown-remarks", ""),
    ];
    let refused = send(both).await;
    assert_eq!(refused.status(), StatusCode::CONFLICT);
    let page = refused.text().await.unwrap();
    // What was typed is kept, with what is stored beside it; nothing was stored.
    assert!(page.contains("Mehr Räume</textarea>") && page.contains(">Räume</q>"), "{page}");
    assert!(page.contains("neu</textarea>"), "{page}");
    assert!(!hall.read().await.contains("Mehr Räume"));
}

#[tokio::test]
async fn nobody_writes_with_a_wrong_link_or_before_the_round_has_closed() {
    let hall = Hall::open(Engine::Sqlite).await;
    let fields = [("goals", "zu früh"), ("shown-goals", "")];
    let early = hall.table.post(&hall.sheet(0), &fields).await;
    assert_eq!(early.status(), StatusCode::NOT_FOUND);
    assert!(hall.read().await.contains("Noch ist keine Runde geschlossen."));
    hall.server.close(&hall.conference.code, Duration::ZERO).await.unwrap();
    let challenge = &hall.conference.fields[0].challenges[0].id;
    for key in ["x", &"0".repeat(64)] {
        let path = format!("/de/sheets/{}/{key}/{challenge}", hall.conference.code);
        assert_eq!(hall.table.post(&path, &fields).await.status(), StatusCode::NOT_FOUND, "{key}");
        assert_eq!(hall.table.fetch(&path).await.status(), StatusCode::NOT_FOUND, "{key}");
    }
    for rest in ["nonsense", "00000000000000000000000000000000"] {
        let path = format!("{}/{rest}", hall.path);
        assert_eq!(hall.table.post(&path, &fields).await.status(), StatusCode::NOT_FOUND, "{rest}");
    }
    assert!(!hall.read().await.contains("zu früh"));
}

#[tokio::test]
async fn what_a_table_cannot_store_is_told_and_kept_in_the_form() {
    let hall = Hall::closed(Engine::Sqlite).await;
    let long = "a".repeat(4_001);
    let fields = [
        ("goals", "</textarea><script>1</script>"),
        ("shown-goals", ""),
        ("remarks", long.as_str()),
        ("shown-remarks", ""),
        ("disposition", "nonsense"),
    ];
    let refused = hall.table.post(&hall.sheet(0), &fields).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = refused.text().await.unwrap();
    assert!(page.contains("href=\"#remarks\"") && page.contains(&long), "the problem and the text");
    assert!(!page.contains("<script>1"), "{page}");
    assert!(page.contains("&lt;/textarea&gt;&lt;script&gt;1"), "{page}");
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn what_tables_have_worked_out_is_documented_in_every_format(#[case] engine: Engine) {
    let hall = Hall::closed(engine).await;
    let documentation = format!("/api/v1/conferences/{}/documentation", hall.conference.code);
    let (_, before) = hall.server.get(&documentation).await;
    assert!(!before.to_string().contains("sheet"), "{before}");
    let fields = [
        ("wording", "Plätze für jedes Kind"),
        ("shown-wording", ""),
        ("reason", "Das Land entscheidet."),
        ("shown-reason", ""),
        ("disposition", "higher_level"),
        ("shown-disposition", ""),
    ];
    assert_eq!(hall.table.post(&hall.sheet(1), &fields).await.status(), StatusCode::SEE_OTHER);

    let (_, shown) = hall.server.get(&format!("{documentation}?lang=en")).await;
    let sheet = json!({
        "disposition": {
            "value": "higher_level",
            "words": "Only county, state or federation can solve it",
        },
        "texts": [
            { "part": "wording", "label": "New wording", "text": "Plätze für jedes Kind" },
            { "part": "reason", "label": "Reason", "text": "Das Land entscheidet." },
        ],
    });
    let challenges = shown["fields"][0]["challenges"].as_array().unwrap();
    let sheets: Vec<&Value> = challenges.iter().map(|one| &one["sheet"]).collect();
    assert_eq!((sheets[0], sheets[1]), (&Value::Null, &sheet));
    let (_, of_round) =
        hall.server.get(&format!("/api/v1/rounds/{}/result.json?lang=en", hall.round.id)).await;
    assert_eq!(of_round["fields"][0]["challenges"][1]["sheet"], sheet);

    let results = format!("/de/results/{}", hall.conference.code);
    for path in [results, format!("{documentation}.html"), format!("{documentation}.csv")] {
        let page = hall.page(&path).await;
        assert!(page.contains("Plätze für jedes Kind"), "{path}: {page}");
        assert!(page.contains("Das Land entscheidet."), "{path}");
    }
    for extension in ["xlsx", "docx"] {
        let path = format!("{documentation}.{extension}");
        assert_eq!(hall.table.fetch(&path).await.status(), StatusCode::OK, "{path}");
    }
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn phones_and_the_result_lead_to_the_sheets_once_something_stands_there(
    #[case] engine: Engine,
) {
    let hall = Hall::closed(engine).await;
    let code = &hall.conference.code;
    let link = format!("href=\"/de/sheets/{code}\"");
    let (phone, results) = (format!("/de/c/{code}"), format!("/de/results/{code}"));
    for path in [&phone, &results] {
        assert!(!hall.page(path).await.contains(&link), "{path}");
    }
    let write = |shown: &'static str, typed: &'static str| {
        let fields = [("goals", typed), ("shown-goals", shown)];
        let (table, sheet) = (&hall.table, hall.sheet(1));
        async move { assert_eq!(table.post(&sheet, &fields).await.status(), StatusCode::SEE_OTHER) }
    };
    write("", "Plätze").await;
    for path in [&phone, &results] {
        let page = hall.page(path).await;
        assert_eq!(page.matches(&link).count(), 1, "{path}: {page}");
    }
    write("Plätze", "").await;
    for path in [&phone, &results] {
        assert!(!hall.page(path).await.contains(&link), "{path}");
    }
}
