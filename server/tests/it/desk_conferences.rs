//! Conferences on the desk: made, filled, given to organisers, changed while people vote.

mod content;
mod matrix;
mod print;
mod rights;

use crate::accounts::{administrator, somebody};
use crate::harness::{Engine, Participant, Server};
use backend::Settings;
use backend::voting::{Organiser, RoundSettings};
use reqwest::StatusCode;
use rstest::rstest;
use shared::api::ConferenceView;
use shared::desk::account::{Grant, Role};
use shared::language::LanguageTag;
use shared::voting::join_code::JoinCode;
use std::time::Duration;

/// A conference that somebody prepares on the desk.
struct Desk {
    server: Server,
    browser: Participant,
    /// Its pages begin so.
    path: String,
}

/// The page's texts behind a status that is expected.
async fn page(response: reqwest::Response, status: StatusCode) -> String {
    assert_eq!(response.status(), status);
    response.text().await.unwrap()
}

/// The value of the first field of this name.
fn value(page: &str, name: &str) -> String {
    let field = page.split_once(&format!("name=\"{name}\"")).unwrap().1;
    let field = field.split('>').next().unwrap();
    field.split_once("value=\"").unwrap().1.split('"').next().unwrap().to_owned()
}

/// Every id behind this beginning of an id attribute, in the page's order.
fn ids(page: &str, kind: &str) -> Vec<String> {
    let mark = format!("id=\"{kind}-");
    page.split(&mark).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

/// Creates a conference; returns the beginning of its pages' paths.
async fn create(browser: &Participant, fields: &[(&str, &str)]) -> String {
    let created = browser.post("/de/edit/conferences/new", fields).await;
    assert_eq!(created.status(), StatusCode::SEE_OTHER);
    let address = created.headers()["location"].to_str().unwrap();
    address.split('?').next().unwrap().to_owned()
}

const CONFERENCE: [(&str, &str); 5] = [
    ("title.de", "Integrationskonferenz 2027"),
    ("place.de", "Aula"),
    ("date", "27.11.2027"),
    ("language", "uk"),
    ("language", "ar"),
];

impl Desk {
    /// An organiser with a new conference.
    async fn open(engine: Engine) -> Self {
        let server = Server::start(engine).await;
        let browser = somebody(&server, Grant::of(Role::Organiser)).await;
        let path = create(&browser, &CONFERENCE).await;
        Self { server, browser, path }
    }

    /// The same with a field and two challenges.
    async fn with_challenges(engine: Engine) -> Self {
        let desk = Self::open(engine).await;
        desk.done("", &[("step", "add-field"), ("name", "Sprache")]).await;
        let field = ids(&desk.shown("").await, "field").remove(0);
        let lines = format!("lines-{field}");
        let texts = "- Kurse am Abend\n- Räume in allen Orten";
        desk.done("", &[("step", "add-challenges"), ("field", &field), (&lines, texts)]).await;
        desk
    }

    async fn post(&self, rest: &str, fields: &[(&str, &str)]) -> reqwest::Response {
        self.browser.post(&format!("{}{rest}", self.path), fields).await
    }

    /// Posts a form that is accepted.
    async fn done(&self, rest: &str, fields: &[(&str, &str)]) {
        let response = self.post(rest, fields).await;
        let status = response.status();
        assert_eq!(status, StatusCode::SEE_OTHER, "{fields:?} {}", response.text().await.unwrap());
    }

    async fn shown(&self, rest: &str) -> String {
        page(self.browser.fetch(&format!("{}{rest}", self.path)).await, StatusCode::OK).await
    }

    async fn challenges(&self) -> Vec<String> {
        ids(&self.shown("").await, "challenge")
    }

    /// The join code, off the page of the details.
    async fn code(&self) -> JoinCode {
        let details = self.shown("/details").await;
        let code = details.split_once("class=\"desk-code\"").unwrap().1;
        let code = code.split_once("<bdi>").unwrap().1.split('<').next().unwrap();
        JoinCode::parse(code).unwrap()
    }

    async fn organiser(&self) -> Organiser {
        self.server.organiser(&self.code().await).await
    }

    async fn public(&self) -> ConferenceView {
        self.server.conference_view(&self.code().await).await
    }
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn an_organiser_makes_a_conference_that_phones_see(#[case] engine: Engine) {
    let desk = Desk::with_challenges(engine).await;
    let public = desk.public().await;
    assert_eq!(public.title.text, "Integrationskonferenz 2027");
    assert_eq!(public.date.unwrap().to_string(), "2027-11-27");
    let languages: Vec<_> = public.languages.iter().map(LanguageTag::as_str).collect();
    assert_eq!(languages, ["de", "uk", "ar"]);
    let challenges: Vec<_> =
        public.fields[0].challenges.iter().map(|one| &*one.text.text).collect();
    assert_eq!(challenges, ["Kurse am Abend", "Räume in allen Orten"]);
    let list = page(desk.browser.fetch("/de/edit/conferences").await, StatusCode::OK).await;
    assert!(list.contains("Integrationskonferenz 2027") && list.contains("Aula"), "{list}");
    let field = ids(&desk.shown("").await, "field").remove(0);
    desk.done(
        "/rounds",
        &[
            ("step", "prepare"),
            ("field", &field),
            ("dots", "3"),
            ("budget", "field"),
            ("max", "2"),
            ("choice", "all"),
            ("results", "after_closing"),
            ("access", "open"),
            ("shortlist", "1"),
        ],
    )
    .await;
    let round = desk.server.open(&desk.code().await).await.unwrap();
    assert_eq!((round.number, round.slate.challenges().count()), (1, 2));
}

#[tokio::test]
async fn a_refused_conference_keeps_what_was_typed() {
    let server = Server::start(Engine::Sqlite).await;
    let browser = administrator(&server).await;
    let fields =
        [("title.de", " "), ("place.de", "Aula <1>"), ("date", "bald"), ("language", "uk")];
    let refused = browser.post("/de/edit/conferences/new", &fields).await;
    let refused = page(refused, StatusCode::UNPROCESSABLE_ENTITY).await;
    for words in ["Aula &lt;1&gt;", "value=\"bald\"", "href=\"#title.de\"", "href=\"#date\""] {
        assert!(refused.contains(words), "{words} in {refused}");
    }
    let list = page(browser.fetch("/de/edit/conferences").await, StatusCode::OK).await;
    assert!(!list.contains("Aula"), "{list}");
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_conference_begins_with_an_earlier_one_without_its_votes(#[case] engine: Engine) {
    let desk = Desk::with_challenges(engine).await;
    let source = desk.path.rsplit('/').next().unwrap().to_owned();
    let fields = [("title.de", "Konferenz 2028"), ("copy_of", &*source)];
    let path = create(&desk.browser, &fields).await;
    let before = desk.challenges().await;
    let copy = Desk { path, ..desk };
    let after = copy.challenges().await;
    assert_eq!(after.len(), 2);
    assert!(after.iter().all(|id| !before.contains(id)));
    assert_eq!(copy.public().await.fields[0].challenges[0].text.text, "Kurse am Abend");
    assert!(copy.shown("/rounds").await.contains("Noch keine Runde."));
}

#[tokio::test]
async fn a_code_is_replaced_until_somebody_has_joined() {
    let desk = Desk::open(Engine::Sqlite).await;
    let first = desk.code().await;
    desk.done("/details", &[("step", "code")]).await;
    let second = desk.code().await;
    assert_ne!(first, second);
    Participant::joined(&desk.server.address, &second).await;
    let refused = desk.post("/details", &[("step", "code")]).await;
    page(refused, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert_eq!(desk.code().await, second);
}

#[tokio::test]
async fn what_a_participant_would_see_is_shown_before_a_round_is_stored() {
    let desk = Desk::with_challenges(Engine::Sqlite).await;
    let field = ids(&desk.shown("").await, "field").remove(0);
    let settings = |step: &'static str, max: &'static str| {
        [
            ("step", step),
            ("name", "Phase <1>"),
            ("field", &*field),
            ("dots", "3"),
            ("budget", "field"),
            ("max", max),
            ("choice", "all"),
            ("results", "live"),
            ("access", "personal_codes"),
            ("shortlist", "2"),
        ]
    };
    let shown = page(desk.post("/rounds", &settings("preview", "2")).await, StatusCode::OK).await;
    assert!(shown.contains("id=\"preview\"") && shown.contains("Phase &lt;1&gt;"), "{shown}");
    assert!(shown.contains("Karte mit persönlichem Code") && shown.contains("Noch keine Runde."));
    let refused = desk.post("/rounds", &settings("prepare", "4")).await;
    let refused = page(refused, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(refused.contains("Phase &lt;1&gt;") && refused.contains("Noch keine Runde."));
    desk.done("/rounds", &settings("prepare", "2")).await;
    let checklist = desk.shown("").await;
    assert!(checklist.contains("Eine Runde ist vorbereitet"), "{checklist}");
    assert!(checklist.contains("es gibt noch keine Karten"), "{checklist}");
    let round = desk.server.service.find_current_round(&desk.organiser().await).await.unwrap();
    desk.done("/rounds", &[("step", "delete"), ("round", round.id.as_str())]).await;
    assert!(desk.shown("/rounds").await.contains("Noch keine Runde."));
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn rewording_after_a_round_leaves_its_check_value(#[case] engine: Engine) {
    let desk = Desk::with_challenges(engine).await;
    let organiser = desk.organiser().await;
    let service = desk.server.service.clone();
    let code = desk.code().await;
    service.prepare_round(&organiser, &RoundSettings::default()).await.unwrap();
    let round = desk.server.open(&code).await.unwrap();
    let challenges = desk.challenges().await;
    let phone = Participant::joined(&desk.server.address, &code).await;
    phone.cast(&round, 1, &[(&challenges[1], 2)]).await;
    desk.server.close(&code, Duration::ZERO).await.unwrap();
    let path = format!("/api/v1/rounds/{}/recount.jsonl", round.id);
    let before = phone.fetch(&path).await.text().await.unwrap();
    let form = format!("/challenges/{}", challenges[1]);
    let basis = value(&desk.shown(&form).await, "basis");
    desk.done(&form, &[("basis", &basis), ("text.de", "Räume überall")]).await;
    let field = ids(&desk.shown("").await, "field").remove(0);
    let lines = format!("lines-{field}");
    desk.done("", &[("step", "add-challenges"), ("field", &field), (&lines, "Neues")]).await;
    // This server has cached nothing of the time before.
    let other = Server::start_on(desk.server.test_db.reopen().await, Settings::default()).await;
    let after = Participant::new(&other.address).fetch(&path).await.text().await.unwrap();
    assert!(before.contains("Räume in allen Orten"), "{before}");
    assert_eq!(before, after);
}
