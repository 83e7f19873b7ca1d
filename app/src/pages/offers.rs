//! Offers: a placeholder with a `Resource`.

use super::Placeholder;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// The offers.
#[derive(Debug)]
pub(crate) struct OffersPage {
    offers: Resource<Vec<String>>,
}

#[lazy_route]
impl LazyRoute for OffersPage {
    fn data() -> Self {
        Self { offers: Resource::new(|| (), |()| load()) }
    }

    fn view(this: Self) -> AnyView {
        let OffersPage { offers } = this;
        let list = move || {
            Suspend::new(async move {
                let offers = offers.await;
                offers.into_iter().map(|offer| view! { <li>{offer}</li> }).collect_view()
            })
        };
        view! {
            <Placeholder name="offers" next="/de/offers/17"/>
            <Transition fallback=|| ()>
                <ul>{list}</ul>
            </Transition>
        }
        .into_any()
    }
}

async fn load() -> Vec<String> {
    let side = if cfg!(feature = "ssr") { "server" } else { "browser" };
    vec![format!("from the {side}"), "</script>".to_owned()]
}
