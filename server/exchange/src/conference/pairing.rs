//! Which text of a file is which stored one: equal ones first, then those at the same place that
//! are alike, then the most alike of what is left.

use shared::language::UiLanguage;
use shared::search::fold::words;
use shared::text::Texts;
use strsim::sorensen_dice;

/// Least likeness, from 0 to 1, of two texts at the same place.
const AT_THE_SAME_PLACE: f64 = 0.5;
/// Least likeness of two texts at different places.
const ELSEWHERE: f64 = 0.65;
/// Most comparisons of what is left of two lists.
const MOST: usize = 40_000;

/// What texts are compared by: folded words.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key(String);

impl Key {
    /// Of a text.
    pub(super) fn of(text: &str) -> Self {
        Self(words(text).join(" "))
    }

    /// Of the German text.
    pub(super) fn of_texts<const MAX: usize>(texts: &Texts<MAX>) -> Self {
        Self::of(&texts.pick(UiLanguage::De).text)
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// How alike they are, where that is at least this.
    fn likeness(&self, other: &Self, least: f64) -> Option<f64> {
        let (shorter, longer) = (self.0.len().min(other.0.len()), self.0.len().max(other.0.len()));
        // Texts of such different lengths cannot be alike.
        if longer == 0 || shorter * 8 < longer {
            return None;
        }
        Some(sorensen_dice(&self.0, &other.0)).filter(|likeness| *likeness >= least)
    }
}

/// For each given text the position of the stored one that it is; no stored one twice.
pub(super) fn pair(stored: &[Key], given: &[Key]) -> Vec<Option<usize>> {
    let mut pairing =
        Pairing { of_given: vec![None; given.len()], used: vec![false; stored.len()] };
    for (place, key) in given.iter().enumerate() {
        let is_same = |at: &usize| !pairing.used[*at] && stored[*at] == *key;
        let found = Some(place).filter(|at| *at < stored.len()).filter(is_same);
        if let Some(found) = found.or_else(|| (0..stored.len()).find(is_same)) {
            pairing.join(place, found);
        }
    }
    for (place, key) in given.iter().enumerate().take(stored.len()) {
        let is_free = pairing.of_given[place].is_none() && !pairing.used[place];
        if is_free && key.likeness(&stored[place], AT_THE_SAME_PLACE).is_some() {
            pairing.join(place, place);
        }
    }
    pairing.join_alike(stored, given);
    pairing.of_given
}

struct Pairing {
    of_given: Vec<Option<usize>>,
    used: Vec<bool>,
}

impl Pairing {
    fn join(&mut self, given: usize, stored: usize) {
        self.of_given[given] = Some(stored);
        self.used[stored] = true;
    }

    fn join_alike(&mut self, stored: &[Key], given: &[Key]) {
        let left: Vec<usize> = (0..given.len()).filter(|at| self.of_given[*at].is_none()).collect();
        let free: Vec<usize> = (0..stored.len()).filter(|at| !self.used[*at]).collect();
        if left.len() * free.len() > MOST {
            return;
        }
        let pairs = left.iter().flat_map(|place| free.iter().map(move |at| (*place, *at)));
        let alike = pairs.filter_map(|(place, at)| {
            let likeness = given[place].likeness(&stored[at], ELSEWHERE)?;
            Some(Candidate { given: place, stored: at, likeness })
        });
        let mut alike: Vec<Candidate> = alike.collect();
        alike.sort_by(|one, other| other.likeness.total_cmp(&one.likeness));
        for Candidate { given, stored, .. } in alike {
            if self.of_given[given].is_none() && !self.used[stored] {
                self.join(given, stored);
            }
        }
    }
}

struct Candidate {
    given: usize,
    stored: usize,
    likeness: f64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const STORED: [&str; 3] = [
        "Es gibt zu wenige Sprachkurse am Abend.",
        "Räume fehlen in den kleinen Orten.",
        "Abschlüsse werden langsam anerkannt.",
    ];

    #[rstest]
    #[case::the_same(&STORED, &[Some(0), Some(1), Some(2)])]
    #[case::a_row_above(
        &["Neu", STORED[0], STORED[1], STORED[2]],
        &[None, Some(0), Some(1), Some(2)]
    )]
    #[case::turned(&[STORED[2], STORED[0]], &[Some(2), Some(0)])]
    #[case::other_signs(&["es gibt zu wenige SPRACHKURSE am Abend"], &[Some(0)])]
    #[case::reworded_in_place(
        &["Es gibt am Abend und am Wochenende zu wenige Sprachkurse."],
        &[Some(0)]
    )]
    #[case::reworded_and_moved(
        &["Neu", "Ganz anderes", "Räume fehlen in kleinen Orten und Dörfern."],
        &[None, None, Some(1)]
    )]
    #[case::something_else(&["Busse fahren selten."], &[None])]
    #[case::twice(&[STORED[0], STORED[0]], &[Some(0), None])]
    fn a_text_is_found_again(#[case] given: &[&str], #[case] expected: &[Option<usize>]) {
        let keys = |texts: &[&str]| texts.iter().map(|text| Key::of(text)).collect::<Vec<_>>();
        assert_eq!(pair(&keys(&STORED), &keys(given)), expected);
    }
}
