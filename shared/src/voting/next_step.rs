//! What an organiser does next, from the states of all rounds. Decides nothing about them.

use crate::voting::round::RoundState;

/// What an organiser does next with the rounds of a conference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextStep {
    /// There is no round yet: prepare one.
    Prepare,
    /// Open the round at this position.
    Open(usize),
    /// Close the round at this position.
    Close(usize),
    /// Wait for the last ballots of the round at this position.
    Wait(usize),
    /// All rounds are closed; the one at this position was the last.
    Present(usize),
}

impl NextStep {
    /// The index of the round it is about.
    #[must_use]
    pub const fn position(self) -> Option<usize> {
        match self {
            Self::Prepare => None,
            Self::Open(at) | Self::Close(at) | Self::Wait(at) | Self::Present(at) => Some(at),
        }
    }
}

/// The next step of an organiser, from the states of all rounds by number. Positions are indices
/// of `states`.
#[must_use]
pub fn next_step(states: &[RoundState]) -> NextStep {
    let find = |wanted: fn(&RoundState) -> bool| states.iter().position(wanted);
    let running = find(|state| matches!(state, RoundState::Open)).map(NextStep::Close);
    let closing = || find(|state| matches!(state, RoundState::Closing { .. })).map(NextStep::Wait);
    let prepared = || find(|state| matches!(state, RoundState::Prepared)).map(NextStep::Open);
    let last = || states.len().checked_sub(1).map(NextStep::Present);
    running.or_else(closing).or_else(prepared).or_else(last).unwrap_or(NextStep::Prepare)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Millis;
    use rstest::rstest;

    const CLOSING: RoundState = RoundState::Closing { until: Millis(30_000) };

    #[rstest]
    #[case::nothing_prepared(&[], NextStep::Prepare)]
    #[case::first(&[RoundState::Prepared, RoundState::Prepared], NextStep::Open(0))]
    #[case::open_goes_first(&[RoundState::Prepared, RoundState::Open], NextStep::Close(1))]
    #[case::closing(&[CLOSING, RoundState::Prepared], NextStep::Wait(0))]
    #[case::second_phase(&[RoundState::Closed, RoundState::Prepared], NextStep::Open(1))]
    #[case::finished(&[RoundState::Closed, RoundState::Closed], NextStep::Present(1))]
    fn an_organiser_has_one_next_step(#[case] states: &[RoundState], #[case] expected: NextStep) {
        assert_eq!(next_step(states), expected);
    }
}
