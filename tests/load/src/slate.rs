//! The challenges of the round, and where each phone places its dots.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::collections::BTreeMap;

/// The round as parsed by a phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slate {
    pub(crate) round: String,
    /// Challenges by field.
    fields: Vec<Vec<String>>,
    /// Dots of a participant in each field.
    dots: Vec<u32>,
    max_per_challenge: u32,
}

impl Slate {
    /// Parses `GET /api/v1/conferences/{code}/phone`.
    ///
    /// # Errors
    /// Without a round, or where the format is not as expected.
    pub(crate) fn read(phone: &Value) -> Result<Self> {
        let conference = phone.get("conference").context("no conference")?;
        let round = conference
            .get("round")
            .filter(|round| !round.is_null())
            .context("the conference has no round")?;
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let voted_on = round.get("fields").and_then(Value::as_array).context("no fields")?;
        let all = conference.get("fields").and_then(Value::as_array).context("no fields")?;
        let of_field = |field: &Value| {
            let challenges = field.get("challenges")?.as_array()?;
            challenges.iter().map(|one| text(one.get("id")?)).collect::<Option<Vec<_>>>()
        };
        let is_voted_on = |field: &&Value| field.get("id").is_some_and(|id| voted_on.contains(id));
        let fields = all
            .iter()
            .filter(is_voted_on)
            .map(of_field)
            .collect::<Option<Vec<_>>>()
            .context("no challenges")?;
        ensure!(fields.iter().any(|field| !field.is_empty()), "nothing stands to vote");
        Ok(Self {
            round: round.pointer("/status/id").and_then(text).context("the round has no id")?,
            dots: budget(round, fields.len())?,
            max_per_challenge: number(round, "/rules/max_per_challenge").context("no maximum")?,
            fields,
        })
    }

    /// The challenges on which a phone places its dots, in order, at most `most`.
    ///
    /// Pseudorandom and the same in every run. Phones start with different fields, so that all
    /// fields get dots even where phones place only a few.
    pub(crate) fn taps(&self, phone: usize, most: Option<usize>) -> Vec<&str> {
        let mut placed = BTreeMap::new();
        let mut taps = Vec::new();
        for turn in 0..self.fields.len() {
            let index = (phone + turn) % self.fields.len();
            let field = &self.fields[index];
            for dot in 0..self.dots[index] {
                let start = drawn(phone, index, dot) % field.len().max(1);
                let mut in_turn = field[start..].iter().chain(&field[..start]);
                let has_room = |one: &&String| {
                    placed.get(one.as_str()).is_none_or(|dots| *dots < self.max_per_challenge)
                };
                let Some(challenge) = in_turn.find(has_room) else { break };
                *placed.entry(challenge.as_str()).or_insert(0) += 1;
                taps.push(challenge.as_str());
            }
        }
        taps.truncate(most.unwrap_or(taps.len()));
        taps
    }
}

/// Dots in each field; a budget for the whole round is spread evenly.
fn budget(round: &Value, fields: usize) -> Result<Vec<u32>> {
    if let Some(dots) = number(round, "/rules/budget/field") {
        return Ok(vec![dots; fields]);
    }
    let dots = number(round, "/rules/budget/round").context("no budget that we know")?;
    let count = u32::try_from(fields)?;
    Ok((0..count).map(|field| dots / count + u32::from(field < dots % count)).collect())
}

fn number(value: &Value, pointer: &str) -> Option<u32> {
    value.pointer(pointer)?.as_u64()?.try_into().ok()
}

/// A pseudorandom number: splitmix64 of its purpose.
fn drawn(phone: usize, field: usize, dot: u32) -> usize {
    let seed = (phone as u64) << 32 | (field as u64) << 16 | u64::from(dot);
    let mut mixed = seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    usize::try_from((mixed ^ (mixed >> 31)) >> 33).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn view(budget: &Value) -> Value {
        let field = |id: &str, count: usize| {
            let challenges: Vec<_> =
                (0..count).map(|number| json!({"id": format!("{id}{number}")})).collect();
            json!({"id": id, "challenges": challenges, "new": 1})
        };
        json!({"conference": {
            "fields": [field("a", 3), field("b", 2), field("x", 9)],
            "round": {
                "status": {"id": "r1", "state": "open"},
                "rules": {"budget": budget, "max_per_challenge": 2},
                "fields": ["a", "b"],
            },
        }})
    }

    #[test]
    fn every_phone_keeps_the_rules() {
        let slate = Slate::read(&view(&json!({"field": 4}))).unwrap();
        assert_eq!(slate.round, "r1");
        for phone in 0..50 {
            let taps = slate.taps(phone, None);
            let on = |prefix: &str| taps.iter().filter(|tap| tap.starts_with(prefix)).count();
            assert_eq!((on("a"), on("b"), on("x"), taps.len()), (4, 4, 0, 8));
            let most = taps.iter().map(|tap| on(tap)).max();
            assert_eq!(most, Some(2));
        }
    }

    #[test]
    fn fewer_dots_are_taken_from_the_front_and_phones_differ() {
        let slate = Slate::read(&view(&json!({"field": 2}))).unwrap();
        assert_eq!(slate.taps(3, Some(1)), slate.taps(3, None)[..1]);
        let first: Vec<_> = (0..20).flat_map(|phone| slate.taps(phone, Some(1))).collect();
        let all = ["a0", "a1", "a2", "b0", "b1"];
        assert!(all.iter().all(|challenge| first.contains(challenge)), "{first:?}");
    }

    #[test]
    fn dots_for_the_whole_round_are_spread() {
        let slate = Slate::read(&view(&json!({"round": 5}))).unwrap();
        assert_eq!((slate.dots.clone(), slate.taps(0, None).len()), (vec![3, 2], 5));
    }

    #[test]
    fn without_a_round_there_is_nothing_to_do() {
        assert!(Slate::read(&json!({"conference": {"fields": [], "round": null}})).is_err());
    }
}
