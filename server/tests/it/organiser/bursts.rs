//! Bursts of joins: marked, left out with a reason, counted again.

use super::Office;
use crate::harness::{EVENING, Engine, Participant, expect_error};
use backend::db::ballot_log;
use backend::db::participants::{Join, insert_participants};
use backend::recount::{LogEntry, recount, replay};
use backend::secret::{ParticipantToken, Voter};
use backend::voting::{BurstExclusion, Caller};
use rstest::rstest;
use serde_json::{Value, json};
use shared::error::AppError;
use shared::live::Turnout;
use shared::text::Text;
use shared::time::Millis;
use shared::voting::ballot::{Ballot, Revision};
use std::time::Duration;

/// 18:03:12.
const ATTACK: i64 = EVENING + 192_000;
const REASON: &str = "Ein Programm, niemand im Saal";

/// An open round in which three people and a script vote.
struct Attacked {
    office: Office,
    people: Vec<Participant>,
    /// The script's participants; all but the last ten have placed two dots.
    script: Vec<Voter>,
}

impl Attacked {
    async fn start(engine: Engine) -> Self {
        let office = Office::prepared(engine).await;
        office.steer("open", office.round.id.as_str(), &[]).await;
        let mut people = Vec::new();
        for dots in 1..=3 {
            let phone = Participant::joined(&office.server.address, &office.conference.code).await;
            phone.cast(&office.round, 1, &[(&challenge(&office, 0), dots)]).await;
            people.push(phone);
        }
        office.server.advance(Duration::from_mins(4));
        let script: Vec<Voter> = (0..120).map(|_| ParticipantToken::random().voter()).collect();
        let mut tx = office.server.test_db.db.write().await.unwrap();
        let join = |(voter, n): (_, i64)| {
            let at = Millis(ATTACK + n * 7);
            Join { conference: &office.conference.id, voter, at }
        };
        let joins: Vec<Join<'_>> = script.iter().zip(0..).map(join).collect();
        insert_participants(&mut tx, &joins).await.unwrap();
        tx.commit().await.unwrap();
        let attacked = Self { office, people, script };
        for voter in &attacked.script[..110] {
            attacked.cast(voter, 1, 2).await;
        }
        attacked
    }

    /// Casts a ballot of the script with dots on the second challenge.
    async fn cast(&self, voter: &Voter, revision: u64, dots: u32) {
        let second = self.office.conference.fields[0].challenges[1].id.clone();
        let ballot = Ballot {
            revision: Revision(revision),
            dots: [(second, dots)].into_iter().collect(),
            field: None,
        };
        let caller = Caller { participant: Some(voter.clone()), card: None };
        let service = &self.office.server.service;
        let stored = service
            .cast_ballot(self.office.round.id.clone(), caller, ballot.clone())
            .await
            .unwrap();
        assert_eq!(stored.ballot, ballot, "acknowledged as any other");
    }

    async fn bursts(&self) -> Vec<Value> {
        self.office.shown().await["bursts"].as_array().unwrap().clone()
    }

    /// Posts the form of a burst as the page shows it.
    async fn exclude(&self, reason: &str) -> (u16, Option<String>) {
        let burst = self.bursts().await[0].clone();
        let [first, last] = ["first", "last"].map(|end| burst[end]["at"].to_string());
        let form = [("do", "exclude"), ("first", &*first), ("last", &*last), ("reason", reason)];
        self.office.send(&form).await
    }

    async fn restore(&self) -> (u16, Option<String>) {
        let burst = self.bursts().await[0].clone();
        let id = burst["exclusion"]["id"].as_str().unwrap();
        self.office.send(&[("do", "restore"), ("exclusion", id)]).await
    }

    /// Participants, ballots, and dots on the first two challenges.
    async fn sums(&self) -> [u64; 4] {
        let result = self.office.server.result(&self.office.round).await;
        let Turnout { joined, done, .. } = result.turnout;
        let challenges = &self.office.conference.fields[0].challenges;
        let rows = &result.fields[0].rows;
        let [first, second] = [0, 1].map(|place| {
            rows.iter().find(|row| row.challenge == challenges[place].id).unwrap().votes.dots
        });
        [joined, done, first, second]
    }

    async fn close(&self) {
        self.office.server.close(&self.office.conference.code, Duration::ZERO).await.unwrap();
    }

    async fn documented(&self) -> Value {
        let path = format!("/api/v1/conferences/{}/documentation", self.office.conference.code);
        let (status, document) = self.office.visitor.get(&path).await;
        assert_eq!(status, 200, "{document}");
        document["rounds"][0].clone()
    }

    async fn text(&self, path: &str) -> String {
        self.office.visitor.fetch(path).await.text().await.unwrap()
    }

    /// Recounts the published file; the numbers of ballots, dots and ballots left out.
    async fn recounted(&self) -> [u64; 3] {
        let file = self.office.server.service.show_recount(&self.office.round.id).await.unwrap();
        let counted = recount(&file.text).unwrap();
        [counted.ballots, counted.dots, counted.excluded]
    }

    async fn log(&self) -> Vec<LogEntry> {
        let mut tx = self.office.server.test_db.db.read().await.unwrap();
        let rows = ballot_log::load_log(&mut tx, &self.office.round.id).await.unwrap();
        replay(&self.office.round.id, &rows).unwrap();
        rows.iter().map(|row| serde_json::from_str(&row.entry).unwrap()).collect()
    }
}

fn challenge(office: &Office, place: usize) -> String {
    office.conference.fields[0].challenges[place].id.to_string()
}

const ALL: [u64; 4] = [123, 113, 6, 220];
const PEOPLE: [u64; 4] = [3, 3, 6, 0];
const BURSTS: Option<&str> = Some("bursts");

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn a_burst_is_shown_left_out_with_a_reason_and_counted_again(#[case] engine: Engine) {
    let attacked = Attacked::start(engine).await;
    assert_eq!(attacked.sums().await, ALL, "a mark refuses nothing");
    let [burst] = &attacked.bursts().await[..] else { panic!() };
    assert_eq!(burst["first"], json!({"at": ATTACK, "day": "2026-11-27", "time": "18:03:12"}));
    assert_eq!(burst["last"]["at"], json!(ATTACK + 119 * 7));
    let numbers = ["joined", "voted", "dots"].map(|number| burst[number].clone());
    assert_eq!(numbers, [json!(120), json!(110), json!(220)]);
    let page = format!("/en/organise/{}", attacked.office.key);
    let shown = attacked.text(&page).await;
    assert!(shown.contains("18:03:12") && shown.contains("Leave these ballots out"), "{shown}");

    assert_eq!(attacked.exclude(REASON).await, (303, BURSTS.map(str::to_owned)));
    assert_eq!(attacked.sums().await, PEOPLE);
    let shown = attacked.text(&page).await;
    assert!(shown.contains(REASON) && shown.contains("Count them again"), "{shown}");
    let [burst] = &attacked.bursts().await[..] else { panic!() };
    assert_eq!(json!([burst["joined"], burst["voted"], burst["dots"]]), json!([120, 110, 220]));
    // The board counts the same.
    let path = format!("/api/v1/conferences/{}/board", attacked.office.conference.code);
    let board = attacked.office.visitor.get(&path).await.1;
    assert_eq!(board["live"]["turnout"], json!({"joined": 3, "done": 3}));

    assert_eq!(attacked.restore().await, (303, BURSTS.map(str::to_owned)));
    assert_eq!(attacked.sums().await, ALL);
    assert_eq!(attacked.bursts().await[0]["exclusion"], Value::Null);
    attacked.close().await;
    assert_eq!(attacked.recounted().await, [113, 226, 0]);
    assert_eq!(attacked.documented().await["exclusions"], json!([]));
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn ballots_cast_or_changed_after_the_exclusion_are_left_out_until_it_ends(
    #[case] engine: Engine,
) {
    let attacked = Attacked::start(engine).await;
    attacked.exclude(REASON).await;
    attacked.cast(&attacked.script[0], 2, 5).await;
    attacked.cast(&attacked.script[1], 2, 0).await;
    attacked.cast(&attacked.script[119], 1, 3).await;
    attacked.people[0]
        .cast(&attacked.office.round, 2, &[(&challenge(&attacked.office, 0), 4)])
        .await;
    assert_eq!(attacked.sums().await, [3, 3, 9, 0]);
    let [burst] = &attacked.bursts().await[..] else { panic!() };
    assert_eq!(json!([burst["voted"], burst["dots"]]), json!([110, 224]));

    // The phone shows what it holds as before.
    attacked.close().await;
    assert_eq!(attacked.recounted().await, [3, 9, 111]);
    attacked.restore().await;
    assert_eq!(attacked.sums().await, [123, 113, 9, 224]);
    assert_eq!(attacked.recounted().await, [113, 233, 0]);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn the_documentation_says_which_ballots_were_left_out_when_and_why(#[case] engine: Engine) {
    let attacked = Attacked::start(engine).await;
    attacked.exclude(REASON).await;
    attacked.close().await;
    let round = attacked.documented().await;
    let joined_at = json!({"at": ATTACK, "day": "2026-11-27", "time": "18:03:12"});
    let expected = json!([{
        "ballots": 110, "joined_at": joined_at, "reason": REASON,
        "after_closing": null, "restored": null,
    }]);
    assert_eq!(round["exclusions"], expected);
    assert_eq!(round["turnout"], json!({"joined": 3, "done": 3}));
    let code = &attacked.office.conference.code;
    let words = "Ballots left out of the count: 110.";
    for path in [
        format!("/en/results/{code}"),
        format!("/api/v1/conferences/{code}/documentation.html?lang=en"),
    ] {
        let page = attacked.text(&path).await;
        assert!(page.contains(words) && page.contains("18:03:12") && page.contains(REASON));
        assert!(!page.contains("after the round had ended"));
    }
    let csv = attacked.text(&format!("/api/v1/conferences/{code}/documentation.csv")).await;
    assert!(!csv.contains("220"), "{csv}");
    assert_eq!(attacked.recounted().await, [3, 6, 110]);

    // Counted again after the round has closed: that is said as well, and left out late too.
    let before = round["check_value"].clone();
    attacked.restore().await;
    let round = attacked.documented().await;
    assert_ne!(round["check_value"], before);
    assert_eq!(round["exclusions"][0]["restored"], json!({"day": "2026-11-27", "minute": 1_084}));
    let page = attacked.text(&format!("/en/results/{code}")).await;
    assert!(page.contains("Ballots counted again after the round had ended: 110"), "{page}");
    attacked.exclude("Doch ein Programm").await;
    let round = attacked.documented().await;
    let late = json!({"day": "2026-11-27", "minute": 1_084});
    assert_eq!(round["exclusions"][1]["after_closing"], late);
    let page = attacked.text(&format!("/en/results/{code}")).await;
    assert!(page.contains("This was entered after the round had ended"), "{page}");
    assert_eq!(attacked.recounted().await, [3, 6, 110]);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test]
async fn two_organisers_at_once_leave_a_burst_out_once(#[case] engine: Engine) {
    let attacked = Attacked::start(engine).await;
    let office = &attacked.office;
    let organiser = office.server.organiser(&office.conference.code).await;
    let exclude = |reason: &str| {
        let (first, last) = (Millis(ATTACK), Millis(ATTACK + 119 * 7));
        let burst = BurstExclusion { first, last, reason: Text::parse(reason).unwrap() };
        office.server.service.exclude_burst(&organiser, burst)
    };
    let (one, other) = tokio::join!(exclude("eins"), exclude("zwei"));
    one.unwrap();
    other.unwrap();
    exclude("drei").await.unwrap();
    assert_eq!(attacked.sums().await, PEOPLE);
    let is_exclusion = |entry: &&LogEntry| matches!(entry, LogEntry::Excluded(_));
    assert_eq!(attacked.log().await.iter().filter(is_exclusion).count(), 1);

    let id = attacked.bursts().await[0]["exclusion"]["id"].as_str().unwrap().to_owned();
    let form = [("do", "restore"), ("exclusion", &*id)];
    assert_eq!(office.send(&form).await.0, 303);
    assert_eq!(office.send(&form).await.0, 303, "counted again already");
    assert_eq!(attacked.sums().await, ALL);
}

#[tokio::test]
async fn only_a_burst_can_be_left_out_and_only_with_a_reason() {
    let attacked = Attacked::start(Engine::Sqlite).await;
    assert_eq!(attacked.exclude("  ").await, (422, None));
    let (first, last) = (ATTACK.to_string(), (ATTACK + 833).to_string());
    let form = [("do", "exclude"), ("first", &*first), ("last", &*last), ("reason", "")];
    let answer =
        attacked.office.visitor.post(&format!("/en/organise/{}", attacked.office.key), &form).await;
    let page = answer.text().await.unwrap();
    assert!(
        page.contains("href=\"#bursts\"")
            && page.contains("Give a reason of at most 300 characters."),
        "{page}"
    );
    let long = "x".repeat(301);
    assert_eq!(attacked.exclude(&long).await, (422, None));
    let office = &attacked.office;
    for (first, last, status) in [("0", "9999999999999", 409), ("soon", "1", 400)] {
        let form = [("do", "exclude"), ("first", first), ("last", last), ("reason", "x")];
        assert_eq!(office.send(&form).await.0, status);
    }
    // The hall cannot be left out.
    let organiser = office.server.organiser(&office.conference.code).await;
    let hall = BurstExclusion {
        first: Millis(EVENING),
        last: Millis(EVENING),
        reason: Text::parse("unerwünscht").unwrap(),
    };
    let refused = office.server.service.exclude_burst(&organiser, hall).await;
    assert_eq!(expect_error(refused), AppError::NoBurst);
    assert_eq!(office.send(&[("do", "restore"), ("exclusion", "unknown")]).await.0, 303);
    assert_eq!(attacked.sums().await, ALL);
}

#[tokio::test]
async fn a_receipt_of_a_ballot_that_is_left_out_says_so() {
    let attacked = Attacked::start(Engine::Sqlite).await;
    let office = &attacked.office;
    let caller = Caller { participant: Some(attacked.script[0].clone()), card: None };
    let stored = office.server.service.show_ballot(&office.round.id, &caller).await.unwrap();
    let receipt = shared::voting::receipt::Receipt::from_ballot(&stored.unwrap().id);
    let page = format!("/en/c/{}/receipt?words={receipt}", office.conference.code);
    assert!(attacked.text(&page).await.contains("Yes. This ballot has been counted."));
    attacked.exclude(REASON).await;
    let shown = attacked.text(&page).await;
    assert!(!shown.contains("Yes. This ballot has been counted."), "{shown}");
    assert!(shown.contains("left it out of the count") && shown.contains(REASON), "{shown}");
}
