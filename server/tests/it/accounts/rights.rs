//! The table of all routes of the desk by roles: nobody reaches what is not theirs.

use super::{administrator, somebody};
use crate::harness::{Engine, Participant, Server, demo_offers};
use reqwest::StatusCode;
use shared::desk::account::{Grant, Role};
use std::collections::BTreeSet;

/// A route of the desk, and who may reach it; nobody signed in may not.
struct Route {
    /// As the router has it.
    pattern: &'static str,
    /// Roles that may; `None` for pages before signing in.
    roles: Option<&'static [Role]>,
}

const EVERYBODY: &[Role] = &Role::ALL;
const AUTHORS: &[Role] = &[Role::Administrator, Role::Editor, Role::Provider];
const EDITORS: &[Role] = &[Role::Administrator, Role::Editor];
const PLANNERS: &[Role] = &[Role::Administrator, Role::Editor, Role::Planner];
const ORGANISERS: &[Role] = &[Role::Administrator, Role::Organiser];
const ADMINISTRATORS: &[Role] = &[Role::Administrator];

const fn open(pattern: &'static str) -> Route {
    Route { pattern, roles: None }
}

const fn only(pattern: &'static str, roles: &'static [Role]) -> Route {
    Route { pattern, roles: Some(roles) }
}

const ROUTES: &[Route] = &[
    open("/sign-in"),
    open("/sign-in/code"),
    open("/sign-in/openid"),
    open("/sign-in/openid/back"),
    open("/forgotten"),
    open("/sign-out"),
    open("/link/{token}"),
    only("/", EVERYBODY),
    only("/offers", AUTHORS),
    only("/offers/new", AUTHORS),
    only("/offers/{id}", AUTHORS),
    only("/offers/{id}/preview", AUTHORS),
    only("/offers/{id}/versions", AUTHORS),
    only("/providers", EDITORS),
    only("/providers/new", EDITORS),
    only("/providers/{id}", EDITORS),
    only("/lists", EDITORS),
    only("/lists/{list}", EDITORS),
    only("/lists/words", EDITORS),
    only("/lists/words/new", EDITORS),
    only("/lists/words/{id}", EDITORS),
    only("/figures", PLANNERS),
    only("/figures/residents", PLANNERS),
    only("/figures/{name}", PLANNERS),
    only("/imports", EDITORS),
    only("/imports/undo", EDITORS),
    only("/imports/{id}", EDITORS),
    only("/imports/{id}/columns", EDITORS),
    only("/imports/{id}/values", EDITORS),
    only("/imports/{id}/defaults", EDITORS),
    only("/imports/{id}/preview", EDITORS),
    only("/imports/{id}/apply", EDITORS),
    only("/imports/{id}/discard", EDITORS),
    only("/imports/{id}/rejected/{kind}", EDITORS),
    only("/account", EVERYBODY),
    only("/accounts", ADMINISTRATORS),
    only("/accounts/{id}", ADMINISTRATORS),
    only("/account/data.json", EVERYBODY),
    only("/account/second-factor", EVERYBODY),
    only("/proposals", EDITORS),
    only("/reports", EDITORS),
    only("/mail", EDITORS),
    only("/conferences", ORGANISERS),
    only("/conferences/new", ORGANISERS),
    only("/conferences/import", ORGANISERS),
    only("/conferences/matrices/{file}", ORGANISERS),
    only("/conferences/{id}", ORGANISERS),
    only("/conferences/{id}/matrix", ORGANISERS),
    only("/conferences/{id}/matrix/undo", ORGANISERS),
    only("/conferences/{id}/export/{kind}", ORGANISERS),
    only("/conferences/{id}/details", ORGANISERS),
    only("/conferences/{id}/fields/{field}", ORGANISERS),
    only("/conferences/{id}/challenges/{challenge}", ORGANISERS),
    only("/conferences/{id}/rounds", ORGANISERS),
    only("/conferences/{id}/people", ORGANISERS),
    only("/conferences/{id}/print", ORGANISERS),
    only("/conferences/{id}/tables", ORGANISERS),
    only("/audit", ADMINISTRATORS),
    only("/audit/export.csv", ADMINISTRATORS),
];

/// The routes that post as well.
const POSTS: &[&str] = &[
    "/account",
    "/account/second-factor",
    "/accounts",
    "/accounts/{id}",
    "/offers/new",
    "/offers/{id}",
    "/offers/{id}/versions",
    "/providers/new",
    "/providers/{id}",
    "/lists",
    "/lists/{list}",
    "/lists/words/new",
    "/lists/words/{id}",
    "/imports",
    "/imports/undo",
    "/imports/{id}/columns",
    "/imports/{id}/values",
    "/imports/{id}/defaults",
    "/imports/{id}/apply",
    "/imports/{id}/discard",
    "/proposals",
    "/reports",
    "/mail",
    "/figures/residents",
    "/conferences/new",
    "/conferences/import",
    "/conferences/matrices/{file}",
    "/conferences/{id}",
    "/conferences/{id}/matrix",
    "/conferences/{id}/matrix/undo",
    "/conferences/{id}/details",
    "/conferences/{id}/fields/{field}",
    "/conferences/{id}/challenges/{challenge}",
    "/conferences/{id}/rounds",
    "/conferences/{id}/people",
];

fn address(pattern: &str) -> String {
    let path = pattern.replace("{id}", "00000000000000000000000000").replace("{token}", "x");
    let path = path.replace("{name}", "gaps");
    format!("/de/edit{}", path.trim_end_matches('/'))
}

/// Whether the desk let somebody through to the use case. What is missing there is their business.
fn is_admitted(response: &reqwest::Response) -> bool {
    let location = response.headers().get("location").map(|value| value.to_str().unwrap());
    let is_sent_away = location.is_some_and(|goal| goal.starts_with("/de/edit/sign-in?"));
    let is_refused = [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN].contains(&response.status());
    !is_sent_away && !is_refused
}

async fn browsers(server: &Server) -> Vec<(Role, Participant)> {
    let mut browsers = vec![(Role::Administrator, administrator(server).await)];
    server.service.store_offers(demo_offers()).await.unwrap();
    let provider = demo_offers().providers.into_iter().next().unwrap().id;
    for role in Role::ALL.into_iter().filter(|role| *role != Role::Administrator) {
        let provider = Some(provider.clone()).filter(|_| role == Role::Provider);
        let grant = Grant { provider, ..Grant::of(role) };
        browsers.push((role, somebody(server, grant).await));
    }
    browsers
}

#[test]
fn the_table_holds_every_route_of_the_desk() {
    let source = include_str!("../../../src/http/desk.rs");
    let (_, source) = source.split_once("fn routes_of_a_language").unwrap();
    let patterns = source.split(".route(").skip(1);
    let routed: BTreeSet<_> = patterns
        .filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next())
        .collect();
    assert!(routed.len() > 5);
    let listed: BTreeSet<_> = ROUTES.iter().map(|route| route.pattern).collect();
    assert_eq!(routed, listed);
}

#[tokio::test]
async fn every_page_is_reached_by_its_roles_and_by_nobody_else() {
    let server = Server::start(Engine::Sqlite).await;
    let browsers = browsers(&server).await;
    let guest = Participant::new(&server.address);
    for Route { pattern, roles } in ROUTES {
        let path = address(pattern);
        assert_eq!(is_admitted(&guest.fetch(&path).await), roles.is_none(), "nobody {path}");
        for (role, browser) in &browsers {
            let is_allowed = roles.is_none_or(|roles| roles.contains(role));
            assert_eq!(is_admitted(&browser.fetch(&path).await), is_allowed, "{role:?} {path}");
        }
    }
}

#[tokio::test]
async fn every_form_is_posted_by_its_roles_and_by_nobody_else() {
    let server = Server::start(Engine::Sqlite).await;
    let browsers = browsers(&server).await;
    let guest = Participant::new(&server.address);
    for pattern in POSTS {
        let route = ROUTES.iter().find(|route| route.pattern == *pattern).unwrap();
        let (path, roles) = (address(pattern), route.roles.unwrap());
        assert!(!is_admitted(&guest.post(&path, &[]).await), "nobody {path}");
        for (role, browser) in &browsers {
            let is_allowed = roles.contains(role);
            assert_eq!(is_admitted(&browser.post(&path, &[]).await), is_allowed, "{role:?} {path}");
        }
    }
}

#[tokio::test]
async fn a_form_of_another_site_is_refused_even_with_the_cookie() {
    let server = Server::start(Engine::Sqlite).await;
    let browser = administrator(&server).await;
    let response = browser
        .client
        .post(format!("{}/de/edit/accounts", server.address))
        .header("sec-fetch-site", "cross-site")
        .header("content-type", "application/x-www-form-urlencoded")
        .body("mail=fremd%40other.example&role=administrator")
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
}
