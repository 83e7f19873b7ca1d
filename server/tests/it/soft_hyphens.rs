//! Soft hyphens: in what pages show, and nowhere else.

use crate::harness::{Engine, Server};
use backend::voting::RoundSettings;
use exchange::records::OfferFile;
use jiff::civil::date;
use reqwest::Client;
use shared::voting::join_code::JoinCode;
use shared::voting::round::ResultsVisibility;
use std::time::Duration;

const SOFT_HYPHEN: char = '\u{ad}';

struct County {
    server: Server,
    code: String,
    key: String,
    round: String,
}

/// The example county with the example conference, its round open.
async fn example_county() -> County {
    let server = Server::start(Engine::Sqlite).await;
    let demo::County { providers, offers } =
        demo::county(demo::EXAMPLE_COUNT, date(2026, 11, 27)).unwrap();
    server.service.store_offers(OfferFile { providers, offers }).await.unwrap();
    let settings = RoundSettings { results: ResultsVisibility::Live, ..RoundSettings::default() };
    let (conference, round) = server.example_with(settings).await;
    server.open(&conference.code).await.unwrap();
    let organiser = server.organiser(&conference.code).await;
    let key = server.service.renew_key(&organiser).await.unwrap().as_str().to_owned();
    let (code, round) = (conference.code.to_string(), round.id.to_string());
    County { server, code, key, round }
}

impl County {
    /// The paths of one page of each kind, after the language.
    async fn pages(&self) -> Vec<String> {
        let (_, found) = self.server.get("/api/v1/offers?q=gesundheit").await;
        let offer = found["offers"][0]["id"].as_str().unwrap().to_owned();
        let (_, found) = self.server.get("/api/v1/providers").await;
        let provider = found["providers"][0]["id"].as_str().unwrap();
        let (code, key) = (&self.code, &self.key);
        vec![
            String::new(),
            "/offers?category=beratung&weekday=we&childcare=yes&within=5&near=marl".to_owned(),
            "/offers?q=xyzzy&category=beratung".to_owned(),
            format!("/offers/{offer}"),
            format!("/offers/{offer}/report"),
            "/map?category=beratung".to_owned(),
            "/calendar?times=all".to_owned(),
            "/providers".to_owned(),
            format!("/providers/{provider}"),
            "/about".to_owned(),
            "/join".to_owned(),
            format!("/c/{code}"),
            format!("/c/{code}/receipt"),
            format!("/board/{code}"),
            format!("/results/{code}"),
            format!("/organise/{key}"),
            format!("/organise/{key}/cards"),
        ]
    }

    async fn text(&self, path: &str) -> String {
        reqwest::get(format!("{}{path}", self.server.address)).await.unwrap().text().await.unwrap()
    }
}

/// All tags of a document, and its title.
fn tags_and_title(page: &str) -> Vec<&str> {
    let tags = page.split('<').skip(1).filter_map(|rest| Some(rest.split_once('>')?.0));
    let title = page.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>"));
    tags.chain(title.map(|(title, _)| title)).collect()
}

/// The beginning of the conference's title.
const TITLE: &str = "Inte\u{ad}gra\u{ad}ti\u{ad}ons\u{ad}kon\u{ad}fe\u{ad}renz";

/// The table of the documentation shows this attribute on phones.
const SHOWN_ATTRIBUTE: &str = "data-label=";

#[tokio::test]
async fn pages_have_them_in_texts_but_in_no_attribute_and_no_title() {
    let county = example_county().await;
    let (mut count, mut wrong) = (0, Vec::new());
    for language in ["de", "de-simple", "uk", "tr"] {
        for path in county.pages().await {
            let page = county.text(&format!("/{language}{path}")).await;
            // The answer in the page is what the page was made of.
            let (shown, _) =
                page.split_once("<script type=\"application/json\"").unwrap_or((&page, ""));
            count += shown.matches(SOFT_HYPHEN).count();
            let parts = tags_and_title(shown)
                .into_iter()
                .filter(|part| part.contains(SOFT_HYPHEN) && !part.contains(SHOWN_ATTRIBUTE));
            wrong.extend(parts.map(|part| format!("/{language}{path}: {part}")));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(count > 500, "{count}");
}

#[tokio::test]
async fn files_and_other_clients_get_texts_as_they_were_written() {
    let county = example_county().await;
    let (code, round) = (&county.code, &county.round);
    county.server.close(&JoinCode::parse(code).unwrap(), Duration::ZERO).await.unwrap();
    let (_, found) = county.server.get("/api/v1/offers?q=gesundheit").await;
    let offer = found["offers"][0]["id"].as_str().unwrap();
    for path in [
        "offers?lang=uk".to_owned(),
        "offers.csv".to_owned(),
        "offers.hsds.json".to_owned(),
        format!("offers/{offer}/calendar.ics"),
        format!("conferences/{code}/phone"),
        format!("rounds/{round}/result.csv"),
        format!("rounds/{round}/result.json"),
        format!("rounds/{round}/result.html"),
    ] {
        let text = county.text(&format!("/api/v1/{path}")).await;
        assert!(text.len() > 100 && !text.contains(SOFT_HYPHEN), "{path}");
    }
}

#[tokio::test]
async fn the_program_gets_the_texts_that_the_page_has() {
    let county = example_county().await;
    let url = format!("{}/api/v1/conferences/{}/board", county.server.address, county.code);
    let answer = Client::new().get(&url).header("prefer", "hyphens=soft").send().await.unwrap();
    assert_eq!(answer.headers()["vary"].to_str().unwrap(), "prefer");
    assert!(answer.text().await.unwrap().contains(TITLE));
    let page = county.text(&format!("/de/board/{}?scene=welcome", county.code)).await;
    assert!(page.contains(TITLE));
}

#[tokio::test]
async fn a_name_copied_from_a_page_finds_its_offer() {
    let county = example_county().await;
    let (_, plain) = county.server.get("/api/v1/offers?q=Gesundheitsgespräch").await;
    let (_, copied) =
        county.server.get("/api/v1/offers?q=Ge%C2%ADsund%C2%ADheits%C2%ADge%C2%ADspräch").await;
    assert!(plain["total"].as_u64().unwrap() >= 1);
    assert_eq!(plain["total"], copied["total"]);
}
