//! Care links that give no right: expired ones, and those that this server never issued.

use crate::i18n::use_i18n;
use leptos::prelude::*;
use shared::contact::Mail;

/// A link that has expired.
#[derive(Clone, Debug)]
pub struct ExpiredLink {
    /// Where a new one is asked for.
    pub path: String,
    /// What came of asking.
    pub renewed: Option<RenewedLink>,
}

/// What came of asking for a new link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RenewedLink {
    /// It is on its way.
    Sent,
    /// One was sent today before.
    SentBefore,
}

/// A link that this server never issued.
#[derive(Clone, Debug)]
pub struct UnknownLink {
    /// Where to ask.
    pub mail: Option<Mail>,
}

pub(super) fn expired_link(link: ExpiredLink) -> AnyView {
    let i18n = use_i18n();
    match link.renewed {
        Some(renewed) => {
            let message = match renewed {
                RenewedLink::Sent => i18n.care_renewed(),
                RenewedLink::SentBefore => i18n.care_renewed_before(),
            };
            view! {
                <p class="notice" role="status">
                    {message}
                </p>
            }
            .into_any()
        }
        None => view! {
            <p class="lead">{i18n.care_expired()}</p>
            <form method="post" action=link.path>
                <button class="button" name="step" value="renew">{i18n.care_renew()}</button>
            </form>
        }
        .into_any(),
    }
}

pub(super) fn unknown_link(link: UnknownLink) -> AnyView {
    let i18n = use_i18n();
    let ask = link.mail.map(|mail| {
        let href = format!("mailto:{}", mail.as_str());
        view! {
            <p>
                {i18n.care_unknown_ask()}" "
                <a href=href>
                    <bdi>{mail.as_str().to_owned()}</bdi>
                </a>
            </p>
        }
    });
    view! {
        <p class="lead">{i18n.care_unknown()}</p>
        {ask}
    }
    .into_any()
}
