//! Rate limiter of wrong passwords, by account: never by address, since an office shares one.

use shared::time::Millis;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Wrong passwords of an account before it slows down.
const FREE_ATTEMPTS: u32 = 10;
/// Time between two attempts after that.
const PAUSE: Duration = Duration::from_secs(15);
/// Time without an attempt after which all is forgotten.
const FORGET_AFTER: Duration = Duration::from_mins(15);
/// Accounts that are remembered; a guesser can invent more names, so old ones are dropped.
const MAX_TRACKED: usize = 4_096;

/// Wrong passwords of the last minutes, by the mail address that was typed.
#[derive(Debug, Default)]
pub(crate) struct SignInLimiter(Mutex<HashMap<String, Failures>>);

#[derive(Debug)]
struct Failures {
    count: u32,
    last: Millis,
}

impl SignInLimiter {
    /// Admits an attempt and counts it as failed until [`Self::forget`].
    ///
    /// # Errors
    /// The time to wait, where there were too many.
    pub(super) fn admit(&self, mail: &str, now: Millis) -> Result<(), Duration> {
        let mut tracked = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if tracked.len() >= MAX_TRACKED {
            tracked.retain(|_, failures| now < failures.last.after(FORGET_AFTER));
        }
        // More names than that are invented: none of them is an account that somebody guesses at.
        if tracked.len() >= MAX_TRACKED && !tracked.contains_key(mail) {
            tracked.clear();
        }
        let failures = tracked.entry(mail.to_owned()).or_insert(Failures { count: 0, last: now });
        if now >= failures.last.after(FORGET_AFTER) {
            failures.count = 0;
        }
        let next = failures.last.after(PAUSE);
        if failures.count >= FREE_ATTEMPTS && now < next {
            return Err(Duration::from_millis(next.0.abs_diff(now.0)));
        }
        failures.count = failures.count.saturating_add(1);
        failures.last = now;
        Ok(())
    }

    /// Forgets the failures of an account, after the right password.
    pub(super) fn forget(&self, mail: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(mail);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_wrong_passwords_slow_one_account_down_and_no_other() {
        let (limiter, now) = (SignInLimiter::default(), Millis(1_000_000));
        for _ in 0..FREE_ATTEMPTS {
            assert_eq!(limiter.admit("a@b.example", now), Ok(()));
        }
        assert_eq!(limiter.admit("a@b.example", now), Err(PAUSE));
        assert_eq!(limiter.admit("c@d.example", now), Ok(()));
        let later = now.after(PAUSE);
        assert_eq!(limiter.admit("a@b.example", later), Ok(()));
        assert_eq!(limiter.admit("a@b.example", later.after(PAUSE / 3)), Err(PAUSE / 3 * 2));
        limiter.forget("a@b.example");
        assert_eq!(limiter.admit("a@b.example", later), Ok(()));
    }

    #[test]
    fn names_that_somebody_invents_do_not_fill_the_memory() {
        let limiter = SignInLimiter::default();
        for name in 0..3 * MAX_TRACKED {
            assert_eq!(limiter.admit(&format!("{name}@b.example"), Millis(0)), Ok(()));
        }
        assert!(limiter.0.lock().unwrap().len() <= MAX_TRACKED);
    }
}
