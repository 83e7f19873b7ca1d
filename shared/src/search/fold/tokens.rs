//! Splitting a text into words.
//!
//! A word ends at everything that is neither letter nor digit, with two exceptions. A mark before
//! a feminine ending (`Bürger*innen`) belongs to the word. What an apostrophe separates in Latin
//! script is left out where it is no word: a French article in front (`L'Amitié`), a Turkish case
//! ending behind (`Marl'da`).

use super::letter::{Folded, fold_letter, is_apostrophe, is_gap};

/// Marks before a feminine ending, the longest first.
const GENDER_MARKS: [&str; 7] = ["/-", "*", ":", "_", "·", "/", "("];
/// Articles and pronouns that lose their vowel before another one.
const ELIDED: [&str; 14] =
    ["l", "d", "j", "m", "n", "s", "t", "c", "qu", "dell", "all", "nell", "sull", "un"];
/// Turkish endings that follow a name after an apostrophe, folded.
const CASE_ENDINGS: [&str; 30] = [
    "a", "e", "i", "u", "ya", "ye", "yi", "yu", "da", "de", "ta", "te", "dan", "den", "tan", "ten",
    "in", "un", "nin", "nun", "la", "le", "yla", "yle", "daki", "deki", "taki", "teki", "li", "lu",
];
/// Fewest letters of a name before a case ending.
const MIN_NAME: usize = 3;

/// The words of a text as written, not folded.
pub fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(is_gap);
        let (token, after) = rest.split_at(end_of_token(rest));
        rest = after;
        (!token.is_empty()).then(|| without_apostrophe(token))
    })
}

/// The masculine form of a word with a gender mark, or with a capital in its middle: `Bürger` of
/// `Bürger*innen` and `BürgerInnen`.
pub fn gendered_base(token: &str) -> Option<&str> {
    let end = token.find(is_gap).or_else(|| {
        let place = token.find("In")?;
        let is_inner = token[..place].ends_with(char::is_lowercase);
        let rest = &token[place + 2..];
        (is_inner && (rest.is_empty() || rest.starts_with("nen"))).then_some(place)
    })?;
    Some(&token[..end])
}

fn end_of_token(text: &str) -> usize {
    let mut end = 0;
    loop {
        end += text[end..].find(is_gap).unwrap_or(text.len() - end);
        match gender_mark(&text[..end], &text[end..]) {
            Some(mark) => end += mark.len(),
            None => return end,
        }
    }
}

/// The mark between a word and its feminine ending.
fn gender_mark(word: &str, rest: &str) -> Option<&'static str> {
    let mark = GENDER_MARKS.into_iter().find(|mark| rest.starts_with(mark))?;
    let ending = rest[mark.len()..].to_lowercase();
    let is_ending = ending.starts_with("innen")
        || ending.strip_prefix("in").is_some_and(|next| !next.starts_with(char::is_alphanumeric));
    // A slash also stands between two words, as in "außen/innen"; nouns are capitalised.
    let is_noun = !mark.starts_with('/') || word.starts_with(char::is_uppercase);
    (word.ends_with(char::is_alphabetic) && is_noun && is_ending).then_some(mark)
}

/// A word without an article that was elided before it, or a case ending set off behind it.
fn without_apostrophe(token: &str) -> &str {
    let Some((before, after)) = token.split_once(is_apostrophe) else { return token };
    let (folded_before, folded_after) = (latin_letters(before), latin_letters(after));
    let is_long = |letters: &str, least: usize| letters.len() >= least;
    match (folded_before.as_deref(), folded_after.as_deref()) {
        (Some(article), Some(word)) if ELIDED.contains(&article) && is_long(word, 2) => after,
        (Some(name), Some(ending)) if is_long(name, MIN_NAME) && CASE_ENDINGS.contains(&ending) => {
            before
        }
        _ => token,
    }
}

/// A word folded letter by letter; `None` where not all of them are Latin.
fn latin_letters(word: &str) -> Option<String> {
    let fold = |letter: char| match fold_letter(letter) {
        Folded::Letter(letter) if letter.is_ascii_alphabetic() => Some(letter),
        _ => None,
    };
    word.chars().map(fold).collect()
}
