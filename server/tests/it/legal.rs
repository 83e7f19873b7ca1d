//! Imprint, privacy and accessibility.

use crate::harness::{Engine, Server, TestDb};
use backend::legal::{LegalTexts, LegalTopic};
use backend::{Operator, Settings};
use reqwest::StatusCode;
use rstest::rstest;
use server::config::read_legal_texts;
use shared::contact::Mail;
use shared::language::UiLanguage;
use shared::text::Text;

async fn page(server: &Server, path: &str) -> (StatusCode, String) {
    let answer = reqwest::get(format!("{}{path}", server.address)).await.unwrap();
    (answer.status(), answer.text().await.unwrap())
}

#[tokio::test]
async fn without_texts_of_the_operator_the_imprint_is_missing_and_privacy_is_complete() {
    let server = Server::start(Engine::Sqlite).await;
    for language in UiLanguage::ALL {
        let i18n = i18n::I18n::for_page(language);
        let tag = language.tag();
        let (status, imprint) = page(&server, &format!("/{tag}/legal/imprint")).await;
        assert_eq!(status, StatusCode::OK);
        assert!(imprint.contains(i18n.legal_imprint_missing()), "{imprint}");
        let (_, privacy) = page(&server, &format!("/{tag}/legal/privacy")).await;
        assert!(privacy.contains(i18n.legal_default()), "{privacy}");
        // One section for each thing that is stored or passed on, with all cookies by name.
        let (_, text) = privacy.split_once("<h1>").unwrap();
        assert_eq!(text.matches("<h2>").count(), 11, "{tag}");
        for cookie in ["language", "participant", "card", "session"] {
            assert!(text.contains(&format!("<code>miteinander_{cookie}</code>")), "{tag} {cookie}");
        }
        let (_, barriers) = page(&server, &format!("/{tag}/legal/accessibility")).await;
        assert!(barriers.contains(i18n.about_barrier_nowhere()), "{barriers}");
        let (_, about) = page(&server, &format!("/{tag}/about")).await;
        for topic in LegalTopic::ALL {
            let link = format!("href=\"/{tag}/legal/{}\"", topic.name());
            assert!(about.contains(&link), "{link}");
        }
    }
    assert_eq!(page(&server, "/de/legal/nothing").await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_operators_text_is_shown_in_the_readers_language_or_in_german() {
    let mut legal = LegalTexts::default();
    let german = "# Kreis Beispiel\n\n<script>alert(1)</script>".to_owned();
    legal.insert(LegalTopic::Imprint, UiLanguage::De, german);
    legal.insert(LegalTopic::Imprint, UiLanguage::Tr, "Örnek ilçe".to_owned());
    let operator = Operator {
        name: Some(Text::parse("Kreis <Beispiel>").unwrap()),
        mail: Some(Mail::parse("barriere@kreis.example").unwrap()),
        source: None,
    };
    let settings = Settings { legal, operator, ..Settings::default() };
    let server = Server::start_on(TestDb::new(Engine::Sqlite).await, settings).await;
    let (_, german) = page(&server, "/de/legal/imprint").await;
    assert!(german.contains("<h2>Kreis Beispiel</h2>"), "{german}");
    assert!(german.contains("Kreis &lt;Beispiel&gt;") && !german.contains("<script>alert"));
    let (_, arabic) = page(&server, "/ar/legal/imprint").await;
    assert!(arabic.contains("lang=\"de\" dir=\"ltr\""), "{arabic}");
    assert!(arabic.contains(i18n::I18n::for_page(UiLanguage::Ar).legal_only_german()));
    let (_, turkish) = page(&server, "/tr/legal/imprint").await;
    assert!(turkish.contains("Örnek ilçe") && !turkish.contains("Kreis Beispiel</h2>"));
    let (_, barriers) = page(&server, "/de/legal/accessibility").await;
    assert!(barriers.contains("href=\"mailto:barriere@kreis.example\""), "{barriers}");
}

#[rstest]
#[case::wrong_name("impressum.de.md", b"a")]
#[case::unknown_language("imprint.fr.md", b"a")]
#[case::not_utf8("imprint.de.md", b"\xff")]
fn a_file_that_nobody_would_see_is_refused(#[case] name: &str, #[case] content: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("privacy.ar.md"), "نص").unwrap();
    assert!(read_legal_texts(folder.path()).is_ok_and(|texts| texts != LegalTexts::default()));
    std::fs::write(folder.path().join(name), content).unwrap();
    let error = read_legal_texts(folder.path()).unwrap_err().to_string();
    assert!(error.contains(name), "{error}");
}
