//! Where the names of towns stand on the map, so that they lie on no number and not on each other.

use shared::api::{Spot, Town};
use shared::text::without_soft_hyphens;

/// The map's width and height, as in [`Town`].
const SIZE: i32 = 1_000;
/// A line in the largest letters, those of phones: its height, and the width of an average letter.
const HEIGHT: i32 = 48;
const LETTER: i32 = 26;
/// Half the side of the square that a number takes.
const NUMBER: i32 = 42;
/// Radius of a town's ring.
pub(super) const RING: i32 = 62;
/// From a town to the baseline of a name below and above.
const BELOW: i32 = RING + 40;
const ABOVE: i32 = RING + 10;

/// A name with the middle of its baseline.
pub(super) struct Label {
    pub(super) name: String,
    pub(super) x: i32,
    pub(super) y: i32,
}

#[derive(Clone, Copy)]
struct Rectangle {
    left: i32,
    top: i32,
    right: i32,
    bottom: i32,
}

/// From a town to the middle of its name's baseline.
#[derive(Clone, Copy)]
struct Offset {
    east: i32,
    south: i32,
}

impl Rectangle {
    const fn around(x: i32, y: i32) -> Self {
        Self { left: x - NUMBER, top: y - NUMBER, right: x + NUMBER, bottom: y + NUMBER }
    }

    /// The area that two rectangles share.
    fn shared_area(self, other: Self) -> i32 {
        let width = self.right.min(other.right) - self.left.max(other.left);
        let height = self.bottom.min(other.bottom) - self.top.max(other.top);
        width.max(0) * height.max(0)
    }
}

/// Places every name where it covers least, the ones below their town first.
pub(super) fn labels(towns: &[Town], spots: &[Spot]) -> Vec<Label> {
    let towns_taken = towns.iter().map(|town| Rectangle::around(town.x, town.y));
    let spots_taken = spots.iter().map(|spot| Rectangle::around(spot.x, spot.y));
    let mut taken: Vec<Rectangle> = towns_taken.chain(spots_taken).collect();
    towns
        .iter()
        .map(|town| {
            let (label, rectangle) = best_place(town, &taken);
            taken.push(rectangle);
            label
        })
        .collect()
}

fn best_place(town: &Town, taken: &[Rectangle]) -> (Label, Rectangle) {
    let letters = without_soft_hyphens(&town.name).chars().count();
    let half = i32::try_from(letters).unwrap_or(SIZE) * LETTER / 2;
    let first = place(town, half, Offset { east: 0, south: BELOW });
    let beside = [1, -1].map(|side| Offset { east: side * (RING + 8 + half), south: HEIGHT / 3 });
    let rows = [BELOW, -ABOVE, BELOW + HEIGHT, -ABOVE - HEIGHT];
    let shifts = [0, half / 2, -half / 2, half, -half];
    let shifted = rows.into_iter().flat_map(|south| shifts.map(|east| Offset { east, south }));
    let covered = |(_, rectangle): &(Label, Rectangle)| -> i32 {
        taken.iter().map(|other| rectangle.shared_area(*other)).sum()
    };
    shifted
        .chain(beside)
        .map(|offset| place(town, half, offset))
        .fold(first, |best, next| if covered(&next) < covered(&best) { next } else { best })
}

/// A name that is twice `half` wide, so far to the east and south of its town, but on the map.
fn place(town: &Town, half: i32, Offset { east, south }: Offset) -> (Label, Rectangle) {
    let x = (town.x + east).min(SIZE - half - 8).max(half + 8);
    let y = (town.y + south).clamp(HEIGHT, SIZE - 12);
    let top = y - HEIGHT * 3 / 4;
    let rectangle = Rectangle { left: x - half, top, right: x + half, bottom: top + HEIGHT };
    (Label { name: without_soft_hyphens(&town.name), x, y }, rectangle)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn town(name: &str, x: i32, y: i32) -> Town {
        Town { id: name.to_lowercase(), name: name.to_owned(), x, y, count: 1 }
    }

    #[test]
    fn a_name_stands_below_its_town_where_nothing_is_there() {
        let [label] = &labels(&[town("Marl", 500, 500)], &[])[..] else { panic!() };
        assert_eq!((label.x, label.y), (500, 500 + BELOW));
    }

    #[test]
    fn a_name_that_would_lie_on_a_number_stands_elsewhere() {
        let towns = [town("Herten", 500, 500), town("Marl", 500, 600)];
        let placed = labels(&towns, &[]);
        assert!(placed[0].y < 500 && placed[1].y > 600);
    }

    #[test]
    fn no_name_leaves_the_map() {
        for label in
            labels(&[town("Castrop-Rauxel", 2, 998), town("Oer-Erkenschwick", 999, 1)], &[])
        {
            let half = i32::try_from(label.name.len()).unwrap() * LETTER / 2;
            assert!((half..=SIZE - half).contains(&label.x) && (0..SIZE).contains(&label.y));
        }
    }
}
