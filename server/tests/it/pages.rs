//! Pages and plain forms, as in a browser without JavaScript.

use crate::harness::{Engine, Participant, Server};
use reqwest::StatusCode;
use rstest::rstest;
use shared::voting::join_code::JoinCode;

const FORM: &str = "application/x-www-form-urlencoded";

/// The fields of the ballot form on the phone page.
fn ballot_form<'a>(revision: &'a str, fields: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    std::iter::once(("revision", revision)).chain(fields.iter().copied()).collect()
}

#[rstest]
#[case("/de", "de", "ltr")]
#[case("/de-simple/offers", "de-simple", "ltr")]
#[case("/ar/offers", "ar", "rtl")]
#[case("/uk/join", "uk", "ltr")]
#[tokio::test]
async fn a_page_declares_its_language_and_direction(
    #[case] path: &str,
    #[case] language: &str,
    #[case] dir: &str,
) {
    let server = Server::start(Engine::Sqlite).await;
    let answer = reqwest::get(format!("{}{path}", server.address)).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    let page = answer.text().await.unwrap();
    assert!(page.contains(&format!("<html lang=\"{language}\" dir=\"{dir}\">")));
}

#[rstest]
#[case("ar-SY,ar;q=0.9", None, "/ar")]
#[case("fr", None, "/de")]
#[case("fr", Some("miteinander_language=uk"), "/uk")]
#[case("tr", Some("miteinander_language=nonsense"), "/tr")]
#[tokio::test]
async fn the_root_redirects_to_the_visitors_language(
    #[case] accepted: &str,
    #[case] cookie: Option<&str>,
    #[case] expected: &str,
) {
    let server = Server::start(Engine::Sqlite).await;
    let visitor = Participant::new(&server.address);
    let mut request = visitor.client.get(&server.address).header("accept-language", accepted);
    if let Some(cookie) = cookie {
        request = request.header("cookie", cookie);
    }
    let answer = request.send().await.unwrap();
    assert_eq!(answer.headers()["location"], expected);
}

#[tokio::test]
async fn the_short_link_redirects_to_the_phone_page() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, _) = server.open_gladbeck().await;
    let visitor = Participant::new(&server.address);
    let typed = conference.code.as_str().to_lowercase();
    let answer = visitor.client.get(format!("{}/{typed}", server.address)).send().await.unwrap();
    assert_eq!(answer.headers()["location"], format!("/de/c/{}", conference.code).as_str());
    let nowhere = visitor.client.get(format!("{}/222222", server.address)).send().await.unwrap();
    assert_eq!(nowhere.status(), StatusCode::NOT_FOUND);
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

#[rstest]
#[case("/de/nothing", 404)]
#[case("/xx/offers", 404)]
#[case("/de/offers/nothing", 404)]
#[case("/de/offers/NOTHING!", 404)]
#[case("/de/offers?page=0", 422)]
#[case("/de/offers?city=%3Cscript%3Ealert(1)%3C%2Fscript%3E", 422)]
#[case("/de/c/222222", 404)]
#[case("/de/board/x", 404)]
#[tokio::test]
async fn invalid_paths_and_queries_get_an_error_page(#[case] path: &str, #[case] status: u16) {
    let server = Server::start(Engine::Sqlite).await;
    let answer = reqwest::get(format!("{}{path}", server.address)).await.unwrap();
    assert_eq!(answer.status().as_u16(), status);
    let page = answer.text().await.unwrap();
    assert!(page.contains("role=\"alert\"") && page.contains("</html>"), "{page}");
    assert!(!page.contains("<script>alert"), "{page}");
}

#[tokio::test]
async fn every_response_has_security_headers() {
    let server = Server::start(Engine::Sqlite).await;
    for path in ["/de", "/api/v1/offers", "/healthz", "/nothing"] {
        let answer = reqwest::get(format!("{}{path}", server.address)).await.unwrap();
        let headers = answer.headers();
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'"), "{path}");
        assert!(!policy.contains("'unsafe-inline'") && !policy.contains("'unsafe-eval'"), "{path}");
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert_eq!(headers["referrer-policy"], "same-origin");
    }
}

#[tokio::test]
async fn the_participant_cookie_is_http_only_and_same_site() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, _) = server.open_gladbeck().await;
    let url = format!("{}/de/c/{}", server.address, conference.code);
    let answer = reqwest::get(url).await.unwrap();
    let cookies: Vec<&str> = answer
        .headers()
        .get_all("set-cookie")
        .iter()
        .map(|value| value.to_str().unwrap())
        .collect();
    let cookie =
        cookies.iter().find(|cookie| cookie.starts_with("miteinander_participant=")).unwrap();
    assert!(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Lax"), "{cookie}");
    // Loading the page does not join.
    let (_, board) = server.get(&format!("/api/v1/conferences/{}/board", conference.code)).await;
    assert_eq!(board["live"]["turnout"]["joined"], 0);
}

#[tokio::test]
async fn a_conference_without_an_open_round_hides_its_buttons() {
    let server = Server::start(Engine::Sqlite).await;
    let (conference, _) = server.gladbeck(shared::voting::round::ResultsVisibility::Live).await;
    let url = format!("{}/de/c/{}", server.address, conference.code);
    let page = reqwest::get(url).await.unwrap().text().await.unwrap();
    let buttons: Vec<&str> = page.split("<button").skip(1).collect();
    let is_step = |button: &&&str| button.contains("name=\"add\"");
    let steps: Vec<_> = buttons.iter().filter(is_step).collect();
    let tags = steps.iter().filter_map(|button| button.split('>').next());
    assert!(!steps.is_empty() && tags.clone().all(|tag| tag.contains(" hidden")), "{steps:?}");
    let view = server.conference_view(&JoinCode::parse(conference.code.as_str()).unwrap()).await;
    assert_eq!(view.fields.len(), 4);
}
