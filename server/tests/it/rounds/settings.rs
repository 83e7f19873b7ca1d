//! Who may change the settings of a round, and until when.

use crate::harness::{Engine, Server, expect_error};
use backend::voting::RoundSettings;
use rstest::rstest;
use shared::error::{AppError, Missing};
use shared::id::FieldId;
use shared::voting::round::{Access, Budget, ResultsVisibility, RulesError, TransitionError};
use std::collections::BTreeMap;
use std::time::Duration;

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn settings_can_be_changed_until_a_round_is_opened(#[case] engine: Engine) {
    let server = Server::start(engine).await;
    let (conference, prepared) = server.gladbeck(ResultsVisibility::Live).await;
    let organiser = server.organiser(&conference.code).await;
    let field = conference.fields[1].id.clone();
    let settings = RoundSettings {
        fields: Some(vec![field.clone()]),
        budget: Budget::Field(2),
        max_per_challenge: 1,
        results: ResultsVisibility::AfterClosing,
        access: Access::PersonalCodes,
        ..RoundSettings::default()
    };
    let changed = server.service.change_round(&organiser, &prepared.id, &settings).await.unwrap();
    assert_eq!((&changed.id, changed.number), (&prepared.id, 1));
    let current = server.service.find_current_round(&organiser).await.unwrap();
    assert_eq!(current, changed);
    assert_eq!((current.fields, current.rules.budget), (vec![field], Budget::Field(2)));

    server.open(&conference.code).await.unwrap();
    let opened = AppError::Transition(TransitionError::AlreadyOpened);
    let change = server.service.change_round(&organiser, &prepared.id, &settings).await;
    assert_eq!(expect_error(change), opened);
    assert_eq!(expect_error(server.service.delete_round(&organiser, &prepared.id).await), opened);
    server.close(&conference.code, Duration::ZERO).await.unwrap();
    let change = server.service.change_round(&organiser, &prepared.id, &settings).await;
    assert_eq!(expect_error(change), opened);
}

#[rstest]
#[case::no_dots(RoundSettings { budget: Budget::Field(0), ..RoundSettings::default() }, RulesError::Budget)]
#[case::more_than_there_are(RoundSettings { max_per_challenge: 6, ..RoundSettings::default() }, RulesError::MaxPerChallenge)]
#[case::no_fields(RoundSettings { fields: Some(Vec::new()), ..RoundSettings::default() }, RulesError::Fields)]
#[case::a_foreign_field(RoundSettings { fields: FieldId::parse("x").ok().map(|id| vec![id]), ..RoundSettings::default() }, RulesError::Fields)]
#[case::no_places(RoundSettings { shortlist: 0, ..RoundSettings::default() }, RulesError::Shortlist)]
#[tokio::test]
async fn invalid_settings_are_rejected_and_change_nothing(
    #[case] settings: RoundSettings,
    #[case] error: RulesError,
) {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, prepared) = server.gladbeck(ResultsVisibility::Live).await;
    let organiser = server.organiser(&conference.code).await;
    let service = &server.service;
    let change = service.change_round(&organiser, &prepared.id, &settings).await;
    assert_eq!(expect_error(change), AppError::Rules(error));
    let prepare = service.prepare_round(&organiser, &settings).await;
    assert_eq!(expect_error(prepare), AppError::Rules(error));
    assert_eq!(service.find_current_round(&organiser).await.unwrap(), prepared);
}

#[tokio::test]
async fn an_organiser_cannot_access_rounds_of_another_conference() {
    let server = Server::start(Engine::Sqlite).await;
    let (own, _) = server.gladbeck(ResultsVisibility::Live).await;
    let (_, foreign) = server.gladbeck(ResultsVisibility::Live).await;
    let organiser = server.organiser(&own.code).await;
    let (service, id) = (&server.service, &foreign.id);
    let settings = RoundSettings::default();
    for refused in [
        expect_error(service.open_round(&organiser, Some(id)).await),
        expect_error(service.close_round(&organiser, Some(id), Duration::ZERO).await),
        expect_error(service.reopen_round(&organiser, id).await),
        expect_error(service.change_round(&organiser, id, &settings).await),
        expect_error(service.delete_round(&organiser, id).await),
        expect_error(service.enter_paper(&organiser, id, BTreeMap::new()).await),
    ] {
        assert_eq!(refused, AppError::NotFound(Missing::Round));
    }
}
