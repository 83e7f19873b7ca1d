//! Figures derived from a documentation: sums, and votes side by side.

use super::{ChallengeDocument, Documentation, FieldDocument, RoundDocument};
use crate::id::{ChallengeId, FieldId};
use crate::voting::tally::{FieldResult, Votes};

impl Documentation {
    /// Dots on a challenge in every round; `None` for rounds that did not ask about it.
    pub fn votes_by_round(&self, challenge: &ChallengeId) -> Vec<Option<u64>> {
        self.rounds.iter().map(|round| round.votes_on(challenge)).collect()
    }

    /// Dots on a challenge or sub-challenge in all rounds together; `None` where fewer than two of
    /// them asked about it.
    pub fn sum_of_rounds(&self, challenge: &ChallengeId) -> Option<u64> {
        let votes: Vec<u64> =
            self.rounds.iter().filter_map(|round| round.votes_on(challenge)).collect();
        (votes.len() > 1).then(|| votes.iter().sum())
    }

    /// A field's votes side by side; `None` where there is nothing to compare: a single round and
    /// no earlier conference.
    pub fn compare<'a>(&'a self, field: &'a FieldDocument) -> Option<Comparison<'a>> {
        let asked = |round: &RoundDocument| round.results.iter().any(|one| one.field == field.id);
        let rounds: Vec<&RoundDocument> = self.rounds.iter().filter(|round| asked(round)).collect();
        let has_earlier = field.challenges.iter().any(|one| one.earlier_votes.is_some());
        let is_worth_it = rounds.len() + usize::from(has_earlier) > 1;
        let row = |challenge: &'a ChallengeDocument| {
            let votes = self
                .rounds
                .iter()
                .zip(self.votes_by_round(&challenge.id))
                .filter(|(round, _)| asked(round))
                .map(|(_, votes)| votes)
                .collect();
            Compared { challenge, votes, sum: self.sum_of_rounds(&challenge.id) }
        };
        let rows: Vec<_> = field.challenges.iter().map(row).collect();
        let has_sum = rows.iter().any(|row| row.sum.is_some());
        is_worth_it.then_some(Comparison { rounds, has_earlier, has_sum, rows })
    }

    /// The results in this field, each with its round.
    pub fn results_in<'a>(
        &'a self,
        field: &'a FieldId,
    ) -> impl Iterator<Item = (&'a RoundDocument, &'a FieldResult)> {
        self.rounds.iter().filter_map(move |round| {
            Some((round, round.results.iter().find(|result| result.field == *field)?))
        })
    }

    /// What was prepared for a field.
    pub fn field(&self, id: &FieldId) -> Option<&FieldDocument> {
        self.fields.iter().find(|field| field.id == *id)
    }

    /// The number of the round that this one repeats, where that is closed too.
    pub fn follows(&self, round: &RoundDocument) -> Option<u32> {
        let wanted = round.follows.as_ref()?;
        let found = self.rounds.iter().find(|other| other.status.id == *wanted);
        found.map(|other| other.status.number)
    }
}

impl RoundDocument {
    /// All dots of the round.
    pub fn votes(&self) -> Votes {
        self.results.iter().fold(Votes::default(), |sum, field| sum.and(field.votes))
    }

    /// Dots on a challenge or sub-challenge; `None` where the round did not ask about it.
    fn votes_on(&self, challenge: &ChallengeId) -> Option<u64> {
        self.results.iter().flat_map(|field| &field.rows).find_map(|row| {
            if row.challenge == *challenge {
                return Some(row.votes.dots);
            }
            let part = row.parts.iter().find(|part| part.challenge == *challenge)?;
            Some(part.votes.dots)
        })
    }

    /// How many ballots chose this field, where each participant chooses one.
    pub fn chosen(&self, field: &FieldId) -> Option<u64> {
        let chosen = self.turnout.chosen.iter().find(|turnout| turnout.field == *field);
        chosen.map(|turnout| turnout.ballots)
    }
}

impl FieldDocument {
    /// What was prepared for a challenge.
    pub fn challenge(&self, id: &ChallengeId) -> Option<&ChallengeDocument> {
        self.challenges.iter().find(|challenge| challenge.id == *id)
    }
}

/// A field's votes side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison<'a> {
    /// The rounds that asked about the field.
    pub rounds: Vec<&'a RoundDocument>,
    /// Whether any of the challenges has votes from an earlier conference.
    pub has_earlier: bool,
    /// Whether any of the challenges was voted on in several rounds.
    pub has_sum: bool,
    /// Challenges in the order of the conference.
    pub rows: Vec<Compared<'a>>,
}

/// A challenge's votes side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared<'a> {
    /// The challenge, with its votes at the earlier conference.
    pub challenge: &'a ChallengeDocument,
    /// Dots in each round of the comparison; `None` for rounds that did not ask about it.
    pub votes: Vec<Option<u64>>,
    /// Dots in all rounds together, without the earlier conference, where several asked about it.
    pub sum: Option<u64>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::RoundId;
    use crate::live::Turnout;
    use crate::voting::join_code::JoinCode;
    use crate::voting::round::RoundStatus;
    use crate::voting::round::{Access, Budget, FieldChoice, RoundRules, RoundState};
    use crate::voting::tally::{PartResult, ResultRow};
    use rstest::rstest;

    fn challenge(id: &str, earlier_votes: Option<u32>) -> ChallengeDocument {
        let text = crate::text::Text::<200>::parse(id).unwrap();
        ChallengeDocument {
            id: ChallengeId::parse(id).unwrap(),
            section: None,
            text: crate::text::Texts::german(text.clone()).pick(crate::language::UiLanguage::De),
            short_title: crate::text::Texts::german(text.clone())
                .pick(crate::language::UiLanguage::De),
            goals: Vec::new(),
            notes: None,
            parts: Vec::new(),
            earlier_votes,
            sheet: None,
        }
    }

    fn field(id: &str, challenges: Vec<ChallengeDocument>) -> FieldDocument {
        let name = challenge(id, None).text;
        FieldDocument { id: FieldId::parse(id).unwrap(), name, challenges }
    }

    /// A closed round with the dots of each challenge by field.
    fn round(number: u32, asked: &[(&str, &[(&str, u64)])]) -> RoundDocument {
        let row = |id: &str, dots: u64| ResultRow {
            challenge: ChallengeId::parse(id).unwrap(),
            votes: Votes { dots, paper: 1 },
            rank: 1,
            is_tied: false,
            is_shortlisted: false,
            parts: Vec::new(),
        };
        let result = |id: &str, rows: &[(&str, u64)]| FieldResult {
            field: FieldId::parse(id).unwrap(),
            votes: Votes { dots: rows.iter().map(|(_, dots)| dots).sum(), paper: 1 },
            rows: rows.iter().map(|(id, dots)| row(id, *dots)).collect(),
        };
        let id = |number: u32| RoundId::parse(&format!("r{number}")).unwrap();
        RoundDocument {
            status: RoundStatus { id: id(number), number, state: RoundState::Closed },
            name: None,
            follows: number.checked_sub(1).map(id),
            rules: RoundRules::new(Budget::Field(5), 5, FieldChoice::All).unwrap(),
            access: Access::Open,
            turnout: Turnout::default(),
            results: asked.iter().map(|(id, rows)| result(id, rows)).collect(),
            paper_after_closing: None,
            exclusions: Vec::new(),
            check_value: String::new(),
        }
    }

    fn document(rounds: Vec<RoundDocument>, fields: Vec<FieldDocument>) -> Documentation {
        Documentation {
            code: JoinCode::parse("K7M4PX").unwrap(),
            title: challenge("t", None).text,
            place: None,
            date: None,
            programme: Vec::new(),
            rounds,
            fields,
        }
    }

    #[rstest]
    #[case::one_round(1, None, None)]
    #[case::one_round_and_an_earlier_conference(1, Some(4), Some((1, true)))]
    #[case::two_rounds(2, None, Some((2, false)))]
    fn there_is_a_comparison_where_there_is_something_to_compare(
        #[case] rounds: u32,
        #[case] earlier: Option<u32>,
        #[case] expected: Option<(usize, bool)>,
    ) {
        let rounds = (1..=rounds).map(|number| round(number, &[("f", &[("a", 3)])])).collect();
        let document = document(rounds, vec![field("f", vec![challenge("a", earlier)])]);
        let comparison = document.compare(&document.fields[0]);
        let found = comparison.map(|one| (one.rounds.len(), one.has_earlier));
        assert_eq!(found, expected);
    }

    #[test]
    fn rounds_that_did_not_ask_stay_out_and_new_challenges_have_gaps() {
        let rounds = vec![
            round(1, &[("f", &[("a", 3)])]),
            round(2, &[("g", &[("c", 9)])]),
            round(3, &[("f", &[("b", 2), ("a", 1)])]),
        ];
        let fields = vec![
            field("f", vec![challenge("a", None), challenge("b", None)]),
            field("g", vec![challenge("c", None)]),
        ];
        let document = document(rounds, fields);
        let comparison = document.compare(&document.fields[0]).unwrap();
        let numbers: Vec<u32> = comparison.rounds.iter().map(|one| one.status.number).collect();
        assert_eq!(numbers, [1, 3]);
        let votes: Vec<_> = comparison.rows.iter().map(|row| row.votes.clone()).collect();
        assert_eq!(votes, [vec![Some(3), Some(1)], vec![None, Some(2)]]);
        let sums: Vec<_> = comparison.rows.iter().map(|row| row.sum).collect();
        assert!(comparison.has_sum && sums == [Some(4), None]);
        assert_eq!(document.compare(&document.fields[1]), None);
        assert_eq!(document.votes_by_round(&document.fields[0].challenges[0].id)[1], None);
    }

    #[test]
    fn rounds_of_one_question_are_added_up_for_challenges_and_parts() {
        let part = |dots| PartResult {
            challenge: ChallengeId::parse("a1").unwrap(),
            votes: Votes { dots, paper: 0 },
        };
        let mut rounds = vec![round(1, &[("f", &[("a", 3)])]), round(2, &[("f", &[("a", 4)])])];
        rounds[0].results[0].rows[0].parts.push(part(2));
        rounds[1].results[0].rows[0].parts.push(part(1));
        let document = document(rounds, Vec::new());
        let sum = |id| document.sum_of_rounds(&ChallengeId::parse(id).unwrap());
        assert_eq!((sum("a"), sum("a1"), sum("b")), (Some(7), Some(3), None));
    }

    #[test]
    fn a_round_knows_its_sum_and_the_number_of_the_one_before() {
        let rounds = vec![round(1, &[]), round(2, &[("f", &[("a", 3)]), ("g", &[("c", 4)])])];
        let document = document(rounds, Vec::new());
        assert_eq!(document.rounds[1].votes(), Votes { dots: 7, paper: 2 });
        assert_eq!(document.follows(&document.rounds[1]), Some(1));
        assert_eq!(document.follows(&document.rounds[0]), None);
    }
}
