//! What differs between two texts, word by word.

/// Most cells of the table that a difference is computed with: two texts of a thousand words each
/// are within it. Beyond it, what lies between the words at both ends counts as changed as a whole.
const MAX_CELLS: usize = 1_000_000;

/// Words of a text that stand next to each other, with the white space behind them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordRun {
    /// The words.
    pub text: String,
    /// Whether the other text lacks them.
    pub is_changed: bool,
}

/// Two texts, with what only one of them has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordDifference {
    /// The old text; changed words were removed.
    pub old: Vec<WordRun>,
    /// The new text; changed words were added.
    pub new: Vec<WordRun>,
}

impl WordDifference {
    /// Whether both texts have the same words; white space may differ.
    pub fn is_empty(&self) -> bool {
        self.old.iter().chain(&self.new).all(|run| !run.is_changed)
    }
}

/// Compares two texts; the runs of each make up the whole text again.
pub fn word_difference(old: &str, new: &str) -> WordDifference {
    let (old, new) = (words(old), words(new));
    let start = count_equal(old.iter().zip(&new));
    let end = count_equal(old[start..].iter().rev().zip(new[start..].iter().rev()));
    let inner_old = &old[start..old.len() - end];
    let inner_new = &new[start..new.len() - end];
    let is_kept = kept_words(inner_old, inner_new);
    let changed = |inner: Vec<bool>| {
        let inner = inner.into_iter().map(|is_kept| !is_kept);
        let ends = |count| std::iter::repeat_n(false, count);
        ends(start).chain(inner).chain(ends(end)).collect::<Vec<bool>>()
    };
    WordDifference {
        old: runs(&old, &changed(is_kept.old)),
        new: runs(&new, &changed(is_kept.new)),
    }
}

/// The words of a text, each with one white space behind it.
fn words(text: &str) -> Vec<&str> {
    text.split_inclusive(char::is_whitespace).collect()
}

fn is_equal(one: &str, other: &str) -> bool {
    one.trim_end() == other.trim_end()
}

fn count_equal<'a>(pairs: impl Iterator<Item = (&'a &'a str, &'a &'a str)>) -> usize {
    pairs.take_while(|(one, other)| is_equal(one, other)).count()
}

/// Which words of both texts are in a longest common sequence.
struct Kept {
    old: Vec<bool>,
    new: Vec<bool>,
}

fn kept_words(old: &[&str], new: &[&str]) -> Kept {
    let mut kept = Kept { old: vec![false; old.len()], new: vec![false; new.len()] };
    if old.len().saturating_mul(new.len()) > MAX_CELLS {
        return kept;
    }
    // The length of the longest common sequence of what follows two places.
    let width = new.len() + 1;
    let mut lengths = vec![0_u16; (old.len() + 1) * width];
    for (i, word) in old.iter().enumerate().rev() {
        for (j, other) in new.iter().enumerate().rev() {
            let here = i * width + j;
            lengths[here] = if is_equal(word, other) {
                lengths[here + width + 1].saturating_add(1)
            } else {
                lengths[here + width].max(lengths[here + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < old.len() && j < new.len() {
        let here = i * width + j;
        if is_equal(old[i], new[j]) {
            (kept.old[i], kept.new[j]) = (true, true);
            (i, j) = (i + 1, j + 1);
        } else if lengths[here + width] >= lengths[here + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    kept
}

fn runs(words: &[&str], changed: &[bool]) -> Vec<WordRun> {
    let mut runs: Vec<WordRun> = Vec::new();
    for (word, is_changed) in words.iter().zip(changed) {
        match runs.last_mut() {
            Some(run) if run.is_changed == *is_changed => run.text.push_str(word),
            _ => runs.push(WordRun { text: (*word).to_owned(), is_changed: *is_changed }),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    /// Changed words in brackets.
    fn marked(runs: &[WordRun]) -> String {
        let mark = |run: &WordRun| {
            if run.is_changed { format!("[{}]", run.text) } else { run.text.clone() }
        };
        runs.iter().map(mark).collect()
    }

    #[rstest]
    #[case::same("Ein Chor", "Ein Chor", "Ein Chor", "Ein Chor")]
    #[case::one_word("Ein Chor singt", "Ein Bad singt", "Ein [Chor ]singt", "Ein [Bad ]singt")]
    #[case::added("Chor", "Chor für Kinder", "Chor", "Chor [für Kinder]")]
    #[case::removed("Der alte Chor", "Der Chor", "Der [alte ]Chor", "Der Chor")]
    #[case::empty("", "Chor", "", "[Chor]")]
    #[case::white_space("Ein  Chor", "Ein \nChor", "Ein  Chor", "Ein \nChor")]
    #[case::several(
        "Mo und Di um 9 im Saal",
        "Mo und Mi um 10 im Saal",
        "Mo und [Di ]um [9 ]im Saal",
        "Mo und [Mi ]um [10 ]im Saal"
    )]
    fn words_that_one_text_lacks_are_marked(
        #[case] old: &str,
        #[case] new: &str,
        #[case] old_marked: &str,
        #[case] new_marked: &str,
    ) {
        let difference = word_difference(old, new);
        assert_eq!(marked(&difference.old), old_marked);
        assert_eq!(marked(&difference.new), new_marked);
        let is_marked = old_marked.contains('[') || new_marked.contains('[');
        assert_eq!(difference.is_empty(), !is_marked);
    }

    #[test]
    fn texts_that_are_too_long_to_compare_differ_as_a_whole_between_their_ends() {
        let text = |word: &str| format!("Anfang {}Ende", format!("{word} x ").repeat(1_000));
        let difference = word_difference(&text("alt"), &text("neu"));
        assert_eq!(difference.old.len(), 3);
        assert_eq!(difference.old[0].text, "Anfang ");
        assert!(difference.new[1].is_changed);
        // The last word of the middle is the same too.
        assert_eq!(difference.new[2].text, "x Ende");
    }

    proptest! {
        #[test]
        fn the_runs_make_up_both_texts_and_what_is_kept_is_the_same(
            old in "[ab \n]{0,40}",
            new in "[ab \n]{0,40}",
        ) {
            let difference = word_difference(&old, &new);
            let whole = |runs: &[WordRun]| -> String {
                runs.iter().map(|run| run.text.as_str()).collect()
            };
            prop_assert_eq!(whole(&difference.old), old);
            prop_assert_eq!(whole(&difference.new), new);
            let kept = |runs: &[WordRun]| -> Vec<String> {
                let kept = runs.iter().filter(|run| !run.is_changed);
                kept.flat_map(|run| run.text.split_whitespace()).map(str::to_owned).collect()
            };
            prop_assert_eq!(kept(&difference.old), kept(&difference.new));
        }
    }
}
