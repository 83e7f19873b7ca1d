//! Counting a recount file again, without trust in its maker.

use super::file::{BallotLine, FORMAT, Line, ResultLine, RoundLine, part};
use super::hash::link;
use shared::voting::ballot::{Ballot, BallotError, Revision, check};

/// What a file holds, counted again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recount {
    /// Ballots with at least one dot.
    pub ballots: u64,
    /// Their dots.
    pub dots: u64,
    /// Sticky dots.
    pub paper: u64,
    /// The hash of the last line, to be compared with the one that was published.
    pub check_value: String,
}

/// Why a file is not what it says. Lines are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecountError {
    /// It cannot be read.
    #[error("line {0} is not of this format")]
    Line(usize),
    /// Its hash does not fit.
    #[error("line {0} was changed, taken out or put in")]
    Chain(usize),
    /// It stands where it must not: ballots are sorted by id, each once.
    #[error("line {0} is out of its place")]
    Order(usize),
    /// The ballot breaks a rule of the round.
    #[error("the ballot in line {0}: {1}")]
    Ballot(usize, BallotError),
    /// The result is not the sum of the ballots.
    #[error("the sums are others")]
    Sum,
    /// No result.
    #[error("the file has no end")]
    End,
}

/// Counts a file again: every hash, every rule, every sum.
///
/// # Errors
/// [`RecountError`] with the first thing that is wrong.
pub fn recount(text: &str) -> Result<Recount, RecountError> {
    let mut counting = Counting::default();
    for (place, line) in text.lines().enumerate() {
        counting.take(place + 1, line)?;
    }
    let result = counting.result.ok_or(RecountError::End)?;
    if result != counting.sums {
        return Err(RecountError::Sum);
    }
    Ok(Recount {
        ballots: result.ballots,
        dots: result.dots.values().sum(),
        paper: result.paper.values().sum(),
        check_value: counting.hash,
    })
}

#[derive(Default)]
struct Counting {
    hash: String,
    round: Option<RoundLine>,
    last: Option<BallotLine>,
    has_paper: bool,
    sums: ResultLine,
    result: Option<ResultLine>,
}

impl Counting {
    fn take(&mut self, place: usize, line: &str) -> Result<(), RecountError> {
        let (text, hash) = part(line).ok_or(RecountError::Line(place))?;
        let read = serde_json::from_str(&text).map_err(|_| RecountError::Line(place))?;
        self.hash = link(&self.hash, &text);
        if self.hash != hash {
            return Err(RecountError::Chain(place));
        }
        match read {
            Line::Round(round) if self.round.is_none() && round.format == FORMAT => {
                self.round = Some(round);
            }
            Line::Ballot(ballot) if !self.has_paper => self.take_ballot(place, ballot)?,
            Line::Paper { dots } if self.round.is_some() && !self.has_paper => {
                self.has_paper = true;
                self.sums.paper = dots;
            }
            Line::Result(result) if self.has_paper && self.result.is_none() => {
                self.result = Some(result);
            }
            _ => return Err(RecountError::Order(place)),
        }
        Ok(())
    }

    fn take_ballot(&mut self, place: usize, line: BallotLine) -> Result<(), RecountError> {
        let round = self.round.as_ref().ok_or(RecountError::Order(place))?;
        if self.last.as_ref().is_some_and(|last| last.id >= line.id) {
            return Err(RecountError::Order(place));
        }
        let ballot = Ballot {
            revision: Revision::default(),
            dots: line.dots.clone(),
            field: line.field.clone(),
        };
        check(&round.rules, &round.slate(), &ballot)
            .map_err(|error| RecountError::Ballot(place, error))?;
        self.sums.count(&line.dots);
        self.last = Some(line);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::file::{ChallengeLine, Contents, write};
    use super::*;
    use proptest::prelude::*;
    use shared::id::{BallotId, ChallengeId, FieldId, RoundId};
    use shared::voting::join_code::JoinCode;
    use shared::voting::round::{Budget, FieldChoice, RoundRules};
    use std::collections::BTreeMap;

    fn challenge(name: &str) -> ChallengeId {
        ChallengeId::parse(name).unwrap()
    }

    /// A file with these ballots: dots on two challenges each.
    fn file(ballots: &[(u32, u32)]) -> (String, String) {
        let line = |name: &str| ChallengeLine {
            id: challenge(name),
            field: FieldId::parse("f").unwrap(),
            part_of: None,
            text: format!("Text „{name}“"),
        };
        let ballot = |(a, b): &(u32, u32)| Ballot {
            revision: Revision(1),
            dots: [(challenge("a"), *a), (challenge("b"), *b)].into_iter().collect(),
            field: None,
        };
        let ballots = ballots.iter().map(ballot).enumerate();
        let file = write(Contents {
            conference: JoinCode::parse("K7M4PX").unwrap(),
            title: "Test".to_owned(),
            round: RoundId::parse("r").unwrap(),
            number: 1,
            rules: RoundRules::new(Budget::Field(5), 5, FieldChoice::All).unwrap(),
            challenges: vec![line("a"), line("b")],
            ballots: ballots.map(|(n, b)| (BallotId::from_random(n as u128), b)).collect(),
            paper: BTreeMap::from([(challenge("a"), 7)]),
            log_entries: 1,
            log_head: String::new(),
        });
        let file = file.unwrap();
        (file.text, file.check_value)
    }

    proptest! {
        #[test]
        fn the_recount_of_a_file_is_the_sum_of_its_ballots(
            ballots in proptest::collection::vec((0..3_u32, 0..3_u32), 0..20),
        ) {
            let (text, check_value) = file(&ballots);
            let recount = recount(&text).unwrap();
            let dots = ballots.iter().map(|(a, b)| u64::from(a + b)).sum::<u64>();
            let with_dots = ballots.iter().filter(|(a, b)| a + b > 0).count() as u64;
            prop_assert_eq!((recount.ballots, recount.dots, recount.paper), (with_dots, dots, 7));
            prop_assert_eq!(recount.check_value, check_value);
        }

        #[test]
        fn any_changed_character_shows(
            ballots in proptest::collection::vec((0..3_u32, 0..3_u32), 1..6),
            place in any::<proptest::sample::Index>(),
            letter in "[0-9a-z]",
        ) {
            let (text, _) = file(&ballots);
            let mut bytes = text.clone().into_bytes();
            let place = place.index(bytes.len());
            bytes[place] = letter.as_bytes()[0];
            if let Ok(changed) = String::from_utf8(bytes) {
                prop_assert_eq!(recount(&changed).is_ok(), changed == text);
            }
        }

        #[test]
        fn any_missing_or_doubled_line_shows(
            ballots in proptest::collection::vec((0..3_u32, 0..3_u32), 1..6),
            place in any::<proptest::sample::Index>(),
            is_doubled in any::<bool>(),
        ) {
            let (text, _) = file(&ballots);
            let mut lines: Vec<&str> = text.lines().collect();
            let place = place.index(lines.len());
            if is_doubled {
                lines.insert(place, lines[place]);
            } else {
                lines.remove(place);
            }
            prop_assert!(recount(&lines.join("\n")).is_err());
        }
    }

    #[test]
    fn a_ballot_over_the_budget_shows_even_with_right_hashes() {
        let (text, _) = file(&[(3, 3)]);
        assert!(matches!(
            recount(&text),
            Err(RecountError::Ballot(2, BallotError::TooManyInField { .. }))
        ));
    }

    #[test]
    fn a_file_cut_off_and_one_of_something_else_show() {
        let (text, _) = file(&[(1, 1)]);
        let without_end: Vec<&str> = text.lines().take(3).collect();
        assert_eq!(recount(&without_end.join("\n")), Err(RecountError::End));
        assert_eq!(recount("<html>"), Err(RecountError::Line(1)));
        assert_eq!(recount(""), Err(RecountError::End));
    }
}
