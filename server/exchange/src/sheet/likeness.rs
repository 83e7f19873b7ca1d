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
        match best {
            Some((most, _)) if likeness <= most => next = next.max(likeness),
            _ => {
                next = best.map_or(0.0, |(most, _)| most);
                best = Some((likeness, name));
            }
        }
    }
    best.filter(|(most, _)| *most >= LEAST && *most >= next + LEAD).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

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
