//! The same word in another script, and words with typing errors.

use super::super::key::Script;
use super::super::reason::How;
use super::super::typo::{Ending, Tolerance, max_errors};
use super::clause::Clause;
use super::matcher::{MIN_MEANING_LETTERS, Matcher};
use super::word::Word;

/// Minimum letters for a prefix to match words in another script.
const MIN_OTHER_SCRIPT_LETTERS: usize = 5;
/// Minimum letters for a misspelled word to match longer ones.
const MIN_CONTINUED_LETTERS: usize = 7;

impl Matcher<'_> {
    /// The same word in another script, and similar spellings. In Latin letters a typing error is
    /// likelier than another language spelled by ear.
    pub(super) fn add_fuzzy(&self, clause: &mut Clause, word: &Word<'_>) {
        let ways: [fn(&Self, &mut Clause, &Word<'_>); 3] = if word.key.script == Script::Latin {
            [Self::add_similar, Self::add_other_scripts, Self::add_prefixes_in_other_scripts]
        } else {
            [Self::add_other_scripts, Self::add_prefixes_in_other_scripts, Self::add_similar]
        };
        for way in ways {
            way(self, clause, word);
            if !clause.is_empty() {
                return;
            }
        }
    }

    fn add_other_scripts(&self, clause: &mut Clause, word: &Word<'_>) {
        if word.length() >= MIN_MEANING_LETTERS {
            for term in self.index.dictionary.in_other_scripts(&word.key) {
                self.add_term(clause, term, How::OtherScript);
            }
        }
    }

    fn add_prefixes_in_other_scripts(&self, clause: &mut Clause, word: &Word<'_>) {
        let letters = &word.key.letters;
        if letters.len() >= MIN_OTHER_SCRIPT_LETTERS {
            for script in word.key.script.others() {
                let mut terms = self.index.dictionary.with_prefix(script, letters);
                if terms.is_empty() && letters.len() >= MIN_CONTINUED_LETTERS {
                    let tolerance = Tolerance { errors: 1, ending: Ending::Exact };
                    terms = self.index.dictionary.similar(script, letters, tolerance);
                }
                for term in terms {
                    self.add_term(clause, term, How::Similar);
                }
            }
        }
    }

    /// Misspelled words, then misspelled stems of the vocabulary, then prefixes of longer words
    /// with errors.
    fn add_similar(&self, clause: &mut Clause, word: &Word<'_>) {
        let (script, letters) = (word.key.script, word.key.letters.as_str());
        // Arabic is written without short vowels: the remaining letters all carry information.
        let length = if script == Script::Arabic { letters.len() } else { word.length() };
        let errors = max_errors(length);
        let exact = Tolerance { errors, ending: Ending::Exact };
        for term in self.index.dictionary.similar(script, letters, exact) {
            self.add_term(clause, term, How::Similar);
        }
        if clause.is_empty() {
            for stem in self.index.stems.similar_stems(script, letters, errors) {
                for meaning in self.index.meanings_of_stem.get(stem) {
                    self.add_meaning(clause, *meaning, How::Similar);
                }
            }
        }
        if clause.is_empty() && word.is_last && letters.len() >= MIN_CONTINUED_LETTERS {
            let prefix = Tolerance { errors, ending: Ending::EntryMayContinue };
            for term in self.index.dictionary.similar(script, letters, prefix) {
                self.add_term(clause, term, How::Similar);
            }
        }
    }
}
