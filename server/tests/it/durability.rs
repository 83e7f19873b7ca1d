//! Acknowledged ballots survive a killed server.

use crate::harness::{Participant, Process, gladbeck_file, import_conference};
use backend::Service;
use backend::clock::Clock;
use backend::db::{Db, ballot_log, ballots};
use backend::recount::replay;
use backend::voting::RoundSettings;
use shared::id::BallotId;
use shared::voting::ballot::Ballot;
use shared::voting::conference::Conference;
use shared::voting::round::Round;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// Phones in the burst; each sends ballots until the server is killed.
const PHONES: usize = 40;
/// Acknowledgements after which the server is killed, while more ballots are in flight.
const ACKNOWLEDGED_BEFORE_KILL: usize = 200;

pub(crate) async fn prepare(url: &str) -> (Conference, Round) {
    let service = Service::new(Db::open(url).await.unwrap(), Clock::System, "");
    let file = gladbeck_file();
    let (conference, round) = import_conference(&service, &file, RoundSettings::default()).await;
    let organiser = service.authorise_operator(&conference.code).await.unwrap();
    service.open_round(&organiser, None).await.unwrap();
    service.close().await;
    (conference, round)
}

/// Sends ballots with increasing revisions until one fails; returns the last one acknowledged.
pub(crate) async fn send_until_killed(
    phone: &Participant,
    round: &Round,
    id: &str,
    acknowledged: &AtomicUsize,
) -> Option<Ballot> {
    let mut last = None;
    for revision in 1.. {
        let body = crate::harness::ballot(revision, &[(id, 1 + (revision % 5) as u32)]);
        let url = format!("{}/api/v1/rounds/{}/ballot", phone.address(), round.id);
        let Ok(answer) = phone.client.put(url).json(&body).send().await else { break };
        let Ok(answer) = answer.json::<shared::api::BallotAnswer>().await else { break };
        acknowledged.fetch_add(1, Ordering::SeqCst);
        last = Some(answer.ballot);
    }
    last
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_killed_in_a_burst_has_every_acknowledged_ballot() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", Path::new(folder.path()).join("kill.db").display());
    let (conference, round) = prepare(&url).await;
    let id = conference.fields[0].challenges[0].id.to_string();
    let server = Process::start(&url).await;
    let mut phones = Vec::new();
    for _ in 0..PHONES {
        phones.push(Arc::new(Participant::joined(&server.address, &conference.code).await));
    }

    let acknowledged = Arc::new(AtomicUsize::new(0));
    let burst: Vec<_> = phones
        .iter()
        .map(|phone| {
            let (phone, round, id) = (phone.clone(), round.clone(), id.clone());
            let acknowledged = acknowledged.clone();
            tokio::spawn(async move { send_until_killed(&phone, &round, &id, &acknowledged).await })
        })
        .collect();
    let enough = async {
        while acknowledged.load(Ordering::SeqCst) < ACKNOWLEDGED_BEFORE_KILL {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_mins(1), enough).await.expect("too few were acknowledged");
    server.kill();
    let mut last_acknowledged = Vec::new();
    for phone in burst {
        last_acknowledged.push(phone.await.unwrap());
    }

    let server = Process::start(&url).await;
    let mut total = 0;
    for (phone, last) in phones.iter().zip(&last_acknowledged) {
        let held = phone.moved_to(&server.address).held(&round).await;
        if let Some(last) = last {
            assert!(held.revision >= last.revision, "{held:?} is older than {last:?}");
            // One more may have been committed without its response being sent.
            assert!(held.revision.0 <= last.revision.0 + 1);
        }
        total += held.dots.iter().map(|(_, dots)| u64::from(dots)).sum::<u64>();
    }
    let (_, result) = crate::harness::read_json(
        reqwest::get(format!("{}/api/v1/rounds/{}/result", server.address, round.id))
            .await
            .unwrap(),
    )
    .await;
    assert_eq!(result["votes"]["dots"], total);
    server.kill();
    verify_log(&url, &round, acknowledged.load(Ordering::SeqCst)).await;
}

/// Compares the log with the ballots: every phone increased its revision by one.
async fn verify_log(url: &str, round: &Round, acknowledged: usize) {
    let db = Db::open(url).await.unwrap();
    let mut tx = db.read().await.unwrap();
    let rows = ballot_log::load_log(&mut tx, &round.id).await.unwrap();
    let held = ballots::load_ballots(&mut tx, &round.id).await.unwrap();
    let accepted: u64 = held.iter().map(|held| held.ballot.revision.0).sum();
    assert_eq!(rows.len() as u64, accepted, "one entry for each accepted revision");
    assert!(rows.len() >= acknowledged, "{} entries, {acknowledged} acknowledged", rows.len());
    assert!(rows.len() <= acknowledged + PHONES, "at most one per phone was in flight");
    let held: BTreeMap<BallotId, Ballot> = held.into_iter().map(|h| (h.id, h.ballot)).collect();
    assert_eq!(replay(&round.id, &rows).unwrap().ballots, held);
}
