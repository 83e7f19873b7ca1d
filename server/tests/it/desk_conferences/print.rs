//! Invitations on paper.

use super::{CONFERENCE, Desk, create, page};
use crate::accounts::{administrator, somebody};
use crate::harness::{Engine, Server};
use reqwest::StatusCode;
use shared::desk::account::{Grant, Role};

fn count(page: &str, text: &str) -> usize {
    page.matches(text).count()
}

#[tokio::test]
async fn a_poster_invites_in_the_chosen_languages_with_one_code() {
    let desk = Desk::open(Engine::Sqlite).await;
    let code = desk.code().await.to_string();
    let shown = desk.shown("/print?language=de&language=ar").await;
    assert_eq!(count(&shown, "class=\"print-sheet print-poster-a4\""), 1);
    assert_eq!(count(&shown, &format!(">{code}</p>")), 1);
    for (tag, dir) in [("de", "ltr"), ("ar", "rtl")] {
        let mut texts = shown.split("<div").filter(|part| part.contains("class=\"print-text\""));
        let text = texts.find(|text| text.contains(&format!("lang=\"{tag}\""))).unwrap();
        assert!(text.contains(&format!("dir=\"{dir}\"")), "{text}");
    }
    assert_eq!(count(&shown, "class=\"print-call\""), 2);
    // The title has no Arabic text, so it stands there once, in German.
    assert_eq!(count(&shown, "class=\"print-title\""), 1);
    let title = shown.split("<p").find(|part| part.contains("print-title\"")).unwrap();
    assert!(
        title.contains("lang=\"de\"") && title.contains("Integrationskonferenz 2027"),
        "{title}"
    );
}

#[tokio::test]
async fn leaflets_and_table_cards_fill_their_sheet_in_each_language() {
    let desk = Desk::open(Engine::Sqlite).await;
    for (format, pieces) in [("poster-a3", 1), ("leaflet", 4), ("table-card", 2)] {
        let query =
            format!("/print?format={format}&layout=apart&language=uk&language=tr&language=en");
        let shown = desk.shown(&query).await;
        assert_eq!(count(&shown, &format!("print-sheet print-{format}\"")), 3, "{format}");
        assert_eq!(count(&shown, "<article"), 3 * pieces, "{format}");
    }
}

#[tokio::test]
async fn unknown_choices_print_the_default_and_the_conferences_next_language() {
    let desk = Desk::open(Engine::Sqlite).await;
    let shown = desk.shown("/print?format=a0&layout=&language=xx").await;
    assert_eq!(count(&shown, "print-poster-a4"), 1);
    assert!(shown.contains("lang=\"uk\""), "{shown}");
}

#[tokio::test]
async fn what_a_title_says_is_text_on_paper_too() {
    let server = Server::start(Engine::Sqlite).await;
    let office = administrator(&server).await;
    let title = "</p><script>1</script> & mehr";
    let path = create(&office, &[("title.de", title), CONFERENCE[1], CONFERENCE[2]]).await;
    let shown = page(office.fetch(&format!("{path}/print")).await, StatusCode::OK).await;
    assert!(shown.contains("&lt;/p&gt;&lt;script&gt;1&lt;/script&gt; &amp; mehr"), "{shown}");
    assert!(!shown.contains("<script>1"), "{shown}");
}

#[tokio::test]
async fn invitations_of_others_are_not_shown() {
    let server = Server::start(Engine::Sqlite).await;
    let office = administrator(&server).await;
    let path = create(&office, &CONFERENCE).await;
    let other = somebody(&server, Grant::of(Role::Organiser)).await;
    for page in ["print", "tables"] {
        let address = format!("{path}/{page}");
        assert_eq!(other.fetch(&address).await.status(), StatusCode::FORBIDDEN, "{page}");
    }
}
