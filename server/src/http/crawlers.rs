//! What programs ask a site for before they read it: `robots.txt`, sitemaps, `security.txt`.

mod sitemap;

use super::state::AppState;
use app::routes::Page;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use backend::Service;
use backend::clock::utc_midnight;
use shared::language::UiLanguage;

const PLAIN_TEXT: &str = "text/plain; charset=utf-8";
/// How long `security.txt` may be relied on, in days; the standard asks for less than a year.
const SECURITY_CONTACT_DAYS: i32 = 180;

pub(super) fn routes() -> Router<AppState> {
    let router = Router::new()
        .route("/robots.txt", get(show_robots))
        .route("/.well-known/security.txt", get(show_security_contact))
        .route("/sitemap.xml", get(sitemap::show_index));
    UiLanguage::ALL.into_iter().fold(router, |router, language| {
        let show = move |state| sitemap::show_language(state, language);
        router.route(&sitemap::path(language), get(show))
    })
}

/// What search engines may do with a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Indexing {
    /// It is in the sitemap.
    Listed,
    /// It may be read.
    Allowed,
    /// It is nobody's business who is not in the hall, or holds a form only.
    Forbidden,
}

const fn indexing(page: Page) -> Indexing {
    match page {
        Page::Home
        | Page::Offers
        | Page::Offer
        | Page::Providers
        | Page::Provider
        | Page::About => Indexing::Listed,
        Page::Map | Page::Join => Indexing::Allowed,
        Page::Report
        | Page::Phone
        | Page::Receipt
        | Page::Board
        | Page::Results
        | Page::Organise
        | Page::Cards => Indexing::Forbidden,
    }
}

/// Pages with a query are lists under filters: as many as there are combinations, and nothing in
/// them that the list of offers lacks.
const FILTERED: [Page; 3] = [Page::Offers, Page::Map, Page::Providers];

async fn show_robots(State(state): State<AppState>) -> Response {
    let forbidden = Page::ALL.iter().filter(|page| indexing(**page) == Indexing::Forbidden);
    let pages = forbidden.map(|page| format!("/*/{}", with_wildcards(page.path())));
    let filtered = FILTERED.map(|page| format!("/*/{}?", page.path()));
    let dates = format!("/*/{}?", super::calendar::PAGE);
    let lines = pages.chain(filtered).chain([dates, "/api/".to_owned()]);
    let rules: Vec<_> = lines.map(|path| format!("Disallow: {path}\n")).collect();
    let url = state.service.public_url();
    let text = format!("User-agent: *\n{}\nSitemap: {url}/sitemap.xml\n", rules.concat());
    ([(CONTENT_TYPE, PLAIN_TEXT)], text).into_response()
}

/// A page's path with `*` for each parameter; a path is a prefix in `robots.txt`, so one at the end
/// is left out.
fn with_wildcards(path: &str) -> String {
    let segments = path.split('/').map(|part| if part.starts_with(':') { "*" } else { part });
    segments.collect::<Vec<_>>().join("/").trim_end_matches('*').to_owned()
}

/// RFC 9116. Without an operator's mail address there is nobody to write to, and no file.
async fn show_security_contact(State(state): State<AppState>) -> Response {
    let Some(mail) = state.service.show_about().mail else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let text = security_contact(&state.service, mail.as_str());
    ([(CONTENT_TYPE, PLAIN_TEXT)], text).into_response()
}

fn security_contact(service: &Service, mail: &str) -> String {
    let expires = utc_midnight(service.today(), SECURITY_CONTACT_DAYS);
    let canonical = format!("{}/.well-known/security.txt", service.public_url());
    format!(
        "Contact: mailto:{mail}\nExpires: {expires}\nPreferred-Languages: de, en\n\
         Canonical: {canonical}\n"
    )
}
