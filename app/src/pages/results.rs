//! The outcome of a conference.

use crate::components::settled;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// The page.
#[derive(Debug)]
pub(crate) struct ResultsPage;

#[lazy_route]
impl LazyRoute for ResultsPage {
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let ResultsPage = this;
        settled(view! { <p></p> })
    }
}
