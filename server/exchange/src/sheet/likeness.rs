//! Which known name a mistyped one is most like.

use strsim::{jaro_winkler, osa_distance};

/// Least similarity of a name that is proposed, from 0 to 1.
const LEAST: f64 = 0.84;
/// How much better than the next one it must be.
const LEAD: f64 = 0.02;
/// Letters from which a name can be told from others.
const SHORTEST: usize = 4;

/// The name that a folded text is like; `None` where none or several are. `known` has names with
/// their folded forms.
pub(crate) fn closest<'a>(
    text: &str,
    known: impl Iterator<Item = (&'a str, String)>,
) -> Option<&'a str> {
    let letters = text.chars().count();
    if !(SHORTEST..=60).contains(&letters) {
        return None;
    }
    let mut best: Option<(f64, &str)> = None;
    let mut next = 0.0_f64;
    for (name, folded) in known {
        // A letter in four may be wrong.
        let is_near = osa_distance(text, &folded) <= letters.min(folded.chars().count()) / 4;
        let likeness = if is_near { jaro_winkler(text, &folded) } else { 0.0 };
        // Two names of the same thing are no rivals.
        match best {
            Some((most, other)) if likeness <= most => {
                next = if other == name { next } else { next.max(likeness) };
            }
            _ => {
                next = best.filter(|(_, other)| *other != name).map_or(next, |(most, _)| most);
                best = Some((likeness, name));
            }
        }
    }
    best.filter(|(most, _)| *most >= LEAST && *most >= next + LEAD).map(|(_, name)| name)
}

/// Letters from which one wrong letter is taken for a slip.
const LONG: usize = 6;

/// The known folded word from which a folded word differs by one letter that is wrong, missing,
/// added or swapped; an ending that a word is inflected with is no slip.
pub(crate) fn mistyped<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if word.chars().count() < LONG {
        return None;
    }
    let is_like = |name: &&str| {
        name.len().abs_diff(word.len()) <= 2
            && name.chars().count() >= LONG
            && !word.starts_with(name)
            && !name.starts_with(word)
            && osa_distance(word, name) == 1
    };
    known.into_iter().find(is_like)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("jugenliche", Some("jugendliche"))]
    #[case("presenz", Some("prasenz"))]
    #[case("prasenzen", None)]
    #[case("haus", None)]
    fn one_wrong_letter_is_a_slip(#[case] word: &str, #[case] expected: Option<&str>) {
        assert_eq!(mistyped(word, ["jugendliche", "prasenz", "maus"].into_iter()), expected);
    }

    #[rstest]
    #[case("dorstne", Some("dorsten"))]
    #[case("gesundeit", Some("gesundheit"))]
    #[case("herne", None)]
    #[case("neustadt", None)]
    fn a_mistyped_name_is_recognised(#[case] text: &str, #[case] expected: Option<&str>) {
        let known = ["dorsten", "datteln", "gesundheit", "herten", "herden"];
        assert_eq!(closest(text, known.into_iter().map(|name| (name, name.to_owned()))), expected);
    }
}
