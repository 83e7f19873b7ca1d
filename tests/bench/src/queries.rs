//! What is asked: the queries the search is judged by, and what people choose without words.

use crate::files;
use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use shared::search::OfferQuery;

/// Queries with what they must find; the server's tests judge the search by them.
const QUERIES: &str = "server/tests/queries.json";

/// Filters chosen without words, as pairs of an address.
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

/// What asks for everything, in the orders there are.
const ALL: [&str; 4] = ["", "sort=next", "near=recklinghausen", "page=3"];

/// What is difficult about a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Class {
    /// Words as they stand there.
    Word,
    /// Beginnings of words, from one letter on.
    Prefix,
    /// Typing errors.
    Typo,
    /// German compounds.
    Compound,
    /// Words of other languages and scripts.
    Foreign,
    /// What and where, or when, or for whom.
    Mixed,
    /// What must find nothing.
    Negative,
    /// Filters without words.
    Filter,
    /// Everything.
    All,
}

impl Class {
    /// As it stands in the tables.
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

    /// Whether it can be asked of an engine that knows words only.
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

/// Something to ask.
#[derive(Debug, Serialize)]
pub(crate) struct Asked {
    pub(crate) class: Class,
    /// The words alone; empty where there are none.
    pub(crate) words: String,
    /// Everything, as pairs: a line each, nothing encoded.
    pub(crate) pairs: String,
    /// Beginnings of the ids of which one must be among the first results; none where nothing
    /// may be found.
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

/// Everything that is asked, in one order on every machine: classes take turns, as visitors do.
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
    fn every_query_is_understood_and_says_again_what_it_was() {
        for asked in read().unwrap() {
            let pairs = asked.query.to_pairs();
            let again: Vec<String> =
                pairs.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let mut wanted: Vec<&str> = asked.pairs.lines().collect();
            wanted.sort_unstable();
            let mut again: Vec<&str> = again.iter().map(String::as_str).collect();
            again.sort_unstable();
            assert_eq!(again, wanted);
        }
    }

    #[test]
    fn classes_take_turns() {
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
    fn what_must_find_nothing_expects_nothing_and_only_that() {
        let with_words = read().unwrap().into_iter().filter(|one| one.class.has_words());
        for asked in with_words {
            assert_eq!(asked.expect.is_empty(), asked.class == Class::Negative, "{asked:?}");
        }
    }
}
