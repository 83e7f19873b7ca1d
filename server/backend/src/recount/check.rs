//! Recounting a recount file without trusting its author.

use super::exclusion::Exclusion;
use super::file::{
    BallotLine, FORMAT_VERSION, FORMAT_VERSION_WITH_EXCLUSIONS, FORMAT_VERSION_WITH_HEADINGS, Line,
    ResultLine, RoundLine, split_hash,
};
use super::hash::chain_hash;
use shared::id::BallotId;
use shared::voting::ballot::{Ballot, BallotError, Revision, check};
use std::collections::BTreeSet;

/// The result of a recount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recount {
    /// Ballots with at least one dot.
    pub ballots: u64,
    /// Their dots.
    pub dots: u64,
    /// Ballots that are left out of the count.
    pub excluded: u64,
    /// Sticky dots.
    pub paper: u64,
    /// The hash of the last line, to be compared with the published one.
    pub check_value: String,
}

/// Why a file is invalid. Lines are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecountError {
    /// The line is not of this format.
    #[error("line {0} is malformed")]
    Malformed(usize),
    /// The line's hash does not match: a line was changed, removed or inserted.
    #[error("the hash of line {0} does not match")]
    HashMismatch(usize),
    /// The line is out of order: ballots are sorted by id, without duplicates.
    #[error("line {0} is out of order")]
    OutOfOrder(usize),
    /// A ballot breaks a rule of the round.
    #[error("the ballot in line {0}: {1}")]
    Ballot(usize, BallotError),
    /// Ballots that are left out are not in the file.
    #[error("ballots that are left out are missing")]
    MissingExcluded,
    /// The result is not the sum of the ballots.
    #[error("the result is not the sum of the ballots")]
    SumMismatch,
    /// The file ends without a result.
    #[error("the file has no result")]
    MissingResult,
}

/// Recounts a file: checks every hash, every rule, every sum.
///
/// # Errors
/// [`RecountError`] for the first mistake.
pub fn recount(text: &str) -> Result<Recount, RecountError> {
    let mut verifier = Verifier::default();
    for (line, number) in text.lines().zip(1..) {
        verifier.check_line(number, line)?;
    }
    let result = verifier.result.ok_or(RecountError::MissingResult)?;
    if !verifier.excluded.is_empty() {
        return Err(RecountError::MissingExcluded);
    }
    if result != verifier.sums {
        return Err(RecountError::SumMismatch);
    }
    Ok(Recount {
        ballots: result.ballots,
        dots: result.dots.values().sum(),
        excluded: verifier.left_out,
        paper: result.paper.values().sum(),
        check_value: verifier.hash,
    })
}

#[derive(Default)]
struct Verifier {
    hash: String,
    round: Option<RoundLine>,
    /// Ballots that are left out and have not been read yet.
    excluded: BTreeSet<BallotId>,
    /// How many of them have been read.
    left_out: u64,
    last_ballot: Option<BallotLine>,
    has_paper: bool,
    sums: ResultLine,
    result: Option<ResultLine>,
}

impl Verifier {
    fn check_line(&mut self, number: usize, line: &str) -> Result<(), RecountError> {
        let (text, hash) = split_hash(line).ok_or(RecountError::Malformed(number))?;
        let parsed = serde_json::from_str(&text).map_err(|_| RecountError::Malformed(number))?;
        self.hash = chain_hash(&self.hash, &text);
        if self.hash != hash {
            return Err(RecountError::HashMismatch(number));
        }
        match parsed {
            Line::Round(round) if self.round.is_none() && has_known_format(&round) => {
                self.round = Some(round);
            }
            Line::Exclusion(exclusion) if self.takes_exclusions() => {
                self.check_exclusion(number, exclusion)?;
            }
            Line::Ballot(ballot) if !self.has_paper => self.check_ballot(number, ballot)?,
            Line::Paper { dots, .. } if self.round.is_some() && !self.has_paper => {
                self.has_paper = true;
                self.sums.paper = dots;
            }
            Line::Result(result) if self.has_paper && self.result.is_none() => {
                self.result = Some(result);
            }
            _ => return Err(RecountError::OutOfOrder(number)),
        }
        Ok(())
    }

    fn takes_exclusions(&self) -> bool {
        let format = self.round.as_ref().map(|round| round.format);
        let has_started = self.last_ballot.is_some() || self.has_paper;
        format.is_some_and(|format| format >= FORMAT_VERSION_WITH_EXCLUSIONS) && !has_started
    }

    /// No ballot is left out twice.
    fn check_exclusion(&mut self, number: usize, line: Exclusion) -> Result<(), RecountError> {
        if line.restored.is_some() {
            return Ok(());
        }
        let is_new = line.ballots.iter().all(|ballot| !self.excluded.contains(ballot));
        self.excluded.extend(line.ballots);
        if is_new { Ok(()) } else { Err(RecountError::OutOfOrder(number)) }
    }

    fn check_ballot(&mut self, number: usize, line: BallotLine) -> Result<(), RecountError> {
        let round = self.round.as_ref().ok_or(RecountError::OutOfOrder(number))?;
        if self.last_ballot.as_ref().is_some_and(|last| last.id >= line.id) {
            return Err(RecountError::OutOfOrder(number));
        }
        let ballot = Ballot {
            revision: Revision::default(),
            dots: line.dots.clone(),
            field: line.field.clone(),
        };
        check(&round.rules, &round.slate(), &ballot)
            .map_err(|error| RecountError::Ballot(number, error))?;
        if self.excluded.remove(&line.id) {
            self.left_out += 1;
        } else {
            self.sums.add_ballot(&line.dots);
        }
        self.last_ballot = Some(line);
        Ok(())
    }
}

fn has_known_format(round: &RoundLine) -> bool {
    [FORMAT_VERSION, FORMAT_VERSION_WITH_EXCLUSIONS, FORMAT_VERSION_WITH_HEADINGS]
        .contains(&round.format)
}

#[cfg(test)]
mod tests {
    use super::super::exclusion::Restoration;
    use super::super::file::{ChallengeLine, RecountContents, write_file};
    use super::*;
    use proptest::prelude::*;
    use shared::id::{BallotId, ChallengeId, ExclusionId, FieldId, RoundId};
    use shared::text::Text;
    use shared::time::Millis;
    use shared::voting::join_code::JoinCode;
    use shared::voting::round::{Budget, FieldChoice, HeadingRule, RoundRules};
    use std::collections::BTreeMap;

    fn challenge(name: &str) -> ChallengeId {
        ChallengeId::parse(name).unwrap()
    }

    /// A file with these ballots: dots on two challenges each.
    fn file(ballots: &[(u32, u32)]) -> (String, String) {
        file_with(ballots, Vec::new())
    }

    /// The same with exclusions.
    fn file_with(ballots: &[(u32, u32)], exclusions: Vec<Exclusion>) -> (String, String) {
        let file = write_file(contents(ballots, exclusions)).unwrap();
        (file.text, file.check_value)
    }

    fn contents(ballots: &[(u32, u32)], exclusions: Vec<Exclusion>) -> RecountContents {
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
        RecountContents {
            conference: JoinCode::parse("K7M4PX").unwrap(),
            title: "Test".to_owned(),
            round: RoundId::parse("r").unwrap(),
            number: 1,
            rules: RoundRules::new(Budget::Field(5), 5, FieldChoice::All).unwrap(),
            challenges: vec![line("a"), line("b")],
            ballots: ballots.map(|(n, b)| (BallotId::from_random(n as u128), b)).collect(),
            paper: BTreeMap::from([(challenge("a"), 7)]),
            paper_after_closing: None,
            exclusions,
            log_entries: 1,
            log_head: String::new(),
        }
    }

    #[test]
    fn a_file_says_which_challenges_took_dots_and_is_checked_by_that() {
        let with_part = |headings, dots| {
            let mut contents = contents(&[dots], vec![exclusion(&[0])]);
            contents.rules = contents.rules.with_headings(headings);
            contents.challenges[1].part_of = Some(challenge("a"));
            write_file(contents).unwrap().text
        };
        let text = with_part(HeadingRule::PartsOnly, (0, 2));
        assert!(text.contains("\"format\":3") && text.contains("\"headings\":\"parts_only\""));
        let counted = recount(&text).unwrap();
        assert_eq!((counted.dots, counted.excluded), (0, 1));
        let on_heading = with_part(HeadingRule::PartsOnly, (1, 2));
        let unknown = BallotError::UnknownChallenge { challenge: challenge("a") };
        assert_eq!(recount(&on_heading), Err(RecountError::Ballot(3, unknown)));
        assert!(recount(&with_part(HeadingRule::OwnOnly, (3, 2))).is_ok());
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
        fn any_changed_character_is_detected(
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
        fn any_missing_or_repeated_line_is_detected(
            ballots in proptest::collection::vec((0..3_u32, 0..3_u32), 1..6),
            place in any::<proptest::sample::Index>(),
            is_repeated in any::<bool>(),
        ) {
            let (text, _) = file(&ballots);
            let mut lines: Vec<&str> = text.lines().collect();
            let place = place.index(lines.len());
            if is_repeated {
                lines.insert(place, lines[place]);
            } else {
                lines.remove(place);
            }
            prop_assert!(recount(&lines.join("\n")).is_err());
        }
    }

    fn exclusion(ballots: &[u128]) -> Exclusion {
        Exclusion {
            id: ExclusionId::parse("e").unwrap(),
            ballots: ballots.iter().map(|n| BallotId::from_random(*n)).collect(),
            first_join: Millis(0),
            last_join: Millis(9),
            reason: Text::parse("Ein Programm").unwrap(),
            at: Millis(10),
            after_closing: false,
            restored: None,
        }
    }

    #[test]
    fn ballots_that_are_left_out_are_in_the_file_but_not_in_its_sums() {
        let (text, check_value) = file_with(&[(1, 1), (2, 0), (0, 3)], vec![exclusion(&[0, 2])]);
        let counted = recount(&text).unwrap();
        assert_eq!((counted.ballots, counted.dots, counted.excluded), (1, 2, 2));
        assert_eq!(counted.check_value, check_value);
        let restored = Some(Restoration { at: Millis(20), after_closing: true });
        let again = Exclusion { restored, ..exclusion(&[0, 2]) };
        let (text, _) = file_with(&[(1, 1), (2, 0), (0, 3)], vec![again]);
        let counted = recount(&text).unwrap();
        assert_eq!((counted.ballots, counted.dots, counted.excluded), (3, 7, 0));
    }

    #[test]
    fn ballots_cannot_be_left_out_twice_or_without_being_in_the_file() {
        let twice = vec![exclusion(&[0]), exclusion(&[0])];
        assert_eq!(recount(&file_with(&[(1, 1)], twice).0), Err(RecountError::OutOfOrder(3)));
        let missing = file_with(&[(1, 1)], vec![exclusion(&[7])]).0;
        assert_eq!(recount(&missing), Err(RecountError::MissingExcluded));
    }

    /// A file of the version before ballots could be left out.
    const OLDER_FILE: &str = include_str!("older_file.jsonl");

    #[test]
    fn an_older_file_is_still_valid_and_would_be_written_the_same_today() {
        let (text, check_value) = file(&[(1, 1), (2, 0)]);
        assert_eq!(text, OLDER_FILE);
        assert_eq!(recount(OLDER_FILE).unwrap().check_value, check_value);
    }

    #[test]
    fn a_ballot_over_the_budget_is_detected_even_with_correct_hashes() {
        let (text, _) = file(&[(3, 3)]);
        assert!(matches!(
            recount(&text),
            Err(RecountError::Ballot(2, BallotError::TooManyInField { .. }))
        ));
    }

    #[test]
    fn a_truncated_file_and_one_of_another_format_are_rejected() {
        let (text, _) = file(&[(1, 1)]);
        let without_result: Vec<&str> = text.lines().take(3).collect();
        assert_eq!(recount(&without_result.join("\n")), Err(RecountError::MissingResult));
        assert_eq!(recount("<html>"), Err(RecountError::Malformed(1)));
        assert_eq!(recount(""), Err(RecountError::MissingResult));
    }
}
