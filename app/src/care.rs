//! The pages of a care link: what a provider answers about its offers, without an account.
//!
//! Server only, like the legal texts: they are shown where no page of the table has the address, with
//! what the server has put into the context, and the browser's program has no part in them. All forms
//! are plain ones.

mod change;
mod closed;
mod offers;

pub use change::{
    ChangeForm, ChangePreview, EndForm, FieldError, FormField, HiddenField, PreviewField,
};
pub use closed::{ExpiredLink, RenewedLink, UnknownLink};
pub use offers::{CareFact, CareOffer, CareOffers};

use crate::components::Frame;
use leptos::prelude::*;

/// A page of a care link.
#[derive(Clone, Debug)]
pub struct CarePage {
    /// Its title.
    pub title: String,
    /// What it shows.
    pub content: CareContent,
}

/// What a page of a care link shows.
#[derive(Clone, Debug)]
pub enum CareContent {
    /// The offers that the link asks about.
    Offers(CareOffers),
    /// The form to change an offer.
    Change(ChangeForm),
    /// What was understood of a change, before it is sent.
    Preview(ChangePreview),
    /// The question whether an offer has really ended.
    End(EndForm),
    /// The link has expired.
    Expired(ExpiredLink),
    /// There is no such link.
    Unknown(UnknownLink),
    /// Something went wrong, in words.
    Failed(String),
}

/// Shows a page of a care link.
pub(crate) fn care_page(page: CarePage) -> AnyView {
    let CarePage { title, content } = page;
    let content = match content {
        CareContent::Offers(offers) => offers::care_offers(offers),
        CareContent::Change(form) => change::change_form(form),
        CareContent::Preview(preview) => change::change_preview(preview),
        CareContent::End(form) => change::end_form(form),
        CareContent::Expired(link) => closed::expired_link(link),
        CareContent::Unknown(link) => closed::unknown_link(link),
        CareContent::Failed(message) => view! {
            <p class="notice" role="alert">
                {message}
            </p>
        }
        .into_any(),
    };
    view! {
        <Frame title=title.clone()>
            <div class="offer report">
                <h1>{title}</h1>
                {content}
            </div>
        </Frame>
    }
    .into_any()
}
