//! Cards with personal codes, to print.

use crate::components::settled;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// The page.
#[derive(Debug)]
pub(crate) struct CardsPage;

#[lazy_route]
impl LazyRoute for CardsPage {
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let CardsPage = this;
        settled(view! { <p></p> })
    }
}
