//! Whether a ballot is in the count.

use crate::components::settled;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// The page.
#[derive(Debug)]
pub(crate) struct ReceiptPage;

#[lazy_route]
impl LazyRoute for ReceiptPage {
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let ReceiptPage = this;
        settled(view! { <p></p> })
    }
}
