//! Percentiles of samples by nearest rank: each is a measured value.

use serde::Serialize;

/// Summary of samples, in their unit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct Summary {
    pub(crate) count: usize,
    pub(crate) p50: f64,
    pub(crate) p95: f64,
    pub(crate) p99: f64,
    pub(crate) max: f64,
}

impl Summary {
    /// `None` without samples.
    pub(crate) fn of(samples: &[f64]) -> Option<Self> {
        let mut sorted = samples.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        let max = *sorted.last()?;
        let percentile = |percent| nearest_rank(&sorted, percent);
        Some(Self {
            count: sorted.len(),
            p50: percentile(50)?,
            p95: percentile(95)?,
            p99: percentile(99)?,
            max,
        })
    }
}

/// The median of samples; 0 without any.
pub(crate) fn median(samples: &[f64]) -> f64 {
    Summary::of(samples).map_or(0.0, |summary| summary.p50)
}

/// The smallest sample that at least this percentage of samples do not exceed.
fn nearest_rank(sorted: &[f64], percent: usize) -> Option<f64> {
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted.get(rank.saturating_sub(1)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(samples: impl IntoIterator<Item = u8>) -> [String; 4] {
        let samples: Vec<f64> = samples.into_iter().map(f64::from).collect();
        let summary = Summary::of(&samples).unwrap();
        [summary.p50, summary.p95, summary.p99, summary.max].map(|time| time.to_string())
    }

    #[test]
    fn a_percentile_is_the_sample_of_its_rank_in_any_order() {
        assert_eq!(summary((1..=100).rev()), ["50", "95", "99", "100"]);
        assert_eq!(summary([3, 1, 2]), ["2", "3", "3", "3"]);
        assert_eq!(summary([7]), ["7", "7", "7", "7"]);
        // One of twenty is five percent: 95 % of the samples do not exceed the nineteenth.
        assert_eq!(summary(1..=20), ["10", "19", "20", "20"]);
    }

    #[test]
    fn nothing_has_no_percentiles() {
        assert_eq!(Summary::of(&[]), None);
    }

    #[test]
    fn the_median_of_five_is_the_third() {
        assert!((median(&[9.0, 1.0, 5.0, 3.0, 8.0]) - 5.0).abs() < f64::EPSILON);
    }
}
