//! The organiser's message to all phones.

use super::Office;
use crate::harness::{Engine, Events, Participant, expect_error};
use backend::voting::RoundSettings;
use rstest::rstest;
use serde_json::{Value, json};
use shared::error::{AppError, Missing};
use shared::live::{MAX_MESSAGE, PhoneState};
use shared::voting::round::Access;

const MESSAGE: &str = "Die Pause ist um\n19:30 Uhr. <b>Kaffee</b> & ماء";
/// The same as a page shows it.
const ESCAPED: &str = "Die Pause ist um\n19:30 Uhr. &lt;b&gt;Kaffee&lt;/b&gt; &amp; ماء";

impl Office {
    /// Sends a message to the phones and asserts that it is accepted.
    async fn tell(&self, message: &str) {
        let answer = self.send(&[("do", "message"), ("message", message)]).await;
        assert_eq!(answer, (303, Some("message".to_owned())));
    }

    /// What a phone reads from the interface: the message in the view, and in the live state.
    async fn message(&self) -> [Value; 2] {
        let conference = format!("/api/v1/conferences/{}", self.conference.code);
        let (_, view) = self.server.get(&format!("{conference}/phone")).await;
        let (_, state) = self.server.get(&format!("{conference}/state?audience=phone")).await;
        [view, state].map(|answer| answer["message"].clone())
    }

    async fn page(&self, path: &str) -> String {
        let answer = Participant::new(&self.server.address).fetch(path).await;
        assert_eq!(answer.status().as_u16(), 200, "{path}");
        answer.text().await.unwrap()
    }

    async fn phone_page(&self) -> String {
        self.page(&format!("/de/c/{}", self.conference.code)).await
    }
}

/// The notice on the page of a phone.
fn notice(page: &str) -> String {
    let (before, after) = page.split_once(r#"class="phone-message""#).unwrap();
    let begin = before.rsplit('<').next().unwrap();
    format!("{begin}{}", after.split("</div>").next().unwrap())
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_message_reaches_all_phones_at_once_until_it_is_taken_back(#[case] engine: Engine) {
    let office = Office::prepared(engine).await;
    let address = &office.server.address;
    let mut phone = Events::follow(address, &office.conference.code, "phone").await;
    let before: PhoneState = phone.wait_for(|_| true).await;
    assert_eq!(before.message, None);
    office.tell(&format!("  {MESSAGE} ")).await;
    let told: PhoneState = phone.wait_for(|state: &PhoneState| state.message.is_some()).await;
    assert_eq!(told.message.as_deref(), Some(MESSAGE));
    assert_ne!(told.version, before.version);
    assert_eq!(office.message().await, [json!(MESSAGE), json!(MESSAGE)]);
    assert_eq!(office.shown().await["message"], json!(MESSAGE));

    office.tell("Es geht weiter.").await;
    phone.wait_for(|state: &PhoneState| state.message.as_deref() == Some("Es geht weiter.")).await;
    // What stands in the form at that moment does not matter.
    let form = [("do", "message_end"), ("message", "Half typed")];
    assert_eq!(office.send(&form).await, (303, Some("message".to_owned())));
    let after: PhoneState = phone.wait_for(|state: &PhoneState| state.message.is_none()).await;
    assert_eq!(after.version, before.version);
    assert_eq!(office.message().await, [Value::Null, Value::Null]);
    assert_eq!(office.shown().await.get("message"), None);
    // A second time changes nothing.
    assert_eq!(office.send(&form).await.0, 303);
}

#[tokio::test]
async fn the_page_of_a_phone_shows_the_message_as_text_and_the_board_does_not() {
    let office = Office::prepared(Engine::Sqlite).await;
    // The element is there before the first message, since screen readers say only what changes
    // in one that they know.
    let before = notice(&office.phone_page().await);
    assert!(before.contains(r#"role="status""#) && before.contains("hidden"), "{before}");
    office.tell(MESSAGE).await;
    let page = office.phone_page().await;
    let shown = notice(&page);
    assert!(shown.contains(ESCAPED) && shown.contains(r#"dir="auto""#), "{shown}");
    assert!(!shown.contains("hidden"), "{shown}");
    assert!(!page.contains("<b>Kaffee"), "{page}");
    let organiser = office.page(&format!("/de/organise/{}", office.key)).await;
    assert!(organiser.contains(ESCAPED) && !organiser.contains("<b>Kaffee"), "{organiser}");

    let code = &office.conference.code;
    let board = office.page(&format!("/de/board/{code}")).await;
    assert!(!board.contains("Kaffee"), "{board}");
    let (_, state) =
        office.server.get(&format!("/api/v1/conferences/{code}/state?audience=board")).await;
    assert_eq!(state.get("message"), None);
}

#[tokio::test]
async fn phones_that_still_ask_for_a_code_show_the_message_too() {
    let settings = RoundSettings { access: Access::PersonalCodes, ..RoundSettings::default() };
    let office = Office::with(Engine::Sqlite, settings).await;
    office.steer("open", office.round.id.as_str(), &[]).await;
    office.tell(MESSAGE).await;
    assert!(office.phone_page().await.contains(ESCAPED));
}

#[rstest]
#[case::nothing(String::new())]
#[case::white_space(" \r\n\t ".to_owned())]
#[case::too_long("ß".repeat(MAX_MESSAGE + 1))]
#[case::a_control_character("Pause\u{7}".to_owned())]
#[tokio::test]
async fn a_message_that_cannot_be_sent_is_refused_and_kept(#[case] typed: String) {
    let office = Office::prepared(Engine::Sqlite).await;
    office.tell(MESSAGE).await;
    let page = format!("/en/organise/{}", office.key);
    let refused = office.visitor.post(&page, &[("do", "message"), ("message", &*typed)]).await;
    assert_eq!(refused.status().as_u16(), 422);
    let text = refused.text().await.unwrap();
    assert!(text.contains("Write a message of at most 200 characters."), "{text}");
    assert!(text.contains("href=\"#message\""), "the summary leads to the form: {text}");
    let area = text.split("name=\"message\"").nth(1).unwrap();
    let content = area.split_once('>').unwrap().1.split("</textarea>").next().unwrap();
    assert_eq!(content.trim(), typed.trim(), "what was typed is kept");
    assert!(!text.contains("maxlength=\"200\""), "a browser would cut it without a word");
    assert_eq!(office.message().await, [json!(MESSAGE), json!(MESSAGE)]);
}

#[tokio::test]
async fn the_longest_message_is_sent() {
    let office = Office::prepared(Engine::Sqlite).await;
    let longest = "ß".repeat(MAX_MESSAGE);
    office.tell(&longest).await;
    assert_eq!(office.message().await, [json!(longest), json!(longest)]);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_message_stays_within_its_conference(#[case] engine: Engine) {
    let office = Office::prepared(engine).await;
    let (other, _) = office.server.example_with(RoundSettings::default()).await;
    let organiser = office.server.organiser(&other.code).await;
    let other_key = office.server.service.renew_key(&organiser).await.unwrap();
    office.tell(MESSAGE).await;
    let (_, view) = office.server.get(&format!("/api/v1/conferences/{}/phone", other.code)).await;
    assert_eq!(view.get("message"), None);
    let page = office.page(&format!("/de/c/{}", other.code)).await;
    assert!(!page.contains("Kaffee"), "{page}");

    // Organisers of the other conference take back their own message only.
    let form = [("do", "message_end")];
    let path = format!("/de/organise/{}", other_key.as_str());
    assert_eq!(office.visitor.post(&path, &form).await.status().as_u16(), 303);
    for key in ["nobody", "0123456789abcdef0123456789abcdef"] {
        for form in [&[("do", "message"), ("message", "Feierabend")][..], &form] {
            let answer = office.visitor.post(&format!("/de/organise/{key}"), form).await;
            assert_eq!(answer.status().as_u16(), 404, "{key}");
        }
        let refused = office.server.service.authorise_organiser(key, None).await;
        assert_eq!(expect_error(refused), AppError::NotFound(Missing::Organiser));
    }
    assert_eq!(office.message().await, [json!(MESSAGE), json!(MESSAGE)]);
}
