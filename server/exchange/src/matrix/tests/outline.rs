//! A matrix as an outline, which is written and compared by hand.

use crate::matrix::{Doubt, Matrix, MatrixChallenge, MatrixMeasure, Places};
use serde_json::Value;
use std::fmt::Write as _;

pub(super) fn outline(matrix: &Matrix) -> String {
    let (mut text, places) = (String::new(), matrix.places());
    for field in &matrix.fields {
        writeln!(text, "# {}", field.name).unwrap();
        field.challenges.iter().for_each(|one| challenge(&mut text, one, &places));
    }
    text
}

fn challenge(text: &mut String, challenge: &MatrixChallenge, places: &Places) {
    write!(text, "* {}", challenge.text).unwrap();
    if let Some(votes) = challenge.votes {
        write!(text, " ({votes})").unwrap();
    }
    if let Some(section) = &challenge.section {
        write!(text, " [{section}]").unwrap();
    }
    text.push('\n');
    for goal in &challenge.goals {
        write!(text, "  > {}", goal.text.as_deref().unwrap_or("?")).unwrap();
        text.push_str(&labelled("für ", goal.audience.as_deref()));
        text.push('\n');
        for measure in &goal.measures {
            writeln!(text, "    - {}", measure_line(measure, places)).unwrap();
        }
    }
    for part in &challenge.parts {
        writeln!(text, "  + {} ({})", part.text, part.votes.unwrap_or_default()).unwrap();
    }
    if let Some(notes) = &challenge.notes {
        writeln!(text, "  ~ {}", one_line(notes)).unwrap();
    }
}

fn measure_line(measure: &MatrixMeasure, places: &Places) -> String {
    let mut line = measure.text.as_deref().map_or_else(|| "?".to_owned(), one_line);
    line.push_str(&labelled("für ", measure.audience.as_deref()));
    line.push_str(&labelled("Schritte: ", measure.first_steps.as_deref()));
    line.push_str(&labelled("mit: ", measure.stakeholders.as_deref()));
    line.push_str(&labelled("braucht: ", measure.resources.as_deref()));
    line.push_str(&labelled("dazu: ", measure.remarks.as_deref()));
    for reference in &measure.references {
        let found = places.link(reference);
        let target = match (found.field, found.challenge) {
            (Some(field), Some(challenge)) => format!(" -> {field}.{challenge}"),
            (Some(field), None) => format!(" -> {field}"),
            _ => String::new(),
        };
        write!(line, " | {reference}{target}").unwrap();
    }
    line
}

fn labelled(label: &str, text: Option<&str>) -> String {
    text.map_or_else(String::new, |text| format!(" | {label}{}", one_line(text)))
}

fn one_line(text: &str) -> String {
    text.replace('\n', " / ")
}

/// A line for each doubt: sheet and row, column, kind, words.
pub(super) fn doubts(doubts: &[Doubt]) -> String {
    let line = |doubt: &Doubt| {
        let sheet = doubt.sheet.as_ref().map_or_else(String::new, |sheet| format!("{sheet} "));
        let kind = match serde_json::to_value(&doubt.kind).unwrap() {
            Value::String(kind) => kind,
            other => other.as_object().unwrap().keys().next().unwrap().clone(),
        };
        let words = one_line(&doubt.words);
        format!("{sheet}{} {}: {kind} {words}\n", doubt.row, one_line(&doubt.column))
    };
    doubts.iter().map(line).collect()
}
