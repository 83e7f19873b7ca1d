//! Shared devices, handed on from one person to the next.

use crate::harness::{Engine, Participant, Server};
use backend::voting::RoundSettings;
use reqwest::{Response, StatusCode};
use rstest::rstest;
use serde_json::{Value, json};
use shared::voting::conference::Conference;
use shared::voting::round::{Access, Round};

async fn open_round_with_access(server: &Server, access: Access) -> (Conference, Round) {
    let settings = RoundSettings { access, ..RoundSettings::default() };
    let (conference, _) = server.gladbeck_with(settings).await;
    let round = server.open(&conference.code).await.unwrap();
    (conference, round)
}

async fn hand_device_on(device: &Participant, conference: &Conference) -> Response {
    let answer = device.post(&format!("/ar/c/{}/next", conference.code), &[]).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert_eq!(answer.headers()["location"], format!("/ar/c/{}", conference.code).as_str());
    answer
}

async fn phone_view(device: &Participant, conference: &Conference) -> Value {
    device.get(&format!("/api/v1/conferences/{}/phone", conference.code)).await.1
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn the_next_person_has_a_ballot_of_their_own(#[case] engine: Engine) {
    let server = Server::start(engine).await;
    let (conference, round) = open_round_with_access(&server, Access::SharedDevices).await;
    let tablet = Participant::joined(&server.address, &conference.code).await;
    let id = conference.fields[0].challenges[0].id.to_string();
    tablet.cast(&round, 1, &[(&id, 3)]).await;
    let first = phone_view(&tablet, &conference).await;
    hand_device_on(&tablet, &conference).await;

    let next = phone_view(&tablet, &conference).await;
    assert_ne!(next["participant"], first["participant"]);
    assert_eq!(next["ballot"], json!({"revision": 0, "dots": {}}));
    assert!(next.get("receipt").is_none(), "{next}");
    tablet.join(&conference.code).await;
    tablet.cast(&round, 1, &[(&id, 1)]).await;
    let result = server.result(&round).await;
    assert_eq!((result.votes.dots, result.turnout.done), (4, 2));
}

#[tokio::test]
async fn a_personal_device_is_not_handed_on() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, round) = open_round_with_access(&server, Access::Open).await;
    let phone = Participant::joined(&server.address, &conference.code).await;
    let id = conference.fields[0].challenges[0].id.to_string();
    phone.cast(&round, 1, &[(&id, 3)]).await;
    let before = phone_view(&phone, &conference).await;
    let answer = hand_device_on(&phone, &conference).await;
    assert_eq!(answer.headers().get("set-cookie"), None);
    assert_eq!(phone_view(&phone, &conference).await, before);
    assert_eq!(server.result(&round).await.turnout.done, 1);
}

#[tokio::test]
async fn handing_a_device_on_removes_the_card() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, _) = open_round_with_access(&server, Access::PersonalCodes).await;
    let cards = server.cards(&conference.code, 1).await;
    let (address, code) = (&server.address, &conference.code);
    let tablet = Participant::with_card(address, code, &cards[0]).await;
    assert_eq!(phone_view(&tablet, &conference).await["wants_code"], json!(false));
    hand_device_on(&tablet, &conference).await;
    assert_eq!(phone_view(&tablet, &conference).await["wants_code"], json!(true));
}
