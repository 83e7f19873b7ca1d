//! What the ballot's buttons do: the rules first, then the outbox.

use super::voting_model::{Step, StepOutcome, VotingModel};
use crate::i18n::I18n;
use crate::outbox::Message;
use leptos::prelude::*;
use shared::id::RoundId;
use shared::time::Millis;
use shared::voting::join_code::JoinCode;

/// Whose ballot is delivered, and for which round.
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only browsers deliver"))]
pub(super) struct DeliveryTarget {
    pub(super) code: JoinCode,
    pub(super) round: RoundId,
    /// Alias of the participant.
    pub(super) participant: String,
    /// The server's time in the page.
    pub(super) now: Millis,
    /// The organiser's message to all phones, which changes with live states.
    pub(super) message: RwSignal<Option<String>>,
}

/// Starts delivery, in the browser; the result is the handler that the buttons call.
pub(super) fn step_handler(
    i18n: I18n,
    vote: VotingModel,
    target: DeliveryTarget,
) -> Callback<Step> {
    #[cfg(feature = "hydrate")]
    let sender = start_delivery(i18n, vote, target);
    #[cfg(not(feature = "hydrate"))]
    drop(target);
    Callback::new(move |step: Step| {
        let is_undo = step == Step::Undo;
        #[cfg(feature = "hydrate")]
        let is_choice = matches!(step, Step::Choose(_));
        #[cfg(feature = "hydrate")]
        if let Some(sender) = sender.get_value() {
            sender.follow();
        }
        match vote.apply(i18n, step) {
            Ok(StepOutcome { dots, field, message }) => {
                #[cfg(feature = "hydrate")]
                if let Some(sender) = sender.get_value() {
                    if is_undo {
                        sender.undo();
                    } else {
                        sender.change(dots, field);
                    }
                    crate::haptics::vibrate();
                }
                #[cfg(not(feature = "hydrate"))]
                drop((dots, field, is_undo));
                vote.signals.message.set(Message::confirmation(message));
                #[cfg(feature = "hydrate")]
                if is_choice {
                    focus_ballot();
                }
            }
            Err(message) => vote.signals.message.set(Message::warning(message)),
        }
    })
}

/// After the choice of a workshop its button is hidden, and would take the focus with it.
#[cfg(feature = "hydrate")]
fn focus_ballot() {
    use wasm_bindgen::JsCast;
    let ballot = document().get_element_by_id(shared::forms::voting::PLACE);
    if let Some(Ok(ballot)) = ballot.map(JsCast::dyn_into::<leptos::web_sys::HtmlElement>) {
        // Without the focus the page works as well.
        let _ = ballot.focus();
    }
}

/// Starts the outbox's delivery and the live states, both once the page is mounted.
#[cfg(feature = "hydrate")]
fn start_delivery(
    i18n: I18n,
    vote: VotingModel,
    target: DeliveryTarget,
) -> StoredValue<Option<crate::outbox::OutboxSender>> {
    use crate::live::{Handlers, subscribe};
    use crate::outbox::{OutboxSender, Voter};
    use shared::live::PhoneState;

    let sender = StoredValue::new(None);
    let DeliveryTarget { code, round, participant, now, message } = target;
    let subscription = StoredValue::new_local(None);
    let countdown = super::countdown::Countdown::new(i18n, vote);
    Effect::new(move |_| {
        countdown.set_clock(now);
        let round = round.clone();
        let (code, participant) = (code.clone(), participant.clone());
        let voter = Voter { code: code.clone(), round: round.clone(), participant, i18n };
        let started = OutboxSender::start(voter, vote.signals);
        sender.set_value(Some(started));
        let handlers = Handlers {
            on_state: Box::new(move |state: PhoneState| {
                // A new round has other challenges, so the page has to be loaded again.
                if state.round.id == round {
                    vote.state.set(state.round.state);
                    message.set(state.message);
                    countdown.set_clock(state.now);
                } else if let Some(window) = leptos::web_sys::window() {
                    let _ = window.location().reload();
                }
            }),
            on_connection: Box::new(move |is_connected| {
                if is_connected {
                    started.flush();
                }
            }),
        };
        subscription.set_value(Some(subscribe(&code, "phone", handlers)));
    });
    on_cleanup(move || subscription.set_value(None));
    sender
}
