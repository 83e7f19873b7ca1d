use super::*;
use crate::secret::ParticipantToken;
use shared::id::{ChallengeId, ConferenceId, FieldId, RoundId};
use shared::voting::ballot::{Revision, Seat};
use shared::voting::round::{Budget, FieldChoice, HeadingRule, ResultsVisibility, RoundRules};

const NOW: Millis = Millis(1_000);

fn challenge() -> ChallengeId {
    ChallengeId::parse("housing").unwrap()
}

fn round(access: Access) -> Round {
    let field = FieldId::parse("living").unwrap();
    let seat = Seat { field: field.clone(), part_of: None };
    Round {
        id: RoundId::parse("round").unwrap(),
        conference: ConferenceId::parse("conference").unwrap(),
        number: 1,
        state: RoundState::Open,
        rules: RoundRules {
            budget: Budget::Field(5),
            max_per_challenge: 5,
            choice: FieldChoice::All,
            headings: HeadingRule::default(),
        },
        name: None,
        follows: None,
        shortlist: 5,
        results: ResultsVisibility::Live,
        access,
        fields: vec![field],
        slate: [(challenge(), seat)].into_iter().collect(),
    }
}

fn casting(access: Access, participants: &[&Voter]) -> RoundCasting {
    let round = round(access);
    RoundCasting {
        chain: HashChain::new(&round.id, None),
        round,
        ballots: HashMap::new(),
        participants: participants.iter().copied().cloned().collect(),
        accepted: AcceptedBallots::default(),
    }
}

fn voter() -> Voter {
    ParticipantToken::random().voter()
}

fn ballot(revision: u64, dots: u32) -> Ballot {
    let dots = [(challenge(), dots)].into_iter().collect();
    Ballot { revision: Revision(revision), dots, field: None }
}

fn refusal(outcome: Result<StoredBallot, ServiceError>) -> AppError {
    match outcome {
        Err(ServiceError::App(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[test]
fn ballots_of_one_voter_in_one_batch_are_one_ballot_with_two_entries() {
    let voter = voter();
    let mut casting = casting(Access::Open, &[&voter]);
    let first = casting.cast(&voter, &ballot(1, 1), NOW).unwrap();
    let second = casting.cast(&voter, &ballot(2, 3), NOW).unwrap();
    let late = casting.cast(&voter, &ballot(1, 1), NOW).unwrap();
    assert_eq!(second.id, first.id);
    assert_eq!(late, second);
    let mut sums = TallyDelta::default();
    sums.replace(None, &ballot(2, 3));
    assert_eq!(casting.accepted.delta, sums);
    assert_eq!(casting.accepted.voters, [voter].into());
    assert_eq!(casting.accepted.log.iter().map(|row| row.position).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn a_refused_ballot_leaves_nothing_to_write() {
    let (member, stranger) = (voter(), voter());
    let mut casting = casting(Access::Open, &[&member]);
    assert_eq!(refusal(casting.cast(&stranger, &ballot(1, 1), NOW)), AppError::NoParticipant);
    let too_many = casting.cast(&member, &ballot(1, 6), NOW);
    assert!(matches!(refusal(too_many), AppError::Ballot(_)));
    assert!(casting.accepted.voters.is_empty() && casting.accepted.log.is_empty());
    assert_eq!(casting.accepted.delta, TallyDelta::default());
}

#[test]
fn a_ballot_that_cannot_be_read_is_neither_shown_nor_replaced() {
    let (damaged, other) = (voter(), voter());
    let mut casting = casting(Access::PersonalCodes, &[]);
    let error = CorruptValue { column: "ballot.dots", reason: "no JSON".to_owned() };
    casting.ballots.insert(damaged.clone(), Err(error));
    for revision in [1, 2] {
        let outcome = casting.cast(&damaged, &ballot(revision, 1), NOW);
        assert!(matches!(outcome, Err(ServiceError::Db(DbError::Corrupt(_)))), "{outcome:?}");
    }
    casting.cast(&other, &ballot(1, 1), NOW).unwrap();
    assert_eq!(casting.accepted.voters, [other].into());
}

#[test]
fn a_repeated_delivery_is_acknowledged_after_the_round_has_closed() {
    let voter = voter();
    let mut casting = casting(Access::Open, &[&voter]);
    let stored = casting.cast(&voter, &ballot(1, 1), NOW).unwrap();
    casting.round.state = RoundState::Closed;
    assert_eq!(casting.cast(&voter, &ballot(1, 1), NOW).unwrap(), stored);
    let changed = casting.cast(&voter, &ballot(2, 1), NOW);
    assert_eq!(refusal(changed), AppError::Ballot(BallotError::Closed));
}
