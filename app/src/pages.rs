//! The pages, one file each. A page loads its data and arranges components.

mod board;
mod home;
mod join;
mod offer;
mod offers;
mod phone;

pub(crate) use board::BoardPage;
pub(crate) use home::HomePage;
pub(crate) use join::JoinPage;
pub(crate) use offer::OfferPage;
pub(crate) use offers::OffersPage;
pub(crate) use phone::PhonePage;

use leptos::prelude::*;

/// Stands in until the page is written: shows that it is alive.
#[component]
fn Placeholder(name: &'static str, next: &'static str) -> impl IntoView {
    let count = RwSignal::new(0);
    view! {
        <leptos_meta::Title text=name/>
        <main>
            <h1>{name}</h1>
            <button on:click=move |_| count.update(|n| *n += 1)>{count}</button>
            <a href=next>"→"</a>
        </main>
    }
}
