//! A figure as a drawing. Everything is drawn in the text's colour, so that it stays readable in
//! forced colours and in the dark; size and position carry the numbers, never colour alone.

use super::{Drawing, cell_text};
use crate::visit::Visit;
use leptos::prelude::*;
use shared::desk::figure::{Figure, FigureCell, FigureRow};

/// Most rows of a drawing; the table has all of them.
const MAX_ROWS: usize = 30;
/// Height of a row, in units of the drawing.
const ROW: usize = 28;
/// Width that the names have.
const NAMES: usize = 260;
/// Width of the longest bar.
const BARS: usize = 400;
/// Width that the numbers beside the bars have.
const NUMBERS: usize = 90;
/// Width of a column of circles.
const COLUMN: usize = 44;
/// Height of the columns' headings, which are written upwards.
const HEADINGS: usize = 190;
/// The largest circle's radius.
const RADIUS: u64 = 13;
/// Most letters of a name.
const LETTERS: usize = 28;

/// Draws a figure, with a title and a description for those who do not see it.
pub(super) fn picture(visit: &Visit, figure: &Figure, drawing: Drawing) -> Option<AnyView> {
    let i18n = visit.i18n;
    let drawn = match drawing {
        Drawing::Bars => bars(visit, figure),
        Drawing::Grid => grid(visit, figure),
        Drawing::None => return None,
    };
    let about = match (drawing, figure.columns.first()) {
        (Drawing::Bars, Some(column)) => i18n.desk_figures_picture_bars(column),
        _ => i18n.desk_figures_picture_grid().to_owned(),
    };
    let size = format!("0 0 {} {}", drawn.width, drawn.height);
    let title = figure.title.clone();
    Some(
        view! {
            <figure class="desk-scroll" tabindex="0" aria-label=i18n.desk_figures_picture()>
                <svg
                    class="desk-picture"
                    role="img"
                    viewBox=size
                    width=drawn.width.to_string()
                    height=drawn.height.to_string()
                    aria-labelledby="picture-title picture-about"
                >
                    <title id="picture-title">{title}</title>
                    <desc id="picture-about">{about.clone()}</desc>
                    {drawn.parts}
                </svg>
                <figcaption class="hint">{about}</figcaption>
            </figure>
        }
        .into_any(),
    )
}

/// A drawing with its size.
struct Drawn {
    width: usize,
    height: usize,
    parts: Vec<AnyView>,
}

/// The first column as bars, with its numbers beside them.
fn bars(visit: &Visit, figure: &Figure) -> Drawn {
    let value = |row: &FigureRow| row.cells.first().and_then(FigureCell::tenths).unwrap_or(0);
    let most = figure.rows.iter().map(value).max().unwrap_or(0).max(1);
    let shown = figure.rows.iter().take(MAX_ROWS).enumerate();
    let parts = shown.map(|(place, row)| {
        let width = usize::try_from(value(row) * BARS as u64 / most).unwrap_or(BARS);
        let (top, middle) = (place * ROW + 5, place * ROW + ROW / 2);
        let number = row.cells.first().map(|cell| cell_text(visit, cell));
        view! {
            {name(&row.name, middle)}
            <rect
                x=NAMES.to_string()
                y=top.to_string()
                width=width.max(1).to_string()
                height={(ROW - 10).to_string()}
                fill="currentColor"
            ></rect>
            <text
                x={(NAMES + width + 8).to_string()}
                y=middle.to_string()
                dominant-baseline="central"
                fill="currentColor"
            >
                {number}
            </text>
        }
        .into_any()
    });
    let parts: Vec<AnyView> = parts.collect();
    Drawn { width: NAMES + BARS + NUMBERS, height: parts.len() * ROW, parts }
}

/// Every cell as a circle whose area is its number; a cross where there is nothing.
fn grid(visit: &Visit, figure: &Figure) -> Drawn {
    let all = figure.rows.iter().flat_map(|row| row.cells.iter().filter_map(FigureCell::tenths));
    let most = all.max().unwrap_or(0).max(1);
    let headings = figure.columns.iter().enumerate().map(|(column, heading)| {
        let x = NAMES + column * COLUMN + COLUMN / 2;
        let turn = format!("rotate(-60 {x} {})", HEADINGS - 10);
        view! {
            <text
                x=x.to_string()
                y={(HEADINGS - 10).to_string()}
                transform=turn
                dominant-baseline="central"
                fill="currentColor"
            >
                {shortened(heading)}
            </text>
        }
        .into_any()
    });
    let rows = figure.rows.iter().take(MAX_ROWS).enumerate().flat_map(|(place, row)| {
        let middle = HEADINGS + place * ROW + ROW / 2;
        let cells = row.cells.iter().enumerate().map(move |(column, cell)| {
            let x = NAMES + column * COLUMN + COLUMN / 2;
            let label = format!("{}: {}", row.name, cell_text(visit, cell));
            match cell.tenths() {
                Some(0) => cross(x, middle, label),
                Some(value) => circle(x, middle, radius(value, most), label),
                None => ().into_any(),
            }
        });
        std::iter::once(name(&row.name, middle)).chain(cells).collect::<Vec<_>>()
    });
    let parts: Vec<AnyView> = headings.chain(rows).collect();
    Drawn {
        // The last heading leans over its column.
        width: NAMES + figure.columns.len() * COLUMN + HEADINGS / 2,
        height: HEADINGS + figure.rows.len().min(MAX_ROWS) * ROW,
        parts,
    }
}

fn name(name: &str, middle: usize) -> AnyView {
    view! {
        <text
            x={(NAMES - 10).to_string()}
            y=middle.to_string()
            text-anchor="end"
            dominant-baseline="central"
            fill="currentColor"
        >
            {shortened(name)}
        </text>
    }
    .into_any()
}

fn circle(x: usize, y: usize, radius: u64, label: String) -> AnyView {
    view! {
        <circle cx=x.to_string() cy=y.to_string() r=radius.to_string() fill="currentColor">
            <title>{label}</title>
        </circle>
    }
    .into_any()
}

fn cross(x: usize, y: usize, label: String) -> AnyView {
    let path = format!("M{} {}l8 8m0 -8l-8 8", x - 4, y - 4);
    view! {
        <path d=path stroke="currentColor" stroke-width="2" fill="none">
            <title>{label}</title>
        </path>
    }
    .into_any()
}

/// The radius of a circle whose area is to the largest as its value is to the most.
fn radius(value: u64, most: u64) -> u64 {
    (RADIUS * RADIUS * value / most.max(1)).isqrt().max(2)
}

fn shortened(name: &str) -> String {
    if name.chars().count() <= LETTERS {
        return name.to_owned();
    }
    name.chars().take(LETTERS - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::radius;
    use rstest::rstest;

    #[rstest]
    #[case(40, 40, 13)]
    #[case(10, 40, 6)]
    #[case(1, 100_000, 2)]
    fn the_area_of_a_circle_is_its_number(
        #[case] value: u64,
        #[case] most: u64,
        #[case] shown: u64,
    ) {
        assert_eq!(radius(value, most), shown);
    }
}
