//! A town's matrix on the desk: a new conference of it, again over the conference, undone, exported.

mod files;
mod rounds;

use super::{Desk, ids, page, value};
use crate::accounts::somebody;
use crate::harness::{Engine, Participant, Server};
use reqwest::StatusCode;
use rstest::rstest;
use shared::desk::account::{Grant, Role};
use shared::desk::audit::Action;
use shared::voting::conference::Field;

const BOUNDARY: &str = "----a-boundary-of-a-browser";

/// A town's table, with the name of a person, a hyphen of an old line break and votes in words.
pub(super) const TOWN: &str = "Handlungsfeld;Herausforderung;Stimmen;Ziel;Zielgruppe;Maßnahme\n\
    Sprache;Es gibt zu wenige Sprachkurse am Abend.;12;Mehr Kurse am Abend;Berufstätige;Räume der Schulen nutzen\n\
    Sprache;Kinder brauchen früh Deutsch.;viele;Früh fördern;;Frau Beispiel ansprechen\n\
    Arbeit;Abschlüsse werden langsam anerkannt.;3;Beratung der Teilnehmer*in-nen;;";

/// Fields of a form with a file, as a browser sends them.
fn body(fields: &[(&str, &str)], name: &str, content: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    for (key, text) in fields {
        let field = format!(
            "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{key}\"\r\n\r\n{text}\r\n"
        );
        body.extend(field.into_bytes());
    }
    let head = format!(
        "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         content-type: application/octet-stream\r\n\r\n"
    );
    body.extend(head.into_bytes());
    body.extend(content);
    body.extend(format!("\r\n--{BOUNDARY}--\r\n").into_bytes());
    body
}

async fn send(browser: &Participant, path: &str, body: Vec<u8>) -> reqwest::Response {
    let request = browser.client.post(format!("{}{path}", browser.address()));
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    request.header("content-type", kind).body(body).send().await.unwrap()
}

fn location(response: &reqwest::Response) -> String {
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    response.headers()["location"].to_str().unwrap().to_owned()
}

/// An uploaded file that is looked at.
struct Review<'a> {
    browser: &'a Participant,
    path: String,
}

impl Review<'_> {
    async fn shown(&self) -> String {
        page(self.browser.fetch(&self.path).await, StatusCode::OK).await
    }

    /// The fields of the form as the page fills them in.
    async fn form(&self) -> Vec<(String, String)> {
        let shown = self.shown().await;
        let mut fields = vec![("basis".to_owned(), value(&shown, "basis"))];
        for input in shown.split("<input").skip(1) {
            let input = input.split('>').next().unwrap();
            let attribute = |name: &str| {
                let rest = input.split_once(&format!("{name}=\""))?.1;
                Some(rest.split('"').next().unwrap().to_owned())
            };
            let is_checkable = input.contains("\"radio\"") || input.contains("\"checkbox\"");
            let name = attribute("name").unwrap_or_default();
            if is_checkable && input.contains("checked") {
                fields.push((name, attribute("value").unwrap()));
            } else if name.starts_with("own-") {
                fields.push((name, attribute("value").unwrap_or_default()));
            }
        }
        fields
    }

    async fn post(&self, changed: &[(&str, &str)]) -> reqwest::Response {
        let mut form = self.form().await;
        form.retain(|(name, _)| changed.iter().all(|(one, _)| one != name || *one == "remove"));
        let fields: Vec<(&str, &str)> = form
            .iter()
            .map(|(name, value)| (&**name, &**value))
            .chain(changed.iter().copied())
            .collect();
        self.browser.post(&self.path, &fields).await
    }

    async fn decide(&self, changed: &[(&str, &str)]) {
        let changed = [changed, &[("step", "decide")]].concat();
        let decided = location(&self.post(&changed).await);
        assert_eq!(decided, format!("{}?done=decided", self.path));
    }

    /// Imports it; gives where that leads.
    async fn apply(&self) -> String {
        location(&self.post(&[("step", "apply")]).await)
    }

    /// The key of the doubt about these words.
    async fn doubt(&self, words: &str) -> String {
        let shown = self.shown().await;
        let cards = shown.split("id=\"doubt-").skip(1);
        let card = cards
            .into_iter()
            .find(|card| card.split("</fieldset>").next().unwrap().contains(words));
        card.unwrap_or_else(|| panic!("{words} in {shown}")).split('"').next().unwrap().to_owned()
    }
}

async fn upload_new<'a>(browser: &'a Participant, name: &str, content: &[u8]) -> Review<'a> {
    let fields = [
        ("title.de", "Konferenz <1>"),
        ("place.de", "Aula"),
        ("date", "2027-11-27"),
        ("language", "uk"),
    ];
    let sent = send(browser, "/de/edit/conferences/import", body(&fields, name, content)).await;
    Review { browser, path: location(&sent) }
}

impl Desk {
    /// A conference that was made of the town's table.
    async fn of_town(engine: Engine) -> Self {
        let server = Server::start(engine).await;
        let browser = somebody(&server, Grant::of(Role::Organiser)).await;
        let path = upload_new(&browser, "stadt.csv", TOWN.as_bytes()).await.apply().await;
        let path = path.split('?').next().unwrap().to_owned();
        Self { server, browser, path }
    }

    async fn upload(&self, name: &str, content: &[u8]) -> Review<'_> {
        let path = format!("{}/matrix", self.path);
        let sent = send(&self.browser, &path, body(&[], name, content)).await;
        Review { browser: &self.browser, path: location(&sent) }
    }

    async fn fields(&self) -> Vec<Field> {
        let mut tx = self.server.test_db.db.read().await.unwrap();
        let code = self.code().await;
        let found = backend::db::conferences::find_conference(&mut tx, &code).await.unwrap();
        found.unwrap().fields
    }

    async fn actions(&self) -> Vec<Action> {
        let right = backend::accounts::Administrator::at_command_line();
        let entries = self.server.service.list_audit(&right).await.unwrap();
        entries.into_iter().map(|entry| entry.action).collect()
    }

    /// Posts the form that undoes the last import.
    async fn undo(&self) -> reqwest::Response {
        let import = value(&self.shown("/matrix").await, "import");
        self.post("/matrix/undo", &[("import", &import)]).await
    }
}

fn german<const MAX: usize>(texts: &shared::text::Texts<MAX>) -> String {
    texts.pick(shared::language::UiLanguage::De).text
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_workbook_becomes_a_conference_as_it_was_decided(#[case] engine: Engine) {
    let server = Server::start(engine).await;
    let browser = somebody(&server, Grant::of(Role::Organiser)).await;
    let review = upload_new(&browser, "stadt.csv", TOWN.as_bytes()).await;
    let shown = review.shown().await;
    for words in [
        "Konferenz &lt;1&gt;",
        "1. Sprache",
        "2. Arbeit",
        "Name eines Menschen?",
        "Frau Beispiel",
        "in-nen",
        "keine Zahl",
    ] {
        assert!(shown.contains(words), "{words} in {shown}");
    }
    let list = page(browser.fetch("/de/edit/conferences").await, StatusCode::OK).await;
    assert!(!list.contains("Konferenz &lt;1&gt;"), "{list}");
    let [person, hyphen, votes] = [
        review.doubt("Frau Beispiel").await,
        review.doubt("in-nen").await,
        review.doubt("viele").await,
    ];
    let own = [format!("own-{person}"), format!("doubt-{hyphen}"), format!("own-{votes}")];
    review.decide(&[(&own[0], "Das Amt"), (&own[1], "accept"), (&own[2], "8")]).await;
    assert!(review.shown().await.contains("Über alle Stellen ist entschieden."));
    let path = review.apply().await.split('?').next().unwrap().to_owned();
    let gone = browser.fetch(&review.path).await;
    assert_eq!(gone.status(), StatusCode::NOT_FOUND);
    let desk = Desk { server, browser, path };
    let fields = desk.fields().await;
    let challenge = &fields[0].challenges[1];
    assert_eq!(challenge.earlier_votes, Some(8));
    let measure = challenge.measures().next().unwrap();
    assert_eq!(german(measure.text.as_ref().unwrap()), "Das Amt ansprechen");
    let goal = fields[1].challenges[0].goals[0].text.as_ref().unwrap();
    assert_eq!(german(goal), "Beratung der Teilnehmer*innen");
    let public = desk.public().await;
    assert_eq!(
        (&*public.title.text, public.date.unwrap().to_string()),
        ("Konferenz <1>", "2027-11-27".to_owned())
    );
    assert!(desk.actions().await.contains(&Action::CreateConference));
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn the_matrix_again_changes_one_text_keeps_the_rest_and_is_undone(#[case] engine: Engine) {
    let desk = Desk::of_town(engine).await;
    let challenge = desk.challenges().await.remove(0);
    let form = format!("/challenges/{challenge}");
    let basis = value(&desk.shown(&form).await, "basis");
    let typed = [
        ("basis", &*basis),
        ("text.de", "Es gibt zu wenige Sprachkurse am Abend."),
        ("text.uk", "Курсів замало."),
        ("short_title.de", "Abendkurse"),
    ];
    desk.done(&form, &typed).await;
    let before = desk.fields().await;
    let unchanged = desk.upload("stadt.csv", TOWN.as_bytes()).await;
    assert!(unchanged.shown().await.contains("Nichts würde sich ändern"));
    let town =
        TOWN.replace("wenige Sprachkurse am Abend", "wenige Sprachkurse am Abend und am Samstag");
    let review = desk.upload("stadt-neu.csv", town.as_bytes()).await;
    let shown = review.shown().await;
    assert!(shown.contains("<ins>") && shown.contains("und am Samstag"), "{shown}");
    assert_eq!(desk.fields().await, before);
    assert_eq!(review.apply().await, format!("{}/matrix?done=imported", desk.path));
    let after = desk.fields().await;
    let mut expected = before.clone();
    let changed = &after[0].challenges[0];
    expected[0].challenges[0].text = changed.text.clone();
    assert_eq!(after, expected);
    assert_eq!(german(&changed.text), "Es gibt zu wenige Sprachkurse am Abend und am Samstag.");
    let files = desk.shown("/matrix?done=imported").await;
    assert!(files.contains("0 neu, 1 geändert, 0 entfernt"), "{files}");
    let checklist = desk.shown("").await;
    assert!(checklist.contains("1 sind veraltet"), "{checklist}");
    assert_eq!(location(&desk.undo().await), format!("{}/matrix?done=undone", desk.path));
    assert_eq!(desk.fields().await, before);
    let actions = desk.actions().await;
    assert!(actions.contains(&Action::Import) && actions.contains(&Action::UndoImport));
    let again = desk.shown("/matrix").await;
    assert!(again.contains("zurückgenommen am") && !again.contains("name=\"import\""), "{again}");
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn what_is_no_longer_in_the_file_stays_until_it_is_ticked(#[case] engine: Engine) {
    let desk = Desk::of_town(engine).await;
    let town = TOWN.lines().take(2).collect::<Vec<_>>().join("\n");
    let review = desk.upload("stadt.csv", town.as_bytes()).await;
    let shown = review.shown().await;
    assert!(
        shown.contains("Nicht mehr in der Datei") && shown.contains("Nichts würde sich ändern")
    );
    let before = desk.fields().await;
    let field = before[1].id.to_string();
    let challenge = before[0].challenges[1].id.to_string();
    // Applying what was only just ticked shows it first.
    let posted = review.post(&[("remove", &field), ("step", "apply")]).await;
    assert_eq!(location(&posted), format!("{}?done=first", review.path));
    assert_eq!(desk.fields().await, before);
    review.decide(&[("remove", &challenge)]).await;
    assert_eq!(review.apply().await, format!("{}/matrix?done=imported", desk.path));
    let after = desk.fields().await;
    assert_eq!((after.len(), after[0].challenges.len()), (1, 1));
    assert_eq!(location(&desk.undo().await), format!("{}/matrix?done=undone", desk.path));
    assert_eq!(desk.fields().await, before);
}

#[tokio::test]
async fn a_challenge_in_other_words_is_joined_by_hand() {
    let desk = Desk::of_town(Engine::Sqlite).await;
    let before = desk.challenges().await;
    let town = TOWN.replace("Kinder brauchen früh Deutsch.", "Die Kita ist der beste Ort.");
    let review = desk.upload("stadt.csv", town.as_bytes()).await;
    let shown = review.shown().await;
    let name = ids(&shown, "same").remove(0);
    let name = format!("same-{name}");
    review.decide(&[(&name, &before[1])]).await;
    let joined = review.shown().await;
    assert!(joined.contains(&format!("value=\"{}\" selected", before[1])), "{joined}");
    let posted = review.post(&[(&name, &before[1]), ("step", "apply")]).await;
    assert_eq!(location(&posted), format!("{}/matrix?done=imported", desk.path));
    assert_eq!(desk.challenges().await, before);
    assert_eq!(german(&desk.fields().await[0].challenges[1].text), "Die Kita ist der beste Ort.");
}
