//! The pages, one file each. A page loads its data and arranges components.

mod about;
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
pub(crate) mod table;

use crate::components::{ErrorPage, settled};
use crate::data::{Address, Answer, ApiRequest};
use crate::error::PageError;
use crate::i18n::use_i18n;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use leptos_router::params::ParamsMap;
use shared::api::Pairs;
use shared::error::Missing;

/// Id of the element in which the answer travels in the document.
pub(crate) const ANSWER_ID: &str = "answer";

/// The request of a page, as the table makes it of the page's address.
type RequestOf = fn(&Address) -> Result<ApiRequest, Missing>;

/// Shows the answer to what a page asks, and the new one whenever its address asks something
/// else. Until that is there, the old one stays.
///
/// One function for all pages. It must be called where a page is shown: what a route's
/// `data` holds belongs to the part of the program that every page loads.
fn answered(request: RequestOf, show: fn(&Answer) -> AnyView) -> AnyView {
    let i18n = use_i18n();
    let request = asked(request);
    let answer = RwSignal::new(first_answer(request).map(Ok));
    #[cfg(feature = "hydrate")]
    ask_when_it_changes(request, answer);
    let page = move || match answer.get() {
        Some(Ok(answer)) => show(&answer),
        Some(Err(missing)) => error_page(PageError::Missing(missing)),
        None => settled(view! { <p class="loading" role="status">{i18n.site_loading()}</p> }),
    };
    settled(page)
}

/// The request for what the address asks now.
fn asked(request: RequestOf) -> Memo<Result<ApiRequest, Missing>> {
    let (parameters, query) = (use_params_map(), use_query_map());
    let address = move || Address { parameters: pairs(parameters), query: pairs(query) };
    Memo::new(move |_| request(&address()))
}

/// The answer that was there before the page was rendered.
#[cfg(feature = "ssr")]
fn first_answer(_: Memo<Result<ApiRequest, Missing>>) -> Option<Answer> {
    use_context()
}

/// The answer that came with the document, which brings one for its own page; else one that
/// was given a moment ago, so that going back leads to the same place.
#[cfg(feature = "hydrate")]
fn first_answer(request: Memo<Result<ApiRequest, Missing>>) -> Option<Answer> {
    if let Some(element) = document().get_element_by_id(ANSWER_ID) {
        element.remove();
        let answer: Answer = crate::json::read(&element.text_content()?)?;
        if let Ok(request) = request.get_untracked() {
            crate::memory::remember(request, &answer);
        }
        return Some(answer);
    }
    crate::memory::recall(&request.get_untracked().ok()?)
}

#[cfg(not(any(feature = "ssr", feature = "hydrate")))]
const fn first_answer(_: Memo<Result<ApiRequest, Missing>>) -> Option<Answer> {
    None
}

#[cfg(feature = "hydrate")]
fn ask_when_it_changes(
    request: Memo<Result<ApiRequest, Missing>>,
    answer: RwSignal<Option<Result<Answer, Missing>>>,
) {
    use leptos::task::spawn_local;

    let language = use_i18n().language();
    let is_answered = answer.with_untracked(Option::is_some);
    Effect::new(move |previous: Option<()>| {
        let asked = request.get();
        if previous.is_none() && is_answered {
            return;
        }
        spawn_local(async move {
            let new = match asked.clone() {
                Ok(request) => {
                    let answer = crate::client::ask(language, request.clone()).await;
                    crate::memory::remember(request, &answer);
                    Ok(answer)
                }
                Err(missing) => Err(missing),
            };
            // A late answer is dropped where another question was asked meanwhile.
            if request.try_get_untracked() == Some(asked) {
                answer.try_set(Some(new));
            }
        });
    });
}

/// In place of a page that could not be made.
fn error_page(error: PageError) -> AnyView {
    settled(view! { <ErrorPage error=error/> })
}

/// In place of a page where the address has none.
#[component]
pub(crate) fn NotFound() -> impl IntoView {
    view! { <ErrorPage error=PageError::Missing(Missing::Page)/> }
}

/// All values of all names.
fn pairs(map: Memo<ParamsMap>) -> Pairs {
    map.get().into_iter().map(|(name, value)| (name.into_owned(), value)).collect()
}

/// A part of the address.
fn in_path(name: &'static str) -> impl Fn() -> String + Copy {
    let params = use_params_map();
    move || params.read().get(name).unwrap_or_default()
}
