//! Ballots through the public API: which are accepted, which are rejected.

use crate::harness::{Engine, Participant, Server, ballot};
use reqwest::StatusCode;
use rstest::rstest;
use serde_json::{Value, json};
use shared::voting::conference::Conference;
use std::collections::BTreeMap;
use std::time::Duration;

/// Ballots with five dots per field that add up to the votes in the file.
fn ballots_of_2018(conference: &Conference) -> Vec<BTreeMap<String, u32>> {
    let mut ballots: Vec<BTreeMap<String, u32>> = Vec::new();
    for field in &conference.fields {
        let votes = field.challenges.iter().flat_map(|challenge| {
            let id = challenge.id.to_string();
            std::iter::repeat_n(id, challenge.earlier_votes.unwrap() as usize)
        });
        for (place, challenge) in votes.enumerate() {
            let participant = place / 5;
            if ballots.len() <= participant {
                ballots.push(BTreeMap::new());
            }
            *ballots[participant].entry(challenge).or_default() += 1;
        }
    }
    ballots
}

/// Challenge, dots and rank of every row of the board's tables, in page order.
fn rows_of_board(page: &str) -> Vec<(String, u64, u32)> {
    let value = |row: &str, name: &str| {
        let (_, rest) = row.split_once(&format!("{name}=\"")).unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    };
    page.split("<tr ")
        .skip(1)
        .map(|row| row.split_once('>').unwrap().0)
        .filter(|row| row.contains("data-challenge"))
        .map(|row| {
            let dots = value(row, "data-dots").parse().unwrap();
            (value(row, "data-challenge"), dots, value(row, "data-rank").parse().unwrap())
        })
        .collect()
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn the_votes_of_2018_give_exactly_their_result_and_board(#[case] engine: Engine) {
    let server = Server::start(engine).await;
    let (conference, round) = server.open_gladbeck().await;
    for dots in ballots_of_2018(&conference) {
        let participant = Participant::joined(&server.address, &conference.code).await;
        let dots: Vec<(&str, u32)> = dots.iter().map(|(id, n)| (id.as_str(), *n)).collect();
        participant.cast(&round, 1, &dots).await;
    }
    server.close(&conference.code, Duration::ZERO).await.unwrap();

    let result = server.result(&round).await;
    assert_eq!(result.votes.dots, 174);
    let counted: Vec<(String, u64, u32)> = result
        .fields
        .iter()
        .flat_map(|field| &field.rows)
        .map(|row| (row.challenge.to_string(), row.votes.dots, row.rank))
        .collect();
    let in_file: Vec<(String, u64)> = conference
        .challenges()
        .map(|(_, challenge)| {
            (challenge.id.to_string(), u64::from(challenge.earlier_votes.unwrap()))
        })
        .collect();
    // The file is sorted by votes within each field, so the order must be the same.
    let in_order: Vec<(String, u64)> =
        counted.iter().map(|(id, dots, _)| (id.clone(), *dots)).collect();
    assert_eq!(in_order, in_file);
    let ranks: Vec<u32> = counted.iter().map(|(_, _, rank)| *rank).collect();
    assert_eq!(ranks, [1, 2, 3, 4, 4, 4, 1, 2, 2, 4, 4, 1, 1, 1, 1, 1, 1, 2, 2, 2]);

    let address = format!("{}/de/board/{}?scene=table", server.address, conference.code);
    let page = reqwest::get(address).await.unwrap().text().await.unwrap();
    assert_eq!(rows_of_board(&page), counted);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_concurrent_requests_for_one_ballot_never_exceed_the_limit(#[case] engine: Engine) {
    let server = Server::start(engine).await;
    let (conference, round) = server.open_gladbeck().await;
    let participant = Participant::joined(&server.address, &conference.code).await;
    let first = &conference.fields[0].challenges;
    let (one, other) = (first[0].id.to_string(), first[1].id.to_string());
    let requests = (1..=50_u32).map(|revision| {
        // Every third ballot exceeds the limit of five; the others use all of it.
        let (a, b) = if revision % 3 == 0 { (3, 3) } else { (revision % 6, 5 - revision % 6) };
        let body = ballot(u64::from(revision), &[(&one, a), (&other, b)]);
        let (participant, round) = (&participant, &round);
        async move { (revision, participant.put(round, &body).await) }
    });
    let answers = futures_util::future::join_all(requests).await;

    for (revision, (status, answer)) in &answers {
        let expected =
            if revision % 3 == 0 { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        assert_eq!(*status, expected, "revision {revision}: {answer}");
    }
    let held = participant.held(&round).await;
    assert_eq!(held.revision.0, 50);
    let result = server.result(&round).await;
    assert_eq!(result.votes.dots, 5, "one ballot of five dots");
    assert_eq!(result.turnout.done, 1);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn replayed_and_reordered_ballots_change_nothing(#[case] engine: Engine) {
    let server = Server::start(engine).await;
    let (conference, round) = server.open_gladbeck().await;
    let participant = Participant::joined(&server.address, &conference.code).await;
    let id = conference.fields[0].challenges[0].id.to_string();
    participant.cast(&round, 2, &[(&id, 2)]).await;
    let late = participant.cast(&round, 1, &[(&id, 5)]).await;
    let again = participant.cast(&round, 2, &[(&id, 2)]).await;
    assert_eq!((late.revision.0, late.dots.iter().map(|(_, n)| n).sum::<u32>()), (2, 2));
    assert_eq!(late, again);
    assert_eq!(server.result(&round).await.votes.dots, 2);
}

#[tokio::test]
async fn dots_can_be_removed() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, round) = server.open_gladbeck().await;
    let participant = Participant::joined(&server.address, &conference.code).await;
    let id = conference.fields[0].challenges[0].id.to_string();
    participant.cast(&round, 1, &[(&id, 2)]).await;
    participant.cast(&round, 2, &[]).await;
    let result = server.result(&round).await;
    assert_eq!((result.votes.dots, result.turnout.done, result.turnout.joined), (0, 0, 1));
}

#[rstest]
#[case::too_many(json!({"revision": 1, "dots": {"A": 5, "B": 1}}), 422, "too_many_in_field")]
#[case::too_many_on_one(json!({"revision": 1, "dots": {"A": 6}}), 422, "too_many_on_challenge")]
#[case::largest(json!({"revision": 1, "dots": {"A": 4_294_967_295_u32}}), 422, "too_many_on_challenge")]
#[case::negative(json!({"revision": 1, "dots": {"A": -1}}), 422, "not_a_whole_number")]
#[case::broken(json!({"revision": 1, "dots": {"A": 0.5}}), 422, "not_a_whole_number")]
#[case::foreign(json!({"revision": 1, "dots": {"nobody-knows": 1}}), 422, "unknown_challenge")]
#[case::no_id(json!({"revision": 1, "dots": {"<b>": 1}}), 422, "not_a_challenge")]
#[case::revision_zero(json!({"revision": 0, "dots": {}}), 422, "revision")]
#[case::revision_huge(json!({"revision": u64::MAX, "dots": {}}), 422, "revision")]
#[case::words(json!({"revision": 1, "dots": {"A": "five"}}), 400, "malformed")]
#[case::more(json!({"revision": 1, "dots": {}, "votes": 9}), 400, "malformed")]
#[case::list(json!([1, 2, 3]), 400, "malformed")]
#[tokio::test]
async fn an_invalid_ballot_is_rejected_and_nothing_is_stored(
    #[case] body: Value,
    #[case] status: u16,
    #[case] reason: &str,
) {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, round) = server.open_gladbeck().await;
    let participant = Participant::joined(&server.address, &conference.code).await;
    let first = &conference.fields[0].challenges;
    let body = body
        .to_string()
        .replace("\"A\"", &format!("\"{}\"", first[0].id))
        .replace("\"B\"", &format!("\"{}\"", first[1].id));
    let (given, answer) = participant.put(&round, &serde_json::from_str(&body).unwrap()).await;
    assert_eq!(given.as_u16(), status, "{answer}");
    assert!(answer["error"].to_string().contains(&format!("\"{reason}\"")), "{answer}");
    let result = server.result(&round).await;
    assert_eq!((result.votes.dots, result.turnout.done), (0, 0));
    assert_eq!(participant.held(&round).await.revision.0, 0);
}

#[tokio::test]
async fn malformed_json_and_a_large_body_are_rejected_with_a_reason() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, round) = server.open_gladbeck().await;
    let participant = Participant::joined(&server.address, &conference.code).await;
    let url = format!("{}/api/v1/rounds/{}/ballot", server.address, round.id);
    let send = |body: String| {
        let request = participant.client.put(&url).header("content-type", "application/json");
        async move { crate::harness::read_json(request.body(body).send().await.unwrap()).await }
    };
    let (status, answer) = send("{\"revision\": 1, \"dots\": {".to_owned()).await;
    assert_eq!((status.as_u16(), &answer["error"]), (400, &json!("malformed")));
    let (status, answer) = send(format!("{{\"x\": \"{}\"}}", "x".repeat(2_000_000))).await;
    assert_eq!(
        (status.as_u16(), &answer["error"]),
        (413, &json!({"too_large": {"limit": 65_536}}))
    );
}

#[tokio::test]
async fn a_ballot_from_a_device_that_has_not_joined_is_rejected() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, round) = server.open_gladbeck().await;
    let stranger = Participant::new(&server.address);
    let id = conference.fields[0].challenges[0].id.to_string();
    let (status, answer) = stranger.put(&round, &ballot(1, &[(&id, 1)])).await;
    assert_eq!((status.as_u16(), &answer["error"]), (401, &json!("no_participant")));
}

#[tokio::test]
async fn unknown_codes_and_rounds_are_not_found() {
    let server = Server::start(Engine::Sqlite).await;
    for (path, status, kind) in [
        ("/api/v1/conferences/222222", 404, "not_found"),
        ("/api/v1/conferences/short", 422, "code"),
        ("/api/v1/rounds/nothing/result", 404, "not_found"),
        ("/api/v1/rounds/NOTHING!/result", 404, "not_found"),
        ("/api/v1/live/222222", 404, "not_found"),
        ("/api/v1/nothing", 404, "not_found"),
    ] {
        let (given, answer) = server.get(path).await;
        assert_eq!(given.as_u16(), status, "{path}");
        assert!(answer["error"].get(kind).is_some(), "{path}: {answer}");
    }
}

#[rstest]
#[case("offers/%FF")]
#[case("conferences/%FF/board")]
#[case("organisers/%FF")]
#[tokio::test]
async fn a_path_that_is_not_utf8_gets_an_error_of_the_usual_shape(#[case] path: &str) {
    let server = Server::start(Engine::Sqlite).await;
    let (status, body) = server.get(&format!("/api/v1/{path}?lang=en")).await;
    assert_eq!((status, &body["error"]), (StatusCode::BAD_REQUEST, &json!("malformed")));
    assert!(body["message"].is_string(), "{body}");
}

#[tokio::test]
async fn a_cross_site_request_is_rejected() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, _) = server.open_gladbeck().await;
    let url = format!("{}/api/v1/conferences/{}/join", server.address, conference.code);
    let request = reqwest::Client::new().post(url).header("sec-fetch-site", "cross-site");
    let (status, answer) = crate::harness::read_json(request.send().await.unwrap()).await;
    assert_eq!((status.as_u16(), &answer["error"]), (403, &json!("cross_site")));
}
