//! The actions on an offer: calendar, sharing, printing, QR code, and reporting an error.

use super::{Icon, QrCode, localised_path};
use crate::i18n::use_i18n;
use leptos::prelude::*;
use shared::api::OfferDetail;
use shared::offer::schedule::Schedule;

/// The card with the actions.
#[component]
pub(crate) fn OfferActions(detail: OfferDetail) -> impl IntoView {
    let i18n = use_i18n();
    let OfferDetail { card, schedule, address, qr, .. } = detail;
    let id = card.id.to_string();
    let has_dates = schedule != Schedule::default() && card.next.is_some();
    let calendar = format!("/api/v1/offers/{id}/calendar.ics?lang={}", i18n.language().tag());
    let report = localised_path(i18n, &format!("offers/{id}/report"));
    let is_copied = RwSignal::new(false);
    let (title, shared_address) = (card.name.plain_text(), address.clone());
    let label = i18n.offer_qr(&address);
    view! {
        <section class="card take-along">
            <h2>{i18n.offer_take_along()}</h2>
            <div class="take-along-ways">
                {has_dates
                    .then(|| {
                        view! {
                            <a class="button button-quiet" href=calendar rel="external" download="">
                                <Icon name="calendar"/>
                                <span>{i18n.offer_calendar()}</span>
                            </a>
                        }
                    })}
                <button
                    type="button"
                    class="button button-quiet needs-program"
                    on:click=move |_| share(&title, &shared_address, is_copied)
                >
                    <Icon name="share"/>
                    <span>{i18n.offer_share()}</span>
                </button>
                <button
                    type="button"
                    class="button button-quiet needs-program"
                    on:click=move |_| print()
                >
                    <Icon name="print"/>
                    <span>{i18n.offer_print()}</span>
                </button>
                <a class="button button-quiet" href=report>
                    <Icon name="alert"/>
                    <span>{i18n.offer_report()}</span>
                </a>
            </div>
            <p role="status">{move || if is_copied.get() { i18n.offer_copied() } else { "" }}</p>
            <QrCode modules=qr label=label/>
            <p class="address" dir="ltr">{address}</p>
        </section>
    }
}

/// Opens the system's share dialog; where there is none, copies the link.
#[cfg(feature = "hydrate")]
fn share(title: &str, address: &str, is_copied: RwSignal<bool>) {
    let navigator = window().navigator();
    let data = web_sys::ShareData::new();
    data.set_title(title);
    data.set_url(address);
    if js_sys::Reflect::has(&navigator, &"share".into()).unwrap_or(false) {
        // Cancelling is not an error.
        let _ = navigator.share_with_data(&data);
        return;
    }
    if js_sys::Reflect::has(&navigator, &"clipboard".into()).unwrap_or(false) {
        let _ = navigator.clipboard().write_text(address);
        is_copied.set(true);
    }
}

#[cfg(not(feature = "hydrate"))]
fn share(_: &str, _: &str, _: RwSignal<bool>) {}

fn print() {
    #[cfg(feature = "hydrate")]
    {
        // A page could do nothing about an error here.
        let _ = window().print();
    }
}
