//! The page about the site: who runs it, and what it says where nobody has said so.

use crate::command_line::{Office, said};
use crate::harness::{Engine, Server, TestDb};
use backend::{Operator, Settings};
use i18n::I18n;
use reqwest::StatusCode;
use rstest::rstest;
use serde_json::json;
use shared::contact::{Mail, WebAddress};
use shared::language::UiLanguage;
use shared::text::Text;

const VERSION: &str = env!("CARGO_PKG_VERSION");

async fn page(server: &Server, language: UiLanguage) -> String {
    let url = format!("{}/{}/about", server.address, language.tag());
    let answer = reqwest::get(url).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    answer.text().await.unwrap()
}

#[tokio::test]
async fn an_operator_who_said_nothing_is_not_made_up() {
    let server = Server::start(Engine::Sqlite).await;
    assert_eq!(server.get("/api/v1/about").await.1, json!({ "version": VERSION }));
    for language in UiLanguage::ALL {
        let (page, i18n) = (page(&server, language).await, I18n::for_server(language));
        assert!(page.contains(i18n.about_operator_unknown()), "{language:?}");
        assert!(page.contains(i18n.about_barrier_nowhere()), "{language:?}");
        assert!(!page.contains("mailto:"), "{language:?}");
        assert!(page.contains(&*i18n.about_version(VERSION)) && page.contains("EUPL-1.2"));
    }
}

#[tokio::test]
async fn an_operator_is_named_and_hears_of_barriers() {
    let operator = Operator {
        name: Text::parse("Kreis <Muster> & Söhne").ok(),
        mail: Mail::parse("integration@muster.example").ok(),
        source: WebAddress::parse("https://code.muster.example/miteinander").ok(),
    };
    let settings = Settings { operator, ..Settings::default() };
    let server = Server::start_on(TestDb::new(Engine::Sqlite).await, settings).await;
    let expected = json!({
        "operator": "Kreis <Muster> & Söhne",
        "mail": "integration@muster.example",
        "source": "https://code.muster.example/miteinander",
        "version": VERSION,
    });
    assert_eq!(server.get("/api/v1/about").await.1, expected);
    let (page, i18n) = (page(&server, UiLanguage::Ar).await, I18n::for_server(UiLanguage::Ar));
    assert!(page.contains("Kreis &lt;Muster&gt; &amp; Söhne"), "{page}");
    assert!(page.contains("href=\"mailto:integration@muster.example\""), "{page}");
    assert!(page.contains("href=\"https://code.muster.example/miteinander\""), "{page}");
    assert!(page.contains(i18n.about_barrier()) && !page.contains(i18n.about_barrier_nowhere()));
}

#[tokio::test]
async fn every_page_leads_to_it_and_nowhere_is_plain_german_called_leichte_sprache() {
    let server = Server::start(Engine::Sqlite).await;
    let home = reqwest::get(format!("{}/uk", server.address)).await.unwrap();
    assert!(home.text().await.unwrap().contains("href=\"/uk/about\""));
    for language in [UiLanguage::De, UiLanguage::DeSimple] {
        assert!(!page(&server, language).await.contains("Leichte"));
    }
}

#[rstest]
#[case("--operator-mail", "nobody")]
#[case("--source-url", "javascript:alert(1)")]
#[case("--operator", " ")]
fn an_address_that_is_none_does_not_start(#[case] flag: &str, #[case] value: &str) {
    let output = Office::new().run(&["serve", flag, value]);
    assert!(!output.status.success() && said(&output).contains(flag), "{}", said(&output));
}
