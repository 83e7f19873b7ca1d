//! The pages, one file each. A page asks for its data and arranges components.

pub(crate) mod about;
mod board;
pub(crate) mod cards;
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

use crate::components::{ErrorPage, replaced_view};
use crate::data::{Address, Answer, ApiRequest};
use crate::error::PageError;
use crate::i18n::use_i18n;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use leptos_router::params::ParamsMap;
use shared::api::Pairs;
use shared::error::Missing;

/// Id of the element that holds the answer in the document.
pub(crate) const ANSWER_ID: &str = "answer";

/// Makes a page's request from its address; the table of pages defines it.
type MakeRequest = fn(&Address) -> Result<ApiRequest, Missing>;

/// Shows the answer to a page's request, and a new one whenever its address asks something else.
/// The old answer stays until the new one is there.
///
/// One function for all pages. It must be called from a route's `view`: what its `data` holds
/// becomes part of the code that every page loads.
fn with_answer(make_request: MakeRequest, show: fn(&Answer) -> AnyView) -> AnyView {
    let i18n = use_i18n();
    let request = current_request(make_request);
    let answer = RwSignal::new(initial_answer(request).map(Ok));
    #[cfg(feature = "hydrate")]
    fetch_on_change(request, answer);
    let page = move || match answer.get() {
        Some(Ok(answer)) => show(&answer),
        Some(Err(missing)) => error_page(PageError::Missing(missing)),
        None => replaced_view(view! { <p class="loading" role="status">{i18n.site_loading()}</p> }),
    };
    replaced_view(page)
}

/// The request for what the address asks.
fn current_request(make_request: MakeRequest) -> Memo<Result<ApiRequest, Missing>> {
    let (parameters, query) = (use_params_map(), use_query_map());
    let address = move || Address { parameters: to_pairs(parameters), query: to_pairs(query) };
    Memo::new(move |_| make_request(&address()))
}

/// The answer that was loaded before rendering.
#[cfg(feature = "ssr")]
fn initial_answer(_: Memo<Result<ApiRequest, Missing>>) -> Option<Answer> {
    use_context()
}

/// The answer embedded in the document, on its first page; after that a cached one, so that going
/// back restores the page at once.
#[cfg(feature = "hydrate")]
fn initial_answer(request: Memo<Result<ApiRequest, Missing>>) -> Option<Answer> {
    if let Some(element) = document().get_element_by_id(ANSWER_ID) {
        element.remove();
        let answer: Answer = crate::json::parse(&element.text_content()?)?;
        if let Ok(request) = request.get_untracked() {
            crate::answer_cache::insert(request, &answer);
        }
        return Some(answer);
    }
    crate::answer_cache::get(&request.get_untracked().ok()?)
}

#[cfg(not(any(feature = "ssr", feature = "hydrate")))]
const fn initial_answer(_: Memo<Result<ApiRequest, Missing>>) -> Option<Answer> {
    None
}

#[cfg(feature = "hydrate")]
fn fetch_on_change(
    request: Memo<Result<ApiRequest, Missing>>,
    answer: RwSignal<Option<Result<Answer, Missing>>>,
) {
    use leptos::task::spawn_local;

    let language = use_i18n().language();
    let is_answered = answer.with_untracked(Option::is_some);
    Effect::new(move |previous: Option<()>| {
        let current = request.get();
        if previous.is_none() && is_answered {
            return;
        }
        spawn_local(async move {
            let new = match current.clone() {
                Ok(request) => {
                    let answer = crate::client::fetch_answer(language, request.clone()).await;
                    crate::answer_cache::insert(request, &answer);
                    Ok(answer)
                }
                Err(missing) => Err(missing),
            };
            // A late answer is dropped where the page has asked something else meanwhile.
            if request.try_get_untracked() == Some(current) {
                answer.try_set(Some(new));
            }
        });
    });
}

/// Shown instead of a page that cannot be shown.
fn error_page(error: PageError) -> AnyView {
    replaced_view(view! { <ErrorPage error=error/> })
}

/// Shown where no page has this address.
#[component]
pub(crate) fn NotFound() -> impl IntoView {
    view! { <ErrorPage error=PageError::Missing(Missing::Page)/> }
}

#[cfg(not(feature = "ssr"))]
pub(crate) use NotFound as Fallback;

/// Shown where no page of the table has this address: the calendar, a legal text, worksheets or a page
/// of a care link, where the server has put one into the context.
#[cfg(feature = "ssr")]
#[component]
pub(crate) fn Fallback() -> impl IntoView {
    if let Some(page) = use_context::<crate::calendar::CalendarPage>() {
        return crate::calendar::calendar_page(page);
    }
    if let Some(page) = use_context::<crate::legal::LegalPage>() {
        return crate::legal::legal_page(page);
    }
    if let Some(page) = use_context::<crate::worksheets::WorksheetPage>() {
        return crate::worksheets::worksheet_page(page);
    }
    match use_context::<crate::care::CarePage>() {
        Some(page) => crate::care::care_page(page),
        None => view! { <NotFound/> }.into_any(),
    }
}

/// All values of all names.
fn to_pairs(map: Memo<ParamsMap>) -> Pairs {
    map.get().into_iter().map(|(name, value)| (name.into_owned(), value)).collect()
}

/// A parameter of the path; empty where there is none.
fn path_parameter(name: &'static str) -> impl Fn() -> String + Copy {
    let params = use_params_map();
    move || params.read().get(name).unwrap_or_default()
}
