//! Joining a conference: a placeholder.

use super::Placeholder;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// Joining a conference.
#[derive(Debug)]
pub(crate) struct JoinPage;

#[lazy_route]
impl LazyRoute for JoinPage {
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let JoinPage = this;
        view! { <Placeholder name="join" next="/de/c/ABC234"/> }.into_any()
    }
}
