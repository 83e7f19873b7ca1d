//! Dots on the board: laid like stickers by hand while they fit, gathered into a bar when they are
//! many.

use std::fmt::Write;

/// Width of the drawing; its height is [`HEIGHT`].
const WIDTH: u64 = 500;
const HEIGHT: u64 = 96;

/// How dots are laid: as many in a line, as many lines, the radius.
struct Layout {
    columns: u64,
    lines: u64,
    radius: u64,
}

/// From the largest dots to the smallest.
const LAYOUTS: [Layout; 3] = [
    Layout { columns: 14, lines: 2, radius: 15 },
    Layout { columns: 20, lines: 3, radius: 11 },
    Layout { columns: 31, lines: 5, radius: 7 },
];

/// Dots on one challenge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct DotCount {
    /// Dots now.
    pub(super) dots: u64,
    /// Dots before the last change; the ones above that number have just arrived.
    pub(super) before: u64,
    /// Most dots on a challenge of the same slide: they all have dots of one size.
    pub(super) most: u64,
}

/// The drawing, as SVG.
pub(super) fn dots_markup(count: DotCount) -> String {
    let mut svg = String::new();
    // Writing to a string cannot fail.
    let _ = write!(
        svg,
        "<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" class=\"stage-dots\" preserveAspectRatio=\"xMinYMid\" aria-hidden=\"true\">"
    );
    let layout = LAYOUTS.iter().find(|layout| count.most <= layout.columns * layout.lines);
    match layout {
        Some(layout) => lay_dots(&mut svg, layout, count),
        None => draw_bar(&mut svg, count),
    }
    svg.push_str("</svg>");
    svg
}

/// The same as a bar from the first dot on, in proportion to the longest.
pub(super) fn bar_markup(count: DotCount) -> String {
    let mut svg = String::new();
    let width = count.dots.saturating_mul(1_000).checked_div(count.most).unwrap_or(0);
    // Writing to a string cannot fail.
    let _ = write!(
        svg,
        "<svg viewBox=\"0 0 1000 10\" class=\"bar\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
         <rect class=\"bar-track\" width=\"1000\" height=\"10\"/>\
         <rect class=\"bar-fill\" width=\"{width}\" height=\"10\"/></svg>"
    );
    svg
}

fn lay_dots(svg: &mut String, layout: &Layout, count: DotCount) {
    let (step, line) = (WIDTH / layout.columns, HEIGHT / layout.lines);
    let used_lines = count.dots.div_ceil(layout.columns).max(1);
    // Fewer lines stand in the middle of the row.
    let top = (HEIGHT - used_lines * line) / 2;
    for dot in 0..count.dots {
        let (column, row) = (dot % layout.columns, dot / layout.columns);
        // A pixel or two off the grid, always the same for the same dot.
        let (x_off, y_off) = (dot * 7 % 4, dot * 5 % 3);
        let x = column * step + step / 2 + x_off - 1;
        let y = top + row * line + line / 2 + y_off - 1;
        let class = if dot >= count.before { " class=\"new\"" } else { "" };
        let _ = write!(svg, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{}\"{class}/>", layout.radius);
    }
}

fn draw_bar(svg: &mut String, count: DotCount) {
    let width = count.dots.saturating_mul(WIDTH).checked_div(count.most).unwrap_or(0);
    let y = HEIGHT / 4;
    let height = HEIGHT / 2;
    let _ = write!(
        svg,
        "<rect class=\"bar-fill\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"12\"/>"
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn circles(count: DotCount) -> (usize, usize) {
        let svg = dots_markup(count);
        (svg.matches("<circle").count(), svg.matches("class=\"new\"").count())
    }

    #[test]
    fn dots_that_have_arrived_are_marked() {
        assert_eq!(circles(DotCount { dots: 5, before: 3, most: 20 }), (5, 2));
        assert_eq!(circles(DotCount { dots: 3, before: 5, most: 20 }), (3, 0));
        assert_eq!(circles(DotCount::default()), (0, 0));
    }

    #[rstest]
    #[case(28)]
    #[case(29)]
    #[case(60)]
    #[case(155)]
    fn all_dots_lie_within_the_drawing(#[case] most: u64) {
        let layout = LAYOUTS.iter().find(|layout| most <= layout.columns * layout.lines).unwrap();
        assert!(layout.columns * 2 * layout.radius <= WIDTH - 2);
        assert!(layout.lines * 2 * layout.radius <= HEIGHT - 2);
        assert_eq!(circles(DotCount { dots: most, before: 0, most }).0 as u64, most);
    }

    #[test]
    fn very_many_dots_become_a_bar() {
        let svg = dots_markup(DotCount { dots: 78, before: 78, most: 156 });
        assert!(svg.contains("width=\"250\"") && !svg.contains("<circle"), "{svg}");
    }
}
