//! Percentiles of durations by nearest rank: each is a measured value.

use std::time::Duration;

/// Summary of samples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Summary {
    pub(crate) p50: Duration,
    pub(crate) p99: Duration,
    pub(crate) max: Duration,
}

impl Summary {
    /// `None` without samples.
    pub(crate) fn of(mut samples: Vec<Duration>) -> Option<Self> {
        samples.sort_unstable();
        let max = *samples.last()?;
        Some(Self { p50: nearest_rank(&samples, 50)?, p99: nearest_rank(&samples, 99)?, max })
    }
}

/// The smallest sample that at least this percentage of samples do not exceed.
fn nearest_rank(sorted: &[Duration], percent: usize) -> Option<Duration> {
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted.get(rank.saturating_sub(1)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(samples: impl IntoIterator<Item = u64>) -> [u128; 3] {
        let samples = samples.into_iter().map(Duration::from_millis).collect();
        let summary = Summary::of(samples).unwrap();
        [summary.p50, summary.p99, summary.max].map(|time| time.as_millis())
    }

    #[test]
    fn a_percentile_is_the_sample_of_its_rank_in_any_order() {
        assert_eq!(summary((1..=100).rev()), [50, 99, 100]);
        assert_eq!(summary(1..=1_000), [500, 990, 1_000]);
        assert_eq!(summary([3, 1, 2]), [2, 3, 3]);
        assert_eq!(summary([7]), [7, 7, 7]);
    }

    #[test]
    fn nothing_has_no_percentiles() {
        assert_eq!(Summary::of(Vec::new()), None);
    }
}
