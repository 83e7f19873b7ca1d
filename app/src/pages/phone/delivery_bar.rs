//! The delivery bar: the state of the ballot, always visible and always as text, and the actions
//! that go with it.

use super::voting_model::{Step, VotingModel};
use crate::components::{Icon, localised_path};
use crate::i18n::I18n;
use i18n::words;
use leptos::prelude::*;
use shared::outbox::{Delivery, Outbox};

/// Sticks to the lower edge: the delivery state, undo, and the receipt.
pub(super) fn delivery_bar(i18n: I18n, vote: VotingModel, step: Callback<Step>) -> impl IntoView {
    let outbox = vote.signals.outbox;
    let delivery = move || outbox.with(Outbox::delivery);
    let kind = Signal::derive(move || {
        match delivery() {
            Delivery::Untouched => "untouched",
            Delivery::OnThisPhoneOnly => "waiting",
            Delivery::Counted => "counted",
            Delivery::Refused(_) => "refused",
        }
        .to_owned()
    });
    let words = Signal::derive(move || words::delivery(i18n, &delivery()));
    let message = Signal::derive(move || vote.signals.message.get().text);
    let is_warning = Signal::derive(move || vote.signals.message.get().is_warning);
    let receipt = Signal::derive(move || vote.signals.receipt.get().unwrap_or_default());
    let has_no_receipt =
        Signal::derive(move || delivery() != Delivery::Counted || receipt.get().is_empty());
    let has_no_undo = Signal::derive(move || !(vote.is_open() && outbox.with(Outbox::can_undo)));
    view! {
        <div class="delivery-bar" data-delivery=kind>
            <div class="delivery-words">
                <p role="status">{words}</p>
                <p class="receipt" hidden=has_no_receipt>
                    <span>{i18n.vote_receipt()}" "</span>
                    <strong dir="ltr" lang="">{receipt}</strong>
                    <span class="visually-hidden">". "{i18n.vote_receipt_hint()}</span>
                </p>
                <p class="said" class:said-warning=is_warning role="status">{message}</p>
            </div>
            <button
                type="button"
                class="undo"
                hidden=has_no_undo
                on:click=move |_| step.run(Step::Undo)
            >
                <Icon name="undo"/>
                <span>{i18n.vote_undo()}</span>
            </button>
        </div>
    }
}

/// Hands the device to the next person; disabled while a ballot is not counted yet.
pub(super) fn next_person(i18n: I18n, code: &str, vote: VotingModel) -> impl IntoView + use<> {
    let is_waiting = Signal::derive(move || vote.signals.outbox.with(Outbox::is_pending));
    let words = Signal::derive(move || {
        if is_waiting.get() { i18n.vote_next_wait() } else { i18n.vote_next_hint() }.to_owned()
    });
    view! {
        <form
            class="next-person"
            method="post"
            action=localised_path(i18n, &["c/", code, "/next"].concat())
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
    }
}
