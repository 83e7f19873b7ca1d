//! Pages, redirects and headers.

mod forms;

use crate::harness::{Engine, Participant, Server};
use reqwest::StatusCode;
use rstest::rstest;
use shared::voting::join_code::JoinCode;

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

#[rstest]
#[case("/de/", "/de")]
#[case("/de/offers/", "/de/offers")]
#[case("/de/offers.?q=kurs.", "/de/offers?q=kurs.")]
#[case("/ar/map).", "/ar/map")]
#[case("/uk/providers/x/", "/uk/providers/x")]
#[case("/tr/c/K7M4PX.", "/tr/c/K7M4PX")]
#[case("/en/c/K7M4PX/board/", "/en/c/K7M4PX/board")]
#[case("/K7M4PX.", "/K7M4PX")]
#[case("//example.org/de/", "")]
#[tokio::test]
async fn what_follows_a_typed_address_does_not_lead_astray(
    #[case] path: &str,
    #[case] expected: &str,
) {
    let server = Server::start(Engine::Sqlite).await;
    let visitor = Participant::new(&server.address);
    let answer = visitor.client.get(format!("{}{path}", server.address)).send().await.unwrap();
    let location = answer.headers().get("location").map(|to| to.to_str().unwrap());
    assert_eq!(location.unwrap_or_default(), expected);
}

#[rstest]
#[case("/de/offers?q=%E2%9A%BD", "„⚽“ ist nichts")]
#[case("/de/map?q=%3F", "„?“ ist nichts")]
#[case("/de/providers?q=%3F", "„?“ ist nichts")]
#[case("/de/offers?q=xyzzyqqq", "Zu „xyzzyqqq“ gibt es kein Angebot.")]
#[tokio::test]
async fn a_page_without_results_says_why_and_whom_to_ask(
    #[case] path: &str,
    #[case] expected: &str,
) {
    let server = Server::start(Engine::Sqlite).await;
    let answer = reqwest::get(format!("{}{path}", server.address)).await.unwrap();
    let page = answer.text().await.unwrap();
    assert!(page.contains(expected), "{page}");
    assert!(page.contains("/de/offers?q=Beratung") && page.contains("href=\"/de/about\""));
    assert!(!page.contains("deshalb ohne"), "{page}");
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

#[rstest]
#[case("/de/offers", Some("br"))]
#[case("/api/v1/taxonomy", Some("br"))]
#[case("/api/v1/about", None)]
#[tokio::test]
async fn long_responses_are_compressed_and_short_ones_are_not(
    #[case] path: &str,
    #[case] encoding: Option<&str>,
) {
    let server = Server::start(Engine::Sqlite).await;
    server.service.seed_taxonomy().await.unwrap();
    let request = reqwest::Client::new()
        .get(format!("{}{path}", server.address))
        .header("accept-encoding", "br, gzip");
    let answer = request.send().await.unwrap();
    let sent = answer.headers().get("content-encoding").map(|value| value.to_str().unwrap());
    assert_eq!(sent, encoding);
}
