//! The set of cells as people write them: what the reader makes of each.
//!
//! Notation of `cells.tsv`: a line is kind, cell and what it becomes, separated by tabs; `\n` in a
//! cell is a line break. A final ` ?` means that a doubt must be raised, `+note` that words are kept
//! beside the value, `note` alone that nothing but the words is right; empty states nothing.

#[path = "cells/notation.rs"]
mod notation;

use exchange::sheet::cells::CellReader;
use jiff::civil::date;
use notation::{Seen, read};
use std::collections::BTreeMap;

const SET: &str = include_str!("cells.tsv");
/// A word that no cell has.
const STRANGER: &str = "Quargel";

struct Cell {
    kind: &'static str,
    text: String,
    becomes: &'static str,
}

fn cells() -> Vec<Cell> {
    let lines = SET.lines().skip(1).filter(|line| !line.starts_with("# ") && !line.is_empty());
    lines.filter_map(cell).collect()
}

fn cell(line: &'static str) -> Option<Cell> {
    let mut parts = line.split('\t');
    let (kind, text) = (parts.next()?, parts.next()?);
    let text = text.replace("\\n", "\n").replace("\\t", "\t");
    Some(Cell { kind, text, becomes: parts.next().unwrap_or_default() })
}

fn reader() -> CellReader {
    let list = serde_json::from_str(include_str!("../../backend/data/taxonomy.json"));
    let Ok(taxonomy) = list else { panic!("no taxonomy") };
    CellReader::new(&taxonomy, date(2026, 9, 1))
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

#[derive(Default)]
struct Score {
    cells: usize,
    right: usize,
    kept: usize,
}

#[test]
fn cells_are_read_as_people_mean_them_and_nothing_is_lost() {
    let reader = reader();
    let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
    for cell in cells() {
        let seen = read(&reader, cell.kind, &cell.text);
        let score = scores.entry(cell.kind).or_default();
        score.cells += 1;
        score.kept += usize::from(is_kept(&reader, &cell));
        if seen.becomes == cell.becomes {
            score.right += 1;
        } else {
            println!(
                "wrong {} {:?}: {:?}, not {:?}",
                cell.kind, cell.text, seen.becomes, cell.becomes
            );
        }
        if !is_kept(&reader, &cell) {
            println!("lost  {} {:?}: {seen:?}", cell.kind, cell.text);
        }
    }
    for (kind, Score { cells, right, kept }) in &scores {
        println!("{kind:14} {right:3} right, {kept:3} kept of {cells:3}");
    }
    let sum = |part: fn(&Score) -> usize| scores.values().map(part).sum::<usize>();
    let (all, right, kept) =
        (sum(|score| score.cells), sum(|score| score.right), sum(|score| score.kept));
    println!("{:14} {right:3} right, {kept:3} kept of {all:3}", "all");
    assert!(right * 100 >= all * 95, "{right} of {all} right");
    assert_eq!(kept, all, "something that was written is lost");
}
