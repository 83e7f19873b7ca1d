//! A conference with every optional part: languages, programme, sections, sub-challenges.

use crate::harness::{Engine, Participant, Server, ballot, example_file};
use backend::db::conferences;
use backend::voting::RoundSettings;
use rstest::rstest;
use serde_json::{Value, json};
use shared::api::ConferenceView;
use shared::language::{LanguageTag, UiLanguage};
use shared::voting::conference::Challenge;
use shared::voting::tally::Votes;
use std::time::Duration;

/// The text in this language in an object of the file.
fn text_of<'a>(texts: &'a Value, language: &str) -> &'a str {
    let text = &texts[language];
    text["text"].as_str().or(text.as_str()).unwrap()
}

fn german_parts(challenge: &Value) -> Vec<&str> {
    let parts = challenge["parts"].as_array().into_iter().flatten();
    parts.map(|part| text_of(&part["text"], "de")).collect()
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn everything_in_the_file_is_stored_and_loaded(#[case] engine: Engine) {
    let server = Server::start(engine).await;
    let (imported, _) = server.example_with(RoundSettings::default()).await;
    let mut tx = server.test_db.db.read().await.unwrap();
    let loaded = conferences::load_conference(&mut tx, &imported.id).await.unwrap().unwrap();
    assert_eq!(loaded, imported);

    let file: Value = serde_json::from_slice(&std::fs::read(example_file()).unwrap()).unwrap();
    assert_eq!(json!(loaded.languages), file["languages"]);
    assert_eq!(json!(loaded.programme), file["programme"]);
    assert_eq!(json!([loaded.code, loaded.date]), json!([file["code"], file["date"]]));
    let fields = file["fields"].as_array().unwrap();
    let drafts = fields.iter().flat_map(|field| field["challenges"].as_array().unwrap());
    let pairs: Vec<(&Challenge, &Value)> =
        loaded.challenges().map(|(_, c)| c).zip(drafts).collect();
    assert_eq!(pairs.len(), 30);
    for (challenge, draft) in &pairs {
        let stored = json!(challenge);
        for part in ["section", "text", "goals"] {
            assert_eq!(stored.get(part), draft.get(part), "{part}");
        }
        assert_eq!(german_parts(&stored), german_parts(draft));
    }
    assert_eq!(pairs.iter().map(|(challenge, _)| challenge.parts.len()).sum::<usize>(), 5);
    assert!(pairs.iter().any(|(challenge, _)| challenge.section.is_some()));
}

#[tokio::test]
async fn texts_are_sent_in_any_language_of_the_conference_beside_german() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, _) = server.example_with(RoundSettings::default()).await;
    let path = format!("/api/v1/conferences/{}", conference.code);
    let farsi = LanguageTag::parse("fa").unwrap();
    for url in [format!("{path}?texts=fa"), format!("{path}?lang=en&texts=FA")] {
        let (_, view) = server.get(&url).await;
        let view: ConferenceView = serde_json::from_value(view).unwrap();
        let (field, stored) = (&view.fields[2], &conference.fields[2]);
        assert_eq!(field.name, stored.name.pick_in(&farsi));
        assert_eq!(field.beside, Some(stored.name.pick(UiLanguage::De)));
        let (shown, stored) = (&field.challenges[2], &stored.challenges[2]);
        assert_eq!(shown.text, stored.text.pick_in(&farsi));
        assert_eq!(shown.parts[0].text, stored.parts[0].text.pick_in(&farsi));
        assert_eq!(shown.parts[0].beside, Some(stored.parts[0].text.pick(UiLanguage::De)));
        assert_eq!(view.programme[0].title, conference.programme[0].title.pick_in(&farsi));
        assert_eq!(view.languages, conference.languages);
    }
    let (_, german) = server.get(&path).await;
    assert!(german["fields"][2].get("beside").is_none(), "{}", german["fields"][2]);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn dots_on_a_sub_challenge_count_towards_the_challenge_and_its_maximum(
    #[case] engine: Engine,
) {
    let server = Server::start(engine).await;
    let settings = RoundSettings { max_per_challenge: 3, ..RoundSettings::default() };
    let (conference, _) = server.example_with(settings).await;
    let round = server.open(&conference.code).await.unwrap();
    let (field, whole) = (&conference.fields[2], &conference.fields[2].challenges[2]);
    let (id, part, last) = (whole.id.as_str(), whole.parts[0].id.as_str(), &whole.parts[2].id);
    let phone = Participant::joined(&server.address, &conference.code).await;
    let too_many = json!({"ballot": {"too_many_on_challenge":
        {"challenge": id, "given": 4, "allowed": 3}}});
    for dots in [&[(id, 3), (part, 1)][..], &[(part, 2), (last.as_str(), 2)], &[(part, 4)]] {
        let (status, answer) = phone.put(&round, &ballot(1, dots)).await;
        assert_eq!((status.as_u16(), &answer["error"]), (422, &too_many), "{dots:?}");
    }
    phone.cast(&round, 1, &[(id, 1), (part, 2)]).await;
    // They count towards the budget of the field: three here, two elsewhere, but not three.
    let other = field.challenges[0].id.as_str();
    phone.cast(&round, 2, &[(id, 1), (part, 2), (other, 2)]).await;
    let (status, _) = phone.put(&round, &ballot(3, &[(id, 1), (part, 2), (other, 3)])).await;
    assert_eq!(status.as_u16(), 422);

    let result = server.result(&round).await;
    assert_eq!(result.votes.dots, 5);
    let rows = &result.fields[2].rows;
    assert_eq!((&rows[0].challenge, rows[0].votes.dots, rows[0].rank), (&whole.id, 3, 1));
    let parts: Vec<Votes> = rows[0].parts.iter().map(|part| part.votes).collect();
    assert_eq!(parts.iter().map(|votes| votes.dots).collect::<Vec<_>>(), [2, 0, 0]);
    assert_eq!(rows.len(), field.challenges.len(), "a part has no row of its own");
}

#[tokio::test]
async fn the_documentation_contains_the_prepared_content_and_every_closed_round() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, _) = server.example_with(RoundSettings::default()).await;
    let (code, organiser) = (&conference.code, server.organiser(&conference.code).await);
    let fields = Some(vec![conference.fields[2].id.clone(), conference.fields[5].id.clone()]);
    let settings = RoundSettings { fields, ..RoundSettings::default() };
    let first = server.service.find_current_round(&organiser).await.unwrap();
    server.service.change_round(&organiser, &first.id, &settings).await.unwrap();
    let path = format!("/api/v1/conferences/{code}/documentation");
    assert_eq!(server.get(&path).await.1["rounds"], json!([]));

    let round = server.open(code).await.unwrap();
    let phone = Participant::joined(&server.address, code).await;
    let part = conference.fields[2].challenges[2].parts[0].id.as_str();
    phone.cast(&round, 1, &[(part, 4)]).await;
    assert_eq!(server.get(&path).await.1["rounds"], json!([]), "it is still open");
    server.close(code, Duration::ZERO).await.unwrap();
    server.service.reopen_round(&organiser, &round.id).await.unwrap();

    let (_, shown) = server.get(&path).await;
    let rounds = shown["rounds"].as_array().unwrap();
    assert_eq!((rounds.len(), &rounds[0]["status"]["number"]), (1, &json!(1)));
    assert_eq!(rounds[0]["results"], json!(server.result(&round).await.fields));
    let ids: Vec<&Value> = shown["fields"].as_array().unwrap().iter().map(|f| &f["id"]).collect();
    assert_eq!(ids, [&json!(conference.fields[2].id), &json!(conference.fields[5].id)]);
    let whole = &shown["fields"][0]["challenges"][2];
    assert_eq!(whole["parts"].as_array().map(Vec::len), Some(3));
    let measure = &conference.fields[2].challenges[2].goals[0].measures[0];
    let measure = measure.text.as_ref().map(|text| text.pick(UiLanguage::De));
    assert_eq!(whole["goals"][0]["measures"][0]["text"], json!(measure));
    assert_eq!(server.get(&format!("{path}.json")).await.1, shown);
    // The file of one round equals the documentation without the other rounds.
    server.close(code, Duration::ZERO).await.unwrap();
    let (_, one) = server.get(&format!("/api/v1/rounds/{}/result.json", round.id)).await;
    assert_eq!(one, shown);
}
