//! When a mail that could not be sent is tried again, and for how long.

use shared::time::Millis;
use std::time::Duration;

/// Delay after the first failure; doubled after each further one.
const MIN_DELAY: Duration = Duration::from_mins(1);
/// Longest delay: a mail server that is back after a night is noticed within an hour.
const MAX_DELAY: Duration = Duration::from_hours(1);
/// Age at which a mail is given up; a weekend without a mail server loses nothing.
const MAX_AGE: Duration = Duration::from_hours(4 * 24);

/// When the next attempt is made after that many; `None` where the mail is given up.
pub(super) fn next_attempt(created_at: Millis, attempts: u32, now: Millis) -> Option<Millis> {
    let doubled = MIN_DELAY.saturating_mul(1 << attempts.saturating_sub(1).min(10));
    let next = now.after(doubled.min(MAX_DELAY));
    (next <= created_at.after(MAX_AGE)).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(1, 1)]
    #[case(2, 2)]
    #[case(6, 32)]
    #[case(7, 60)]
    #[case(90, 60)]
    fn delays_double_up_to_an_hour(#[case] attempts: u32, #[case] minutes: u64) {
        let now = Millis(1_000_000);
        let expected = now.after(Duration::from_mins(minutes));
        assert_eq!(next_attempt(now, attempts, now), Some(expected));
    }

    #[test]
    fn a_mail_is_given_up_after_four_days() {
        let created = Millis(0);
        let almost = created.after(Duration::from_hours(94));
        assert!(next_attempt(created, 100, almost).is_some());
        assert_eq!(next_attempt(created, 100, created.after(MAX_AGE)), None);
    }
}
