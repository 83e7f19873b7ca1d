//! Signing in by OpenID Connect, at a provider over HTTP.

mod provider;

use super::{administrator, code_at, code_of, location, somebody};
use crate::harness::{Engine, Participant, Server, TestDb};
use backend::Settings;
use backend::accounts::{Administrator, OpenIdProvider};
use i18n::I18n;
use i18n::words::desk::desk_error;
use provider::{Pairs, Provider, decode, new_key, settings, sign};
use reqwest::{Response, StatusCode};
use rstest::rstest;
use serde_json::{Value, json};
use shared::desk::account::{Grant, Role};
use shared::desk::audit::Action;
use shared::desk::{AccountError, DeskError, OpenIdError};
use shared::language::UiLanguage;
use std::time::Duration;
use tokio::net::TcpListener;

const START: &str = "/de/edit/sign-in/openid";
const MAIL: &str = "verwaltung@kreis.example";

async fn start(engine: Engine) -> (Server, Provider) {
    let provider = Provider::start().await;
    let server = start_with(engine, Some(provider.settings())).await;
    administrator(&server).await;
    (server, provider)
}

async fn start_with(engine: Engine, openid: Option<OpenIdProvider>) -> Server {
    let settings = Settings { openid, ..Settings::default() };
    Server::start_on(TestDb::new(engine).await, settings).await
}

/// Goes to the provider; what it is sent.
async fn go(browser: &Participant, path: &str) -> Pairs {
    let response = browser.fetch(path).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER, "{}", response.text().await.unwrap());
    let address = location(&response);
    decode(address.split_once('?').unwrap().1)
}

/// What the provider says of the administrator.
fn claims(server: &Server, provider: &Provider, sent: &Pairs) -> Value {
    json!({
        "iss": provider.issuer, "sub": "7", "aud": sent["client_id"], "nonce": sent["nonce"],
        "exp": server.seconds() + 300, "iat": server.seconds(), "email": MAIL,
        "email_verified": true,
    })
}

fn changed(mut claims: Value, changes: &Value) -> Value {
    for (name, value) in changes.as_object().unwrap() {
        claims[name] = value.clone();
    }
    claims
}

/// Comes back from the provider with these pairs.
async fn come_back(browser: &Participant, pairs: &[(&str, &str)]) -> Response {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    browser.fetch(&format!("{START}/back?{query}")).await
}

/// Signs in with a new browser as somebody of whom the provider says this.
async fn sign_in_as(
    server: &Server,
    provider: &Provider,
    changes: &Value,
) -> (Participant, Response) {
    let browser = Participant::new(&server.address);
    let sent = go(&browser, START).await;
    let token = provider.sign(&changed(claims(server, provider, &sent), changes));
    let code = provider.issue_code(&sent, token);
    let response = come_back(&browser, &[("code", &code), ("state", &sent["state"])]).await;
    (browser, response)
}

/// The page to sign in says why, and nobody is signed in.
async fn assert_refused(browser: &Participant, response: Response, error: OpenIdError) {
    let error = DeskError::Account(AccountError::OpenId(error));
    assert_eq!(response.status().as_u16(), error.status());
    let page = response.text().await.unwrap();
    let words = desk_error(I18n::for_server(UiLanguage::De), &error);
    assert!(page.contains(&words) && page.contains("role=\"alert\""), "{words}: {page}");
    assert!(page.contains("name=\"password\""), "{page}");
    assert_eq!(browser.fetch("/de/edit").await.status(), StatusCode::SEE_OTHER);
}

async fn sign_ins(server: &Server) -> usize {
    let log = server.service.list_audit(&Administrator::at_command_line()).await.unwrap();
    log.iter().filter(|entry| entry.action == Action::SignIn).count()
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn whoever_the_provider_knows_is_signed_in_to_their_account_and_sees_the_page_they_wanted(
    #[case] engine: Engine,
) {
    let (server, provider) = start(engine).await;
    let before = sign_ins(&server).await;
    let browser = Participant::new(&server.address);
    let page = browser.fetch("/de/edit/sign-in?next=%2Fde%2Fedit%2Faudit%3Fpage%3D1").await;
    let page = page.text().await.unwrap();
    assert!(page.contains("Mit Kreis &lt;Login&gt; anmelden"), "{page}");
    let link = format!("{START}?next=%2Fde%2Fedit%2Faudit%3Fpage%3D1");
    assert!(page.contains(&link), "{page}");

    let response = browser.fetch(&link).await;
    let cookie = response.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert!(cookie.contains("; SameSite=Lax; HttpOnly"), "{cookie}");
    let address = location(&response);
    let (endpoint, query) = address.split_once('?').unwrap();
    assert_eq!(endpoint, format!("{}/authorise", provider.issuer));
    let sent = decode(query);
    assert_eq!(sent["theme"], "kreis", "what the address had before");
    assert_eq!(sent["redirect_uri"], format!("{}{START}/back", server.address));
    let expected = [
        ("response_type", "code"),
        ("scope", "openid email"),
        ("code_challenge_method", "S256"),
        ("client_id", "miteinander"),
    ];
    for (name, value) in expected {
        assert_eq!(sent[name], value);
    }

    // However the provider writes the address.
    let shouted =
        changed(claims(&server, &provider, &sent), &json!({ "email": MAIL.to_uppercase() }));
    let code = provider.issue_code(&sent, provider.sign(&shouted));
    let back = come_back(&browser, &[("code", &code), ("state", &sent["state"])]).await;
    assert_eq!(location(&back), "/de/edit/audit?page=1");
    assert_eq!(browser.fetch("/de/edit/audit").await.status(), StatusCode::OK);
    assert_eq!(sign_ins(&server).await, before + 1);
    // Who is signed in already is not sent out again.
    assert_eq!(location(&browser.fetch(START).await), "/de/edit");
}

#[tokio::test]
async fn roles_stay_ours() {
    let (server, provider) = start(Engine::Sqlite).await;
    somebody(&server, Grant::of(Role::Planner)).await;
    let changes = json!({ "email": "planner@kreis.example", "roles": ["administrator"] });
    let (browser, response) = sign_in_as(&server, &provider, &changes).await;
    assert_eq!(location(&response), "/de/edit");
    assert_eq!(browser.fetch("/de/edit/figures").await.status(), StatusCode::OK);
    assert_eq!(browser.fetch("/de/edit/audit").await.status(), StatusCode::FORBIDDEN);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn the_second_factor_is_asked_for_as_after_a_password(#[case] engine: Engine) {
    let (server, provider) = start(engine).await;
    let (browser, _) = sign_in_as(&server, &provider, &json!({})).await;
    let path = "/de/edit/account/second-factor";
    let (code, secret) = code_of(&browser.fetch(path).await.text().await.unwrap(), &server);
    let fields = [("step", "on"), ("secret", secret.as_str()), ("code", code.as_str())];
    browser.post(path, &fields).await;
    let before = sign_ins(&server).await;

    let (other, response) = sign_in_as(&server, &provider, &json!({})).await;
    assert_eq!(location(&response), "/de/edit/sign-in/code?next=%2Fde%2Fedit");
    assert_eq!(other.fetch("/de/edit/audit").await.status(), StatusCode::SEE_OTHER);
    assert_eq!(sign_ins(&server).await, before);
    let wrong = other.post("/de/edit/sign-in/code", &[("code", "000000")]).await;
    assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let code = code_at(&secret, &server, 1);
    other.post("/de/edit/sign-in/code", &[("code", code.as_str())]).await;
    assert_eq!(other.fetch("/de/edit/audit").await.status(), StatusCode::OK);
    assert_eq!(sign_ins(&server).await, before + 1);
}

#[rstest]
#[case::unknown(json!({ "email": "niemand@kreis.example" }), OpenIdError::NoAccount)]
#[case::no_address(json!({ "email": "verwaltung" }), OpenIdError::NoAccount)]
#[case::letters_that_look_alike(
    json!({ "email": "verwaltung@\u{212a}reis.example" }),
    OpenIdError::NoAccount
)]
#[case::unverified(json!({ "email_verified": false }), OpenIdError::MailNotVerified)]
#[case::verified_as_text(json!({ "email_verified": "true" }), OpenIdError::MailNotVerified)]
#[case::nothing_said(json!({ "email_verified": null }), OpenIdError::MailNotVerified)]
#[case::nonce(json!({ "nonce": "0" }), OpenIdError::Token)]
#[case::audience(json!({ "aud": "another" }), OpenIdError::Token)]
#[case::issuer(json!({ "iss": "https://login.example" }), OpenIdError::Token)]
#[case::expired(json!({ "exp": 1_000_000_000 }), OpenIdError::Token)]
#[tokio::test]
async fn whoever_the_provider_does_not_vouch_for_is_not_signed_in(
    #[case] changes: Value,
    #[case] error: OpenIdError,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (server, provider) = start(engine).await;
    let (browser, response) = sign_in_as(&server, &provider, &changes).await;
    assert_refused(&browser, response, error).await;
    let accounts = server.service.list_accounts(&Administrator::at_command_line()).await.unwrap();
    assert_eq!(accounts.len(), 1, "no account is created");
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_disabled_account_is_not_signed_in(#[case] engine: Engine) {
    let (server, provider) = start(engine).await;
    somebody(&server, Grant::of(Role::Editor)).await;
    let right = Administrator::at_command_line();
    let accounts = server.service.list_accounts(&right).await.unwrap();
    let editor = accounts.iter().find(|account| account.grant.role == Role::Editor).unwrap();
    server.service.disable_account(&right, &editor.id).await.unwrap();
    let changes = json!({ "email": editor.mail.as_str() });
    let (browser, response) = sign_in_as(&server, &provider, &changes).await;
    assert_refused(&browser, response, OpenIdError::NoAccount).await;
}

#[tokio::test]
async fn a_token_that_somebody_else_has_signed_is_refused() {
    let (server, provider) = start(Engine::Sqlite).await;
    let browser = Participant::new(&server.address);
    let sent = go(&browser, START).await;
    let claims = claims(&server, &provider, &sent);
    let forged = sign(&new_key(), &claims);
    let signed = provider.sign(&changed(claims.clone(), &json!({ "email": "a@kreis.example" })));
    // The claims of one token with the signature of another.
    let (message, _) = forged.rsplit_once('.').unwrap();
    let (_, signature) = signed.rsplit_once('.').unwrap();
    for token in [forged.clone(), format!("{message}.{signature}"), format!("{message}.")] {
        let sent = go(&browser, START).await;
        let code = provider.issue_code(&sent, token);
        let response = come_back(&browser, &[("code", &code), ("state", &sent["state"])]).await;
        assert_refused(&browser, response, OpenIdError::Token).await;
    }
}

#[tokio::test]
async fn only_the_browser_that_was_sent_out_comes_back_once_and_in_time() {
    let (server, provider) = start(Engine::Sqlite).await;
    let browser = Participant::new(&server.address);
    let attempt = async || {
        let sent = go(&browser, START).await;
        let token = provider.sign(&claims(&server, &provider, &sent));
        (provider.issue_code(&sent, token), sent["state"].clone())
    };
    let (code, _) = attempt().await;
    assert_refused(&browser, come_back(&browser, &[("code", &code)]).await, OpenIdError::Expired)
        .await;
    let (code, state) = attempt().await;
    let other = "0".repeat(64);
    let wrong = come_back(&browser, &[("code", &code), ("state", &other)]).await;
    assert_refused(&browser, wrong, OpenIdError::Expired).await;
    let again = come_back(&browser, &[("code", &code), ("state", &state)]).await;
    assert_refused(&browser, again, OpenIdError::Expired).await;

    // Another browser, as where somebody is made to follow a link.
    let (code, state) = attempt().await;
    let victim = Participant::new(&server.address);
    go(&victim, START).await;
    let led = come_back(&victim, &[("code", &code), ("state", &state)]).await;
    assert_refused(&victim, led, OpenIdError::Expired).await;
    assert_eq!(provider.unused_codes(), 3, "no code was exchanged");

    let back = come_back(&browser, &[("code", &code), ("state", &state)]).await;
    assert_eq!(location(&back), "/de/edit");
    browser.post("/de/edit/sign-out", &[]).await;
    let replayed = come_back(&browser, &[("code", &code), ("state", &state)]).await;
    assert_refused(&browser, replayed, OpenIdError::Expired).await;

    let (code, state) = attempt().await;
    server.advance(Duration::from_mins(10));
    let late = come_back(&browser, &[("code", &code), ("state", &state)]).await;
    assert_refused(&browser, late, OpenIdError::Expired).await;
}

#[tokio::test]
async fn whoever_changes_their_mind_at_the_provider_is_told_and_keeps_the_page_they_wanted() {
    let (server, _provider) = start(Engine::Sqlite).await;
    let browser = Participant::new(&server.address);
    let sent = go(&browser, &format!("{START}?next=%2Fde%2Fedit%2Faudit")).await;
    let pairs = [("error", "access_denied"), ("state", sent["state"].as_str())];
    let denied = come_back(&browser, &pairs).await;
    let page = denied.text().await.unwrap();
    assert!(page.contains("name=\"next\" value=\"/de/edit/audit\""), "{page}");

    for (error, expected) in
        [("access_denied", OpenIdError::Denied), ("invalid_scope", OpenIdError::Unreachable)]
    {
        let sent = go(&browser, START).await;
        let pairs = [("error", error), ("state", sent["state"].as_str())];
        assert_refused(&browser, come_back(&browser, &pairs).await, expected).await;
    }
    // An error that nobody asked for is not shown as the provider's.
    let forged = come_back(&browser, &[("error", "access_denied"), ("state", "x")]).await;
    assert_refused(&browser, forged, OpenIdError::Expired).await;
}

#[tokio::test]
async fn the_words_are_those_of_the_language() {
    let (server, _provider) = start(Engine::Sqlite).await;
    let browser = Participant::new(&server.address);
    let sent = go(&browser, "/en/edit/sign-in/openid").await;
    assert_eq!(sent["redirect_uri"], format!("{}/en/edit/sign-in/openid/back", server.address));
    let path = format!("/en/edit/sign-in/openid/back?error=access_denied&state={}", sent["state"]);
    let page = browser.fetch(&path).await.text().await.unwrap();
    let english = I18n::for_server(UiLanguage::En);
    let denied = DeskError::Account(AccountError::OpenId(OpenIdError::Denied));
    assert!(page.contains(&desk_error(english, &denied)), "{page}");
}

#[tokio::test]
async fn a_provider_that_is_down_leaves_the_password() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let issuer = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let server = start_with(Engine::Sqlite, Some(settings(&issuer))).await;
    administrator(&server).await;
    let browser = Participant::new(&server.address);
    let response = browser.fetch(START).await;
    assert_refused(&browser, response, OpenIdError::Unreachable).await;
    let (_, response) = super::sign_in(&server, MAIL, super::PASSWORD).await;
    assert_eq!(location(&response), "/de/edit");
}

#[rstest]
#[case::no_json("<html>".to_owned())]
#[case::another_issuer(json!({ "issuer": "https://login.example" }).to_string())]
#[case::too_long(format!("\"{}\"", "x".repeat(300_000)))]
#[tokio::test]
async fn a_provider_that_answers_anything_else_is_not_used(#[case] answer: String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let issuer = format!("http://{}", listener.local_addr().unwrap());
    let app = axum::Router::new().fallback(async move || answer.clone());
    tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    let server = start_with(Engine::Sqlite, Some(settings(&issuer))).await;
    let browser = Participant::new(&server.address);
    let response = browser.fetch(START).await;
    assert_refused(&browser, response, OpenIdError::Unreachable).await;
}

#[rstest]
#[case::down(StatusCode::SERVICE_UNAVAILABLE, OpenIdError::Unreachable)]
#[case::refused(StatusCode::UNAUTHORIZED, OpenIdError::Token)]
#[case::elsewhere(StatusCode::TEMPORARY_REDIRECT, OpenIdError::Unreachable)]
#[tokio::test]
async fn a_code_that_the_provider_does_not_exchange_signs_nobody_in(
    #[case] status: StatusCode,
    #[case] error: OpenIdError,
) {
    let (server, provider) = start(Engine::Sqlite).await;
    provider.fail(status);
    let (browser, response) = sign_in_as(&server, &provider, &json!({})).await;
    assert_refused(&browser, response, error).await;
    // A code that it never gave.
    let (server, provider) = start(Engine::Sqlite).await;
    let browser = Participant::new(&server.address);
    let sent = go(&browser, START).await;
    let made_up = come_back(&browser, &[("code", "x"), ("state", &sent["state"])]).await;
    assert_refused(&browser, made_up, OpenIdError::Token).await;
    assert_eq!(provider.unused_codes(), 0);
}

#[rstest]
#[case::verified(json!({ "sub": "7", "email": MAIL, "email_verified": true }), None)]
#[case::unverified(json!({ "sub": "7", "email": MAIL }), Some(OpenIdError::MailNotVerified))]
#[case::nothing(json!({ "sub": "7" }), Some(OpenIdError::MailNotVerified))]
#[case::another_person(
    json!({ "sub": "8", "email": MAIL, "email_verified": true }),
    Some(OpenIdError::Token)
)]
#[tokio::test]
async fn a_provider_that_tells_the_mail_address_only_when_asked_is_asked(
    #[case] profile: Value,
    #[case] error: Option<OpenIdError>,
) {
    let (server, provider) = start(Engine::Sqlite).await;
    provider.set_profile(profile);
    let (browser, response) = sign_in_as(&server, &provider, &json!({ "email": null })).await;
    match error {
        Some(error) => assert_refused(&browser, response, error).await,
        None => assert_eq!(location(&response), "/de/edit"),
    }
}

#[tokio::test]
async fn without_a_provider_there_is_no_link_and_no_page() {
    let server = start_with(Engine::Sqlite, None).await;
    let browser = Participant::new(&server.address);
    let page = browser.fetch("/de/edit/sign-in").await.text().await.unwrap();
    assert!(!page.contains("openid"), "{page}");
    assert_eq!(browser.fetch(START).await.status(), StatusCode::NOT_FOUND);
    let back = come_back(&browser, &[("code", "x"), ("state", "x")]).await;
    assert_eq!(back.status(), StatusCode::NOT_FOUND);
}
