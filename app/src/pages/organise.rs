//! The organiser's page.

use crate::components::settled;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// The page.
#[derive(Debug)]
pub(crate) struct OrganisePage;

#[lazy_route]
impl LazyRoute for OrganisePage {
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let OrganisePage = this;
        settled(view! { <p></p> })
    }
}
