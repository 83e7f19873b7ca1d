//! Where the ballot is, always in sight and always in words; and what can be done with it then.

use super::vote::{Step, Vote};
use crate::components::{Icon, localised, still};
use crate::i18n::use_i18n;
use crate::words;
use leptos::prelude::*;
use shared::outbox::{Delivery, Outbox};

/// Stays at the lower edge: how far the ballot has come, undo, and the words to find it again.
#[component]
pub(super) fn DeliveryBar(vote: Vote, step: Callback<Step>) -> impl IntoView {
    let i18n = use_i18n();
    let outbox = vote.signals.outbox;
    let delivery = Memo::new(move |_| outbox.with(Outbox::delivery));
    let kind = Signal::derive(move || match delivery.get() {
        Delivery::Untouched => "untouched",
        Delivery::OnThisPhoneOnly => "waiting",
        Delivery::Counted => "counted",
        Delivery::Refused(_) => "refused",
    });
    let words = Signal::derive(move || words::delivery(i18n, &delivery.get()));
    let said = vote.signals.said;
    let receipt = move || {
        let is_counted = delivery.get() == Delivery::Counted;
        vote.signals.receipt.get().filter(|_| is_counted).map(|receipt| {
            view! {
                <p class="receipt">
                    <span>{i18n.vote_receipt()}" "</span>
                    <strong dir="ltr" lang="">{receipt}</strong>
                    <span class="visually-hidden">". "{i18n.vote_receipt_hint()}</span>
                </p>
            }
        })
    };
    let undo = move || {
        (vote.is_open() && outbox.with(Outbox::can_undo)).then(|| {
            view! {
                <button type="button" class="undo" on:click=move |_| step.run(Step::Undo)>
                    <Icon name="undo"/>
                    <span>{i18n.vote_undo()}</span>
                </button>
            }
        })
    };
    still(view! {
        <div class="delivery-bar" data-delivery=kind>
            <div class="delivery-words">
                <p role="status">{words}</p>
                {receipt}
                <p class="said" role="status">{said}</p>
            </div>
            {undo}
        </div>
    })
}

/// Hands the device on. Only what is counted may be left behind.
#[component]
pub(super) fn NextPerson(code: String, vote: Vote) -> impl IntoView {
    let i18n = use_i18n();
    let is_waiting = Signal::derive(move || vote.signals.outbox.with(Outbox::is_pending));
    let words = Signal::derive(move || {
        if is_waiting.get() { i18n.vote_next_wait() } else { i18n.vote_next_hint() }.to_owned()
    });
    still(view! {
        <form
            class="next-person"
            method="post"
            action=localised(i18n, &format!("c/{code}/next"))
        >
            <p id="next-hint" class="hint">{words}</p>
            <button
                type="submit"
                class="button-quiet"
                aria-describedby="next-hint"
                disabled=is_waiting
            >
                {i18n.vote_next()}
            </button>
        </form>
    })
}
