//! Addresses: which page answers to which path, and which language it speaks.
//!
//! Every page is a lazy route, so that its code is a file of its own; it is
//! rendered in one piece, because a page must be readable without JavaScript.

use crate::components::ErrorPage;
use crate::data::Question;
use crate::error::PageError;
use crate::pages::{
    BoardPage, CardsPage, HomePage, JoinPage, MapPage, OfferPage, OffersPage, OrganisePage,
    PhonePage, ProviderPage, ProvidersPage, ReceiptPage, ReportPage, ResultsPage,
};
use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::{Lazy, SsrMode, path};
use shared::api::Pairs;
use shared::error::Missing;
use shared::language::UiLanguage;

/// Path behind the language, and the page there under the name its code is split off with:
/// the name of its type in snake case. Must agree with [`App`].
pub const PAGES: [(&str, &str); 14] = [
    ("", "home_page"),
    ("offers", "offers_page"),
    ("offers/:id", "offer_page"),
    ("offers/:id/report", "report_page"),
    ("map", "map_page"),
    ("providers", "providers_page"),
    ("providers/:id", "provider_page"),
    ("join", "join_page"),
    ("c/:code", "phone_page"),
    ("c/:code/receipt", "receipt_page"),
    ("board/:code", "board_page"),
    ("results/:code", "results_page"),
    ("organise/:key", "organise_page"),
    ("organise/:key/cards", "cards_page"),
];

/// The page at a path such as `/de/offers/17`.
pub fn page_of(path: &str) -> Option<&'static str> {
    let (_, rest) = split_language(path);
    PAGES.iter().find(|(pattern, _)| matches(pattern, rest)).map(|(_, page)| *page)
}

/// The language a path begins with, if it is one of ours.
pub fn language_of(path: &str) -> Option<UiLanguage> {
    UiLanguage::from_tag(split_language(path).0)
}

/// What the page at an address wants to know; `None` for pages that know it all, and for
/// addresses without a page. `pairs` are those of the address's query.
pub fn question_of<'a>(
    path: &str,
    pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Option<Result<Question, Missing>> {
    let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    let pairs: Pairs = pairs.into_iter().map(owned).collect();
    let value = |wanted: &str| {
        pairs.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone())
    };
    let mut parts = path.trim_end_matches('/').rsplit('/');
    let last = parts.next().unwrap_or_default();
    match page_of(path)? {
        "offers_page" => Some(Ok(Question::Offers(pairs))),
        "offer_page" => Some(Question::offer(last)),
        "report_page" => Some(Question::offer(parts.next().unwrap_or_default())),
        "map_page" => Some(Ok(Question::Map(pairs))),
        "providers_page" => Some(Ok(Question::Providers(pairs))),
        "provider_page" => Some(Question::provider(last)),
        "phone_page" => Some(Question::phone(last, value("texts").as_deref())),
        "board_page" => Some(Question::board(last)),
        "results_page" => Some(Question::results(last)),
        "receipt_page" => {
            let code = parts.next().unwrap_or_default();
            Some(Question::receipt(code, value("words").as_deref()))
        }
        "organise_page" => Some(Ok(Question::Organiser(last.to_owned()))),
        "cards_page" => Some(Ok(Question::Organiser(parts.next().unwrap_or_default().to_owned()))),
        _ => None,
    }
}

/// Whether a path leads to where somebody votes.
pub fn is_voting_page(path: &str) -> bool {
    matches!(page_of(path), Some("phone_page" | "join_page"))
}

fn split_language(path: &str) -> (&str, &str) {
    let path = path.trim_matches('/');
    path.split_once('/').unwrap_or((path, ""))
}

fn matches(pattern: &str, path: &str) -> bool {
    let mut path = path.split('/');
    pattern.split('/').all(|part| path.next().is_some_and(|actual| fits(part, actual)))
        && path.next().is_none()
}

fn fits(part: &str, actual: &str) -> bool {
    if part.starts_with(':') { !actual.is_empty() } else { part == actual }
}

/// The whole application below `<body>`.
#[component]
pub fn App() -> impl IntoView {
    #[cfg(feature = "ssr")]
    leptos_meta::provide_meta_context();
    view! {
        <Router>
            <FlatRoutes fallback=NotFound>
                <Route path=path!("/:lang") view={Lazy::<HomePage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/:lang/offers") view={Lazy::<OffersPage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/:lang/offers/:id") view={Lazy::<OfferPage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/:lang/offers/:id/report") view={Lazy::<ReportPage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/:lang/map") view={Lazy::<MapPage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/:lang/providers") view={Lazy::<ProvidersPage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/:lang/providers/:id") view={Lazy::<ProviderPage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/:lang/join") view={Lazy::<JoinPage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/:lang/c/:code") view={Lazy::<PhonePage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/:lang/c/:code/receipt") view={Lazy::<ReceiptPage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/:lang/board/:code") view={Lazy::<BoardPage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/:lang/results/:code") view={Lazy::<ResultsPage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/:lang/organise/:key") view={Lazy::<OrganisePage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/:lang/organise/:key/cards") view={Lazy::<CardsPage>::new()} ssr=SsrMode::Async/>
            </FlatRoutes>
        </Router>
    }
}

#[component]
fn NotFound() -> impl IntoView {
    view! { <ErrorPage error=PageError::Missing(Missing::Page)/> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_its_page() {
        assert_eq!(page_of("/de"), Some("home_page"));
        assert_eq!(page_of("/de/"), Some("home_page"));
        assert_eq!(page_of("/ar/offers"), Some("offers_page"));
        assert_eq!(page_of("/ar/offers/17"), Some("offer_page"));
        assert_eq!(page_of("/ar/offers/17/report"), Some("report_page"));
        assert_eq!(page_of("/ar/offers/17/more"), None);
        assert_eq!(page_of("/ar/providers/vhs"), Some("provider_page"));
        assert_eq!(page_of("/de/c/ABC234"), Some("phone_page"));
        assert_eq!(page_of("/de/c"), None);
        assert_eq!(page_of("/de/c/ABC234/receipt"), Some("receipt_page"));
    }

    #[test]
    fn a_path_names_its_language() {
        assert_eq!(language_of("/de-simple/join"), Some(UiLanguage::DeSimple));
        assert_eq!(language_of("/xx/join"), None);
        assert_eq!(language_of("/"), None);
    }
}
