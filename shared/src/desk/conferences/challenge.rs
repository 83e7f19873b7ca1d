//! A challenge with its goals, measures and sub-challenges as the fields of a form.
//!
//! Keys are those of a text, `text`, `short_title`, `section`, `notes`, `goal.0.text`,
//! `goal.0.audience`, `goal.0.measure.1.first_steps`, `part.ID.text`, each with a language behind it;
//! `goal.0.measure.1.references` and `new_parts` have a record on each line. A key with `.remove` takes
//! away what it is about.

use super::cells::{Cells, TextReader, WrongCell, write_texts};
use crate::id::ChallengeId;
use crate::text::{Text, Texts};
use crate::voting::conference::{Challenge, Goal, Measure, Reference, SubChallenge};

/// Most goals of a challenge, and measures of a goal, that a form takes.
pub const MAX_GOALS: usize = 20;
/// Most sub-challenges of a challenge.
pub const MAX_PARTS: usize = 30;
/// The field with a new sub-challenge on each line.
pub const NEW_PARTS: &str = "new_parts";

/// Where a goal stands among those of its challenge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GoalKey(pub usize);

/// Where a measure stands among those of its goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MeasureKey {
    /// Its goal.
    pub goal: GoalKey,
    /// Its place, from 0.
    pub measure: usize,
}

impl GoalKey {
    /// The key of one of the goal's fields.
    pub fn key(self, part: &str) -> String {
        format!("goal.{}.{part}", self.0)
    }
}

impl MeasureKey {
    /// The key of one of the measure's fields.
    pub fn key(self, part: &str) -> String {
        self.goal.key(&format!("measure.{}.{part}", self.measure))
    }
}

/// The key of one of a sub-challenge's fields.
pub fn part_key(id: &ChallengeId, part: &str) -> String {
    format!("part.{id}.{part}")
}

/// How many goals the fields have.
pub fn count_goals(cells: &Cells) -> usize {
    (0..MAX_GOALS).rev().find(|goal| has(cells, &GoalKey(*goal).key(""))).map_or(0, |goal| goal + 1)
}

/// How many measures the fields of a goal have.
pub fn count_measures(cells: &Cells, goal: GoalKey) -> usize {
    let has_measure = |measure: &usize| has(cells, &MeasureKey { goal, measure: *measure }.key(""));
    (0..MAX_GOALS).rev().find(has_measure).map_or(0, |measure| measure + 1)
}

/// Whether a field whose key begins so has something in it.
fn has(cells: &Cells, prefix: &str) -> bool {
    let from = cells.range(prefix.to_owned()..);
    let mut own = from.take_while(|(key, _)| key.starts_with(prefix));
    own.any(|(_, value)| !value.trim().is_empty())
}

/// The fields of a challenge.
pub fn challenge_cells(challenge: &Challenge) -> Cells {
    let mut cells = Cells::new();
    write_texts(&mut cells, "text", Some(&challenge.text));
    write_texts(&mut cells, "short_title", challenge.short_title.as_ref());
    write_texts(&mut cells, "section", challenge.section.as_ref());
    write_texts(&mut cells, "notes", challenge.notes.as_ref());
    for (place, goal) in challenge.goals.iter().enumerate() {
        let key = GoalKey(place);
        write_texts(&mut cells, &key.key("text"), goal.text.as_ref());
        write_texts(&mut cells, &key.key("audience"), goal.audience.as_ref());
        for (measure, content) in goal.measures.iter().enumerate() {
            write_measure(&mut cells, MeasureKey { goal: key, measure }, content);
        }
    }
    for part in &challenge.parts {
        write_texts(&mut cells, &part_key(&part.id, "text"), Some(&part.text));
    }
    cells
}

fn write_measure(cells: &mut Cells, key: MeasureKey, measure: &Measure) {
    let Measure { text, audience, first_steps, stakeholders, resources, remarks, references } =
        measure;
    write_texts(cells, &key.key("text"), text.as_ref());
    write_texts(cells, &key.key("audience"), audience.as_ref());
    write_texts(cells, &key.key("first_steps"), first_steps.as_ref());
    write_texts(cells, &key.key("stakeholders"), stakeholders.as_ref());
    write_texts(cells, &key.key("resources"), resources.as_ref());
    write_texts(cells, &key.key("remarks"), remarks.as_ref());
    let lines: Vec<&str> = references.iter().map(|reference| reference.text.as_str()).collect();
    cells.insert(key.key("references"), lines.join("\n"));
}

/// Reads the fields over a challenge as it is stored; `new_id` makes ids of new sub-challenges. What
/// has no field stays as it is.
///
/// # Errors
/// Every wrong field.
pub fn read_challenge(
    cells: &Cells,
    stored: &Challenge,
    mut new_id: impl FnMut() -> ChallengeId,
) -> Result<Challenge, Vec<WrongCell>> {
    let mut reader = TextReader::new(cells);
    let text = reader.needed("text", Some(&stored.text));
    let short_title = reader.optional("short_title", stored.short_title.as_ref());
    let section = reader.optional("section", stored.section.as_ref());
    let notes = reader.optional("notes", stored.notes.as_ref());
    let count = count_goals(cells).max(stored.goals.len());
    let goals = (0..count).filter_map(|place| read_goal(&mut reader, place, stored)).collect();
    let mut parts: Vec<SubChallenge> =
        stored.parts.iter().filter_map(|part| read_part(&mut reader, part)).collect();
    for line in lines(reader.value(NEW_PARTS)) {
        match Text::parse(line) {
            Ok(text) => {
                let text = Texts::german(text);
                parts.push(SubChallenge { id: new_id(), text, earlier_votes: None });
            }
            Err(error) => reader.wrong.push(WrongCell::of_text(NEW_PARTS, error)),
        }
    }
    match text {
        Some(text) if reader.wrong.is_empty() => Ok(Challenge {
            id: stored.id.clone(),
            section,
            short_title,
            text,
            goals,
            notes,
            parts,
            earlier_votes: stored.earlier_votes,
        }),
        _ => Err(reader.wrong),
    }
}

/// A goal; `None` where it is empty or taken away.
fn read_goal(reader: &mut TextReader<'_>, place: usize, stored: &Challenge) -> Option<Goal> {
    let (key, stored) = (GoalKey(place), stored.goals.get(place));
    if is_removed(reader, &key.key("remove")) {
        return None;
    }
    let text = reader.optional(&key.key("text"), stored.and_then(|goal| goal.text.as_ref()));
    let audience =
        reader.optional(&key.key("audience"), stored.and_then(|goal| goal.audience.as_ref()));
    let known = stored.map(|goal| goal.measures.as_slice()).unwrap_or_default();
    let count = count_measures(reader.cells(), key).max(known.len());
    let measures: Vec<Measure> = (0..count)
        .filter_map(|measure| {
            read_measure(reader, MeasureKey { goal: key, measure }, known.get(measure))
        })
        .collect();
    let goal = Goal { text, audience, measures };
    (goal != Goal::default()).then_some(goal)
}

/// A measure; `None` where it is empty or taken away.
fn read_measure(
    reader: &mut TextReader<'_>,
    key: MeasureKey,
    stored: Option<&Measure>,
) -> Option<Measure> {
    if is_removed(reader, &key.key("remove")) {
        return None;
    }
    let empty = Measure::default();
    let stored = stored.unwrap_or(&empty);
    let measure = Measure {
        text: reader.optional(&key.key("text"), stored.text.as_ref()),
        audience: reader.optional(&key.key("audience"), stored.audience.as_ref()),
        first_steps: reader.optional(&key.key("first_steps"), stored.first_steps.as_ref()),
        stakeholders: reader.optional(&key.key("stakeholders"), stored.stakeholders.as_ref()),
        resources: reader.optional(&key.key("resources"), stored.resources.as_ref()),
        remarks: reader.optional(&key.key("remarks"), stored.remarks.as_ref()),
        references: read_references(reader, &key.key("references"), &stored.references),
    };
    (measure != empty).then_some(measure)
}

/// References, one on each line; those that are known keep what they mean.
fn read_references(reader: &mut TextReader<'_>, key: &str, stored: &[Reference]) -> Vec<Reference> {
    if !reader.has_field(key) {
        return stored.to_vec();
    }
    let mut references = Vec::new();
    for line in lines(reader.value(key)) {
        let known = stored.iter().find(|reference| reference.text.as_str() == line);
        match (known, Text::parse(line)) {
            (Some(known), _) => references.push(known.clone()),
            (None, Ok(text)) => references.push(Reference { text, field: None, challenge: None }),
            (None, Err(error)) => reader.wrong.push(WrongCell::of_text(key, error)),
        }
    }
    references
}

/// A sub-challenge; `None` where it is taken away.
fn read_part(reader: &mut TextReader<'_>, stored: &SubChallenge) -> Option<SubChallenge> {
    if is_removed(reader, &part_key(&stored.id, "remove")) {
        return None;
    }
    let text = reader.needed(&part_key(&stored.id, "text"), Some(&stored.text))?;
    Some(SubChallenge { text, ..stored.clone() })
}

fn is_removed(reader: &TextReader<'_>, key: &str) -> bool {
    !reader.value(key).is_empty()
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

#[cfg(test)]
mod tests;
