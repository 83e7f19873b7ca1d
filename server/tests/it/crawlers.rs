//! `robots.txt`, sitemaps and `security.txt`.

use crate::harness::{Engine, Server, TestDb, demo_offers};
use app::routes::Page;
use backend::{Operator, Settings};
use reqwest::StatusCode;
use rstest::rstest;
use shared::contact::Mail;
use shared::language::UiLanguage;

async fn fetch(server: &Server, path: &str) -> (StatusCode, String) {
    let answer = reqwest::get(format!("{}{path}", server.address)).await.unwrap();
    (answer.status(), answer.text().await.unwrap())
}

/// Whether a rule of `robots.txt` matches the beginning of a path.
fn matches_rule(rule: &str, path: &str) -> bool {
    let pattern = regex::escape(rule).replace(r"\*", ".*");
    regex::Regex::new(&format!("^{pattern}")).unwrap().is_match(path)
}

#[rstest]
#[case::home("/de", true)]
#[case::offers("/ar/offers", true)]
#[case::offer("/de/offers/17", true)]
#[case::provider("/uk/providers/haus", true)]
#[case::about("/de-simple/about", true)]
#[case::map("/en/map", true)]
#[case::join("/tr/join", true)]
#[case::filtered("/de/offers?city=marl", false)]
#[case::calendar("/de/calendar", true)]
#[case::dates("/de/calendar?city=marl", false)]
#[case::report("/de/offers/17/report", false)]
#[case::phone("/de/c/K7M4PX", false)]
#[case::receipt("/de/c/K7M4PX/receipt", false)]
#[case::board("/de/board/K7M4PX", false)]
#[case::results("/de/results/K7M4PX", false)]
#[case::organiser("/de/organise/secret", false)]
#[case::cards("/ar/organise/secret/cards", false)]
#[case::api("/api/v1/offers", false)]
#[tokio::test]
async fn search_engines_may_read_the_finder_and_nothing_of_a_vote(
    #[case] path: &str,
    #[case] may_be_read: bool,
) {
    let server = Server::start(Engine::Sqlite).await;
    let (status, robots) = fetch(&server, "/robots.txt").await;
    assert_eq!(status, StatusCode::OK);
    let rules: Vec<_> = robots.lines().filter_map(|line| line.strip_prefix("Disallow: ")).collect();
    let is_forbidden = rules.iter().any(|rule| matches_rule(rule, path));
    assert_eq!(!is_forbidden, may_be_read, "{robots}");
    assert!(robots.contains(&format!("Sitemap: {}/sitemap.xml\n", server.address)));
}

/// The addresses between two tags of a sitemap.
fn addresses(sitemap: &str) -> Vec<String> {
    let entries = sitemap.split("<loc>").skip(1);
    entries.map(|entry| entry.split_once("</loc>").unwrap().0.to_owned()).collect()
}

#[tokio::test]
async fn sitemaps_list_public_pages_in_every_language_with_their_alternates() {
    let server = Server::start(Engine::Sqlite).await;
    server.service.store_offers(demo_offers()).await.unwrap();
    let (_, index) = fetch(&server, "/sitemap.xml").await;
    let sitemaps = addresses(&index);
    assert_eq!(sitemaps.len(), UiLanguage::ALL.len());
    for (sitemap, language) in sitemaps.iter().zip(UiLanguage::ALL) {
        let sitemap = reqwest::get(sitemap).await.unwrap();
        assert_eq!(sitemap.headers()["content-type"], "application/xml");
        let text = sitemap.text().await.unwrap();
        let listed = addresses(&text);
        let base = format!("{}/{}", server.address, language.tag());
        for path in ["", "/offers", "/calendar", "/providers", "/about"] {
            assert!(listed.contains(&format!("{base}{path}")), "{path}\n{text}");
        }
        assert!(listed.len() > 10);
        for address in &listed {
            let path = address.strip_prefix(&server.address).unwrap();
            // The calendar is a page of the server alone.
            assert!(Page::at(path).is_some() || path.ends_with("/calendar"), "{path}");
        }
        assert_eq!(text.matches("hreflang=\"ar\"").count(), listed.len());
    }
    // Every kind of listed page is there.
    let german = reqwest::get(&sitemaps[0]).await.unwrap().text().await.unwrap();
    let offer = addresses(&german).into_iter().find(|url| url.contains("/offers/")).unwrap();
    assert_eq!(reqwest::get(offer).await.unwrap().status(), StatusCode::OK);
    let provider = addresses(&german).into_iter().find(|url| url.contains("/providers/")).unwrap();
    assert_eq!(reqwest::get(provider).await.unwrap().status(), StatusCode::OK);
}

#[tokio::test]
async fn security_txt_names_the_operator_and_a_day_until_which_it_holds() {
    let server = Server::start(Engine::Sqlite).await;
    assert_eq!(fetch(&server, "/.well-known/security.txt").await.0, StatusCode::NOT_FOUND);
    let mail = Some(Mail::parse("sicherheit@kreis.example").unwrap());
    let settings =
        Settings { operator: Operator { mail, ..Operator::default() }, ..Settings::default() };
    let server = Server::start_on(TestDb::new(Engine::Sqlite).await, settings).await;
    let (status, text) = fetch(&server, "/.well-known/security.txt").await;
    assert_eq!(status, StatusCode::OK);
    assert!(text.starts_with("Contact: mailto:sicherheit@kreis.example\n"), "{text}");
    // 180 days after the evening of the test.
    assert!(text.contains("Expires: 2027-05-26T00:00:00Z\n"), "{text}");
}
