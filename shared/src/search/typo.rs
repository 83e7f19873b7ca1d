//! Typing errors: an automaton that accepts words within a few errors of a given one.
//!
//! An error is a wrong, missing or extra letter, or two letters in the wrong order (optimal string
//! alignment distance). The automaton runs over a dictionary: its state is one row of the distance
//! table (and the row before it, for swapped letters), so a step costs the length of the word. The
//! Levenshtein automaton of `fst` supports neither swapped letters nor stems of inflected words;
//! `cargo xtask bench search` compares their costs.

use fst::Automaton;

/// Longest word that is compared this way, in bytes; ASCII only.
const MAX_WORD: usize = 24;

/// How many errors a word may have: a short word soon becomes another one.
pub(super) const fn max_errors(letters: usize) -> u8 {
    match letters {
        0..=4 => 0,
        5..=8 => 1,
        _ => 2,
    }
}

/// Accepts entries of a dictionary: a mark, then a word within the tolerance.
pub(super) struct TypoAutomaton<'a> {
    mark: u8,
    word: &'a [u8],
    tolerance: Tolerance,
}

/// How far an entry may differ from a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tolerance {
    /// Most errors.
    pub(super) errors: u8,
    /// Whether one side may be longer.
    pub(super) ending: Ending,
}

/// Which side may continue after the other has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// Neither.
    Exact,
    /// The entry: the word is still being typed.
    EntryMayContinue,
    /// The word: the entry is a stem of at least [`MIN_STEM`] letters.
    WordMayContinue,
}

/// Minimum length of a stem that is matched with typing errors.
const MIN_STEM: u8 = 6;

#[derive(Clone)]
pub(super) enum State {
    Start,
    Row {
        row: Row,
        before: Row,
        last: u8,
        depth: u8,
    },
    /// The entry begins with the word; anything may follow.
    Accepted,
    Dead,
}

type Row = [u8; MAX_WORD + 1];

impl<'a> TypoAutomaton<'a> {
    /// `None` for words that are only compared exactly: empty, too long, or not ASCII.
    pub(super) fn new(mark: u8, word: &'a str, tolerance: Tolerance) -> Option<Self> {
        let is_compared =
            tolerance.errors > 0 && (1..=MAX_WORD).contains(&word.len()) && word.is_ascii();
        is_compared.then_some(Self { mark, word: word.as_bytes(), tolerance })
    }

    fn first_row(&self) -> Row {
        let mut row = [u8::MAX; MAX_WORD + 1];
        for (place, cell) in row.iter_mut().enumerate().take(self.word.len() + 1) {
            *cell = u8::try_from(place).unwrap_or(u8::MAX);
        }
        row
    }

    /// The next row of the table after reading `byte`.
    fn step(&self, row: &Row, before: &Row, last: u8, byte: u8) -> Row {
        let mut next = [u8::MAX; MAX_WORD + 1];
        next[0] = row[0].saturating_add(1);
        for place in 1..=self.word.len() {
            let letter = self.word[place - 1];
            let changed = row[place - 1].saturating_add(u8::from(letter != byte));
            let best =
                changed.min(row[place].saturating_add(1)).min(next[place - 1].saturating_add(1));
            let is_swap = place > 1 && letter == last && self.word[place - 2] == byte;
            next[place] =
                if is_swap { best.min(before[place - 2].saturating_add(1)) } else { best };
        }
        next
    }

    fn distance(&self, row: &Row) -> u8 {
        row[self.word.len()]
    }
}

impl Automaton for TypoAutomaton<'_> {
    type State = State;

    fn start(&self) -> State {
        State::Start
    }

    fn is_match(&self, state: &State) -> bool {
        match state {
            State::Row { row, depth, .. } if self.tolerance.ending == Ending::WordMayContinue => {
                let errors = max_errors(usize::from(*depth) + 1).min(self.tolerance.errors);
                let from = usize::from(MIN_STEM - 1).min(self.word.len());
                *depth >= MIN_STEM && row[from..=self.word.len()].iter().any(|n| *n <= errors)
            }
            State::Row { row, .. } => self.distance(row) <= self.tolerance.errors,
            State::Accepted => true,
            State::Start | State::Dead => false,
        }
    }

    fn can_match(&self, state: &State) -> bool {
        match state {
            State::Row { row, .. } => {
                row[..=self.word.len()].iter().any(|n| *n <= self.tolerance.errors)
            }
            State::Start | State::Accepted => true,
            State::Dead => false,
        }
    }

    fn will_always_match(&self, state: &State) -> bool {
        matches!(state, State::Accepted)
    }

    fn accept(&self, state: &State, byte: u8) -> State {
        match state {
            State::Start if byte == self.mark => State::Row {
                row: self.first_row(),
                before: [u8::MAX; MAX_WORD + 1],
                last: 0,
                depth: 0,
            },
            State::Start | State::Dead => State::Dead,
            State::Accepted => State::Accepted,
            // A wrong first letter is another word, unless the word is long.
            State::Row { depth: 0, .. }
                if max_errors(self.word.len()) < 2 && byte != self.word[0] =>
            {
                State::Dead
            }
            State::Row { row, before, last, depth } => {
                let next = self.step(row, before, *last, byte);
                let Tolerance { errors, ending } = self.tolerance;
                if ending == Ending::EntryMayContinue && self.distance(&next) <= errors {
                    State::Accepted
                } else {
                    let depth = depth.saturating_add(1);
                    State::Row { row: next, before: *row, last: byte, depth }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn accepts(word: &str, entry: &str, is_prefix: bool) -> bool {
        let ending = if is_prefix { Ending::EntryMayContinue } else { Ending::Exact };
        let tolerance = Tolerance { errors: max_errors(word.len()), ending };
        let Some(similar) = TypoAutomaton::new(b'l', word, tolerance) else { return false };
        let mut state = similar.start();
        for byte in format!("l{entry}").bytes() {
            state = similar.accept(&state, byte);
        }
        similar.is_match(&state)
    }

    #[rstest]
    #[case("deutskhkurz", "deutskhkurs", true)]
    #[case("shcwimmen", "schwimmen", true)]
    #[case("beratng", "beratung", true)]
    #[case("brratng", "beratung", false)]
    #[case("kusr", "kurs", false)]
    #[case("kusre", "kurse", true)]
    #[case("hurse", "kurse", false)]
    #[case("kurse", "kurse", true)]
    fn one_error_in_five_letters_two_in_nine(
        #[case] word: &str,
        #[case] entry: &str,
        #[case] is_similar: bool,
    ) {
        assert_eq!(accepts(word, entry, false), is_similar);
    }

    #[test]
    fn while_typing_the_rest_may_be_missing() {
        assert!(accepts("deutschjur", "deutschkurse", true));
        assert!(!accepts("deutschjur", "deutschkurse", false));
    }

    #[test]
    fn a_stem_may_be_mistyped_and_go_on() {
        let accepts = |word: &str, stem: &str| {
            let tolerance =
                Tolerance { errors: max_errors(word.len()), ending: Ending::WordMayContinue };
            let similar = TypoAutomaton::new(b'l', word, tolerance).unwrap();
            let state = format!("l{stem}")
                .bytes()
                .fold(similar.start(), |state, byte| similar.accept(&state, byte));
            similar.is_match(&state)
        };
        assert!(accepts("dolmetzxerin", "dolmetsx"));
        assert!(!accepts("dolmen", "dolmetsx"));
        assert!(!accepts("kursleitung", "kurz"));
    }

    /// The table in full, for comparison.
    fn distance(one: &[u8], other: &[u8]) -> usize {
        let mut table = vec![vec![0_usize; other.len() + 1]; one.len() + 1];
        for i in 0..=one.len() {
            for j in 0..=other.len() {
                table[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let changed = table[i - 1][j - 1] + usize::from(one[i - 1] != other[j - 1]);
                    let best = changed.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                    let is_swap =
                        i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
                    if is_swap { best.min(table[i - 2][j - 2] + 1) } else { best }
                };
            }
        }
        table[one.len()][other.len()]
    }

    proptest! {
        #[test]
        fn it_accepts_what_the_table_says(word in "[ab]{9,12}", entry in "[ab]{1,14}") {
            let within = distance(word.as_bytes(), entry.as_bytes()) <= 2;
            prop_assert_eq!(accepts(&word, &entry, false), within);
        }
    }
}
