//! The pages, one file each. A page loads its data and arranges components.

mod board;
mod cards;
mod home;
mod join;
mod map;
mod offer;
mod offers;
mod organise;
mod phone;
mod provider;
mod providers;
mod receipt;
mod report;
mod results;

pub(crate) use board::BoardPage;
pub(crate) use cards::CardsPage;
pub(crate) use home::HomePage;
pub(crate) use join::JoinPage;
pub(crate) use map::MapPage;
pub(crate) use offer::OfferPage;
pub(crate) use offers::OffersPage;
pub(crate) use organise::OrganisePage;
pub(crate) use phone::PhonePage;
pub(crate) use provider::ProviderPage;
pub(crate) use providers::ProvidersPage;
pub(crate) use receipt::ReceiptPage;
pub(crate) use report::ReportPage;
pub(crate) use results::ResultsPage;

use crate::components::{ErrorPage, settled};
use crate::data::{Answer, Question};
use crate::error::PageError;
use crate::i18n::use_i18n;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::api::Pairs;
use shared::error::Missing;

/// Id of the element in which the answer travels in the document.
pub(crate) const ANSWER_ID: &str = "answer";

/// Shows the answer to a question, and the new one whenever the question changes. Until that
/// is there, the old one stays.
///
/// One function for all pages. It must be called where a page is shown: what a route's
/// `data` holds belongs to the part of the program that every page loads.
fn answered(question: Memo<Result<Question, Missing>>, show: fn(&Answer) -> AnyView) -> AnyView {
    let i18n = use_i18n();
    let answer = RwSignal::new(first_answer(question).map(Ok));
    #[cfg(feature = "hydrate")]
    ask_when_it_changes(question, answer);
    #[cfg(not(feature = "hydrate"))]
    let _ = question;
    let page = move || match answer.get() {
        Some(Ok(answer)) => show(&answer),
        Some(Err(missing)) => error_page(PageError::Missing(missing)),
        None => settled(view! { <p class="loading" role="status">{i18n.site_loading()}</p> }),
    };
    settled(page)
}

/// The answer that was there before the page was rendered.
#[cfg(feature = "ssr")]
fn first_answer(_: Memo<Result<Question, Missing>>) -> Option<Answer> {
    use_context()
}

/// The answer that came with the document, which brings one for its own page; else one that
/// was given a moment ago, so that whoever goes back is where they were.
#[cfg(feature = "hydrate")]
fn first_answer(question: Memo<Result<Question, Missing>>) -> Option<Answer> {
    if let Some(element) = document().get_element_by_id(ANSWER_ID) {
        element.remove();
        let answer: Answer = crate::json::read(&element.text_content()?)?;
        if let Ok(question) = question.get_untracked() {
            crate::memory::remember(question, &answer);
        }
        return Some(answer);
    }
    crate::memory::recall(&question.get_untracked().ok()?)
}

#[cfg(not(any(feature = "ssr", feature = "hydrate")))]
const fn first_answer(_: Memo<Result<Question, Missing>>) -> Option<Answer> {
    None
}

#[cfg(feature = "hydrate")]
fn ask_when_it_changes(
    question: Memo<Result<Question, Missing>>,
    answer: RwSignal<Option<Result<Answer, Missing>>>,
) {
    use leptos::task::spawn_local;

    let language = use_i18n().language();
    let is_answered = answer.with_untracked(Option::is_some);
    Effect::new(move |previous: Option<()>| {
        let asked = question.get();
        if previous.is_none() && is_answered {
            return;
        }
        spawn_local(async move {
            let new = match asked.clone() {
                Ok(question) => {
                    let answer = crate::client::ask(language, question.clone()).await;
                    crate::memory::remember(question, &answer);
                    Ok(answer)
                }
                Err(missing) => Err(missing),
            };
            // Whoever has asked something else meanwhile, or left, wants no late answer.
            if question.try_get_untracked() == Some(asked) {
                answer.try_set(Some(new));
            }
        });
    });
}

/// In place of a page that could not be made.
fn error_page(error: PageError) -> AnyView {
    settled(view! { <ErrorPage error=error/> })
}

/// The pairs of the address, all values of a name.
fn pairs_in_address() -> impl Fn() -> Pairs {
    let map = leptos_router::hooks::use_query_map();
    move || {
        let pairs = map.get().into_iter();
        pairs.map(|(name, value)| (name.into_owned(), value)).collect()
    }
}

/// A part of the address.
fn in_path(name: &'static str) -> impl Fn() -> String + Copy {
    let params = use_params_map();
    move || params.read().get(name).unwrap_or_default()
}
