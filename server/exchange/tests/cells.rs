//! Sets of cells as people write them: what the reader makes of each.
//!
//! Notation: a line is kind, cell and what it becomes, separated by tabs; `\n` in a cell is a line
//! break. A final ` ?` means that a doubt must be raised, `+note` that words are kept beside the
//! value, `note` alone that nothing but the words is right; empty states nothing.
//!
//! `cells_second.tsv` was written by somebody who had not seen the reader, and read once before
//! anything was mended for it: 194 of 252 cells were right, 251 were kept. `cells_fourth.tsv`,
//! `cells_fifth.tsv` and `cells_sixth.tsv` were written in the same way: 96 of 112, 85 of 120 and 104 of
//! 120 cells were right when they were read first, all were kept. `cells_seventh.tsv` and
//! `cells_eighth.tsv` were written together by the one who mended the reader afterwards, before looking
//! at it. The seventh was read before that: 132 of 165 right, 164 kept. The eighth was read once the
//! reader had been mended by the sixth and seventh: 132 of 166 right (80 %), 165 kept; 19 of the others
//! raised a doubt that nobody needed. They have guided changes since, so that their figures now say
//! less about cells that nobody has seen. `cells_ninth.tsv` was written by the same person before the
//! reader was mended by the eighth, and read once after that: 109 of 122 right (89 %), all kept. Nothing
//! was mended for it before; two kinds that it read wrong without a doubt have been since. Both figures
//! are below the 95 % that are asked for.
//! `cells_groups.tsv` was written before the reader of groups, by the one who wrote that too.
//! `cells_kinds.tsv` has other cells of the kinds that these sets showed.
//!
//! What is still wrong contradicts another set ("0-3", "6-10 Jahre", "werktags", the first week of
//! even weeks, "kurdisch (Kurmandschi)"), is written as no notation can say ("-+note") or is a
//! matter of taste (whether a date without a year may be in the past).

#[path = "cells/notation.rs"]
mod notation;

use exchange::sheet::cells::CellReader;
use jiff::civil::{Date, date};
use notation::{Seen, read};
use rstest::rstest;
use std::collections::BTreeMap;

const FIRST: &str = include_str!("cells.tsv");
const SECOND: &str = include_str!("cells_second.tsv");
const KINDS: &str = include_str!("cells_kinds.tsv");
/// Written without a look at the reader or the other sets.
const FOURTH: &str = include_str!("cells_fourth.tsv");
/// Written in the same way.
const FIFTH: &str = include_str!("cells_fifth.tsv");
/// Written in the same way.
const SIXTH: &str = include_str!("cells_sixth.tsv");
/// Written by the one who changed the reader afterwards, before looking at it.
const SEVENTH: &str = include_str!("cells_seventh.tsv");
/// Written together with the seventh.
const EIGHTH: &str = include_str!("cells_eighth.tsv");
/// Written when the eighth had been read, and read once: 109 of 122 right, all kept.
const NINTH: &str = include_str!("cells_ninth.tsv");
/// Groups that an offer is made for: written before their reader.
const GROUPS: &str = include_str!("cells_groups.tsv");
/// A word that no cell has.
const STRANGER: &str = "Quargel";

struct Cell {
    kind: &'static str,
    text: String,
    becomes: &'static str,
}

fn cells(set: &'static str) -> Vec<Cell> {
    let lines = set.lines().skip(1).filter(|line| !line.starts_with("# ") && !line.is_empty());
    lines.filter_map(cell).collect()
}

fn cell(line: &'static str) -> Option<Cell> {
    let mut parts = line.split('\t');
    let (kind, text) = (parts.next()?, parts.next()?);
    let text = text.replace("\\n", "\n").replace("\\t", "\t");
    Some(Cell { kind, text, becomes: parts.next().unwrap_or_default() })
}

fn reader(today: Date) -> CellReader {
    let list = serde_json::from_str(include_str!("../../backend/data/taxonomy.json"));
    let Ok(taxonomy) = list else { panic!("no taxonomy") };
    CellReader::new(&taxonomy, today)
}

/// Whether every word of a cell is accounted for: what a doubt quotes is in the cell, and a word
/// that means nothing is never dropped, wherever it stands.
fn is_kept(reader: &CellReader, cell: &Cell) -> bool {
    let Seen { becomes, quoted, .. } = read(reader, cell.kind, &cell.text);
    let words = |text: &str| {
        text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect::<Vec<_>>()
    };
    let written = words(&cell.text);
    let is_quoted = quoted.iter().flat_map(|text| words(text)).all(|word| written.contains(&word));
    let has_meaning = becomes.is_empty() || becomes != "note" || !quoted.is_empty();
    let gaps = cell.text.match_indices(' ').map(|(place, _)| place).chain([cell.text.len()]);
    let keeps_stranger = becomes.is_empty()
        || gaps.into_iter().all(|place| {
            let (before, after) = cell.text.split_at(place);
            let seen = read(reader, cell.kind, &format!("{before} {STRANGER}{after}"));
            seen.quoted.iter().chain([&seen.value]).any(|text| text.contains(STRANGER))
        });
    is_quoted && has_meaning && keeps_stranger
}

/// Whether an editor is asked about a cell that is plain.
fn is_needless(seen: &Seen, cell: &Cell) -> bool {
    let is_plain = !cell.becomes.ends_with('?') && !cell.becomes.contains("note");
    is_plain && !seen.quoted.is_empty()
}

#[derive(Default)]
struct Score {
    cells: usize,
    right: usize,
    kept: usize,
    needless: usize,
}

impl Score {
    fn add(&mut self, reader: &CellReader, cell: &Cell) {
        let seen = read(reader, cell.kind, &cell.text);
        let (is_right, is_kept) = (seen.becomes == cell.becomes, is_kept(reader, cell));
        let is_needless = is_needless(&seen, cell);
        self.cells += 1;
        self.right += usize::from(is_right);
        self.kept += usize::from(is_kept);
        self.needless += usize::from(is_needless);
        let (Cell { kind, text, becomes }, seen_as) = (cell, &seen.becomes);
        if !is_right {
            println!("wrong {kind} {text:?}: {seen_as:?}, not {becomes:?}");
        }
        if !is_kept {
            println!("lost  {kind} {text:?}: {seen:?}");
        }
        if is_needless {
            println!("asked {kind} {text:?}: {:?}", seen.quoted);
        }
    }
}

/// Least right cells of a set in per cent, and most needless doubts.
#[rstest]
#[case(FIRST, date(2026, 9, 1), 99, 0)]
#[case(SECOND, date(2026, 11, 27), 96, 5)]
#[case(KINDS, date(2026, 11, 27), 100, 0)]
#[case(FOURTH, date(2026, 11, 27), 94, 1)]
#[case(FIFTH, date(2026, 11, 27), 98, 0)]
#[case(SIXTH, date(2026, 11, 27), 99, 0)]
#[case(SEVENTH, date(2026, 11, 27), 96, 0)]
#[case(EIGHTH, date(2026, 11, 27), 92, 1)]
#[case(NINTH, date(2026, 11, 27), 89, 4)]
#[case(GROUPS, date(2026, 11, 28), 95, 0)]
fn cells_are_read_as_people_mean_them_and_nothing_is_lost(
    #[case] set: &'static str,
    #[case] today: Date,
    #[case] least: usize,
    #[case] needless: usize,
) {
    let reader = reader(today);
    let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
    for cell in cells(set) {
        scores.entry(cell.kind).or_default().add(&reader, &cell);
    }
    for (kind, Score { cells, right, kept, needless }) in &scores {
        println!("{kind:14} {right:3} right, {kept:3} kept, {needless:3} asked of {cells:3}");
    }
    let sum = |part: fn(&Score) -> usize| scores.values().map(part).sum::<usize>();
    let (all, right) = (sum(|score| score.cells), sum(|score| score.right));
    let (kept, asked) = (sum(|score| score.kept), sum(|score| score.needless));
    println!("{:14} {right:3} right, {kept:3} kept, {asked:3} asked of {all:3}", "all");
    assert!(right * 100 >= all * least, "{right} of {all} right");
    assert!(asked <= needless, "{asked} plain cells raised a doubt");
    assert_eq!(kept, all, "something that was written is lost");
}
