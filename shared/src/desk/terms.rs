//! Towns and categories as rows of a form: names, order, coordinates, new ones as lines.

use super::position::{format_position, parse_position};
use crate::digest::sha256;
use crate::language::UiLanguage;
use crate::taxonomy::Term;
use crate::text::{Line, TextError};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

/// Most terms of a list.
pub const MAX_TERMS: usize = 500;
/// Longest identifier that is made of a name.
const MAX_ID: usize = 60;

/// A list that editors maintain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermList {
    /// Towns of the county.
    Cities,
    /// Categories of offers.
    Categories,
}

impl TermList {
    /// Every list.
    pub const ALL: [Self; 2] = [Self::Cities, Self::Categories];

    /// Its name in addresses and in the audit log.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cities => "towns",
            Self::Categories => "categories",
        }
    }

    /// The list with a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.name() == name)
    }
}

/// What stands in the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TermsForm {
    /// The terms there are.
    pub rows: Vec<TermRow>,
    /// New ones, one a line; coordinates may follow after a semicolon.
    pub added: String,
    /// Identifies the list that the rows were made from; empty where that does not matter.
    pub basis: String,
}

/// A term as its row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TermRow {
    /// Its identifier.
    pub id: String,
    /// Its place in the list, from 1.
    pub place: String,
    /// Its German label.
    pub label: String,
    /// Its own names in other languages.
    pub names: BTreeMap<UiLanguage, String>,
    /// Its coordinates, latitude first; may be empty.
    pub position: String,
    /// Whether it is to be removed.
    pub is_removed: bool,
}

/// A term with the number of records that name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermUse {
    /// The term as its row.
    pub row: TermRow,
    /// Offers that name it; for a town also providers, accounts and contact persons.
    pub uses: u64,
    /// Whether it belongs to the software, which has its name in every language.
    pub is_fixed: bool,
}

/// A list as its form shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermListing {
    /// The terms, in order.
    pub terms: Vec<TermUse>,
    /// Identifies the list as it is.
    pub basis: String,
}

/// Why a term is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermReason {
    /// Its label or one of its names.
    Text(TextError),
    /// No coordinates.
    Position,
    /// No place in a list.
    Place,
    /// Another one has the same label.
    Twice,
    /// Records name it, so it cannot be removed.
    InUse {
        /// How many.
        uses: u64,
    },
    /// It belongs to the software, so it cannot be removed.
    Fixed,
    /// Somebody else has removed it meanwhile.
    Gone,
    /// No letter or digit of the Latin script, of which an identifier could be made.
    NoId,
    /// Somebody else has changed the list meanwhile.
    Changed,
    /// Nothing would be left, or more than [`MAX_TERMS`].
    Number,
}

/// A term that is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongTerm {
    /// What stands as its label; empty for the list as a whole.
    pub label: String,
    /// Why.
    pub reason: TermReason,
}

/// What is known about the terms of a list beside the form.
#[derive(Debug)]
pub struct KnownTerms<'a, Id> {
    /// The list as it is stored, in order.
    pub terms: &'a [Term<Id>],
    /// Number of records that name a term, by its id.
    pub uses: &'a BTreeMap<String, u64>,
    /// Terms that belong to the software.
    pub fixed: &'a BTreeSet<String>,
}

impl<Id> From<&Term<Id>> for TermRow
where
    Id: Display,
{
    fn from(term: &Term<Id>) -> Self {
        let names = term.names.iter().map(|(language, name)| (*language, name.to_string()));
        Self {
            id: term.id.to_string(),
            label: term.label.to_string(),
            names: names.collect(),
            position: term.position.map(format_position).unwrap_or_default(),
            ..Self::default()
        }
    }
}

impl<Id: Clone + Display + TryFrom<String>> KnownTerms<'_, Id> {
    /// The list as the form shows it.
    pub fn listing(&self) -> TermListing {
        TermListing { terms: self.rows(), basis: self.digest() }
    }

    /// The list with its uses.
    fn rows(&self) -> Vec<TermUse> {
        let row = |(number, term): (usize, &Term<Id>)| {
            let row = TermRow { place: (number + 1).to_string(), ..TermRow::from(term) };
            TermUse { uses: self.uses_of(&row.id), is_fixed: self.fixed.contains(&row.id), row }
        };
        self.terms.iter().enumerate().map(row).collect()
    }

    /// The list after a form. Terms that the form does not name stay as they are, since somebody
    /// else has added them meanwhile.
    ///
    /// # Errors
    /// Every wrong term.
    pub fn apply(&self, form: &TermsForm) -> Result<Vec<Term<Id>>, Vec<WrongTerm>> {
        if !form.basis.is_empty() && form.basis != self.digest() {
            return Err(vec![WrongTerm { label: String::new(), reason: TermReason::Changed }]);
        }
        let mut wrong = Vec::new();
        let mut placed: Vec<(Placement, Term<Id>)> = Vec::new();
        for (number, term) in self.terms.iter().enumerate() {
            let id = term.id.to_string();
            let kept = Placement { place: number + 1, moved: Ordering::Equal, number };
            match form.rows.iter().find(|row| row.id == id) {
                None => placed.push((kept, term.clone())),
                Some(row) if row.is_removed => {
                    let uses = self.uses_of(&id);
                    if self.fixed.contains(&id) {
                        wrong.push(row.wrong(TermReason::Fixed));
                    } else if uses > 0 {
                        wrong.push(row.wrong(TermReason::InUse { uses }));
                    }
                }
                Some(row) => match row.parse(term, kept) {
                    Ok(one) => placed.push(one),
                    Err(reason) => wrong.push(row.wrong(reason)),
                },
            }
        }
        let is_gone = |row: &&TermRow| self.terms.iter().all(|term| term.id.to_string() != row.id);
        let gone = form.rows.iter().filter(is_gone);
        wrong.extend(gone.filter(|row| !row.is_removed).map(|row| row.wrong(TermReason::Gone)));
        placed.sort_by_key(|(placement, _)| *placement);
        let mut terms: Vec<Term<Id>> = placed.into_iter().map(|(_, term)| term).collect();
        for line in form.added.lines().map(str::trim).filter(|line| !line.is_empty()) {
            match parse_line(line, &terms) {
                Ok(term) => terms.push(term),
                Err(reason) => wrong.push(WrongTerm { label: line.to_owned(), reason }),
            }
        }
        let mut labels = BTreeSet::new();
        for term in &terms {
            if !labels.insert(folded(term.label.as_str())) {
                let label = term.label.to_string();
                wrong.push(WrongTerm { label, reason: TermReason::Twice });
            }
        }
        if wrong.is_empty() && !(1..=MAX_TERMS).contains(&terms.len()) {
            wrong.push(WrongTerm { label: String::new(), reason: TermReason::Number });
        }
        if wrong.is_empty() { Ok(terms) } else { Err(wrong) }
    }

    /// Identifies the list as it is.
    fn digest(&self) -> String {
        let rows = self.terms.iter().map(TermRow::from);
        sha256(&format!("{:?}", rows.collect::<Vec<_>>()))
    }

    fn uses_of(&self, id: &str) -> u64 {
        self.uses.get(id).copied().unwrap_or(0)
    }
}

/// Where a term comes: one that was moved up to a place comes before the one that is there, one that
/// was moved down behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Placement {
    place: usize,
    moved: Ordering,
    number: usize,
}

impl TermRow {
    fn wrong(&self, reason: TermReason) -> WrongTerm {
        WrongTerm { label: self.label.clone(), reason }
    }

    /// The term after the row; `kept` is where it is now.
    fn parse<Id: Clone>(
        &self,
        term: &Term<Id>,
        kept: Placement,
    ) -> Result<(Placement, Term<Id>), TermReason> {
        let label = Line::parse(&self.label).map_err(TermReason::Text)?;
        let given = self.names.iter().filter(|(_, name)| !name.trim().is_empty());
        let names = given.map(|(language, name)| Ok((*language, Line::parse(name)?)));
        let names = names.collect::<Result<_, TextError>>().map_err(TermReason::Text)?;
        let position = match self.position.trim() {
            "" => None,
            // Fewer decimals are shown than are stored.
            text if term.position.map(format_position).as_deref() == Some(text) => term.position,
            text => Some(parse_position(text).ok_or(TermReason::Position)?),
        };
        let place = match self.place.trim() {
            "" => kept.place,
            text => text.parse().map_err(|_| TermReason::Place)?,
        };
        let placement = Placement { place, moved: place.cmp(&kept.place), ..kept };
        Ok((placement, Term { id: term.id.clone(), label, names, position }))
    }
}

fn parse_line<Id: Display + TryFrom<String>>(
    line: &str,
    terms: &[Term<Id>],
) -> Result<Term<Id>, TermReason> {
    let (label, position) = match line.split_once([';', '\t']) {
        Some((label, text)) if !text.trim().is_empty() => {
            (label, Some(parse_position(text).ok_or(TermReason::Position)?))
        }
        Some((label, _)) => (label, None),
        None => (line, None),
    };
    let label = Line::parse(label).map_err(TermReason::Text)?;
    let slug = slug(label.as_str());
    let is_free = |id: &String| terms.iter().all(|term| term.id.to_string() != *id);
    let numbered = (2..=MAX_TERMS + 1).map(|number| format!("{slug}-{number}"));
    let id = std::iter::once(slug.clone()).chain(numbered).find(is_free);
    let id = id.filter(|_| !slug.is_empty()).and_then(|id| Id::try_from(id).ok());
    Ok(Term { id: id.ok_or(TermReason::NoId)?, label, names: BTreeMap::new(), position })
}

/// A name as an identifier: ASCII, lower case, words joined by hyphens.
pub(super) fn slug(name: &str) -> String {
    let mut slug = String::new();
    for letter in folded(name).chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(MAX_ID);
    slug.trim_end_matches('-').to_owned()
}

/// A name for comparison.
fn folded(name: &str) -> String {
    let mut folded = String::new();
    for letter in name.trim().chars().flat_map(char::to_lowercase) {
        match letter {
            'ä' => folded.push_str("ae"),
            'ö' => folded.push_str("oe"),
            'ü' => folded.push_str("ue"),
            'ß' => folded.push_str("ss"),
            letter => folded.push(letter),
        }
    }
    folded
}

#[cfg(test)]
mod tests;
