//! The delivery bar, within the thumb's reach: the state of the ballot, always visible and always
//! as text, the dots that are left, the way on, and undo.
//!
//! Every screen has one: which screen is shown is up to the style sheet, and so is what the bar
//! says about it.

use super::voting_model::{Step, VotingModel};
use crate::components::{Icon, Markup, dot_row, localised_path, static_view};
use crate::i18n::I18n;
use i18n::words;
use leptos::prelude::*;
use shared::id::FieldId;
use shared::outbox::{Delivery, Outbox};
use shared::text::Picked;

/// What differs between the bars of the screens.
pub(super) struct BarParts {
    /// The dots left, in words and as dots.
    left: Option<Signal<u32>>,
    /// The link to the next screen, and the one to the result that takes its place.
    on: Markup,
}

/// Where a bar's link leads.
pub(super) struct NextScreen<'a> {
    pub(super) anchor: &'a str,
    /// The next field; `None` for "my dots".
    pub(super) name: Option<&'a Picked>,
}

impl BarParts {
    /// The bar of a field.
    pub(super) fn of_field(
        i18n: I18n,
        vote: VotingModel,
        field: &FieldId,
        next: NextScreen<'_>,
    ) -> Self {
        let field = field.clone();
        let left = Signal::derive(move || vote.dots_left_in(&field));
        let href = ["#", next.anchor].concat();
        let attributes = [("class", "button bar-next"), ("href", &*href), ("rel", "external")];
        let mut on = Markup::default();
        on.element("a", &attributes, |link| match next.name {
            Some(name) => {
                link.text(i18n.vote_next_field());
                link.element("span", &[("class", "visually-hidden")], |link| {
                    link.text(": ");
                    link.picked(name);
                });
            }
            None => link.text(i18n.vote_my_dots()),
        });
        Self { left: Some(left), on }
    }

    /// The bar of the last screen, with the way to the result.
    pub(super) fn ending(i18n: I18n, result: &str) -> Self {
        let mut on = Markup::default();
        on.line("a", &[("class", "button bar-result"), ("href", result)], i18n.vote_to_result());
        Self { left: None, on }
    }

    /// The bar of a screen that is no step.
    pub(super) fn plain() -> Self {
        Self { left: None, on: Markup::default() }
    }
}

/// Sticks to the lower edge while its screen is shown.
pub(super) fn delivery_bar(
    i18n: I18n,
    vote: VotingModel,
    step: Callback<Step>,
    parts: BarParts,
) -> AnyView {
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
    let has_no_undo = Signal::derive(move || !(vote.is_open() && outbox.with(Outbox::can_undo)));
    let seconds = Signal::derive(move || vote.countdown.get().unwrap_or_default());
    let round = Signal::derive(move || vote.round_notice(i18n));
    let left = parts.left.unwrap_or_else(|| Signal::stored(0));
    let left_words = Signal::derive(move || i18n.vote_dots_left(u64::from(left.get())));
    let has_no_left = parts.left.is_none();
    static_view(view! {
        <div class="delivery-bar" data-delivery=kind>
            // Screen readers do not say each second of a timer.
            <p class="bar-seconds" role="timer">{seconds}</p>
            <p class="bar-round" role="status">{round}</p>
            <div class="delivery-words">
                <p role="status">{words}</p>
                <button
                    type="button"
                    class="undo"
                    hidden=has_no_undo
                    on:click=move |_| step.run(Step::Undo)
                >
                    <Icon name="undo"/>
                    <span>{i18n.vote_undo()}</span>
                </button>
                <p class="said" class:said-warning=is_warning role="status">{message}</p>
            </div>
            <p class="dots-left" hidden=has_no_left>
                {dot_row(left)}
                <span>{left_words}</span>
            </p>
            {parts.on.into_view("bar-on")}
        </div>
    })
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
