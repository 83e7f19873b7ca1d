//! Worksheets: what a table works out about a challenge after the vote.
//!
//! Owns what a sheet holds, and how two people who write at once are brought together. A sheet never
//! replaces the challenge: the wording that was voted on stays beside a new one.

use crate::forms::FormWord;
use crate::text::{Text, TextError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A text of a worksheet: up to 4,000 characters.
pub type SheetText = Text<4_000>;

/// A part of a worksheet, in the order in which a table fills it in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SheetPart {
    /// The challenge in other words than it was voted on with.
    Wording,
    /// What is to be reached.
    Goals,
    /// For whom.
    Audiences,
    /// What is done.
    Measures,
    /// How to begin.
    FirstSteps,
    /// Who is needed.
    Stakeholders,
    /// What is needed.
    Resources,
    /// Anything else.
    Remarks,
    /// Why it goes where it goes.
    Reason,
}

impl FormWord for SheetPart {
    const ALL: &'static [Self] = &[
        Self::Wording,
        Self::Goals,
        Self::Audiences,
        Self::Measures,
        Self::FirstSteps,
        Self::Stakeholders,
        Self::Resources,
        Self::Remarks,
        Self::Reason,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Wording => "wording",
            Self::Goals => "goals",
            Self::Audiences => "audiences",
            Self::Measures => "measures",
            Self::FirstSteps => "first_steps",
            Self::Stakeholders => "stakeholders",
            Self::Resources => "resources",
            Self::Remarks => "remarks",
            Self::Reason => "reason",
        }
    }
}

/// Where a challenge goes after the vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Disposition {
    /// It is worked out here.
    WorkedOut,
    /// It is handed to another field of action.
    OtherField,
    /// Only the county, the state or the federation can do it.
    HigherLevel,
    /// It needs a body of its own.
    OwnBody,
    /// It waits.
    Later,
    /// It is not pursued.
    Dropped,
}

impl FormWord for Disposition {
    const ALL: &'static [Self] = &[
        Self::WorkedOut,
        Self::OtherField,
        Self::HigherLevel,
        Self::OwnBody,
        Self::Later,
        Self::Dropped,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::WorkedOut => "worked_out",
            Self::OtherField => "other_field",
            Self::HigherLevel => "higher_level",
            Self::OwnBody => "own_body",
            Self::Later => "later",
            Self::Dropped => "dropped",
        }
    }
}

/// What a table has worked out about a challenge.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worksheet {
    /// Its texts; a part without a text is missing.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub texts: BTreeMap<SheetPart, SheetText>,
    /// Where the challenge goes; `None` until that is decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disposition: Option<Disposition>,
}

/// A value of a form: what the page showed, and what was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edited<T> {
    /// What the page showed.
    pub shown: T,
    /// What was sent.
    pub typed: T,
}

/// A worksheet as a form sends it; parts that are missing are left as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetForm {
    /// The texts.
    pub texts: BTreeMap<SheetPart, Edited<String>>,
    /// Where the challenge goes.
    pub disposition: Edited<Option<Disposition>>,
}

/// Why a form is refused; nothing of it is stored.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// A text is too long or malformed.
    #[error("{part:?}: {error}")]
    Text {
        /// The part.
        part: SheetPart,
        /// What is wrong.
        error: TextError,
    },
    /// Somebody else has changed the same parts meanwhile.
    #[error("changed meanwhile: {parts:?}")]
    Changed {
        /// The parts; empty where it is the disposition alone.
        parts: Vec<SheetPart>,
        /// Whether it is the disposition, too.
        disposition: bool,
    },
}

impl Worksheet {
    /// Whether nothing stands in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.disposition.is_none()
    }

    /// The text of a part.
    #[must_use]
    pub fn text(&self, part: SheetPart) -> Option<&str> {
        self.texts.get(&part).map(Text::as_str)
    }

    /// The sheet with what a form changes. Two forms may be sent at once: a part that only one of
    /// them changes is taken from it.
    ///
    /// # Errors
    /// [`SheetError::Text`] for the first text that cannot be stored; [`SheetError::Changed`] where
    /// both have changed the same part to something else.
    pub fn edited(&self, form: &SheetForm) -> Result<Self, SheetError> {
        let mut sheet = self.clone();
        let mut conflicts = Vec::new();
        for (part, edited) in &form.texts {
            let parse =
                |text: &str| parse(text).map_err(|error| SheetError::Text { part: *part, error });
            let typed = parse(&edited.typed)?;
            // What was shown came from here; a forged one is nothing that somebody saw.
            let shown = parse(&edited.shown).unwrap_or_default();
            match merge(&self.texts.get(part).cloned(), &shown, &typed) {
                Some(Some(text)) => drop(sheet.texts.insert(*part, text)),
                Some(None) => drop(sheet.texts.remove(part)),
                None => conflicts.push(*part),
            }
        }
        let Edited { shown, typed } = form.disposition;
        let disposition = merge(&self.disposition, &shown, &typed);
        if disposition.is_none() || !conflicts.is_empty() {
            let disposition = disposition.is_none();
            return Err(SheetError::Changed { parts: conflicts, disposition });
        }
        sheet.disposition = disposition.flatten();
        Ok(sheet)
    }
}

fn parse(text: &str) -> Result<Option<SheetText>, TextError> {
    match Text::parse(text) {
        Ok(text) => Ok(Some(text)),
        Err(TextError::Empty) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The value that holds after an edit; `None` where it was changed to something else meanwhile.
fn merge<T: Clone + PartialEq>(held: &T, shown: &T, typed: &T) -> Option<T> {
    if typed == shown {
        Some(held.clone())
    } else if held == shown || held == typed {
        Some(typed.clone())
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn sheet(texts: &[(SheetPart, &str)]) -> Worksheet {
        let texts = texts.iter().map(|(part, text)| (*part, Text::parse(text).unwrap()));
        Worksheet { texts: texts.collect(), disposition: None }
    }

    fn form(texts: &[(SheetPart, &str, &str)]) -> SheetForm {
        let edited = |shown: &str, typed: &str| Edited { shown: shown.into(), typed: typed.into() };
        let texts = texts.iter().map(|(part, shown, typed)| (*part, edited(shown, typed)));
        SheetForm { texts: texts.collect(), disposition: Edited::default() }
    }

    use SheetPart::{Goals, Measures, Remarks};

    #[test]
    fn two_tables_that_write_in_different_parts_keep_both() {
        let held = sheet(&[(Goals, "Plätze für alle")]);
        let edited = held.edited(&form(&[(Goals, "", ""), (Measures, "", "Kurse am Abend")]));
        assert_eq!(
            edited.unwrap(),
            sheet(&[(Goals, "Plätze für alle"), (Measures, "Kurse am Abend")])
        );
    }

    #[test]
    fn the_same_part_changed_twice_is_told_and_not_stored() {
        let held = sheet(&[(Goals, "Plätze für alle")]);
        let parts = vec![Goals];
        assert_eq!(
            held.edited(&form(&[(Goals, "", "Mehr Plätze"), (Remarks, "", "gilt auch")])),
            Err(SheetError::Changed { parts, disposition: false })
        );
    }

    #[rstest]
    #[case::line_ends("a\nb", "a\r\nb", "a\r\nb\r\nc", "a\nb\nc")]
    #[case::spaces_around("a", " a ", "a ", "a")]
    #[case::same_twice("b", "a", "b", "b")]
    fn what_a_browser_does_to_a_text_is_no_change(
        #[case] held: &str,
        #[case] shown: &str,
        #[case] typed: &str,
        #[case] expected: &str,
    ) {
        let edited = sheet(&[(Goals, held)]).edited(&form(&[(Goals, shown, typed)]));
        assert_eq!(edited.unwrap(), sheet(&[(Goals, expected)]));
    }

    #[test]
    fn an_emptied_part_is_gone_and_a_long_one_is_refused() {
        let held = sheet(&[(Goals, "a")]);
        assert!(held.edited(&form(&[(Goals, "a", "  ")])).unwrap().is_empty());
        let long = "a".repeat(4_001);
        let error = TextError::TooLong { length: 4_001, max: 4_000 };
        assert_eq!(
            held.edited(&form(&[(Goals, "a", &long)])),
            Err(SheetError::Text { part: Goals, error })
        );
    }

    #[test]
    fn where_a_challenge_goes_is_decided_once_for_all_who_look() {
        let undecided = Worksheet::default();
        let decide = |shown, typed| SheetForm {
            disposition: Edited { shown, typed: Some(typed) },
            ..SheetForm::default()
        };
        let decided = undecided.edited(&decide(None, Disposition::Later)).unwrap();
        assert_eq!(decided.disposition, Some(Disposition::Later));
        assert_eq!(
            decided.edited(&decide(None, Disposition::Dropped)),
            Err(SheetError::Changed { parts: vec![], disposition: true })
        );
        let again = decided.edited(&decide(Some(Disposition::Later), Disposition::Dropped));
        assert_eq!(again.unwrap().disposition, Some(Disposition::Dropped));
    }

    proptest! {
        #[test]
        fn a_form_that_was_shown_what_is_held_is_stored_as_typed(
            held in "[a-c]{0,3}", typed in "[a-c]{0,3}",
        ) {
            let before = parse(&held).unwrap();
            let texts = before.into_iter().map(|text| (Goals, text)).collect();
            let sheet = Worksheet { texts, disposition: None };
            let edited = sheet.edited(&form(&[(Goals, &held, &typed)])).unwrap();
            prop_assert_eq!(edited.text(Goals).unwrap_or_default(), typed);
        }
    }
}
