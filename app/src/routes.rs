//! Routing: which page and which language a path means.

use crate::data::Address;
use crate::pages::table::routes;
pub use crate::pages::table::{Page, Question};
use leptos::prelude::*;
use leptos_router::components::Router;
use shared::api::Pairs;
use shared::error::Missing;
use shared::language::UiLanguage;

impl Page {
    /// The page at a path such as `/de/offers/17`.
    pub fn at(path: &str) -> Option<Self> {
        let (_, rest) = split_language(path);
        Self::ALL.iter().copied().find(|page| parameters(page.path(), rest).is_some())
    }

    /// Whether it needs the style sheet `hall.css`.
    #[cfg(feature = "ssr")]
    pub(crate) const fn needs_hall_styles(self) -> bool {
        matches!(self, Self::Board | Self::Results | Self::Organise | Self::Cards)
    }

    /// The name of its part of the program after the split: its view's name in snake case.
    #[cfg(feature = "ssr")]
    pub(crate) fn part_name(self) -> String {
        let mut name = String::new();
        for letter in self.view_name().chars() {
            if letter.is_uppercase() && !name.is_empty() {
                name.push('_');
            }
            name.extend(letter.to_lowercase());
        }
        name
    }
}

/// The language a path begins with, if it is one of ours.
pub fn language_of(path: &str) -> Option<UiLanguage> {
    UiLanguage::from_tag(split_language(path).0)
}

/// What the page at an address asks; `None` for pages that ask nothing and for addresses without a
/// page. `pairs` are those of the address's query.
pub fn question_of<'a>(
    path: &str,
    pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Option<Result<Question, Missing>> {
    let page = Page::at(path)?;
    let parameters = parameters(page.path(), split_language(path).1)?;
    let query = pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
    page.question(&Address { parameters, query: query.collect() })
}

/// Whether a path leads to a page where people vote or join a vote.
pub fn is_voting_page(path: &str) -> bool {
    matches!(Page::at(path), Some(Page::Phone | Page::Join))
}

fn split_language(path: &str) -> (&str, &str) {
    let path = path.trim_matches('/');
    path.split_once('/').unwrap_or((path, ""))
}

/// The parameters of a path; `None` where it does not match the pattern.
fn parameters(pattern: &str, path: &str) -> Option<Pairs> {
    let mut parameters = Pairs::new();
    let mut parts = path.split('/');
    for expected in pattern.split('/') {
        let part = parts.next()?;
        match expected.strip_prefix(':') {
            Some(name) if !part.is_empty() => parameters.push((name.to_owned(), part.to_owned())),
            None if part == expected => {}
            _ => return None,
        }
    }
    parts.next().is_none().then_some(parameters)
}

/// The whole application, inside `<body>`.
#[component]
pub fn App() -> impl IntoView {
    #[cfg(feature = "ssr")]
    leptos_meta::provide_meta_context();
    view! { <Router>{routes()}</Router> }
}

#[cfg(test)]
mod tests;
