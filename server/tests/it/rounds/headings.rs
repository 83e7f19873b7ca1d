//! What challenges with sub-challenges do in a round, from the ballot to the recount.

use crate::harness::{Engine, Participant, Server, ballot, expect_error};
use backend::recount::recount;
use backend::voting::RoundSettings;
use reqwest::StatusCode;
use rstest::rstest;
use shared::api::MAX_PAPER;
use shared::error::AppError;
use shared::language::UiLanguage;
use shared::voting::round::HeadingRule;
use shared::voting::tally::Votes;
use std::time::Duration;

/// The rule, dots of the challenge with parts after three on its first part and one on its second,
/// and its rank beside a challenge with two.
#[rstest]
#[case::sqlite(Engine::Sqlite, HeadingRule::PartsOnly, 4, 1)]
#[case::postgres(Engine::Postgres, HeadingRule::PartsOnly, 4, 1)]
#[case::without_votes(Engine::Sqlite, HeadingRule::NoVotes, 0, 2)]
#[tokio::test]
async fn a_challenge_with_parts_that_takes_no_dots_has_those_the_round_counts(
    #[case] engine: Engine,
    #[case] headings: HeadingRule,
    #[case] dots: u64,
    #[case] rank: u32,
) {
    let server = Server::start(engine).await;
    let settings = RoundSettings { headings, ..RoundSettings::default() };
    let (conference, _) = server.example_with(settings).await;
    let round = server.open(&conference.code).await.unwrap();
    assert_eq!(round.rules.headings, headings);
    let field = &conference.fields[2];
    let (whole, other) = (&field.challenges[2], &field.challenges[0]);
    let [first, second] = [0, 1].map(|place| whole.parts[place].id.as_str());

    let phone = Participant::joined(&server.address, &conference.code).await;
    let (status, _) = phone.put(&round, &ballot(1, &[(whole.id.as_str(), 1)])).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    phone.cast(&round, 2, &[(first, 3), (second, 1)]).await;
    let neighbour = Participant::joined(&server.address, &conference.code).await;
    neighbour.cast(&round, 1, &[(other.id.as_str(), 2)]).await;

    let organiser = server.organiser(&conference.code).await;
    let on_heading = [(whole.id.clone(), 4)].into();
    let refused = server.service.enter_paper(&organiser, &round.id, on_heading).await;
    assert_eq!(expect_error(refused), AppError::Paper { max: MAX_PAPER });

    let result = server.result(&round).await;
    assert_eq!(result.votes.dots, 6, "dots on parts are dots of the round");
    let rows = &result.fields[2].rows;
    let row = rows.iter().find(|row| row.challenge == whole.id).unwrap();
    assert_eq!((row.votes, row.rank), (Votes { dots, paper: 0 }, rank));
    let parts: Vec<u64> = row.parts.iter().map(|part| part.votes.dots).collect();
    assert_eq!(parts, [3, 1, 0]);

    server.close(&conference.code, Duration::ZERO).await.unwrap();
    let path = format!("/api/v1/rounds/{}/recount.jsonl", round.id);
    let file = phone.fetch(&path).await.text().await.unwrap();
    assert!(file.contains("\"format\":3"), "{file:.300}");
    assert_eq!(recount(&file).unwrap().dots, 6);
    let documentation =
        server.service.show_documentation(&conference.code, None, UiLanguage::De).await.unwrap();
    assert_eq!(documentation.rounds[0].results, result.fields);
    assert_eq!(documentation.rounds[0].rules.headings, headings);
}

#[tokio::test]
async fn the_phone_has_no_buttons_for_a_challenge_that_takes_no_dots() {
    let server = Server::start(Engine::Sqlite).await;
    let settings = RoundSettings { headings: HeadingRule::PartsOnly, ..RoundSettings::default() };
    let (conference, _) = server.example_with(settings).await;
    server.open(&conference.code).await.unwrap();
    let phone = Participant::joined(&server.address, &conference.code).await;
    let page = phone.fetch(&format!("/de/c/{}", conference.code)).await.text().await.unwrap();
    let whole = &conference.fields[2].challenges[2];
    let control = |id: &str| page.contains(&format!("data-challenge=\"{id}\""));
    assert!(!control(whole.id.as_str()) && control(whole.parts[0].id.as_str()));
    assert!(control(conference.fields[2].challenges[0].id.as_str()));
    assert!(page.contains("setzen Sie Punkte auf die Teile"), "{page:.900}");
}
