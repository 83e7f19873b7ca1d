//! Groups that an offer is made for, as people write them, and cells that say background and group
//! at once.

use super::words::{
    AROUND, AROUND_EVERYONE, CHILDREN, ENDINGS, EVERYONE, FAMILIES, FIRST_PARTS, IN_COMPOUNDS,
    NEGATIONS, OF_CHILDREN, STEMS, USUAL,
};
use crate::sheet::choices;
use crate::sheet::likeness::mistyped;
use crate::sheet::pieces::{coarse, content, fine, states_nothing};
use crate::sheet::reading::{CellReading, Doubt, DoubtReason};
use shared::offer::audience::{AudienceGroup, Background};
use shared::search::fold::words;

use AudienceGroup::{Parents, Professionals};

/// What a cell says about both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct BackgroundAndGroups {
    pub(crate) background: Background,
    pub(crate) groups: Vec<AudienceGroup>,
}

/// Groups, empty for no particular one; `None` where nothing is stated.
pub(crate) fn read_groups(cell: &str) -> CellReading<Option<Vec<AudienceGroup>>> {
    if states_nothing(cell) {
        return CellReading::sure(None);
    }
    let (mut groups, mut doubts, mut is_everyone) = (Vec::new(), Vec::new(), false);
    for text in coarse(cell).flat_map(fine) {
        if names_everyone(text) {
            is_everyone = true;
            continue;
        }
        let piece = Piece::read(text);
        add(&mut groups, &piece.groups);
        doubts.extend(piece.doubts(text));
    }
    if groups.is_empty() && !is_everyone {
        return CellReading::unreadable(cell);
    }
    if is_everyone && !groups.is_empty() {
        doubts.push(Doubt::new(cell, DoubtReason::Ambiguous));
    }
    CellReading { value: Some(groups), doubts }
}

/// Background and groups; what names no group is read by `background`.
pub(crate) fn read_background_and_groups(
    cell: &str,
    background: impl Fn(&str) -> CellReading<Option<Background>>,
) -> CellReading<Option<BackgroundAndGroups>> {
    let (mut groups, mut rest) = (Vec::new(), Vec::new());
    for text in coarse(cell).flat_map(fine) {
        let piece = Piece::read(text);
        let is_plain = piece.is_understood && piece.slip.is_none() && !piece.has_families;
        if piece.slip.is_none() && !piece.has_families {
            add(&mut groups, &piece.groups);
        }
        if !is_plain {
            rest.push(text);
        }
    }
    if groups.is_empty() {
        let of_background = |background| BackgroundAndGroups { background, groups: Vec::new() };
        return background(cell).map(|found| found.map(of_background));
    }
    let (background, doubts) = match &*rest.join(", ") {
        "" => (Background::default(), Vec::new()),
        rest => {
            let reading = background(rest);
            match reading.value {
                Some(background) => (background, reading.doubts),
                None => (Background::default(), vec![Doubt::beside(rest)]),
            }
        }
    };
    CellReading { value: Some(BackgroundAndGroups { background, groups }), doubts }
}

fn add(groups: &mut Vec<AudienceGroup>, found: &[AudienceGroup]) {
    for group in found {
        if !groups.contains(group) {
            groups.push(*group);
        }
    }
}

fn names_everyone(text: &str) -> bool {
    EVERYONE.contains(&content(text, &AROUND_EVERYONE).as_str())
}

/// What a part of a cell says.
#[derive(Default)]
struct Piece {
    groups: Vec<AudienceGroup>,
    /// Whether every word of it is known.
    is_understood: bool,
    has_families: bool,
    /// The group whose name is probably mistyped.
    slip: Option<AudienceGroup>,
}

impl Piece {
    fn read(text: &str) -> Self {
        let words = words(text);
        let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
        if has(&NEGATIONS) {
            return Self::default();
        }
        let is_first_part = text.ends_with('-') && words.len() == 1;
        let has_children = has(&OF_CHILDREN);
        let mut piece = Self { is_understood: true, ..Self::default() };
        for word in words.iter().map(String::as_str) {
            if is_first_part && FIRST_PARTS.contains(&word) {
                piece.groups.push(Professionals);
            } else if let Some(group) = named(word) {
                piece.groups.push(group);
            } else if FAMILIES.contains(&word) {
                piece.groups.push(Parents);
                piece.has_families = true;
            } else if let Some(group) = mistyped(word, USUAL.into_iter()).and_then(named) {
                piece.groups.push(group);
                piece.slip = Some(group);
            } else {
                let is_known = AROUND.contains(&word)
                    || has_children && (CHILDREN.contains(&word) || OF_CHILDREN.contains(&word));
                piece.is_understood &= is_known;
            }
        }
        piece
    }

    fn doubts(&self, text: &str) -> impl Iterator<Item = Doubt> + use<> {
        let similar = |group| DoubtReason::Similar { label: choices::format(group) };
        let reasons = [
            (!self.is_understood).then_some(DoubtReason::Partly),
            self.has_families.then_some(DoubtReason::Ambiguous),
            self.slip.map(similar),
        ];
        let words = text.to_owned();
        reasons.into_iter().flatten().map(move |reason| Doubt::new(&words, reason))
    }
}

/// The group that a folded word names.
fn named(word: &str) -> Option<AudienceGroup> {
    let is_form = |stem: &str| word.strip_prefix(stem).is_some_and(|end| ENDINGS.contains(&end));
    let found = STEMS.into_iter().find(|(_, stems)| stems.split(' ').any(is_form));
    found.map(|(group, _)| group).or_else(|| {
        let is_compound = IN_COMPOUNDS.iter().any(|stem| {
            word.rsplit_once(stem)
                .is_some_and(|(first, end)| first.len() > 2 && ENDINGS.contains(&end))
        });
        is_compound.then_some(Professionals)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::groups::read_background;
    use AudienceGroup::Volunteers;
    use rstest::rstest;

    #[rstest]
    #[case("Fachkräfte, Ehrenamtliche", Background::Open, &[Professionals, Volunteers], 0)]
    #[case("Eltern, Neuzugewanderte", Background::Newcomers, &[Parents], 0)]
    #[case("Eltern mit Migrationshintergrund", Background::Migration, &[Parents], 1)]
    #[case("Eltern, Senioren", Background::Open, &[Parents], 1)]
    #[case("neu zugewanderte Familien", Background::Newcomers, &[], 1)]
    #[case("für alle", Background::Open, &[], 0)]
    fn one_cell_can_say_background_and_group(
        #[case] cell: &str,
        #[case] background: Background,
        #[case] groups: &[AudienceGroup],
        #[case] doubts: usize,
    ) {
        let reading = read_background_and_groups(cell, read_background);
        let found = reading.value.unwrap();
        assert_eq!((found.background, found.groups.as_slice()), (background, groups));
        assert_eq!(reading.doubts.len(), doubts, "{:?}", reading.doubts);
    }

    #[test]
    fn a_cell_that_names_neither_is_not_understood() {
        let reading = read_background_and_groups("Roma aus Rumänien", read_background);
        assert_eq!(reading, CellReading::unreadable("Roma aus Rumänien"));
    }
}
