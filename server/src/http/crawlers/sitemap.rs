//! Sitemaps: one for each language, since one file may hold no more than 50,000 addresses, and an
//! index of them.

use super::{Indexing, indexing};
use crate::http::calendar;
use crate::http::errors::ApiResult;
use crate::http::state::AppState;
use app::routes::Page;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use backend::finder::PublicPages;
use shared::language::UiLanguage;
use std::fmt::Write as _;

/// Most addresses in one sitemap, by the protocol.
const MAX_ADDRESSES: usize = 50_000;
const XML: &str = "application/xml";
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The path of a language's sitemap.
pub(super) fn path(language: UiLanguage) -> String {
    format!("/sitemap-{}.xml", language.tag())
}

pub(super) async fn show_index(State(state): State<AppState>) -> Response {
    let url = state.service.public_url();
    let entries: String = UiLanguage::ALL
        .map(|language| format!("<sitemap><loc>{url}{}</loc></sitemap>\n", path(language)))
        .concat();
    let text =
        format!("{DECLARATION}<sitemapindex xmlns=\"{NAMESPACE}\">\n{entries}</sitemapindex>\n");
    ([(CONTENT_TYPE, XML)], text).into_response()
}

pub(super) async fn show_language(
    State(state): State<AppState>,
    language: UiLanguage,
) -> ApiResult<Response> {
    let pages = state.service.list_public_pages().await?;
    let url = state.service.public_url();
    let mut text = format!(
        "{DECLARATION}<urlset xmlns=\"{NAMESPACE}\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n"
    );
    for path in paths(&pages).take(MAX_ADDRESSES) {
        let address = |language: UiLanguage| format!("{url}/{}{path}", language.tag());
        // Writing into a string does not fail.
        let _ = write!(text, "<url><loc>{}</loc>", address(language));
        for other in UiLanguage::ALL {
            let (tag, href) = (other.tag(), address(other));
            let _ =
                write!(text, "<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{href}\"/>");
        }
        text.push_str("</url>\n");
    }
    text.push_str("</urlset>\n");
    Ok(([(CONTENT_TYPE, XML)], text).into_response())
}

/// The paths of all listed pages, after the language. Ids are letters, digits and hyphens, so
/// nothing has to be escaped.
fn paths(pages: &PublicPages) -> impl Iterator<Item = String> {
    let listed = Page::ALL.iter().filter(|page| indexing(**page) == Indexing::Listed);
    let of_program = listed.flat_map(|page| match page {
        Page::Offer => pages.offers.iter().map(|id| format!("/offers/{id}")).collect(),
        Page::Provider => pages.providers.iter().map(|id| format!("/providers/{id}")).collect(),
        Page::Home => vec![String::new()],
        page => vec![format!("/{}", page.path())],
    });
    std::iter::once(format!("/{}", calendar::PAGE)).chain(of_program)
}
