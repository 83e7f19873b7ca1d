//! One offer: a placeholder.

use super::Placeholder;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// One offer.
#[derive(Debug)]
pub(crate) struct OfferPage;

#[lazy_route]
impl LazyRoute for OfferPage {
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let OfferPage = this;
        view! { <Placeholder name="offer" next="/de/join"/> }.into_any()
    }
}
