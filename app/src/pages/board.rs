//! The board in the hall: a placeholder.

use super::Placeholder;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// The board in the hall.
#[derive(Debug)]
pub(crate) struct BoardPage;

#[lazy_route]
impl LazyRoute for BoardPage {
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let BoardPage = this;
        view! { <Placeholder name="board" next="/de"/> }.into_any()
    }
}
