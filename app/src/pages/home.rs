//! Home: a placeholder.

use super::Placeholder;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// Home.
#[derive(Debug)]
pub(crate) struct HomePage;

#[lazy_route]
impl LazyRoute for HomePage {
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let HomePage = this;
        view! { <Placeholder name="home" next="/de/offers"/> }.into_any()
    }
}
