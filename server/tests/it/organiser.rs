//! The organiser's secret link: who can use it, and what it shows.

mod bursts;
mod forms;
mod messages;

use crate::harness::{Engine, Participant, Server, expect_error, read_json};
use backend::voting::RoundSettings;
use reqwest::StatusCode;
use rstest::rstest;
use serde_json::{Value, json};
use shared::error::{AppError, Missing};
use shared::voting::conference::Conference;
use shared::voting::round::{Access, Round};

/// An organiser with the secret link of a conference whose first round is prepared.
struct Office {
    server: Server,
    conference: Conference,
    round: Round,
    visitor: Participant,
    key: String,
}

impl Office {
    async fn prepared(engine: Engine) -> Self {
        Self::with(engine, RoundSettings::default()).await
    }

    async fn with(engine: Engine, settings: RoundSettings) -> Self {
        let server = Server::start(engine).await;
        let (conference, round) = server.gladbeck_with(settings).await;
        let organiser = server.organiser(&conference.code).await;
        let key = server.service.renew_key(&organiser).await.unwrap().as_str().to_owned();
        let visitor = Participant::new(&server.address);
        Self { server, conference, round, visitor, key }
    }

    /// Posts a form; returns the status and the fragment of the page it redirects to.
    async fn send(&self, fields: &[(&str, &str)]) -> (u16, Option<String>) {
        let answer = self.visitor.post(&format!("/de/organise/{}", self.key), fields).await;
        let status = answer.status().as_u16();
        let place = answer.headers().get("location").map(|place| place.to_str().unwrap());
        let page = format!("/de/organise/{}?saved=", self.key);
        let place = place.map(|place| place.strip_prefix(&*page).unwrap().split_once('#').unwrap());
        (status, place.map(|(_, fragment)| fragment.to_owned()))
    }

    /// Posts a form about a round and asserts that it is accepted.
    async fn steer(&self, what: &str, round: &str, more: &[(&str, &str)]) {
        let fields = [&[("do", what), ("round", round)], more].concat();
        let (status, place) = self.send(&fields).await;
        let expected = if what == "paper" { "paper" } else { "rounds" };
        assert_eq!((status, place.as_deref()), (303, Some(expected)), "{what}");
    }

    async fn shown(&self) -> Value {
        self.visitor.get(&format!("/api/v1/organisers/{}", self.key)).await.1
    }

    /// Number and state of every round.
    async fn rounds(&self) -> Vec<(u64, Value)> {
        let shown = self.shown().await;
        shown["rounds"]
            .as_array()
            .unwrap()
            .iter()
            .map(|round| &round["status"])
            .map(|status| (status["number"].as_u64().unwrap(), status["state"].clone()))
            .collect()
    }
}

#[tokio::test]
async fn without_a_valid_key_nothing_is_shown_or_changed() {
    let office = Office::prepared(Engine::Sqlite).await;
    let other = Office::prepared(Engine::Sqlite).await;
    let round = office.round.id.as_str();
    for key in ["nobody", "0123456789abcdef0123456789abcdef", other.key.as_str(), "%00"] {
        let (status, answer) = office.visitor.get(&format!("/api/v1/organisers/{key}")).await;
        assert_eq!((status.as_u16(), &answer["error"]), (404, &json!({"not_found": "organiser"})));
        let page = format!("/de/organise/{key}");
        assert_eq!(office.visitor.fetch(&page).await.status(), StatusCode::NOT_FOUND);
        for (page, fields) in [
            (page.clone(), [("do", "open"), ("round", round)]),
            (format!("{page}/cards"), [("count", "5"), ("round", round)]),
        ] {
            let answer = office.visitor.post(&page, &fields).await;
            assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{page}");
        }
    }
    let shown = office.shown().await;
    assert_eq!(
        json!([shown["rounds"][0]["status"]["state"], shown["cards"]["made"]]),
        json!(["prepared", 0])
    );
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_new_link_revokes_the_old_one(#[case] engine: Engine) {
    let office = Office::prepared(engine).await;
    let service = &office.server.service;
    let organiser = service.authorise_organiser(&office.key, None).await.unwrap();
    let new = service.renew_key(&organiser).await.unwrap();
    let missing = AppError::NotFound(Missing::Organiser);
    assert_eq!(expect_error(service.authorise_organiser(&office.key, None).await), missing);
    service.authorise_organiser(new.as_str(), None).await.unwrap();
    service.authorise_organiser(&new.as_str().to_uppercase(), None).await.unwrap();
}

#[tokio::test]
async fn cross_site_forms_are_rejected() {
    let office = Office::prepared(Engine::Sqlite).await;
    let url = format!("{}/de/organise/{}", office.server.address, office.key);
    let request = office
        .visitor
        .client
        .post(url)
        .header("sec-fetch-site", "cross-site")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(format!("do=open&round={}", office.round.id));
    let (status, answer) = read_json(request.send().await.unwrap()).await;
    assert_eq!((status.as_u16(), &answer["error"]), (403, &json!("cross_site")));
    assert_eq!(office.rounds().await, [(1, json!("prepared"))]);
}

#[tokio::test]
async fn the_organiser_sees_the_turnout_and_the_number_of_cards_used() {
    let settings = RoundSettings { access: Access::PersonalCodes, ..RoundSettings::default() };
    let office = Office::with(Engine::Sqlite, settings).await;
    let (server, code) = (&office.server, &office.conference.code);
    let cards = server.cards(code, 3).await;
    office.steer("open", office.round.id.as_str(), &[]).await;
    let id = office.conference.fields[0].challenges[0].id.to_string();
    let phone = Participant::joined(&server.address, code).await;
    phone.fetch(&format!("/{code}/{}", cards[0].as_str())).await;
    phone.cast(&office.round, 1, &[(&id, 2)]).await;
    let shown = office.shown().await;
    assert_eq!(shown["cards"], json!({"made": 3, "used": 1}));
    assert_eq!(shown["rounds"][0]["turnout"], json!({"joined": 1, "done": 1}));
    assert_eq!(shown["join_address"], json!(format!("{}/{code}", server.address)));
    assert_eq!(shown["conference"]["round"]["status"]["id"], json!(office.round.id));
}

#[tokio::test]
async fn ballots_in_a_round_without_cards_use_no_cards() {
    let office = Office::prepared(Engine::Sqlite).await;
    let (server, code) = (&office.server, &office.conference.code);
    server.cards(code, 3).await;
    office.steer("open", office.round.id.as_str(), &[]).await;
    let id = office.conference.fields[0].challenges[0].id.to_string();
    let phone = Participant::joined(&server.address, code).await;
    phone.cast(&office.round, 1, &[(&id, 2)]).await;
    assert_eq!(office.shown().await["cards"], json!({"made": 3, "used": 0}));
}
