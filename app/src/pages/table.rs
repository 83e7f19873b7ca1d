//! The table of pages: the path of each, its question, the API path that answers it, and whether
//! the answer may be cached.
//!
//! Routes, the questions that the server answers before rendering, and the browser's requests are
//! generated from it. A page's code contains only its own request, so that it loads no types of
//! other pages.

use crate::data::{Address, ApiRequest, QuestionValue};
use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route};
use leptos_router::{Lazy, SsrMode, path};
use shared::api::Pairs;
use shared::error::Missing;
use shared::id::{OfferId, ProviderId};
use shared::language::LanguageTag;
use shared::voting::join_code::JoinCode;

/// Generates [`Page`], [`Question`] and [`routes`] from the table below. Patterns have the router's
/// syntax.
macro_rules! pages {
    (@question $view:path, $address:ident) => { None };
    (@question $view:path, $address:ident, $api:literal) => { Some(<$view>::question($address)) };
    (@api) => { None };
    (@api $api:literal) => { Some($api) };
    ($(
        $page:ident => $module:ident::$view:ident, $path:tt
        $(, asks $api:literal { $($value:ident: $type:ty),* }, keep: $is_kept:literal)?;
    )*) => {
        /// Every page of the site.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Page {
            $(#[doc = concat!("`/{lang}/", $path, "`")] $page,)*
        }

        /// What a page asks.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Question {
            $($(#[doc = concat!("`GET /api/v1/", $api, "`")] $page { $($value: $type),* },)?)*
        }

        impl Page {
            /// All pages, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$page),*];

            /// The pattern of its path after the language.
            pub const fn path(self) -> &'static str {
                match self { $(Self::$page => $path,)* }
            }

            /// The pattern of the API path, below `/api/v1/`, that answers its question.
            pub const fn api_path(self) -> Option<&'static str> {
                match self { $(Self::$page => pages!(@api $($api)?),)* }
            }

            /// The name of the type that renders it.
            #[cfg(feature = "ssr")]
            pub(crate) const fn view_name(self) -> &'static str {
                match self { $(Self::$page => stringify!($view),)* }
            }

            /// What the page at this address asks; `None` for pages that ask nothing.
            ///
            /// # Errors
            /// Where a path parameter is invalid.
            pub fn question(self, address: &Address) -> Option<Result<Question, Missing>> {
                match self {
                    $(Self::$page => pages!(@question super::$module::$view, address $(, $api)?),)*
                }
            }
        }

        $($(
            impl super::$module::$view {
                fn question(address: &Address) -> Result<Question, Missing> {
                    // Not every question has values.
                    let Address { .. } = address;
                    Ok(Question::$page {
                        $($value: QuestionValue::read(address, stringify!($value))?),*
                    })
                }

                /// The request for this page's question.
                pub(crate) fn request(address: &Address) -> Result<ApiRequest, Missing> {
                    let Address { .. } = address;
                    $(let $value: $type = QuestionValue::read(address, stringify!($value))?;)*
                    let request = ApiRequest::new($api, $is_kept);
                    $(let request = request.with(stringify!($value), $value);)*
                    Ok(request)
                }
            }
        )?)*

        /// A route for every page. Each is lazy, so that its code is a separate file, and is
        /// rendered in one piece, because a page must be readable without JavaScript.
        pub(crate) fn routes() -> impl IntoView {
            view! {
                <FlatRoutes fallback=super::Fallback>
                    $(<Route
                        path=path!("/:lang" $path)
                        view={Lazy::<super::$module::$view>::new()}
                        ssr=SsrMode::Async
                    />)*
                </FlatRoutes>
            }
        }
    };
}

// Page => its view, its path after the language, and where it has a question: the API path that
// answers it, the values of the question by their names in both paths or in the query, and whether
// the answer may be cached for "back". Nothing of a conference is cached: its answers may change at
// any moment.
pages! {
    Home => home::HomePage, "";
    Offers => offers::OffersPage, "offers",
        asks "offers" { pairs: Pairs }, keep: true;
    Offer => offer::OfferPage, "offers/:id",
        asks "offers/:id" { id: OfferId }, keep: true;
    Report => report::ReportPage, "offers/:id/report",
        asks "offers/:id" { id: OfferId }, keep: true;
    Map => map::MapPage, "map",
        asks "map" { pairs: Pairs }, keep: true;
    Providers => providers::ProvidersPage, "providers",
        asks "providers" { pairs: Pairs }, keep: true;
    Provider => provider::ProviderPage, "providers/:id",
        asks "providers/:id" { id: ProviderId }, keep: true;
    Join => join::JoinPage, "join";
    Phone => phone::PhonePage, "c/:code",
        asks "conferences/:code/phone" { code: JoinCode, texts: Option<LanguageTag> }, keep: false;
    Receipt => receipt::ReceiptPage, "c/:code/receipt",
        asks "conferences/:code/receipts" { code: JoinCode, words: Option<String> }, keep: false;
    Board => board::BoardPage, "board/:code",
        asks "conferences/:code/board" { code: JoinCode }, keep: false;
    Results => results::ResultsPage, "results/:code",
        asks "conferences/:code/documentation" { code: JoinCode }, keep: false;
    Organise => organise::OrganisePage, "organise/:key",
        asks "organisers/:key" { key: String }, keep: false;
    Cards => cards::CardsPage, "organise/:key/cards",
        asks "organisers/:key" { key: String }, keep: false;
    About => about::AboutPage, "about",
        asks "about" {}, keep: true;
}
