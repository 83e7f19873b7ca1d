//! Accounts: the first one, invitations, signing in and out, and who reaches which page.

mod mailed_links;
mod openid;
mod rights;

use crate::harness::{Engine, Participant, Server};
use backend::accounts::Administrator;
use reqwest::StatusCode;
use rstest::rstest;
use shared::desk::account::{Grant, Role};
use shared::id::ProviderId;
use std::time::Duration;

/// A password that is accepted.
pub(crate) const PASSWORD: &str = "drei blaue Stühle im Hof";

/// Where a response redirects to.
fn location(response: &reqwest::Response) -> String {
    response.headers()["location"].to_str().unwrap().to_owned()
}

/// Uses a link that creates an account; returns the signed-in browser.
async fn create_account(server: &Server, token: &str, mail: &str) -> Participant {
    let browser = Participant::new(&server.address);
    let fields =
        [("name", "Ayşe Beispiel"), ("mail", mail), ("password", PASSWORD), ("repeated", PASSWORD)];
    let response = browser.post(&format!("/de/edit/link/{token}"), &fields).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER, "{}", response.text().await.unwrap());
    browser
}

/// The first administrator's browser.
pub(crate) async fn administrator(server: &Server) -> Participant {
    let token = server.service.issue_set_up_link().await.unwrap().unwrap();
    create_account(server, token.as_str(), "verwaltung@kreis.example").await
}

/// The browser of somebody who was invited with this role.
pub(crate) async fn somebody(server: &Server, grant: Grant) -> Participant {
    let mail = format!("{}@kreis.example", grant.role.name());
    let right = Administrator::at_command_line();
    let link = server.service.invite(&right, &mail, grant).await.unwrap();
    create_account(server, link.token.as_str(), "").await
}

async fn sign_in(server: &Server, mail: &str, password: &str) -> (Participant, reqwest::Response) {
    let browser = Participant::new(&server.address);
    let response =
        browser.post("/de/edit/sign-in", &[("mail", mail), ("password", password)]).await;
    (browser, response)
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn the_first_link_makes_an_administrator_once_and_a_newer_one_replaces_it(
    #[case] engine: Engine,
) {
    let server = Server::start(engine).await;
    let old = server.service.issue_set_up_link().await.unwrap().unwrap();
    let token = server.service.issue_set_up_link().await.unwrap().unwrap();
    let guest = Participant::new(&server.address);
    let gone = guest.fetch(&format!("/de/edit/link/{}", old.as_str())).await;
    assert_eq!(gone.status(), StatusCode::GONE);
    let browser = create_account(&server, token.as_str(), "Verwaltung@Kreis.example").await;
    let page = browser.fetch("/de/edit").await.text().await.unwrap();
    assert!(page.contains("Ayşe Beispiel"), "{page}");
    assert_eq!(server.service.issue_set_up_link().await.unwrap(), None);
    let again = guest.fetch(&format!("/de/edit/link/{}", token.as_str())).await;
    assert_eq!(again.status(), StatusCode::GONE);
    // The address is the same however it is written.
    let (_, response) = sign_in(&server, "VERWALTUNG@kreis.EXAMPLE", PASSWORD).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
}

#[rstest]
#[case::short("kurz", "kurz")]
#[case::weak("passwort123", "passwort123")]
#[case::own_name("ayşe beispiel", "ayşe beispiel")]
#[case::different(PASSWORD, "drei blaue Stühle im Haus")]
#[tokio::test]
async fn a_refused_password_keeps_the_link_and_what_was_typed(
    #[case] password: &str,
    #[case] repeated: &str,
) {
    let server = Server::start(Engine::Sqlite).await;
    let token = server.service.issue_set_up_link().await.unwrap().unwrap();
    let path = format!("/de/edit/link/{}", token.as_str());
    let browser = Participant::new(&server.address);
    let fields = [
        ("name", "Ayşe <Beispiel>"),
        ("mail", "a@kreis.example"),
        ("password", password),
        ("repeated", repeated),
    ];
    let response = browser.post(&path, &fields).await;
    assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = response.text().await.unwrap();
    assert!(page.contains("Ayşe &lt;Beispiel&gt;") && page.contains("a@kreis.example"), "{page}");
    assert!(page.contains("role=\"alert\"") && !page.contains(password), "{page}");
    create_account(&server, token.as_str(), "a@kreis.example").await;
}

#[tokio::test]
async fn whoever_is_not_signed_in_comes_back_to_the_page_afterwards_and_never_elsewhere() {
    let server = Server::start(Engine::Sqlite).await;
    administrator(&server).await;
    let guest = Participant::new(&server.address);
    let asked = guest.fetch("/de/edit/audit?page=2").await;
    assert_eq!(asked.status(), StatusCode::SEE_OTHER);
    assert_eq!(location(&asked), "/de/edit/sign-in?next=%2Fde%2Fedit%2Faudit%3Fpage%3D2");
    let mail = ("mail", "verwaltung@kreis.example");
    for (next, goal) in [
        ("/de/edit/audit?page=2", "/de/edit/audit?page=2"),
        ("https://other.example/", "/de/edit"),
        ("//other.example/de/edit", "/de/edit"),
        ("/de/editor", "/de/edit"),
        ("/de/edit/\\..\\x", "/de/edit"),
    ] {
        let fields = [mail, ("password", PASSWORD), ("next", next)];
        let response = guest.post("/de/edit/sign-in", &fields).await;
        assert_eq!(location(&response), goal, "{next}");
    }
}

#[tokio::test]
async fn ten_wrong_passwords_slow_that_account_down_and_no_other() {
    let server = Server::start(Engine::Sqlite).await;
    administrator(&server).await;
    somebody(&server, Grant::of(Role::Planner)).await;
    for _ in 0..10 {
        let (_, response) = sign_in(&server, "verwaltung@kreis.example", "falsch").await;
        assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
    }
    let (_, slowed) = sign_in(&server, "verwaltung@kreis.example", PASSWORD).await;
    assert_eq!(slowed.status(), StatusCode::TOO_MANY_REQUESTS);
    let (_, other) = sign_in(&server, "planner@kreis.example", PASSWORD).await;
    assert_eq!(other.status(), StatusCode::SEE_OTHER);
    server.advance(Duration::from_secs(15));
    let (_, later) = sign_in(&server, "verwaltung@kreis.example", PASSWORD).await;
    assert_eq!(later.status(), StatusCode::SEE_OTHER);
    // Whether there is such an account is not told.
    let (_, nobody) = sign_in(&server, "niemand@kreis.example", "falsch").await;
    let (_, wrong) = sign_in(&server, "planner@kreis.example", "falsch").await;
    assert_eq!(nobody.status(), wrong.status());
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_session_ends_on_sign_out_on_expiry_and_when_the_account_is_disabled(
    #[case] engine: Engine,
) {
    let server = Server::start(engine).await;
    let browser = administrator(&server).await;
    let is_in = async |browser: &Participant| {
        browser.fetch("/de/edit/audit").await.status() == StatusCode::OK
    };
    let (second, _) = sign_in(&server, "verwaltung@kreis.example", PASSWORD).await;
    assert!(is_in(&browser).await && is_in(&second).await);
    // Signed out everywhere else.
    browser.post("/de/edit/account", &[("step", "sign-out-everywhere")]).await;
    assert!(is_in(&browser).await && !is_in(&second).await);
    // Signed out: the token is worth nothing, even where the browser would keep it.
    let (third, _) = sign_in(&server, "verwaltung@kreis.example", PASSWORD).await;
    third.post("/de/edit/sign-out", &[]).await;
    assert!(!is_in(&third).await);
    // Used every few days it lives for a month, unused for a week.
    for _ in 0..4 {
        server.advance(Duration::from_hours(24 * 6));
        assert!(is_in(&browser).await);
    }
    server.advance(Duration::from_hours(24 * 7));
    assert!(!is_in(&browser).await);
    // A disabled account is out at once, and back in with its password once it is enabled.
    let editor = somebody(&server, Grant::of(Role::Administrator)).await;
    assert!(is_in(&editor).await);
    let right = Administrator::at_command_line();
    let accounts = server.service.list_accounts(&right).await.unwrap();
    let mail = "administrator@kreis.example";
    let account = accounts.iter().find(|account| account.mail.as_str() == mail).unwrap();
    server.service.disable_account(&right, &account.id).await.unwrap();
    assert!(!is_in(&editor).await);
    let (_, refused) = sign_in(&server, mail, PASSWORD).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    server.service.enable_account(&right, &account.id).await.unwrap();
    let (_, back) = sign_in(&server, mail, PASSWORD).await;
    assert_eq!(back.status(), StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_administrator_invites_changes_and_deletes_but_never_the_last_one() {
    let server = Server::start(Engine::Sqlite).await;
    let browser = administrator(&server).await;
    let fields = [("mail", "Redaktion@kreis.example"), ("role", "editor"), ("cities", "marl")];
    server.service.seed_taxonomy().await.unwrap();
    let page = browser.post("/de/edit/accounts", &fields).await.text().await.unwrap();
    let (_, token) = page.split_once("/de/edit/link/").expect(&page);
    let editor = create_account(&server, &token[..64], "").await;
    assert_eq!(editor.fetch("/de/edit/accounts").await.status(), StatusCode::FORBIDDEN);
    let right = Administrator::at_command_line();
    let accounts = server.service.list_accounts(&right).await.unwrap();
    let of_role = |role| accounts.iter().find(|account| account.grant.role == role).unwrap();
    let (editor_id, own_id) = (&of_role(Role::Editor).id, &of_role(Role::Administrator).id);
    assert_eq!(of_role(Role::Editor).grant.cities.len(), 1);
    // The same session has other rights at once.
    let path = format!("/de/edit/accounts/{editor_id}");
    let fields = [("step", "save"), ("name", "Neu"), ("role", "administrator")];
    assert_eq!(browser.post(&path, &fields).await.status(), StatusCode::SEE_OTHER);
    assert_eq!(editor.fetch("/de/edit/accounts").await.status(), StatusCode::OK);
    assert_eq!(browser.post(&path, &[("step", "delete")]).await.status(), StatusCode::SEE_OTHER);
    assert_eq!(editor.fetch("/de/edit/accounts").await.status(), StatusCode::SEE_OTHER);
    for step in ["disable", "delete"] {
        let path = format!("/de/edit/accounts/{own_id}");
        let refused = browser.post(&path, &[("step", step)]).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY, "{step}");
    }
    let log = browser.fetch("/de/edit/audit").await.text().await.unwrap();
    for action in ["Eingeladen", "Konto geändert", "Konto gelöscht", "Angemeldet"] {
        assert!(log.contains(action), "{action}: {log}");
    }
    assert!(log.contains("redaktion@kreis.example"), "{log}");
    let file = browser.fetch("/de/edit/audit/export.csv").await;
    assert_eq!(file.headers()["content-disposition"], "attachment; filename=\"audit.csv\"");
    assert!(file.text().await.unwrap().contains("Konto gelöscht"));
    let own = browser.get("/de/edit/account/data.json").await.1;
    assert_eq!(own["account"]["mail"], "verwaltung@kreis.example");
    assert!(own["deeds"].as_array().unwrap().len() > 3);
    assert!(!own.to_string().contains("argon2"), "{own}");
}

#[rstest]
#[case::no_mail("kein@", "editor", "")]
#[case::no_role("a@kreis.example", "king", "")]
#[case::no_provider("a@kreis.example", "provider", "nobody")]
#[case::taken("verwaltung@kreis.example", "editor", "")]
#[tokio::test]
async fn a_wrong_invitation_is_refused_and_kept(
    #[case] mail: &str,
    #[case] role: &str,
    #[case] provider: &str,
) {
    let server = Server::start(Engine::Sqlite).await;
    let browser = administrator(&server).await;
    let fields = [("mail", mail), ("role", role), ("provider", provider)];
    let response = browser.post("/de/edit/accounts", &fields).await;
    assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(response.text().await.unwrap().contains(mail));
}

#[tokio::test]
async fn a_provider_needs_a_provider_that_exists() {
    let server = Server::start(Engine::Sqlite).await;
    let provider = ProviderId::parse("nobody").unwrap();
    let grant = Grant { provider: Some(provider), ..Grant::of(Role::Provider) };
    let right = Administrator::at_command_line();
    assert!(server.service.invite(&right, "a@kreis.example", grant).await.is_err());
}

/// The code that an app shows for the secret on a page, at the server's time.
fn code_of(page: &str, server: &Server) -> (String, String) {
    let (_, rest) = page.split_once("name=\"secret\" value=\"").expect("no secret");
    let secret = rest.split('"').next().unwrap().to_owned();
    (code_at(&secret, server, 0), secret)
}

fn code_at(secret: &str, server: &Server, steps: u64) -> String {
    let secret = totp_rs::Secret::try_from_base32(secret).unwrap();
    let totp = totp_rs::Builder::new().with_secret(secret).build().unwrap();
    totp.generate(server.seconds() + 30 * steps).to_string()
}

#[tokio::test]
async fn with_a_second_factor_the_password_alone_opens_nothing_and_a_code_is_used_once() {
    let server = Server::start(Engine::Sqlite).await;
    let browser = administrator(&server).await;
    let path = "/de/edit/account/second-factor";
    let (code, secret) = code_of(&browser.fetch(path).await.text().await.unwrap(), &server);
    let wrong = [("step", "on"), ("secret", secret.as_str()), ("code", "000000")];
    let refused = browser.post(path, &wrong).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().await.unwrap().contains(&secret));
    let right = [("step", "on"), ("secret", secret.as_str()), ("code", code.as_str())];
    assert_eq!(browser.post(path, &right).await.status(), StatusCode::SEE_OTHER);
    let mail = "verwaltung@kreis.example";
    let (other, response) = sign_in(&server, mail, PASSWORD).await;
    assert!(location(&response).starts_with("/de/edit/sign-in/code?"), "{response:?}");
    assert_eq!(other.fetch("/de/edit/audit").await.status(), StatusCode::SEE_OTHER);
    // The code that turned it on does not sign in as well.
    let used = other.post("/de/edit/sign-in/code", &[("code", code.as_str())]).await;
    assert_eq!(used.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let next = code_at(&secret, &server, 1);
    let fields = [("code", next.as_str()), ("next", "/de/edit/audit")];
    let signed_in = other.post("/de/edit/sign-in/code", &fields).await;
    assert_eq!(location(&signed_in), "/de/edit/audit");
    assert_eq!(other.fetch("/de/edit/audit").await.status(), StatusCode::OK);
    // A person who has lost the app is helped by an administrator, or at the command line.
    let right = Administrator::at_command_line();
    let id = server.service.list_accounts(&right).await.unwrap().remove(0).id;
    server.service.reset_second_factor(&right, &id).await.unwrap();
    let (_, response) = sign_in(&server, mail, PASSWORD).await;
    assert_eq!(location(&response), "/de/edit");
}

#[tokio::test]
async fn a_password_without_its_code_is_forgotten_after_ten_minutes() {
    let server = Server::start(Engine::Sqlite).await;
    let browser = administrator(&server).await;
    let path = "/de/edit/account/second-factor";
    let (code, secret) = code_of(&browser.fetch(path).await.text().await.unwrap(), &server);
    let fields = [("step", "on"), ("secret", secret.as_str()), ("code", code.as_str())];
    browser.post(path, &fields).await;
    let (other, _) = sign_in(&server, "verwaltung@kreis.example", PASSWORD).await;
    server.advance(Duration::from_mins(10));
    let code = code_at(&secret, &server, 0);
    let late = other.post("/de/edit/sign-in/code", &[("code", code.as_str())]).await;
    assert_eq!(late.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn whoever_knows_the_password_cannot_guess_at_codes_without_end() {
    let server = Server::start(Engine::Sqlite).await;
    let browser = administrator(&server).await;
    let path = "/de/edit/account/second-factor";
    let (code, secret) = code_of(&browser.fetch(path).await.text().await.unwrap(), &server);
    let fields = [("step", "on"), ("secret", secret.as_str()), ("code", code.as_str())];
    browser.post(path, &fields).await;
    let mail = "verwaltung@kreis.example";
    for _ in 0..5 {
        let (guesser, _) = sign_in(&server, mail, PASSWORD).await;
        guesser.post("/de/edit/sign-in/code", &[("code", "000000")]).await;
    }
    let (_, slowed) = sign_in(&server, mail, PASSWORD).await;
    assert_eq!(slowed.status(), StatusCode::TOO_MANY_REQUESTS);
}
