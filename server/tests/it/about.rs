//! The about page: who runs the server, and what it shows if no operator is configured.

use crate::command_line::{Office, output_text};
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
async fn without_an_operator_the_page_says_that_none_is_named() {
    let server = Server::start(Engine::Sqlite).await;
    assert_eq!(server.get("/api/v1/about").await.1, json!({ "version": VERSION }));
    for language in UiLanguage::ALL {
        let (page, i18n) = (page(&server, language).await, I18n::for_page(language));
        assert!(page.contains(i18n.about_operator_unknown()), "{language:?}");
        assert!(page.contains(i18n.about_barrier_nowhere()), "{language:?}");
        assert!(!page.contains("mailto:"), "{language:?}");
        assert!(page.contains(&*i18n.about_version(VERSION)) && page.contains("EUPL-1.2"));
    }
}

#[tokio::test]
async fn the_operator_is_named_with_a_contact_for_accessibility_barriers() {
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
    let (page, i18n) = (page(&server, UiLanguage::Ar).await, I18n::for_page(UiLanguage::Ar));
    assert!(page.contains("Kreis &lt;Muster&gt; &amp; Söhne"), "{page}");
    assert!(page.contains("href=\"mailto:integration@muster.example\""), "{page}");
    assert!(page.contains("href=\"https://code.muster.example/miteinander\""), "{page}");
    assert!(page.contains(i18n.about_barrier()) && !page.contains(i18n.about_barrier_nowhere()));
}

#[tokio::test]
async fn every_page_links_to_it_and_plain_german_is_never_called_leichte_sprache() {
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
fn the_server_does_not_start_with_an_invalid_flag(#[case] flag: &str, #[case] value: &str) {
    let output = Office::new().run(&["serve", flag, value]);
    assert!(
        !output.status.success() && output_text(&output).contains(flag),
        "{}",
        output_text(&output)
    );
}
