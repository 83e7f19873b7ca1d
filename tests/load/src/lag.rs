//! The delay of the board relative to the phones.
//!
//! Every acknowledgement is for one dot. In order of arrival at the phones, the n-th raises the
//! sum of acknowledged dots to `base + n`, where `base` is what the board showed before the burst.
//! The lag of an acknowledgement is the time from its arrival at the phone to the arrival of the
//! first state at the board with at least that sum. A state that arrives before the
//! acknowledgement, which is possible since the commit precedes both, is a lag of zero.
//!
//! The sum does not tell which dots it contains: a committed dot that is not yet acknowledged may
//! stand for an acknowledged one that is not yet shown. Both belong to neighbouring commits.

use std::time::Duration;

/// A state received by the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    /// Since the start of the burst.
    pub(crate) at: Duration,
    /// Dots on all challenges.
    pub(crate) dots: u64,
}

/// The lags of all acknowledgements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Lags {
    pub(crate) samples: Vec<Duration>,
    /// Acknowledged dots that no state included.
    pub(crate) never_shown: usize,
}

/// Computes the lags; `acknowledged` and `shown` are in order of time.
pub(crate) fn lags(acknowledged: &[Duration], shown: &[Shown], base: u64) -> Lags {
    let mut states = shown.iter().peekable();
    let mut lags = Lags::default();
    for (at, dots) in acknowledged.iter().zip(base + 1..) {
        while states.next_if(|state| state.dots < dots).is_some() {}
        match states.peek() {
            Some(state) => lags.samples.push(state.at.saturating_sub(*at)),
            None => lags.never_shown += 1,
        }
    }
    lags
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn ms(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    const fn shown(at: u64, dots: u64) -> Shown {
        Shown { at: ms(at), dots }
    }

    #[test]
    fn the_first_state_with_enough_dots_counts() {
        let acknowledged = [ms(10), ms(20), ms(30), ms(250)];
        let states = [shown(5, 0), shown(200, 3), shown(210, 3), shown(400, 4)];
        let lags = lags(&acknowledged, &states, 0);
        assert_eq!(lags.samples, [ms(190), ms(180), ms(170), ms(150)]);
        assert_eq!(lags.never_shown, 0);
    }

    #[test]
    fn a_state_before_the_acknowledgement_is_a_lag_of_zero() {
        assert_eq!(lags(&[ms(10)], &[shown(8, 1)], 0).samples, [ms(0)]);
    }

    #[test]
    fn dots_from_before_the_burst_do_not_count() {
        let states = [shown(1, 7), shown(50, 8)];
        assert_eq!(lags(&[ms(10)], &states, 7).samples, [ms(40)]);
    }

    #[test]
    fn dots_missing_in_all_states_are_counted() {
        let lags = lags(&[ms(10), ms(20), ms(30)], &[shown(40, 1)], 0);
        assert_eq!((lags.samples, lags.never_shown), (vec![ms(30)], 2));
    }
}
