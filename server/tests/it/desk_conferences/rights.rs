//! Who prepares and steers which conference.

use super::{CONFERENCE, Desk, create, page};
use crate::accounts::{administrator, somebody};
use crate::harness::{Engine, Participant, Server};
use reqwest::StatusCode;
use rstest::rstest;
use shared::desk::account::{Grant, Role};
use shared::desk::audit::{Action, Actor};

const PAGES: [&str; 5] = ["", "/details", "/rounds", "/people", "/matrix"];

/// The id of a conference, off its path.
fn id(path: &str) -> &str {
    path.rsplit('/').next().unwrap()
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn an_organiser_reaches_only_conferences_that_are_theirs(#[case] engine: Engine) {
    let server = Server::start(engine).await;
    let office = administrator(&server).await;
    let organiser = somebody(&server, Grant::of(Role::Organiser)).await;
    let path = create(&office, &CONFERENCE).await;
    for rest in PAGES {
        let address = format!("{path}{rest}");
        assert_eq!(organiser.fetch(&address).await.status(), StatusCode::FORBIDDEN, "{address}");
        let posted = organiser.post(&address, &[("step", "add-field"), ("name", "x")]).await;
        assert_eq!(posted.status(), StatusCode::FORBIDDEN, "{address}");
    }
    let list = page(organiser.fetch("/de/edit/conferences").await, StatusCode::OK).await;
    assert!(!list.contains("Integrationskonferenz"), "{list}");
    let fields = [("title.de", "Kopie"), ("copy_of", id(&path))];
    let copied = organiser.post("/de/edit/conferences/new", &fields).await;
    assert_eq!(copied.status(), StatusCode::FORBIDDEN);
    // Templates are there for everybody.
    let details = format!("{path}/details");
    let form = page(office.fetch(&details).await, StatusCode::OK).await;
    let basis = super::value(&form, "basis");
    let fields = [("basis", &*basis), ("is_template", "yes")];
    assert_eq!(office.post(&details, &fields).await.status(), StatusCode::SEE_OTHER);
    create(&organiser, &[("title.de", "Kopie"), ("copy_of", id(&path))]).await;
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn an_administrator_gives_a_conference_to_an_organiser_and_takes_it_back(
    #[case] engine: Engine,
) {
    let server = Server::start(engine).await;
    let office = administrator(&server).await;
    let organiser = somebody(&server, Grant::of(Role::Organiser)).await;
    let path = create(&office, &CONFERENCE).await;
    let people = format!("{path}/people");
    let form = page(office.fetch(&people).await, StatusCode::OK).await;
    let account = super::value(&form, "account");
    let assign = |account: &'static str| [("step", "assign"), ("account", account)];
    let wrong = office.post(&people, &assign("00000000000000000000000000")).await;
    assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let given = office.post(&people, &[("step", "assign"), ("account", &account)]).await;
    assert_eq!(given.status(), StatusCode::SEE_OTHER);
    for rest in PAGES {
        page(organiser.fetch(&format!("{path}{rest}")).await, StatusCode::OK).await;
    }
    let own = organiser.post(&people, &[("step", "assign")]).await;
    assert_eq!(own.status(), StatusCode::FORBIDDEN);
    assert_eq!(office.post(&people, &[("step", "assign")]).await.status(), StatusCode::SEE_OTHER);
    assert_eq!(organiser.fetch(&path).await.status(), StatusCode::FORBIDDEN);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn somebody_signed_in_steers_their_conference_without_a_secret(#[case] engine: Engine) {
    let desk = Desk::with_challenges(engine).await;
    let run = format!("/de/organise/{}", id(&desk.path));
    let shown = format!("/api/v1/organisers/{}", id(&desk.path));
    page(desk.browser.fetch(&run).await, StatusCode::OK).await;
    let field = super::ids(&desk.shown("").await, "field").remove(0);
    let prepare = [
        ("do", "prepare"),
        ("round", ""),
        ("field", &*field),
        ("dots", "3"),
        ("budget", "field"),
        ("max", "2"),
        ("choice", "all"),
        ("results", "live"),
        ("access", "open"),
        ("shortlist", "1"),
    ];
    assert_eq!(desk.browser.post(&run, &prepare).await.status(), StatusCode::SEE_OTHER);
    assert_eq!(desk.browser.get(&shown).await.1["rounds"].as_array().unwrap().len(), 1);
    let guest = Participant::new(&desk.server.address);
    let planner = somebody(&desk.server, Grant::of(Role::Planner)).await;
    for stranger in [&guest, &planner] {
        assert_eq!(stranger.fetch(&run).await.status(), StatusCode::NOT_FOUND);
        assert_eq!(stranger.fetch(&shown).await.status(), StatusCode::NOT_FOUND);
        assert_eq!(stranger.post(&run, &prepare).await.status(), StatusCode::NOT_FOUND);
        let cards = stranger.post(&format!("{run}/cards"), &[("count", "1")]).await;
        assert_eq!(cards.status(), StatusCode::NOT_FOUND);
    }
    let office = somebody(&desk.server, Grant::of(Role::Administrator)).await;
    page(office.fetch(&run).await, StatusCode::OK).await;
}

#[tokio::test]
async fn a_secret_link_is_shown_once_and_ends_the_one_before() {
    let desk = Desk::open(Engine::Sqlite).await;
    let guest = Participant::new(&desk.server.address);
    let mut links = Vec::new();
    for _ in 0..2 {
        let made = page(desk.post("/people", &[("step", "link")]).await, StatusCode::OK).await;
        let link = made.split_once("/de/organise/").unwrap().1.split('"').next().unwrap();
        links.push(format!("/de/organise/{link}"));
    }
    assert_eq!(guest.fetch(&links[0]).await.status(), StatusCode::NOT_FOUND);
    page(guest.fetch(&links[1]).await, StatusCode::OK).await;
    assert!(!desk.shown("/people").await.contains("/de/organise/"));
}

#[tokio::test]
async fn what_is_done_stands_in_the_audit_log_with_who_did_it() {
    let desk = Desk::with_challenges(Engine::Sqlite).await;
    let organiser = desk.organiser().await;
    let settings = backend::voting::RoundSettings::default();
    desk.server.service.prepare_round(&organiser, &settings).await.unwrap();
    let right = backend::accounts::Administrator::at_command_line();
    let entries = desk.server.service.list_audit(&right).await.unwrap();
    let did = |action: Action| entries.iter().filter(move |entry| entry.action == action);
    let created = did(Action::CreateConference).next().unwrap();
    assert_eq!(
        (&*created.subject, &*created.detail),
        (id(&desk.path), "Integrationskonferenz 2027")
    );
    assert!(matches!(&created.actor, Actor::Account { name, .. } if name == "Ayşe Beispiel"));
    assert_eq!(did(Action::ChangeContent).count(), 2);
    assert_eq!(did(Action::PrepareRound).next().unwrap().actor, Actor::CommandLine);
}
