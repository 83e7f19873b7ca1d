//! Sticky dots, counted by hand.

use crate::harness::{Engine, Participant, Server, expect_error};
use backend::db::ballot_log;
use backend::recount::{LogEntry, recount, replay};
use rstest::rstest;
use shared::api::MAX_PAPER;
use shared::error::AppError;
use shared::id::ChallengeId;
use shared::language::UiLanguage;
use shared::voting::round::{ResultsVisibility, TransitionError};
use shared::voting::tally::Votes;
use std::collections::BTreeMap;
use std::time::Duration;

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn sticky_dots_are_shown_separately_and_in_the_sum(#[case] engine: Engine) {
    let server = Server::start(engine).await;
    let (conference, round) = server.open_gladbeck().await;
    let organiser = server.organiser(&conference.code).await;
    let [first, second] = [0, 1].map(|place| conference.fields[0].challenges[place].id.clone());
    let phone = Participant::joined(&server.address, &conference.code).await;
    phone.cast(&round, 1, &[(first.as_str(), 2), (second.as_str(), 3)]).await;
    let enter =
        |dots: BTreeMap<ChallengeId, u64>| server.service.enter_paper(&organiser, &round.id, dots);
    enter([(first.clone(), 90), (second.clone(), 1)].into()).await.unwrap();
    // The second entry replaces the first.
    enter([(first.clone(), 7), (second.clone(), 0)].into()).await.unwrap();

    let result = server.result(&round).await;
    assert_eq!(result.votes, Votes { dots: 12, paper: 7 });
    assert_eq!(result.turnout.done, 1, "the number of people who used sticky dots is unknown");
    assert_eq!(result.fields[0].votes, Votes { dots: 12, paper: 7 });
    let rows = &result.fields[0].rows;
    assert_eq!((&rows[0].challenge, rows[0].votes), (&first, Votes { dots: 9, paper: 7 }));
    assert_eq!((&rows[1].challenge, rows[1].votes), (&second, Votes { dots: 3, paper: 0 }));
    // An empty entry removes all of them.
    enter(BTreeMap::new()).await.unwrap();
    assert_eq!(server.result(&round).await.votes, Votes { dots: 5, paper: 0 });
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn sticky_dots_are_in_the_log_and_in_the_recount(#[case] engine: Engine) {
    let server = Server::start(engine).await;
    let (conference, round) = server.open_gladbeck().await;
    let organiser = server.organiser(&conference.code).await;
    let first = conference.fields[0].challenges[0].id.clone();
    let phone = Participant::joined(&server.address, &conference.code).await;
    let enter = |dots: u64| {
        server.service.enter_paper(&organiser, &round.id, [(first.clone(), dots)].into())
    };
    enter(4).await.unwrap();
    phone.cast(&round, 1, &[(first.as_str(), 2)]).await;
    enter(6).await.unwrap();
    server.close(&conference.code, Duration::ZERO).await.unwrap();
    let before = server.service.show_recount(&round.id).await.unwrap();

    let mut tx = server.test_db.db.read().await.unwrap();
    let rows = ballot_log::load_log(&mut tx, &round.id).await.unwrap();
    drop(tx);
    let is_paper = |row: &backend::recount::LogRow| {
        matches!(serde_json::from_str(&row.entry), Ok(LogEntry::Paper { .. }))
    };
    assert_eq!(rows.iter().map(is_paper).collect::<Vec<_>>(), [true, false, true]);
    assert_eq!(replay(&round.id, &rows).unwrap().paper, [(first.clone(), 6)].into());
    let counted = recount(&before.text).unwrap();
    assert_eq!((counted.ballots, counted.dots, counted.paper), (1, 2, 6));

    // Dots entered after closing give a new recount file with a new check value.
    enter(7).await.unwrap();
    let after = server.service.show_recount(&round.id).await.unwrap();
    assert_eq!(recount(&after.text).unwrap().paper, 7);
    assert_ne!(after.check_value, before.check_value);
    assert_eq!(server.result(&round).await.votes, Votes { dots: 9, paper: 7 });
}

#[tokio::test]
async fn sticky_dots_entered_after_closing_are_marked_with_their_time_wherever_they_are_counted() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, round) = server.open_gladbeck().await;
    let organiser = server.organiser(&conference.code).await;
    let first = conference.fields[0].challenges[0].id.clone();
    let enter = |dots: u64| {
        server.service.enter_paper(&organiser, &round.id, [(first.clone(), dots)].into())
    };
    let documented = async || {
        let document = server.service.show_documentation(&conference.code, None, UiLanguage::En);
        document.await.unwrap().rounds[0].paper_after_closing
    };
    enter(27).await.unwrap();
    server.close(&conference.code, Duration::ZERO).await.unwrap();
    assert_eq!(documented().await, None);
    let page = async || {
        let path = format!("{}/en/results/{}", server.address, conference.code.as_str());
        reqwest::get(path).await.unwrap().text().await.unwrap()
    };
    let words = "Dots on paper were last entered after the round had ended";
    assert!(!page().await.contains(words));

    enter(99).await.unwrap();
    let entry = documented().await.unwrap();
    let now = server.local_time();
    assert_eq!((entry.day, entry.minute), (now.day, now.minute));
    assert!(page().await.contains(words));
    let file = server.service.show_recount(&round.id).await.unwrap();
    assert!(file.text.contains("\"after_closing\":"), "{}", file.text);
    assert_eq!(recount(&file.text).unwrap().paper, 99);
}

#[tokio::test]
async fn an_impossible_number_of_sticky_dots_is_rejected() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, round) = server.gladbeck(ResultsVisibility::Live).await;
    let organiser = server.organiser(&conference.code).await;
    let own = conference.fields[0].challenges[0].id.clone();
    let (foreign, _) = server.gladbeck(ResultsVisibility::Live).await;
    let foreign = foreign.fields[0].challenges[0].id.clone();
    let enter = |challenge: &ChallengeId, dots: u64| {
        server.service.enter_paper(&organiser, &round.id, [(challenge.clone(), dots)].into())
    };
    let not_open = AppError::Transition(TransitionError::NotOpen);
    assert_eq!(expect_error(enter(&own, 1).await), not_open);
    server.open(&conference.code).await.unwrap();
    let max = MAX_PAPER;
    assert_eq!(expect_error(enter(&foreign, 1).await), AppError::Paper { max });
    assert_eq!(expect_error(enter(&own, u64::from(max) + 1).await), AppError::Paper { max });
    assert_eq!(expect_error(enter(&own, u64::MAX).await), AppError::Paper { max });
    assert_eq!(server.result(&round).await.votes, Votes::default());
    enter(&own, u64::from(max)).await.unwrap();
    assert_eq!(server.result(&round).await.votes.paper, u64::from(max));
}
