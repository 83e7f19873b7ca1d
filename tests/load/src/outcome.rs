//! The results of a round, compared with the acknowledgements of the phones.

use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Maximum number of differences that are listed.
const NAMED: usize = 10;

/// The dots on the challenges.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Ballots with at least one dot.
    pub(crate) ballots: u64,
    /// Dots by challenge.
    pub(crate) dots: BTreeMap<String, u64>,
}

impl Tally {
    /// Parses `GET /api/v1/rounds/{id}/result`.
    ///
    /// # Errors
    /// Where the format is not as expected.
    pub(crate) fn read(result: &Value) -> Result<Self> {
        let ballots = result
            .pointer("/turnout/done")
            .and_then(Value::as_u64)
            .context("nobody says how many have voted")?;
        let fields = result.get("fields").and_then(Value::as_array).context("no fields")?;
        let row = |row: &Value| {
            let challenge = row.get("challenge")?.as_str()?.to_owned();
            Some((challenge, row.pointer("/votes/dots")?.as_u64()?))
        };
        let dots: Option<_> = fields
            .iter()
            .filter_map(|field| field.get("rows")?.as_array())
            .flatten()
            .map(row)
            .collect();
        Ok(Self { ballots, dots: dots.context("a challenge without dots")? })
    }

    /// Adds a ballot with these dots, one by one.
    pub(crate) fn add_ballot<'a>(&mut self, dots: impl IntoIterator<Item = &'a str>) {
        let mut has_dots = false;
        for challenge in dots {
            *self.dots.entry(challenge.to_owned()).or_default() += 1;
            has_dots = true;
        }
        self.ballots += u64::from(has_dots);
    }

    /// The sum of all dots.
    pub(crate) fn sum(&self) -> u64 {
        self.dots.values().sum()
    }

    fn on(&self, challenge: &str) -> u64 {
        self.dots.get(challenge).copied().unwrap_or(0)
    }
}

/// The differences between `after` and the sum of `before` and what was acknowledged since.
pub(crate) fn differences(before: &Tally, acknowledged: &Tally, after: &Tally) -> Vec<String> {
    let mut found = Vec::new();
    let mut compare = |what: String, wanted: u64, counted: u64| {
        if wanted != counted {
            let word = if counted < wanted { "lost" } else { "too many" };
            let by = wanted.abs_diff(counted);
            found.push(format!("{what}: {wanted} expected, {counted} counted, {by} {word}"));
        }
    };
    compare("ballots".to_owned(), before.ballots + acknowledged.ballots, after.ballots);
    compare("dots".to_owned(), before.sum() + acknowledged.sum(), after.sum());
    let all = [before, acknowledged, after];
    let challenges: BTreeSet<_> = all.iter().flat_map(|tally| tally.dots.keys()).collect();
    for challenge in challenges {
        let wanted = before.on(challenge) + acknowledged.on(challenge);
        compare(format!("challenge {challenge}"), wanted, after.on(challenge));
    }
    let more = found.len().saturating_sub(NAMED);
    found.truncate(NAMED);
    found.extend((more > 0).then(|| format!("and {more} more")));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn tally(ballots: u64, dots: &[(&str, u64)]) -> Tally {
        let dots = dots.iter().map(|(challenge, dots)| ((*challenge).to_owned(), *dots));
        Tally { ballots, dots: dots.collect() }
    }

    #[test]
    fn a_result_is_parsed_regardless_of_other_fields() {
        let row = |id: &str, dots: u64| json!({"challenge": id, "votes": {"dots": dots, "paper": 0}, "rank": 1});
        let result = json!({
            "turnout": {"joined": 9, "done": 2},
            "fields": [{"field": "f", "rows": [row("a", 3), row("b", 0)]}, {"rows": [row("c", 1)]}],
        });
        assert_eq!(Tally::read(&result).unwrap(), tally(2, &[("a", 3), ("b", 0), ("c", 1)]));
        assert!(Tally::read(&json!({"message": "hidden"})).is_err());
    }

    #[test]
    fn acknowledged_dots_are_added_to_earlier_ones() {
        let mut acknowledged = Tally::default();
        acknowledged.add_ballot(["a", "a", "b"]);
        acknowledged.add_ballot([]);
        assert_eq!(acknowledged, tally(1, &[("a", 2), ("b", 1)]));
        let before = tally(4, &[("a", 1), ("c", 3)]);
        let after = tally(5, &[("a", 3), ("b", 1), ("c", 3), ("d", 0)]);
        assert_eq!(differences(&before, &acknowledged, &after), Vec::<String>::new());
    }

    #[test]
    fn a_dot_lost_here_and_one_too_many_there_are_both_found() {
        let acknowledged = tally(1, &[("a", 2), ("b", 1)]);
        let after = tally(1, &[("a", 1), ("b", 2)]);
        assert_eq!(
            differences(&Tally::default(), &acknowledged, &after),
            [
                "challenge a: 2 expected, 1 counted, 1 lost",
                "challenge b: 1 expected, 2 counted, 1 too many",
            ]
        );
    }

    #[test]
    fn many_differences_are_summed_up() {
        let names: Vec<_> = (0..20).map(|number| format!("c{number}")).collect();
        let dots: Vec<_> = names.iter().map(|name| (name.as_str(), 1)).collect();
        let found = differences(&Tally::default(), &tally(1, &dots), &Tally::default());
        assert_eq!((found.len(), found[NAMED].as_str()), (NAMED + 1, "and 12 more"));
    }
}
