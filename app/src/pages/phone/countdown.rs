//! The countdown of a closing round, by the server's clock: the phone's own may be wrong.

#[cfg(feature = "hydrate")]
use super::voting_model::VotingModel;
use crate::i18n::I18n;
#[cfg(feature = "hydrate")]
use leptos::prelude::*;
use shared::time::Millis;
use shared::voting::round::RoundState;

/// How long a closing round still takes ballots, in words; `None` in any other state.
pub(super) fn time_left(i18n: I18n, state: RoundState, now: Millis) -> Option<String> {
    let RoundState::Closing { until } = state else { return None };
    Some(i18n.board_seconds(now.seconds_until(until)))
}

/// Counts down while the round is closing. Browser only.
#[cfg(feature = "hydrate")]
#[derive(Clone, Copy)]
pub(super) struct Countdown {
    i18n: I18n,
    vote: VotingModel,
    /// Milliseconds by which the server's clock is ahead of the phone's: the most that was seen,
    /// since every time from the server has aged on its way, and a state may have waited there.
    ahead: StoredValue<i64>,
    timer: StoredValue<Option<gloo_timers::callback::Interval>, LocalStorage>,
}

#[cfg(feature = "hydrate")]
impl Countdown {
    pub(super) fn new(i18n: I18n, vote: VotingModel) -> Self {
        let (ahead, timer) = (StoredValue::new(i64::MIN), StoredValue::new_local(None));
        on_cleanup(move || timer.set_value(None));
        Self { i18n, vote, ahead, timer }
    }

    /// Goes on from the server's time, which has just come in; runs only while there is something
    /// to count.
    pub(super) fn set_clock(self, now: Millis) {
        let ahead = now.0.saturating_sub(phone_time());
        self.ahead.update_value(|most| *most = ahead.max(*most));
        self.show();
        let is_running = self.vote.countdown.with_untracked(Option::is_some);
        let start = || gloo_timers::callback::Interval::new(1_000, move || self.show());
        self.timer.set_value(is_running.then(start));
    }

    fn show(self) {
        let now = Millis(phone_time().saturating_add(self.ahead.get_value()));
        let state = self.vote.state.get_untracked();
        self.vote.countdown.set(time_left(self.i18n, state, now));
    }
}

/// The phone's time, in milliseconds since 1970.
#[cfg(feature = "hydrate")]
#[expect(clippy::cast_possible_truncation, reason = "milliseconds of some thousand years")]
fn phone_time() -> i64 {
    js_sys::Date::now() as i64
}
