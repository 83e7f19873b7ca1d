//! The measured queries: the quality query set, and filters without words.

use crate::files;
use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use shared::search::OfferQuery;

/// Queries with their expected results; also used by the server's tests.
const QUERIES: &str = "server/tests/queries.json";

/// Filters without words, as pairs of an address.
const FILTERS: [&str; 12] = [
    "category=sprache",
    "category=sprache&language=ar",
    "city=marl",
    "city=marl&city=herten&category=beratung",
    "weekday=th&language=uk",
    "when=today",
    "childcare=yes&gender=female",
    "near=marl&within=5",
    "near=51.656,7.095&within=10&age=seniors",
    "level=a1&weekday=mo&weekday=tu&format=in_person",
    "kind=volunteering&free=yes",
    "category=freizeit&age=youth&step_free=yes&sort=next",
];

/// Queries for everything, in all sort orders.
const ALL: [&str; 4] = ["", "sort=next", "near=recklinghausen", "page=3"];

/// Difficulty of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Class {
    /// Exact words.
    Word,
    /// Prefixes of at least one letter.
    Prefix,
    /// Typing errors.
    Typo,
    /// German compounds.
    Compound,
    /// Words in other languages and scripts.
    Foreign,
    /// Topic combined with place, time or audience.
    Mixed,
    /// Queries that must not find anything.
    Negative,
    /// Filters without words.
    Filter,
    /// Everything.
    All,
}

impl Class {
    /// Its name in the tables.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Prefix => "prefix",
            Self::Typo => "typo",
            Self::Compound => "compound",
            Self::Foreign => "foreign",
            Self::Mixed => "mixed",
            Self::Negative => "negative",
            Self::Filter => "filter",
            Self::All => "all",
        }
    }

    /// Whether engines that only support words can be compared.
    pub(crate) const fn has_words(self) -> bool {
        !matches!(self, Self::Filter | Self::All)
    }
}

/// A query of the file.
#[derive(Deserialize)]
struct Query {
    q: String,
    class: Class,
    expect: Vec<String>,
}

/// A query to measure.
#[derive(Debug, Serialize)]
pub(crate) struct Asked {
    pub(crate) class: Class,
    /// The words alone; empty if there are none.
    pub(crate) words: String,
    /// The whole query as pairs: one line each, not encoded.
    pub(crate) pairs: String,
    /// Prefixes of ids, one of which must be among the first results; empty where nothing may be
    /// found.
    #[serde(skip)]
    pub(crate) expect: Vec<String>,
    #[serde(skip)]
    pub(crate) query: OfferQuery,
}

impl Asked {
    fn of_words(query: Query) -> Result<Self> {
        let pairs = format!("q={}", query.q);
        let parsed = parse(&pairs)?;
        let Query { q, class, expect } = query;
        Ok(Self { class, words: q, pairs, expect, query: parsed })
    }

    fn of_pairs(class: Class, address: &str) -> Result<Self> {
        let pairs = address.replace('&', "\n");
        let query = parse(&pairs)?;
        Ok(Self { class, words: String::new(), pairs, expect: Vec::new(), query })
    }
}

fn parse(pairs: &str) -> Result<OfferQuery> {
    let lines = pairs.lines().filter_map(|line| line.split_once('='));
    OfferQuery::from_pairs(lines).with_context(|| pairs.to_owned())
}

/// All queries, in the same order on every machine, with classes alternating as in real use.
pub(crate) fn read() -> Result<Vec<Asked>> {
    let queries: Vec<Query> = files::read(&files::in_repository(QUERIES))?;
    let words = queries.into_iter().map(Asked::of_words);
    let filters = FILTERS.iter().map(|pairs| Asked::of_pairs(Class::Filter, pairs));
    let all = ALL.iter().map(|pairs| Asked::of_pairs(Class::All, pairs));
    let asked: Vec<Asked> = words.chain(filters).chain(all).collect::<Result<_>>()?;
    Ok(take_turns(asked))
}

/// One of each class, then the next of each.
fn take_turns(asked: Vec<Asked>) -> Vec<Asked> {
    let mut numbered: Vec<(usize, Asked)> = Vec::with_capacity(asked.len());
    for one in asked {
        let before = numbered.iter().filter(|(_, other)| other.class == one.class).count();
        numbered.push((before, one));
    }
    numbered.sort_by_key(|(number, one)| (*number, one.class));
    numbered.into_iter().map(|(_, one)| one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_query_round_trips() {
        for asked in read().unwrap() {
            let pairs = asked.query.to_pairs();
            let mut parsed: Vec<String> =
                pairs.iter().map(|(name, value)| format!("{name}={value}")).collect();
            parsed.sort_unstable();
            let mut expected: Vec<&str> = asked.pairs.lines().collect();
            expected.sort_unstable();
            assert_eq!(parsed, expected);
        }
    }

    #[test]
    fn classes_alternate() {
        let one = |class, pairs| Asked::of_pairs(class, pairs).unwrap();
        let asked = vec![
            one(Class::Word, "q=a"),
            one(Class::Word, "q=b"),
            one(Class::All, ""),
            one(Class::Typo, "q=c"),
        ];
        let order: Vec<_> = take_turns(asked).into_iter().map(|one| one.pairs).collect();
        assert_eq!(order, ["q=a", "q=c", "", "q=b"]);
    }

    #[test]
    fn exactly_negative_queries_expect_nothing() {
        let with_words = read().unwrap().into_iter().filter(|one| one.class.has_words());
        for asked in with_words {
            assert_eq!(asked.expect.is_empty(), asked.class == Class::Negative, "{asked:?}");
        }
    }
}
