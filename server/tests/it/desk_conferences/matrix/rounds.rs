//! Importing and undoing while people vote, and after they have.

use super::{Desk, TOWN, german, location, page};
use crate::harness::{Engine, Participant};
use backend::voting::RoundSettings;
use reqwest::StatusCode;
use rstest::rstest;
use std::time::Duration;

impl Desk {
    /// Prepares and opens a round of all fields.
    async fn open_round(&self) -> shared::voting::round::Round {
        let organiser = self.organiser().await;
        let settings = RoundSettings::default();
        self.server.service.prepare_round(&organiser, &settings).await.unwrap();
        self.server.open(&self.code().await).await.unwrap()
    }
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn nothing_is_added_or_removed_while_people_vote(#[case] engine: Engine) {
    let desk = Desk::of_town(engine).await;
    let new = format!("{TOWN}\nArbeit;Busse fahren selten.;1;;;");
    let review = desk.upload("neu.csv", new.as_bytes()).await;
    let fewer = TOWN.lines().take(3).collect::<Vec<_>>().join("\n");
    let removing = desk.upload("weniger.csv", fewer.as_bytes()).await;
    desk.open_round().await;
    let before = desk.fields().await;
    let shown = review.shown().await;
    assert!(shown.contains("Runde 1 läuft") && !shown.contains("value=\"apply\""), "{shown}");
    let refused = review.post(&[("step", "apply")]).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let shown = removing.shown().await;
    assert!(shown.contains("in Runde 1 abgestimmt"), "{shown}");
    assert!(!shown.contains("name=\"remove\""), "{shown}");
    let field = before[1].id.to_string();
    removing.decide(&[("remove", &field)]).await;
    let refused = removing.post(&[("remove", &field), ("step", "apply")]).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(desk.fields().await, before);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn votes_and_their_wording_stay_when_a_text_changes_after_the_round(#[case] engine: Engine) {
    let desk = Desk::of_town(engine).await;
    let round = desk.open_round().await;
    let challenges = desk.challenges().await;
    let code = desk.code().await;
    let phone = Participant::joined(&desk.server.address, &code).await;
    phone.cast(&round, 1, &[(&challenges[0], 2)]).await;
    desk.server.close(&code, Duration::ZERO).await.unwrap();
    let path = format!("/api/v1/rounds/{}/recount.jsonl", round.id);
    let recount = phone.fetch(&path).await.text().await.unwrap();
    let town = TOWN.replace("am Abend.", "am Abend und am Samstag.");
    let review = desk.upload("stadt.csv", town.as_bytes()).await;
    review.apply().await;
    assert_eq!(desk.challenges().await, challenges);
    assert_eq!(desk.server.result(&round).await.votes.dots, 2);
    assert_eq!(phone.fetch(&path).await.text().await.unwrap(), recount);
    assert!(german(&desk.fields().await[0].challenges[0].text).ends_with("am Samstag."));
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn an_import_is_not_undone_after_a_change_or_while_people_vote(#[case] engine: Engine) {
    let desk = Desk::of_town(engine).await;
    let town = TOWN.replace("am Abend.", "am Abend und am Samstag.");
    desk.upload("stadt.csv", town.as_bytes()).await.apply().await;
    let imported = desk.fields().await;
    desk.open_round().await;
    let refused = page(desk.undo().await, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(refused.contains("Runde 1 läuft"), "{refused}");
    desk.server.close(&desk.code().await, Duration::ZERO).await.unwrap();
    desk.done("", &[("step", "add-field"), ("name", "Wohnen")]).await;
    let refused = page(desk.undo().await, StatusCode::CONFLICT).await;
    assert!(refused.contains("lässt er sich nicht mehr zurücknehmen"), "{refused}");
    assert_eq!(desk.fields().await[..2], imported);
}

#[tokio::test]
async fn what_has_changed_since_it_was_shown_is_shown_again() {
    let desk = Desk::of_town(Engine::Sqlite).await;
    let town = TOWN.replace("am Abend.", "am Abend und am Samstag.");
    let review = desk.upload("stadt.csv", town.as_bytes()).await;
    let form = review.form().await;
    desk.done("", &[("step", "add-field"), ("name", "Wohnen")]).await;
    let before = desk.fields().await;
    let fields: Vec<(&str, &str)> = form.iter().map(|(name, value)| (&**name, &**value)).collect();
    let fields = [&fields[..], &[("step", "apply")]].concat();
    let refused = page(desk.browser.post(&review.path, &fields).await, StatusCode::CONFLICT).await;
    assert!(refused.contains("Inzwischen hat sich etwas geändert"), "{refused}");
    assert_eq!(desk.fields().await, before);
    assert_eq!(
        location(&review.post(&[("step", "apply")]).await),
        format!("{}/matrix?done=imported", desk.path)
    );
}
