//! The conference on the phone: a placeholder.

use super::Placeholder;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// The conference on the phone.
#[derive(Debug)]
pub(crate) struct PhonePage;

#[lazy_route]
impl LazyRoute for PhonePage {
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let PhonePage = this;
        view! { <Placeholder name="phone" next="/de/board/ABC234"/> }.into_any()
    }
}
