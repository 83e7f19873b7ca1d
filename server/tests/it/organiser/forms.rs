//! The plain forms of the organiser's page; the field `do` names the step.

use super::Office;
use crate::harness::{EVENING, Engine};
use rstest::rstest;
use serde_json::json;
use std::time::Duration;

/// A form with the settings of a round.
fn settings<'a>(
    what: &'a str,
    field: &'a str,
    changed: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let defaults = [
        ("do", what),
        ("name", " Erste Phase "),
        ("field", field),
        ("budget", "round"),
        ("dots", "7"),
        ("max", "3"),
        ("choice", "one"),
        ("headings", "parts_only"),
        ("results", "after_closing"),
        ("access", "shared_devices"),
        ("shortlist", "6"),
    ];
    let value = |name| changed.iter().find(|(other, _)| *other == name).map(|(_, value)| *value);
    let round = changed.iter().copied().filter(|(name, _)| *name == "round");
    defaults
        .into_iter()
        .map(|(name, default)| (name, value(name).unwrap_or(default)))
        .chain(round)
        .collect()
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_round_is_prepared_changed_and_deleted(#[case] engine: Engine) {
    let office = Office::prepared(engine).await;
    let [first, second] = [0, 1].map(|place| office.conference.fields[place].id.as_str());
    let mut form = settings("prepare", first, &[]);
    form.push(("field", second));
    assert_eq!(office.send(&form).await, (303, Some("rounds".to_owned())));
    let prepared = office.shown().await["rounds"][1].clone();
    assert_eq!(prepared["name"]["text"], "Erste Phase");
    assert_eq!(prepared["fields"], json!([first, second]));
    let rules = json!({
        "budget": {"round": 7}, "max_per_challenge": 3, "choice": "one", "headings": "parts_only",
    });
    assert_eq!(prepared["rules"], rules);
    let others = ["results", "access", "shortlist"].map(|name| prepared[name].clone());
    assert_eq!(others, [json!("after_closing"), json!("shared_devices"), json!(6)]);

    let id = prepared["status"]["id"].as_str().unwrap();
    let more = [("round", id), ("name", ""), ("budget", "field"), ("access", "open")];
    assert_eq!(office.send(&settings("change", second, &more)).await.0, 303);
    let changed = office.shown().await["rounds"][1].clone();
    assert_eq!(changed["status"], prepared["status"]);
    assert_eq!(json!([changed["name"], changed["fields"]]), json!([null, [second]]));
    assert_eq!(
        json!([changed["rules"]["budget"], changed["access"]]),
        json!([{"field": 7}, "open"])
    );
    office.steer("delete", id, &[]).await;
    assert_eq!(office.rounds().await, [(1, json!("prepared"))]);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_round_is_opened_closed_and_reopened(#[case] engine: Engine) {
    let office = Office::prepared(engine).await;
    let id = office.round.id.as_str();
    office.steer("open", id, &[]).await;
    assert_eq!(office.rounds().await, [(1, json!("open"))]);
    office.steer("close", id, &[("grace", "45")]).await;
    let until = EVENING + 45_000;
    assert_eq!(office.rounds().await, [(1, json!({"closing": {"until": until}}))]);
    office.server.advance(Duration::from_secs(45));
    office.steer("reopen", id, &[]).await;
    assert_eq!(office.rounds().await, [(1, json!("closed")), (2, json!("open"))]);
    let second = office.shown().await["conference"]["round"]["status"]["id"].clone();
    // A longer grace period is cut to ten minutes.
    office.steer("close", second.as_str().unwrap(), &[("grace", "86400")]).await;
    let until = EVENING + 45_000 + 600_000;
    assert_eq!(office.rounds().await[1], (2, json!({"closing": {"until": until}})));
}

#[tokio::test]
async fn the_board_and_sticky_dots_are_set_with_forms() {
    let office = Office::prepared(Engine::Sqlite).await;
    let field = office.conference.fields[1].id.as_str();
    let challenge = office.conference.fields[1].challenges[0].id.as_str();
    let form = [("do", "board"), ("scene", "reveal"), ("field", field), ("second", "uk")];
    let more = [("challenge", challenge), ("revealed", "2"), ("dark", "on")];
    let answer = office.send(&[&form[..], &more].concat()).await;
    assert_eq!(answer, (303, Some("board".to_owned())));
    let set = json!({
        "scene": "reveal", "field": field, "challenge": challenge, "second": "uk",
        "is_dark": true,
    });
    assert_eq!(office.shown().await["board"], set);
    let form = [("do", "board"), ("scene", "automatic"), ("field", ""), ("second", "")];
    assert_eq!(office.send(&form).await.0, 303);
    let unset = json!({"scene": "automatic", "is_dark": false});
    assert_eq!(office.shown().await["board"], unset);

    let id = office.round.id.as_str();
    office.steer("open", id, &[]).await;
    let challenges = &office.conference.fields[0].challenges;
    let [one, other] = [0, 1].map(|place| format!("paper-{}", challenges[place].id));
    office.steer("paper", id, &[(&one, " 12 "), (&other, "")]).await;
    let paper = office.shown().await["rounds"][0]["paper"].clone();
    assert_eq!(paper, json!({challenges[0].id.as_str(): 12}));
    let result = office.server.result(&office.round).await;
    assert_eq!((result.votes.dots, result.votes.paper), (12, 12));
}

#[tokio::test]
async fn two_organisers_who_enter_paper_dots_at_once_do_not_overwrite_each_other() {
    let office = Office::prepared(Engine::Sqlite).await;
    let id = office.round.id.as_str();
    office.steer("open", id, &[]).await;
    let challenges = &office.conference.fields[0].challenges;
    let [(paper, shown), (other_paper, other_shown)] = [0, 1].map(|place| {
        let id = &challenges[place].id;
        (format!("paper-{id}"), format!("shown-{id}"))
    });
    let nothing_shown = [(&*shown, ""), (&*other_shown, "")];
    // Both have opened the page before anything was entered.
    office
        .steer("paper", id, &[&nothing_shown[..], &[(&paper, "3"), (&other_paper, "")]].concat())
        .await;
    office
        .steer("paper", id, &[&nothing_shown[..], &[(&paper, ""), (&other_paper, "4")]].concat())
        .await;
    let [one, other] = [0, 1].map(|place| challenges[place].id.as_str());
    let entered = office.shown().await["rounds"][0]["paper"].clone();
    assert_eq!(entered, json!({one: 3, other: 4}));
    // What was shown and is emptied goes.
    office.steer("paper", id, &[(&shown, "3"), (&paper, "")]).await;
    let entered = office.shown().await["rounds"][0]["paper"].clone();
    assert_eq!(entered, json!({other: 4}));
}

#[rstest]
#[case::no_dots(&[("dots", "0")], 422)]
#[case::dots_in_words(&[("dots", "five")], 422)]
#[case::negative_dots(&[("dots", "-1")], 422)]
#[case::more_than_there_are(&[("max", "8")], 422)]
#[case::no_shortlist(&[("shortlist", "")], 422)]
#[case::a_foreign_field(&[("field", "unknown")], 422)]
#[case::no_field(&[("field", "")], 400)]
#[case::no_budget(&[("budget", "person")], 400)]
#[case::no_choice(&[("choice", "two")], 400)]
#[case::no_heading_rule(&[("headings", "some")], 400)]
#[case::no_access(&[("access", "")], 400)]
#[tokio::test]
async fn invalid_settings_are_rejected_and_change_nothing(
    #[case] changed: &[(&str, &str)],
    #[case] status: u16,
) {
    let office = Office::prepared(Engine::Sqlite).await;
    let (field, id) = (office.conference.fields[0].id.as_str(), office.round.id.as_str());
    let before = office.shown().await;
    for what in ["prepare", "change"] {
        let more = [changed, &[("round", id)]].concat();
        let answer = office.send(&settings(what, field, &more)).await;
        assert_eq!(answer, (status, None), "{what}");
    }
    assert_eq!(office.shown().await, before);
}

#[rstest]
#[case::nothing(&[], 400)]
#[case::an_unknown_step(&[("do", "explode")], 400)]
#[case::no_round(&[("do", "open")], 400)]
#[case::an_unknown_round(&[("do", "open"), ("round", "unknown")], 404)]
#[case::opened_twice(&[("do", "open"), ("round", "ROUND")], 409)]
#[case::still_running(&[("do", "reopen"), ("round", "ROUND")], 409)]
#[case::deleted_late(&[("do", "delete"), ("round", "ROUND")], 409)]
#[case::grace_in_words(&[("do", "close"), ("round", "ROUND"), ("grace", "soon")], 400)]
#[case::an_unknown_scene(&[("do", "board"), ("scene", "fireworks")], 400)]
#[case::a_foreign_field(&[("do", "board"), ("scene", "table"), ("field", "unknown")], 422)]
#[case::a_foreign_challenge(&[("do", "board"), ("scene", "table"), ("challenge", "unknown")], 422)]
#[case::reveal_in_words(&[("do", "board"), ("scene", "reveal"), ("revealed", "all")], 400)]
#[case::reveal_backwards(&[("do", "board"), ("scene", "reveal"), ("revealed", "-1")], 400)]
#[case::no_language(&[("do", "board"), ("scene", "table"), ("second", "<b>")], 400)]
#[case::negative_paper(&[("do", "paper"), ("round", "ROUND"), ("paper-CHALLENGE", "-1")], 422)]
#[case::paper_in_words(&[("do", "paper"), ("round", "ROUND"), ("paper-CHALLENGE", "many")], 422)]
#[case::foreign_paper(&[("do", "paper"), ("round", "ROUND"), ("paper-unknown", "1")], 422)]
#[tokio::test]
async fn an_invalid_step_is_rejected_and_changes_nothing(
    #[case] form: &[(&str, &str)],
    #[case] status: u16,
) {
    let office = Office::prepared(Engine::Sqlite).await;
    office.steer("open", office.round.id.as_str(), &[]).await;
    let challenge = &office.conference.fields[0].challenges[0].id;
    let fill = |text: &str| {
        text.replace("ROUND", office.round.id.as_str()).replace("CHALLENGE", challenge.as_str())
    };
    let filled: Vec<(String, String)> =
        form.iter().map(|(name, value)| (fill(name), fill(value))).collect();
    let fields: Vec<(&str, &str)> =
        filled.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let before = office.shown().await;
    assert_eq!(office.send(&fields).await, (status, None));
    assert_eq!(office.shown().await, before);
}

#[tokio::test]
async fn a_round_name_that_is_too_long_is_refused_and_kept_instead_of_cut() {
    let office = Office::prepared(Engine::Sqlite).await;
    let (field, id) = (office.conference.fields[0].id.as_str(), office.round.id.as_str());
    let before = office.shown().await;
    let name = "Workshop ".repeat(25);
    let page = format!("/en/organise/{}", office.key);
    for (what, round) in [("prepare", vec![]), ("change", vec![("round", id)])] {
        let form = settings(what, field, &[&[("name", &*name)], &round[..]].concat());
        let refused = office.visitor.post(&page, &form).await;
        assert_eq!(refused.status().as_u16(), 422, "{what}");
        let text = refused.text().await.unwrap();
        assert!(text.contains("too long (at most 200 characters)"), "{text}");
        assert!(text.contains(&format!("value=\"{name}\"")), "what was typed is kept: {text}");
        assert!(!text.contains("maxlength=\"200\""), "a browser would cut it without a word");
    }
    assert_eq!(office.shown().await, before);
}
