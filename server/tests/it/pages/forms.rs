//! Plain forms, as a browser without JavaScript posts them.

use crate::harness::{Engine, Participant, Server};
use reqwest::StatusCode;
use rstest::rstest;

const FORM: &str = "application/x-www-form-urlencoded";

/// The fields of the ballot form on the phone page.
fn ballot_form<'a>(revision: &'a str, fields: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    std::iter::once(("revision", revision)).chain(fields.iter().copied()).collect()
}

#[tokio::test]
async fn joining_and_voting_work_with_forms_alone() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, round) = server.open_gladbeck().await;
    let participant = Participant::new(&server.address);
    let typed = format!(" {} ", conference.code.as_str().to_lowercase());
    participant.fetch("/de/join").await;
    let joined = participant.post("/de/join", &[("code", &typed)]).await;
    assert_eq!(joined.status(), StatusCode::SEE_OTHER);
    assert_eq!(server.result(&round).await.turnout.joined, 1);
    let phone = format!("/de/c/{}", conference.code);
    assert_eq!(joined.headers()["location"], phone.as_str());

    let id = conference.fields[0].challenges[0].id.to_string();
    let name = format!("dots-{id}");
    let placed = participant.post(&phone, &ballot_form("0", &[(&name, "0"), ("add", &id)])).await;
    assert_eq!(placed.status(), StatusCode::SEE_OTHER);
    assert_eq!(placed.headers()["location"], format!("{phone}#{id}").as_str());
    let placed = participant.post(&phone, &ballot_form("1", &[(&name, "1"), ("add", &id)])).await;
    assert_eq!(placed.status(), StatusCode::SEE_OTHER);
    let taken = participant.post(&phone, &ballot_form("2", &[(&name, "2"), ("remove", &id)])).await;
    assert_eq!(taken.status(), StatusCode::SEE_OTHER);
    let held = participant.held(&round).await;
    assert_eq!(
        (held.revision.0, held.dots.dots_on(&conference.fields[0].challenges[0].id)),
        (3, 1)
    );
    let page = participant.fetch(&phone).await.text().await.unwrap();
    assert!(page.contains(&format!("name=\"{name}\" value=\"1\"")), "{page}");
}

#[tokio::test]
async fn a_form_with_too_many_dots_is_shown_again_with_an_error_and_the_ballot() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, round) = server.open_gladbeck().await;
    let participant = Participant::joined(&server.address, &conference.code).await;
    let id = conference.fields[0].challenges[0].id.to_string();
    participant.cast(&round, 1, &[(&id, 5)]).await;
    let phone = format!("/de/c/{}", conference.code);
    let name = format!("dots-{id}");
    let refused = participant.post(&phone, &ballot_form("1", &[(&name, "5"), ("add", &id)])).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = refused.text().await.unwrap();
    assert!(page.contains("error-summary") && page.contains("href=\"#ballot\""));
    assert!(page.contains(&format!("name=\"{name}\" value=\"5\"")));
    // The browser's program cannot render this page again, so it must not be hydrated.
    assert!(!page.contains("type=\"module\""));
    assert_eq!(participant.held(&round).await.revision.0, 1);
}

#[tokio::test]
async fn a_form_older_than_the_ballot_is_refused_and_the_page_shows_what_is_counted() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, round) = server.open_gladbeck().await;
    let participant = Participant::joined(&server.address, &conference.code).await;
    let [one, other] = [0, 1].map(|place| conference.fields[0].challenges[place].id.to_string());
    let names = [&one, &other].map(|id| format!("dots-{id}"));
    let phone = format!("/de/c/{}", conference.code);
    let add = |id| [(&*names[0], "0"), (&*names[1], "0"), ("add", id)];
    // Two tabs were opened before there was a dot. A double click posts the same form twice.
    for _ in 0..2 {
        let placed = participant.post(&phone, &ballot_form("0", &add(&one))).await;
        assert_eq!(placed.status(), StatusCode::SEE_OTHER);
    }
    let refused = participant.post(&phone, &ballot_form("0", &add(&other))).await;
    assert_eq!(refused.status(), StatusCode::CONFLICT);
    let page = refused.text().await.unwrap();
    assert!(page.contains("auf einer anderen Seite geändert"), "{page}");
    assert!(page.contains(&format!("name=\"{}\" value=\"1\"", names[0])), "{page}");
    assert!(page.contains(&format!("name=\"{}\" value=\"0\"", names[1])), "{page}");
    assert_eq!(participant.held(&round).await.revision.0, 1);
}

#[tokio::test]
async fn an_impossible_number_of_dots_is_rejected_without_being_drawn() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, _) = server.open_gladbeck().await;
    let participant = Participant::joined(&server.address, &conference.code).await;
    let id = conference.fields[0].challenges[0].id.to_string();
    let phone = format!("/de/c/{}", conference.code);
    let name = format!("dots-{id}");
    let form = ballot_form("1", &[(&name, "1000000"), ("add", &id)]);
    let refused = participant.post(&phone, &form).await;
    assert_eq!(refused.status(), StatusCode::BAD_REQUEST);
    let page = refused.text().await.unwrap();
    assert!(page.contains("error-summary"));
    assert!(page.len() < 1_000_000, "{}", page.len());
}

#[rstest]
#[case::negative("revision=1&dots-x=-1&add=x", 422)]
#[case::broken("revision=1&dots-x=1.5&add=x", 422)]
#[case::foreign("revision=1&dots-x=0&add=x", 422)]
#[case::no_step("revision=1", 400)]
#[case::no_revision("add=x", 400)]
#[case::no_form("%%%", 400)]
#[case::empty("", 400)]
#[tokio::test]
async fn an_invalid_ballot_form_is_shown_again_with_an_error_and_nothing_is_stored(
    #[case] form: &str,
    #[case] status: u16,
) {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, round) = server.open_gladbeck().await;
    let participant = Participant::joined(&server.address, &conference.code).await;
    let url = format!("{}/de/c/{}", server.address, conference.code);
    let request = participant.client.post(url).header("content-type", FORM);
    let answer = request.body(form.to_owned()).send().await.unwrap();
    assert_eq!(answer.status().as_u16(), status);
    let page = answer.text().await.unwrap();
    assert!(page.contains("error-summary") && page.contains("</html>"), "{page}");
    assert_eq!(participant.held(&round).await.revision.0, 0);
}

#[tokio::test]
async fn a_form_of_two_megabytes_is_shown_again_with_an_error() {
    let server = Server::start(Engine::Sqlite).await;
    let visitor = Participant::new(&server.address);
    let request = visitor.client.post(format!("{}/de/join", server.address));
    let body = format!("code={}", "x".repeat(2_000_000));
    let answer = request.header("content-type", FORM).body(body).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.text().await.unwrap().contains("error-summary"));
}

#[rstest]
#[case("K7M4P", 422)]
#[case("K7M4P0", 422)]
#[case("", 422)]
#[case("222222", 404)]
#[case("<script>alert(1)</script>", 422)]
#[tokio::test]
async fn a_wrong_code_is_shown_again_with_an_error_as_it_was_typed(
    #[case] typed: &str,
    #[case] status: u16,
) {
    let server = Server::start(Engine::Sqlite).await;
    let visitor = Participant::new(&server.address);
    let answer = visitor.post("/de/join", &[("code", typed)]).await;
    assert_eq!(answer.status().as_u16(), status);
    let page = answer.text().await.unwrap();
    assert!(page.contains("error-summary") && page.contains("href=\"#code\""));
    let shown = typed.replace('<', "&lt;").replace('>', "&gt;");
    assert!(
        page.contains(&format!("value=\"{shown}\""))
            || page.contains(&format!("value=\"{typed}\"")),
        "{page}"
    );
    assert!(!page.contains("<script>alert"), "{page}");
}
