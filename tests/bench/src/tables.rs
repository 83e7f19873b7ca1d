//! The report as text, in tables of fixed width that can be compared side by side.

use crate::automaton::Compared;
use crate::percentiles::Summary;
use crate::quality::{FIRST, Rate};
use crate::queries::Class;
use crate::report::{Bar, Quality, Report, Summarised};
use std::collections::BTreeSet;
use std::fmt::{Result, Write};

/// The whole report.
pub(crate) fn render(report: &Report) -> String {
    let mut text = String::new();
    // Writing to a `String` does not fail.
    let _ = write_all(&mut text, report);
    text
}

fn write_all(text: &mut String, report: &Report) -> Result {
    writeln!(text, "\nSearch, measured on:")?;
    for (name, value) in &report.machine {
        writeln!(text, "  {name}: {value}")?;
    }
    writeln!(text, "  programs: {}", report.programs.join(", "))?;
    writeln!(text, "Times in milliseconds. Miteinander also counts every filter; others do not.")?;
    report.runs.iter().try_for_each(|run| write_run(text, run))?;
    write_quality(text, &report.quality)?;
    write_automata(text, &report.automata)?;
    write_differing(text, report)?;
    writeln!(text, "\nBars:")?;
    report.bars.iter().try_for_each(|bar| write_bar(text, bar))
}

fn write_run(text: &mut String, run: &Summarised) -> Result {
    let (engine, place) = (run.engine.name(), run.place.name());
    writeln!(text, "\n{engine}, {place}, {} offers", run.offers)?;
    writeln!(text, "  {}", prepared(run))?;
    writeln!(
        text,
        "  {:<10}{:>8}{:>9}{:>9}{:>9}{:>9}",
        "questions", "asked", "p50", "p95", "p99", "max"
    )?;
    for (class, summary) in &run.classes {
        write_row(text, class.name(), summary)?;
    }
    let is_more_than_words = run.classes.keys().any(|class| !class.has_words());
    let words = run.words.iter().map(|summary| ("all words", summary));
    let mixed = run.mixed.iter().filter(|_| is_more_than_words).map(|summary| ("mixed", summary));
    words.chain(mixed).try_for_each(|(name, summary)| write_row(text, name, summary))
}

fn prepared(run: &Summarised) -> String {
    let prepared = &run.prepared;
    let time = |name: &str, time: Option<f64>| time.map(|time| format!("{name} {time:.1} ms"));
    let size = |name: &str, size: Option<usize>| size.map(|size| format!("{name} {}", bytes(size)));
    let parts = [
        time("made in", prepared.make_ms),
        size("file", prepared.bytes),
        time("read in", prepared.load_ms),
        time("calendar", prepared.calendar_ms),
        prepared.terms.map(|terms| format!("{terms} terms")),
        size("postings", prepared.postings_bytes),
        size("filters", prepared.columns_bytes),
        prepared.floor_ms.map(|time| format!("empty loop {time:.4} ms")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Bytes in a readable unit.
fn bytes(bytes: usize) -> String {
    match bytes {
        0..10_000 => format!("{bytes} B"),
        10_000..10_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}

fn write_row(text: &mut String, name: &str, summary: &Summary) -> Result {
    let Summary { count, p50, p95, p99, max } = summary;
    writeln!(text, "  {name:<10}{count:>8}{p50:>9.3}{p95:>9.3}{p99:>9.3}{max:>9.3}")
}

fn write_quality(text: &mut String, quality: &[Quality]) -> Result {
    let offers = demo::EXAMPLE_COUNT;
    writeln!(text, "\nRight among the first {FIRST} of {offers} offers (negative: nothing found)")?;
    write!(text, "  {:<10}", "questions")?;
    quality.iter().try_for_each(|one| write!(text, "{:>16}", one.engine.name()))?;
    writeln!(text)?;
    let classes: BTreeSet<Class> =
        quality.iter().flat_map(|one| one.classes.keys()).copied().collect();
    for class in classes {
        let rates = quality.iter().map(|one| one.classes.get(&class).copied().unwrap_or_default());
        write_rates(text, class.name(), rates)?;
    }
    write_rates(
        text,
        "all",
        quality.iter().map(|one| one.classes.values().copied().fold(Rate::default(), Rate::and)),
    )
}

fn write_rates(text: &mut String, name: &str, rates: impl Iterator<Item = Rate>) -> Result {
    write!(text, "  {name:<10}")?;
    for rate in rates {
        write!(text, "{:>16}", format!("{}/{} {:>3} %", rate.right, rate.asked, rate.percent()))?;
    }
    writeln!(text)
}

fn write_automata(text: &mut String, automata: &[Compared]) -> Result {
    writeln!(
        text,
        "\nTyping errors: a whole search for a mistyped word and for the right one, and of the\n\
         automaton of fst only building it and one walk along the Latin words of the offers"
    )?;
    writeln!(
        text,
        "  {:<16}{:>8}{:>10}{:>8}{:>10}{:>8}{:>8}{:>12}{:>8}{:>8}",
        "typed",
        "letters",
        "mistyped",
        "offers",
        "right",
        "offers",
        "errors",
        "fst: build",
        "walk",
        "words"
    )?;
    for one in automata {
        for built in &one.levenshtein {
            let build = built.build_ms.map_or("too large".to_owned(), |time| format!("{time:.3}"));
            writeln!(
                text,
                "  {:<16}{:>8}{:>10.3}{:>8}{:>10.3}{:>8}{:>8}{build:>12}{:>8.3}{:>8}",
                one.typed,
                one.letters,
                one.find_typed_ms,
                one.found_typed,
                one.find_right_ms,
                one.found_right,
                built.errors,
                built.walk_ms,
                built.found
            )?;
        }
    }
    Ok(())
}

fn write_differing(text: &mut String, report: &Report) -> Result {
    if report.differing.is_empty() {
        return writeln!(
            text,
            "\nNative code and WebAssembly found the same, question by question."
        );
    }
    writeln!(text, "\nNOT THE SAME natively and in WebAssembly:")?;
    report.differing.iter().try_for_each(|line| writeln!(text, "  {line}"))
}

fn write_bar(text: &mut String, bar: &Bar) -> Result {
    let measured =
        bar.measured_ms.map_or("not measured".to_owned(), |time| format!("{time:.1} ms"));
    let verdict = if bar.is_kept { "kept" } else { "MISSED" };
    writeln!(text, "  {:<62} <= {:>5} ms {measured:>12}  {verdict}", bar.what, bar.at_most_ms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_shown_in_a_suitable_unit() {
        assert_eq!(
            [999, 10_000, 4_321_000, 56_000_000].map(bytes),
            ["999 B", "10 kB", "4321 kB", "56 MB"]
        );
    }

    #[test]
    fn a_missed_bar_cannot_be_overlooked() {
        let mut text = String::new();
        let bar = Bar { what: "p95".into(), at_most_ms: 10.0, measured_ms: None, is_kept: false };
        write_bar(&mut text, &bar).unwrap();
        assert!(text.ends_with("not measured  MISSED\n"), "{text}");
    }
}
