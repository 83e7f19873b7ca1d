//! Several fields on one slide: how many fit beside each other, and in which size.

use super::content::BoardContent;
use super::fit::{Fitted, size_within};
use crate::components::NumberedField;
use shared::text::Picked;

/// Several fields side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct GridSlide {
    pub(super) fields: Vec<usize>,
    pub(super) columns: usize,
    pub(super) size: u32,
}

/// Fields on a slide and their columns, from the most fields to the fewest.
const LAYOUTS: [Grid; 5] = [
    Grid { fields: 6, columns: 3 },
    Grid { fields: 4, columns: 2 },
    Grid { fields: 3, columns: 3 },
    Grid { fields: 2, columns: 2 },
    Grid { fields: 1, columns: 1 },
];
/// Sizes of text, in pixels of a screen of 1920 × 1080. Smaller than this no other layout is left.
const LARGEST: u32 = 40;
const SMALLEST: u32 = 26;
const SMALLEST_ALONE: u32 = 17;
/// Room within the edges of the screen, and between and within the cells.
const WIDTH: u32 = 1920 - 2 * 56;
const HEIGHT: u32 = 1080 - 82;
const GAP: u32 = 28;
const PADDING: u32 = 2 * 24;

#[derive(Clone, Copy)]
struct Grid {
    fields: usize,
    columns: usize,
}

/// The slides for these fields. `is_table` is for the tables with all numbers, which also show
/// parts and sticky dots where a field stands alone.
pub(super) fn grid_slides(
    content: &BoardContent,
    shown: &[usize],
    is_table: bool,
) -> Vec<GridSlide> {
    for grid in LAYOUTS {
        let is_alone = grid.fields == 1;
        // Fields are spread over as many slides as are needed anyway.
        let slides = shown.len().div_ceil(grid.fields).max(1);
        let chunk = shown.len().div_ceil(slides).max(1);
        let columns = grid.columns.min(chunk);
        let smallest = if is_alone { SMALLEST_ALONE } else { SMALLEST };
        let cell = Cell::of(columns, chunk.div_ceil(columns), is_table, is_alone);
        let fits = |size| shown.iter().all(|field| cell.holds(&content.fields[*field], size));
        let size = size_within(LARGEST, smallest, fits);
        if is_alone || fits(size) {
            let slides = shown.chunks(chunk).map(|fields| GridSlide {
                fields: fields.to_vec(),
                columns,
                size,
            });
            return slides.collect();
        }
    }
    Vec::new()
}

/// The room of one field.
#[derive(Clone, Copy)]
struct Cell {
    width: u32,
    height: u32,
    is_table: bool,
    is_alone: bool,
}

impl Cell {
    fn of(columns: usize, rows: usize, is_table: bool, is_alone: bool) -> Self {
        let share = |room: u32, count: usize| {
            let count = u32::try_from(count).unwrap_or(1).max(1);
            ((room + GAP) / count).saturating_sub(GAP + PADDING)
        };
        Self { width: share(WIDTH, columns), height: share(HEIGHT, rows), is_table, is_alone }
    }

    fn holds(self, numbered: &NumberedField, size: u32) -> bool {
        // Number and dots stand beside the text: together seven letters wide.
        let width = self.width.saturating_sub(size * 7);
        let title = |text: &Picked| {
            let fitted = Fitted::from(text);
            if self.is_table { fitted } else { fitted.tight() }.height(size, width)
        };
        let field = &numbered.field;
        let mut sum = Fitted::from(&field.name).height(size * 5 / 4, width) + size;
        if self.is_table {
            let beside = field.beside.as_ref();
            // Also how many have chosen the field.
            sum += size * 2 + beside.map_or(0, |beside| Fitted::from(beside).height(size, width));
        }
        for challenge in &field.challenges {
            // The bar, and the space around.
            sum += title(&challenge.short_title) + size * 3 / 4;
            if self.is_table && self.is_alone {
                sum += size * 5 / 4;
                let parts = challenge.parts.iter();
                sum += parts.map(|part| title(&part.text) + size / 2).sum::<u32>();
            }
        }
        sum <= self.height
    }
}
