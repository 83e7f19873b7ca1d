//! Columns of a matrix and the headings people give them.

use crate::sheet::likeness::closest;
use serde::{Deserialize, Serialize};
use shared::search::fold::words;

/// A heading is not longer than this, in characters.
const LONGEST: usize = 60;

/// A column of a matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// The challenge's number; a new one begins a new challenge.
    Number,
    /// Field of action.
    Field,
    /// Section within the field.
    Section,
    /// Short title.
    ShortTitle,
    /// Challenge.
    Challenge,
    /// Sub-challenge of the challenge above.
    Part,
    /// Votes it was given.
    Votes,
    /// Its rank: known, and left out, since ranks follow from votes.
    Rank,
    /// Goal.
    Goal,
    /// Target group of the goal, or of the measure.
    Audience,
    /// Measure.
    Measure,
    /// First steps.
    FirstSteps,
    /// Who is needed.
    Stakeholders,
    /// What is needed.
    Resources,
    /// Remarks on the measure.
    Remarks,
    /// Other places of the matrix that the measure names.
    References,
    /// Notes on the challenge.
    Notes,
}

impl Column {
    /// All columns, in the order in which they are written.
    pub const ALL: [Self; 17] = [
        Self::Number,
        Self::Field,
        Self::Section,
        Self::ShortTitle,
        Self::Challenge,
        Self::Part,
        Self::Votes,
        Self::Rank,
        Self::Goal,
        Self::Audience,
        Self::Measure,
        Self::FirstSteps,
        Self::Stakeholders,
        Self::Resources,
        Self::Remarks,
        Self::References,
        Self::Notes,
    ];

    /// The heading as it is written.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Number => "Nr.",
            Self::Field => "Handlungsfeld",
            Self::Section => "Bereich",
            Self::ShortTitle => "Kurztitel",
            Self::Challenge => "Herausforderung",
            Self::Part => "Teilherausforderung",
            Self::Votes => "Priorisierung (erhaltene Stimmen)",
            Self::Rank => "Rang",
            Self::Goal => "Ziel",
            Self::Audience => "Zielgruppe",
            Self::Measure => "Angebot/ Maßnahme",
            Self::FirstSteps => "Erste Schritte",
            Self::Stakeholders => "Mögliche Stakeholder*innen",
            Self::Resources => "benötigte Ressourcen",
            Self::Remarks => "Ergänzungen",
            Self::References => "Verweise",
            Self::Notes => "Notizen",
        }
    }

    /// Keys of the headings seen for it, the written one among them.
    const fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Number => &["nr", "nummer", "lfdnr", "laufendenummer"],
            Self::Field => &["handlungsfeld", "handlungsfelder", "handlungsbereich", "themenfeld"],
            Self::Section => &["bereich", "abschnitt", "teilbereich", "unterbereich"],
            Self::ShortTitle => &["kurztitel", "kurzertitel", "kurzfassung"],
            Self::Challenge => &["herausforderung", "herausforderungen", "handlungsbedarf"],
            Self::Part => &["teilherausforderung", "teilherausforderungen"],
            Self::Votes => &[
                "priorisierungerhaltenestimmen",
                "priorisierung",
                "erhaltenestimmen",
                "stimmen",
                "stimmenzahl",
                "anzahlstimmen",
                "punkte",
            ],
            Self::Rank => &["rang", "platz", "rangfolge"],
            Self::Goal => &["ziel", "ziele", "zielsetzung"],
            Self::Audience => &["zielgruppe", "zielgruppen"],
            Self::Measure => &[
                "angebotmassnahme",
                "angebotemassnahmen",
                "massnahmeangebot",
                "massnahme",
                "massnahmen",
                "massnahmeansatz",
                "massnahmeansatze",
                "massnahmenansatz",
                "massnahmenansatze",
                "angebot",
                "angebote",
            ],
            Self::FirstSteps => &["ersteschritte", "ersterschritt", "nachsteschritte", "schritte"],
            Self::Stakeholders => &[
                "moglichestakeholderinnen",
                "moglichestakeholder",
                "stakeholderinnen",
                "stakeholder",
                "beteiligte",
                "akteurinnen",
                "akteure",
            ],
            Self::Resources => {
                &["benotigteressourcen", "notigeressourcen", "ressourcen", "ressourcenbedarf"]
            }
            Self::Remarks => &[
                "erganzungen",
                "erganzung",
                "bemerkungen",
                "bemerkung",
                "anmerkungen",
                "anmerkung",
            ],
            Self::References => &["verweise", "verweis"],
            Self::Notes => &["notizen", "notiz"],
        }
    }

    /// The column with this heading.
    pub(super) fn find(cell: &str) -> Option<Self> {
        if cell.is_empty() || cell.chars().count() > LONGEST {
            return None;
        }
        let by_key = |key: &str| Self::ALL.into_iter().find(|one| one.keys().contains(&key));
        let before_bracket = || cell.split('(').next().map(key).and_then(|key| by_key(&key));
        by_key(&key(cell)).or_else(before_bracket)
    }

    /// The column whose heading this is like.
    pub(super) fn like(cell: &str) -> Option<Self> {
        let wanted = key(cell);
        let known = || Self::ALL.iter().flat_map(|one| one.keys().iter().map(move |k| (one, k)));
        // Names of one column are no rivals: each stands for the column's own heading.
        let names = known().map(|(one, key)| (one.heading(), (*key).to_owned()));
        let like = closest(&wanted, names)?;
        Self::ALL.into_iter().find(|one| one.heading() == like)
    }
}

/// What texts are compared by: folded letters and digits, without spaces, so that a hyphen left by
/// an old line break makes no difference.
pub(super) fn key(text: &str) -> String {
    words(text).concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Mögliche Stakeholder-\n*innen", Some(Column::Stakeholders))]
    #[case("Mögliche Stakeholder- *innen:", Some(Column::Stakeholders))]
    #[case("MÖGLICHE STAKEHOLDER*INNEN", Some(Column::Stakeholders))]
    #[case("Angebot/ Maßnahme", Some(Column::Measure))]
    #[case("Angebot/\nMassnahme", Some(Column::Measure))]
    #[case("Benoetigte Ressourcen", Some(Column::Resources))]
    #[case("Priorisierung (erhaltene Stimmen)", Some(Column::Votes))]
    #[case("Zielgruppe (wen?)", Some(Column::Audience))]
    #[case("Thema", None)]
    #[case("", None)]
    fn a_heading_is_known_however_it_is_written(
        #[case] cell: &str,
        #[case] column: Option<Column>,
    ) {
        assert_eq!(Column::find(cell), column);
    }

    #[rstest]
    #[case("Maßnahemansätze", Some(Column::Measure))]
    #[case("Herrausforderung", Some(Column::Challenge))]
    #[case("Zielgrupe", Some(Column::Audience))]
    #[case("Haushaltsstelle", None)]
    fn a_misspelt_heading_is_like_one(#[case] cell: &str, #[case] column: Option<Column>) {
        assert_eq!(Column::find(cell), None);
        assert_eq!(Column::like(cell), column);
    }

    #[test]
    fn every_heading_is_its_own_and_keys_are_folded() {
        for column in Column::ALL {
            assert_eq!(Column::find(column.heading()), Some(column), "{column:?}");
            for name in column.keys() {
                assert_eq!(key(name), *name);
            }
        }
    }
}
