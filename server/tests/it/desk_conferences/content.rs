//! Fields and challenges: their forms, their order, two organisers at once, an open round.

use super::{Desk, ids, page, value};
use crate::harness::{Engine, Participant};
use backend::voting::RoundSettings;
use reqwest::StatusCode;
use rstest::rstest;
use shared::language::{LanguageTag, UiLanguage};

impl Desk {
    /// The texts of all challenges, as phones show them.
    async fn texts(&self) -> Vec<String> {
        let fields = self.public().await.fields.into_iter();
        let challenges = fields.flat_map(|field| field.challenges);
        challenges.map(|challenge| challenge.text.text).collect()
    }

    async fn basis(&self, rest: &str) -> String {
        value(&self.shown(rest).await, "basis")
    }
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_challenge_has_goals_measures_parts_and_translations(#[case] engine: Engine) {
    let desk = Desk::with_challenges(engine).await;
    let form = format!("/challenges/{}", desk.challenges().await[0]);
    let basis = desk.basis(&form).await;
    let fields = [
        ("basis", &*basis),
        ("beside", "uk"),
        ("text.de", "Kurse am Abend"),
        ("text.uk", "Вечірні курси"),
        ("state.text.uk", "machine"),
        ("short_title.de", "Abendkurse"),
        ("section.de", "Lernen"),
        ("goal.0.text.de", "Mehr Kurse"),
        ("goal.0.audience.de", "Berufstätige"),
        ("goal.0.measure.0.text.de", "Schulräume nutzen"),
        ("goal.0.measure.0.first_steps.de", "Schulen fragen"),
        ("goal.0.measure.0.references", "siehe Feld 3"),
        ("new_parts", "Alphabetisierung\nPrüfungen"),
    ];
    desk.done(&form, &fields).await;
    let shown = desk.shown(&format!("{form}?beside=uk")).await;
    for words in ["Вечірні курси", "Abendkurse", "Berufstätige", "Schulen fragen", "siehe Feld 3"]
    {
        assert!(shown.contains(words), "{words} in {shown}");
    }
    let ukrainian = LanguageTag::from(UiLanguage::Uk);
    let public = desk.server.service.show_conference(&desk.code().await, &ukrainian).await.unwrap();
    let challenge = &public.fields[0].challenges[0];
    assert_eq!(challenge.text.text, "Вечірні курси");
    assert_eq!(challenge.parts.len(), 2);
    // The German text changes, so the translation is outdated, and what has no field stays.
    let basis = desk.basis(&form).await;
    let fields = [("basis", &*basis), ("text.de", "Kurse am Abend und am Wochenende")];
    desk.done(&form, &fields).await;
    let shown = desk.shown(&format!("{form}?beside=uk")).await;
    assert!(shown.contains("Schulen fragen") && shown.contains("Prüfungen"), "{shown}");
    assert!(shown.contains("<option value=\"outdated\" selected"), "{shown}");
    assert!(desk.shown("").await.contains("1 sind veraltet"));
}

#[tokio::test]
async fn a_wrong_field_is_named_and_everything_typed_is_kept() {
    let desk = Desk::with_challenges(Engine::Sqlite).await;
    let form = format!("/challenges/{}", desk.challenges().await[0]);
    let basis = desk.basis(&form).await;
    let long = "x".repeat(61);
    let fields = [
        ("basis", &*basis),
        ("text.de", "Kurse <1>"),
        ("short_title.de", &*long),
        ("goal.3.text.de", "Ein fernes Ziel"),
        ("goal.3.remove", "1"),
    ];
    let refused = page(desk.post(&form, &fields).await, StatusCode::UNPROCESSABLE_ENTITY).await;
    for words in ["Kurse &lt;1&gt;", "href=\"#short_title.de\"", "Ein fernes Ziel", &long] {
        assert!(refused.contains(words), "{words} in {refused}");
    }
    assert_eq!(desk.texts().await[0], "Kurse am Abend");
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn an_outdated_form_overwrites_nothing_and_shows_both_texts(#[case] engine: Engine) {
    let desk = Desk::with_challenges(engine).await;
    let form = format!("/challenges/{}", desk.challenges().await[0]);
    let basis = desk.basis(&form).await;
    desk.done(&form, &[("basis", &basis), ("text.de", "Kurse der einen")]).await;
    let fields = [("basis", &*basis), ("text.de", "Kurse des anderen"), ("notes.de", "Notiz")];
    let refused = page(desk.post(&form, &fields).await, StatusCode::CONFLICT).await;
    for words in ["Kurse der einen", "Kurse des anderen", "Notiz"] {
        assert!(refused.contains(words), "{words} in {refused}");
    }
    assert_eq!(desk.texts().await[0], "Kurse der einen");
    let basis = value(&refused, "basis");
    desk.done(&form, &[("basis", &basis), ("text.de", "Kurse von beiden")]).await;
    assert_eq!(desk.texts().await[0], "Kurse von beiden");
    // The same holds for the name of a field, and for title and place.
    let field = format!("/fields/{}", ids(&desk.shown("").await, "field")[0]);
    for (rest, key) in [(&*field, "name.de"), ("/details", "title.de")] {
        let basis = desk.basis(rest).await;
        desk.done(rest, &[("basis", &basis), (key, "Neu")]).await;
        let refused = desk.post(rest, &[("basis", &basis), (key, "Anders")]).await;
        let refused = page(refused, StatusCode::CONFLICT).await;
        assert!(refused.contains("Anders") && refused.contains("Neu"), "{refused}");
    }
    assert_eq!(desk.public().await.title.text, "Neu");
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn challenges_and_fields_are_moved_and_removed(#[case] engine: Engine) {
    let desk = Desk::with_challenges(engine).await;
    desk.done("", &[("step", "add-field"), ("name", "Arbeit")]).await;
    let challenges = desk.challenges().await;
    desk.done("", &[("challenge-up", &challenges[1])]).await;
    assert_eq!(desk.texts().await, ["Räume in allen Orten", "Kurse am Abend"]);
    let fields = ids(&desk.shown("").await, "field");
    desk.done("", &[("field-down", &fields[0])]).await;
    let names: Vec<_> =
        desk.public().await.fields.into_iter().map(|field| field.name.text).collect();
    assert_eq!(names, ["Arbeit", "Sprache"]);
    let form = format!("/challenges/{}", challenges[1]);
    let unconfirmed = desk.post(&form, &[("step", "remove")]).await;
    page(unconfirmed, StatusCode::UNPROCESSABLE_ENTITY).await;
    desk.done(&form, &[("step", "remove"), ("confirmed", "1")]).await;
    assert_eq!(desk.texts().await, ["Kurse am Abend"]);
    desk.done(&format!("/fields/{}", fields[0]), &[("step", "remove"), ("confirmed", "1")]).await;
    assert_eq!(desk.texts().await, [""; 0]);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn while_people_vote_wording_changes_and_nothing_vanishes(#[case] engine: Engine) {
    let desk = Desk::with_challenges(engine).await;
    let challenges = desk.challenges().await;
    let form = format!("/challenges/{}", challenges[0]);
    let basis = desk.basis(&form).await;
    desk.done(&form, &[("basis", &basis), ("new_parts", "Alphabetisierung")]).await;
    let organiser = desk.organiser().await;
    let settings = RoundSettings::default();
    desk.server.service.prepare_round(&organiser, &settings).await.unwrap();
    let round = desk.server.open(&desk.code().await).await.unwrap();
    let phone = Participant::joined(&desk.server.address, &desk.code().await).await;
    phone.cast(&round, 1, &[(&challenges[0], 3)]).await;
    let field = format!("/fields/{}", ids(&desk.shown("").await, "field")[0]);
    for rest in [&*form, &*field] {
        let refused = desk.post(rest, &[("step", "remove"), ("confirmed", "1")]).await;
        let refused = page(refused, StatusCode::UNPROCESSABLE_ENTITY).await;
        assert!(refused.contains("Runde 1"), "{refused}");
    }
    let field = ids(&desk.shown("").await, "field").remove(0);
    let lines = format!("lines-{field}");
    let fields = [("step", "add-challenges"), ("field", &*field), (&*lines, "Nachzügler")];
    let refused = page(desk.post("", &fields).await, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(refused.contains("Runde 1 läuft") && refused.contains("Nachzügler"), "{refused}");
    let basis = desk.basis(&form).await;
    let fields = [("basis", &*basis), ("text.de", "Kurse?"), ("new_parts", "Nachzügler")];
    let refused = page(desk.post(&form, &fields).await, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(refused.contains("Runde 1 läuft") && refused.contains("Nachzügler"), "{refused}");
    let part = desk.public().await.fields[0].challenges[0].parts[0].id.clone();
    let remove = format!("part.{part}.remove");
    let fields = [("basis", &*basis), ("text.de", "Kurse!"), (&*remove, "1")];
    let refused = page(desk.post(&form, &fields).await, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(refused.contains("Runde 1") && refused.contains("Kurse!"), "{refused}");
    desk.done(&form, &[("basis", &basis), ("text.de", "Kurse am Abend!")]).await;
    desk.done("", &[("challenge-down", &challenges[0])]).await;
    let texts = desk.texts().await;
    assert_eq!(texts, ["Räume in allen Orten", "Kurse am Abend!"]);
    phone.cast(&round, 2, &[(&challenges[0], 2), (&challenges[1], 1)]).await;
    assert_eq!(desk.server.result(&round).await.votes.dots, 3);
}
