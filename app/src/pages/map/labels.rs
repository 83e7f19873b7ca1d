//! Where the names of towns stand on the map, so that they lie on no number and not on each other.

use shared::api::{Spot, Town};
use shared::text::without_soft_hyphens;
use std::cmp::Reverse;

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

/// Where a name may stand.
struct Place {
    label: Label,
    rectangle: Rectangle,
    /// Grows with the distance from its town.
    remoteness: i32,
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

    /// From a point to the nearest one of the rectangle, along the axes.
    fn distance(self, x: i32, y: i32) -> i32 {
        let east = (self.left - x).max(x - self.right).max(0);
        let south = (self.top - y).max(y - self.bottom).max(0);
        east + south
    }

    /// The area that two rectangles share.
    fn shared_area(self, other: Self) -> i32 {
        let width = self.right.min(other.right) - self.left.max(other.left);
        let height = self.bottom.min(other.bottom) - self.top.max(other.top);
        width.max(0) * height.max(0)
    }
}

/// Places every name where it covers least and is near its town, those of crowded towns first.
pub(super) fn labels(towns: &[Town], spots: &[Spot]) -> Vec<Label> {
    let towns_taken = towns.iter().map(|town| Rectangle::around(town.x, town.y));
    let spots_taken = spots.iter().map(|spot| Rectangle::around(spot.x, spot.y));
    let mut taken: Vec<Rectangle> = towns_taken.chain(spots_taken).collect();
    let mut order: Vec<&Town> = towns.iter().collect();
    order.sort_by_key(|town| Reverse(neighbours(town, towns)));
    order
        .into_iter()
        .map(|town| {
            let Place { label, rectangle, .. } = best_place(town, &taken);
            taken.push(rectangle);
            label
        })
        .collect()
}

/// Number of towns within the length of a long name.
fn neighbours(town: &Town, towns: &[Town]) -> usize {
    let distance = |other: &Town| (town.x - other.x).abs() + (town.y - other.y).abs();
    towns.iter().filter(|other| distance(other) < 300).count()
}

fn best_place(town: &Town, taken: &[Rectangle]) -> Place {
    let letters = without_soft_hyphens(&town.name).chars().count();
    let half = i32::try_from(letters).unwrap_or(SIZE) * LETTER / 2;
    let first = place(town, half, Offset { east: 0, south: BELOW });
    let beside = [1, -1].map(|side| Offset { east: side * (RING + 8 + half), south: HEIGHT / 3 });
    let rows = (0..4).flat_map(|step| [BELOW + step * HEIGHT / 2, -ABOVE - step * HEIGHT / 2]);
    let shifted = rows.flat_map(|south| {
        [0, 1, -1, 2, -2, 3, -3, 4, -4].map(|step| Offset { east: step * half / 4, south })
    });
    let cost = |place: &Place| -> i32 {
        let covered = taken.iter().map(|other| place.rectangle.shared_area(*other));
        covered.sum::<i32>() + place.remoteness
    };
    shifted
        .chain(beside)
        .map(|offset| place(town, half, offset))
        .fold(first, |best, next| if cost(&next) < cost(&best) { next } else { best })
}

/// A name that is twice `half` wide, so far to the east and south of its town, but on the map.
fn place(town: &Town, half: i32, Offset { east, south }: Offset) -> Place {
    let x = (town.x + east).min(SIZE - half - 8).max(half + 8);
    let y = (town.y + south).clamp(HEIGHT, SIZE - 12);
    let top = y - HEIGHT * 3 / 4;
    let rectangle = Rectangle { left: x - half, top, right: x + half, bottom: top + HEIGHT };
    // Names are expected below.
    let above = if south < 0 { 10 } else { 0 };
    Place {
        label: Label { name: without_soft_hyphens(&town.name), x, y },
        remoteness: rectangle.distance(town.x, town.y) + east.abs() / 8 + above,
        rectangle,
    }
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
        let herten = placed.iter().find(|label| label.name == "Herten").unwrap();
        assert!(
            towns
                .iter()
                .all(|town| rectangle(herten).shared_area(Rectangle::around(town.x, town.y)) == 0)
        );
    }

    #[test]
    fn the_names_of_a_crowded_county_lie_on_no_number_and_not_on_each_other() {
        let towns = [
            town("Castrop-Rauxel", 713, 778),
            town("Datteln", 763, 509),
            town("Dorsten", 156, 492),
            town("Gladbeck", 186, 720),
            town("Haltern am See", 505, 277),
            town("Herten", 439, 663),
            town("Marl", 358, 503),
            town("Oer-Erken\u{ad}schwick", 624, 540),
            town("Reck\u{ad}ling\u{ad}hau\u{ad}sen", 530, 611),
            town("Waltrop", 851, 587),
        ];
        let names: Vec<Rectangle> = labels(&towns, &[]).iter().map(rectangle).collect();
        let numbers = towns.iter().map(|town| Rectangle::around(town.x, town.y));
        let all: Vec<Rectangle> = names.iter().copied().chain(numbers).collect();
        for (place, name) in names.iter().enumerate() {
            let others = all.iter().enumerate().filter(|(other, _)| *other != place);
            assert_eq!(others.map(|(_, other)| name.shared_area(*other)).sum::<i32>(), 0);
        }
    }

    fn rectangle(Label { name, x, y }: &Label) -> Rectangle {
        let half = i32::try_from(name.chars().count()).unwrap() * LETTER / 2;
        let top = y - HEIGHT * 3 / 4;
        Rectangle { left: x - half, top, right: x + half, bottom: top + HEIGHT }
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
