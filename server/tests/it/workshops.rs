//! Rounds in which each participant votes in one field: that of their workshop.

use crate::harness::{Engine, Participant, Server, ballot, ballot_in};
use backend::voting::RoundSettings;
use reqwest::StatusCode;
use rstest::rstest;
use serde_json::{Value, json};
use shared::id::FieldId;
use shared::voting::conference::Conference;
use shared::voting::round::{FieldChoice, Round};

async fn open_workshops(server: &Server) -> (Conference, Round) {
    let settings = RoundSettings { choice: FieldChoice::One, ..RoundSettings::default() };
    let (conference, _) = server.gladbeck_with(settings).await;
    let round = server.open(&conference.code).await.unwrap();
    (conference, round)
}

/// Ballots per field, in the order of the conference.
async fn ballots_per_field(server: &Server, conference: &Conference, round: &Round) -> Vec<u64> {
    let turnout = server.result(round).await.turnout;
    let board = format!("/api/v1/conferences/{}/board", conference.code);
    let (_, board) = server.get(&board).await;
    assert_eq!(board["live"]["turnout"], json!(turnout));
    let ballots = |field: &FieldId| {
        turnout.chosen.iter().find(|one| one.field == *field).map_or(0, |one| one.ballots)
    };
    conference.fields.iter().map(|field| ballots(&field.id)).collect()
}

#[tokio::test]
async fn dots_outside_the_chosen_field_are_rejected() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, round) = open_workshops(&server).await;
    let phone = Participant::joined(&server.address, &conference.code).await;
    let [own, other] = [&conference.fields[0], &conference.fields[1]];
    let first = |place: usize| conference.fields[place].challenges[0].id.to_string();
    let elsewhere = json!({"ballot": {"not_chosen": {"field": other.id}}});
    let nowhere = json!({"ballot": {"not_chosen": {"field": own.id}}});
    let unknown = FieldId::parse("unknown").unwrap();
    let unknown_error = json!({"ballot": {"unknown_field": {"field": unknown}}});
    let refused: [(Value, Value); 4] = [
        (ballot_in(&own.id, 1, &[(&first(1), 1)]), elsewhere.clone()),
        (ballot_in(&own.id, 1, &[(&first(0), 1), (&first(1), 1)]), elsewhere),
        (ballot(1, &[(&first(0), 1)]), nowhere),
        (ballot_in(&unknown, 1, &[]), unknown_error),
    ];
    for (body, error) in refused {
        let (status, answer) = phone.put(&round, &body).await;
        assert_eq!((status.as_u16(), &answer["error"]), (422, &error), "{body}");
    }
    let (status, answer) = phone.put(&round, &ballot_in(&own.id, 1, &[(&first(0), 5)])).await;
    assert_eq!((status, &answer["ballot"]["field"]), (StatusCode::OK, &json!(own.id)));
    assert_eq!(server.result(&round).await.votes.dots, 5);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_participant_who_changes_the_workshop_is_counted_in_the_new_one(#[case] engine: Engine) {
    let server = Server::start(engine).await;
    let (conference, round) = open_workshops(&server).await;
    let (one, other) = (
        Participant::joined(&server.address, &conference.code).await,
        Participant::joined(&server.address, &conference.code).await,
    );
    let first = |place: usize| conference.fields[place].challenges[0].id.to_string();
    let field = |place: usize| &conference.fields[place].id;
    // Choosing a field counts before any dot is placed.
    one.put(&round, &ballot_in(field(0), 1, &[])).await;
    assert_eq!(ballots_per_field(&server, &conference, &round).await, [1, 0, 0, 0]);
    assert_eq!(server.result(&round).await.turnout.done, 0);
    one.put(&round, &ballot_in(field(0), 2, &[(&first(0), 5)])).await;
    other.put(&round, &ballot_in(field(2), 1, &[(&first(2), 2)])).await;
    assert_eq!(ballots_per_field(&server, &conference, &round).await, [1, 0, 1, 0]);

    one.put(&round, &ballot_in(field(2), 3, &[(&first(2), 1)])).await;
    assert_eq!(ballots_per_field(&server, &conference, &round).await, [0, 0, 2, 0]);
    let result = server.result(&round).await;
    assert_eq!((result.votes.dots, result.turnout.done), (3, 2));
    one.put(&round, &ballot(4, &[])).await;
    assert_eq!(ballots_per_field(&server, &conference, &round).await, [0, 0, 1, 0]);
}

#[tokio::test]
async fn a_workshop_is_chosen_and_left_with_plain_forms() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, round) = open_workshops(&server).await;
    let phone = Participant::joined(&server.address, &conference.code).await;
    let form = format!("/de/c/{}", conference.code);
    let field = conference.fields[1].id.as_str();
    let id = conference.fields[1].challenges[0].id.as_str();
    let dots = format!("dots-{id}");
    for fields in [
        &[("revision", "0"), ("choose", field)][..],
        &[("revision", "1"), ("field", field), ("add", id)],
        &[("revision", "2"), ("field", field), (&dots, "1"), ("add", id)],
    ] {
        let answer = phone.post(&form, fields).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{fields:?}");
    }
    let held = phone.held(&round).await;
    assert_eq!(held.field.as_ref(), Some(&conference.fields[1].id));
    assert_eq!(held.dots.dots_on(&conference.fields[1].challenges[0].id), 2);

    let fields = [("revision", "3"), ("field", field), (&dots, "2"), ("choose", "")];
    assert_eq!(phone.post(&form, &fields).await.status(), StatusCode::SEE_OTHER);
    let held = phone.held(&round).await;
    assert_eq!((held.field, held.dots.iter().count()), (None, 0));
}
