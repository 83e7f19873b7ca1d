//! Bursts of joins: more devices in a moment than people can be.
//!
//! A burst is a mark for the organiser, never a refusal: a network that comes back makes one too.

use crate::time::Millis;
use std::ops::Range;
use std::time::Duration;

/// The time in which a program joins hundreds of times and a hall cannot. People who see a code at
/// the same moment still need different times to take out a phone, aim and tap, several seconds
/// apart.
const WINDOW: Duration = Duration::from_secs(1);

/// Joins within [`WINDOW`] from which a burst is possible. A hall of 150 that joins within ten
/// seconds has some 30 in its busiest second; below this, one more class that comes in late would
/// be marked.
const MIN_JOINS: usize = 100;

/// Joins within [`WINDOW`] that no hall reaches, whatever happens around them. If 2,000 people join
/// within ten seconds, the busiest second has about a fifth of them, 400.
const MAX_JOINS: usize = 500;

/// What a busy second is compared with: the joins this long before and after it. A hall's joins rise
/// and fall over ten seconds and more, so a script stands out from its surroundings.
const SURROUNDINGS: Duration = Duration::from_secs(10);

/// A second with more joins than this share of those in its surroundings is a burst: one for every
/// two, a third of the whole. A hall's busiest second has a fifth of the whole at most.
const SURROUNDINGS_PER_JOIN: usize = 2;

/// Joins at either end of a burst that are further than this from the next are not part of it. At
/// [`MIN_JOINS`] a second they are 10 ms apart on average.
const MAX_GAP: Duration = Duration::from_millis(100);

/// Joins that came faster than a hall can join.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Burst {
    /// The first join.
    pub first: Millis,
    /// The last join.
    pub last: Millis,
    /// Number of joins.
    pub joins: usize,
}

impl Burst {
    /// Whether another burst lies within this one.
    pub fn contains(&self, first: Millis, last: Millis) -> bool {
        self.first <= first && first <= last && last <= self.last
    }
}

/// Finds the bursts in the times of joins, in ascending order.
pub fn find_bursts(mut joins: Vec<Millis>) -> Vec<Burst> {
    joins.sort_unstable();
    let mut bursts: Vec<Range<usize>> = Vec::new();
    for window in (0..joins.len()).filter_map(|start| unusual_window(&joins, start)) {
        match bursts.last_mut().filter(|last| window.start < last.end) {
            Some(last) => last.end = window.end,
            None => bursts.push(window),
        }
    }
    bursts.into_iter().filter_map(|burst| trim(&joins[burst])).collect()
}

/// The window from a join on, if it has more joins than a hall makes.
fn unusual_window(joins: &[Millis], start: usize) -> Option<Range<usize>> {
    let begin = joins[start];
    let before = |moment: Millis| joins.partition_point(|join| *join < moment);
    let end = before(begin.after(WINDOW));
    let count = end - start;
    let around = before(begin.after(WINDOW + SURROUNDINGS)) - before(begin.before(SURROUNDINGS));
    let is_alone = count >= MIN_JOINS && count * SURROUNDINGS_PER_JOIN > around - count;
    (is_alone || count > MAX_JOINS).then_some(start..end)
}

/// A burst without stragglers at either end.
fn trim(joins: &[Millis]) -> Option<Burst> {
    let is_close = |pair: &[Millis]| pair[1] < pair[0].after(MAX_GAP);
    let start = joins.windows(2).position(is_close)?;
    let end = joins.windows(2).rposition(is_close)? + 1;
    Some(Burst { first: joins[start], last: joins[end], joins: end + 1 - start })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    const START: i64 = 1_795_798_800_000;

    /// `count` joins at equal distances from `from` on, all within `lasting` milliseconds.
    fn evenly(count: i64, from: i64, lasting: i64) -> Vec<Millis> {
        (0..count).map(|n| Millis(START + from + n * lasting / count)).collect()
    }

    /// A hall that sees the code at `from`: joins rise to the middle and fall again.
    fn hall(count: i64, from: i64, lasting: i64) -> Vec<Millis> {
        let moment = |n: i64| {
            // The sum of two even spreads is a triangle; the factor is prime to any count here.
            let (one, other) = (n * lasting / count, (n * 7_919 % count) * lasting / count);
            Millis(START + from + i64::midpoint(one, other))
        };
        (0..count).map(moment).collect()
    }

    #[rstest]
    #[case::nobody(vec![])]
    #[case::one_person(vec![Millis(START)])]
    #[case::a_hall_of_150_in_30_seconds(hall(150, 0, 30_000))]
    #[case::a_hall_of_150_in_10_seconds(hall(150, 0, 10_000))]
    #[case::a_class_of_30_in_a_second(evenly(30, 0, 1_000))]
    #[case::a_hall_of_2000_in_60_seconds(hall(2_000, 0, 60_000))]
    #[case::a_hall_of_2000_in_10_seconds(hall(2_000, 0, 10_000))]
    #[case::a_hall_of_2000_at_an_even_rate(evenly(2_000, 0, 10_000))]
    #[case::a_hall_after_a_quiet_hour([hall(40, -3_600_000, 600_000), hall(2_000, 0, 10_000)].concat())]
    #[case::an_evening([hall(150, 0, 30_000), hall(80, 60_000, 900_000)].concat())]
    fn people_who_scan_a_code_are_not_marked(#[case] joins: Vec<Millis>) {
        assert_eq!(find_bursts(joins), []);
    }

    #[rstest]
    #[case::in_a_hall_of_150(hall(150, 0, 30_000), 500, 1_000)]
    #[case::while_nobody_else_joins(vec![], 500, 1_000)]
    #[case::long_after_the_hall(hall(150, -600_000, 30_000), 120, 900)]
    #[case::over_four_seconds(hall(150, 0, 30_000), 14_326, 4_000)]
    #[case::over_a_minute(hall(150, 0, 30_000), 60_000, 60_000)]
    #[case::among_two_thousand(hall(2_000, 0, 30_000), 500, 1_000)]
    fn a_script_that_joins_is_marked(
        #[case] hall: Vec<Millis>,
        #[case] count: i64,
        #[case] lasting: i64,
    ) {
        let bursts = find_bursts([hall.clone(), evenly(count, 10_000, lasting)].concat());
        let [burst] = bursts[..] else { panic!("{bursts:?}") };
        let script = usize::try_from(count).unwrap();
        // People who joined in the same moments cannot be told from the script.
        let innocent = hall.iter().filter(|join| burst.contains(**join, **join)).count();
        assert_eq!(burst.joins, script + innocent);
        assert!(burst.first >= Millis(START + 9_000), "{burst:?}");
        assert!(burst.last < Millis(START + 10_000 + lasting + 1_000), "{burst:?}");
    }

    #[test]
    fn each_burst_of_a_repeating_script_is_marked() {
        let joins = (0..10).flat_map(|n| evenly(300, n * 120_000, 1_000)).collect();
        let bursts = find_bursts(joins);
        assert_eq!(bursts.iter().map(|burst| burst.joins).collect::<Vec<_>>(), [300; 10]);
    }

    #[test]
    fn stragglers_before_and_after_are_not_part_of_a_burst() {
        let people = [-900, -400, 1_400, 1_900].map(|moment| Millis(START + moment));
        let joins = [evenly(700, 0, 1_000), people.to_vec()].concat();
        let last = Millis(START + 699 * 1_000 / 700);
        assert_eq!(find_bursts(joins), [Burst { first: Millis(START), last, joins: 700 }]);
    }

    proptest! {
        #[test]
        fn the_order_of_joins_does_not_matter_and_no_time_panics(
            mut joins in proptest::collection::vec(any::<i64>().prop_map(Millis), 0..50),
            script in Just(evenly(200, 0, 500)).prop_shuffle(),
        ) {
            joins.extend(script);
            let mut sorted = joins.clone();
            sorted.sort_unstable();
            prop_assert_eq!(find_bursts(joins), find_bursts(sorted));
        }
    }
}
