//! Pages, their storage and a lossy network against one server.

use super::*;
use crate::voting::ballot::tests::{challenge, dots, field};
use crate::voting::ballot::{Revision, Verdict, decide};
use proptest::prelude::*;

/// Events on two pages and their network. A request in transit is chosen by an index.
#[derive(Clone, Copy, Debug)]
enum Step {
    Change {
        page: usize,
        challenge: usize,
        dots: u32,
    },
    Undo {
        page: usize,
    },
    /// The page hears that the storage has changed.
    Follow {
        page: usize,
    },
    Send {
        page: usize,
    },
    Deliver(usize),
    /// The network repeats a request; nobody waits for the second answer.
    Duplicate(usize),
    /// The page gives up waiting; the request may arrive later.
    TimeOut(usize),
    LoseRequest(usize),
    LoseAnswer(usize),
    Reload {
        page: usize,
    },
}

const CHALLENGES: [&str; 3] = ["a1", "a2", "b1"];

fn step() -> impl Strategy<Value = Step> {
    let page = 0..2_usize;
    prop_oneof![
        3 => (page.clone(), 0..CHALLENGES.len(), 0..4_u32)
            .prop_map(|(page, challenge, dots)| Step::Change { page, challenge, dots }),
        1 => page.clone().prop_map(|page| Step::Undo { page }),
        1 => page.clone().prop_map(|page| Step::Follow { page }),
        3 => page.clone().prop_map(|page| Step::Send { page }),
        3 => any::<usize>().prop_map(Step::Deliver),
        1 => any::<usize>().prop_map(Step::Duplicate),
        1 => any::<usize>().prop_map(Step::TimeOut),
        1 => any::<usize>().prop_map(Step::LoseRequest),
        1 => any::<usize>().prop_map(Step::LoseAnswer),
        1 => page.prop_map(|page| Step::Reload { page }),
    ]
}

/// A ballot on its way, and the page that waits for the answer.
struct Request {
    ballot: Ballot,
    sender: Option<usize>,
}

/// Two pages of one participant, and the server's ballot.
struct Hall {
    pages: [Outbox; 2],
    /// The storage of each page; shared pages use the first.
    stored: [Option<String>; 2],
    is_shared: bool,
    held: Ballot,
    transit: Vec<Request>,
}

impl Hall {
    fn new(is_shared: bool) -> Self {
        Self {
            pages: Default::default(),
            stored: Default::default(),
            is_shared,
            held: Ballot::default(),
            transit: Vec::new(),
        }
    }

    fn storage(&mut self, page: usize) -> &mut Option<String> {
        &mut self.stored[if self.is_shared { 0 } else { page }]
    }

    fn load(&mut self, page: usize) -> Option<Outbox> {
        self.storage(page).as_ref().map(|text| serde_json::from_str(text).unwrap())
    }

    fn follow(&mut self, page: usize) {
        if let Some(stored) = self.load(page) {
            self.pages[page].follow(stored);
        }
    }

    /// What `app::outbox` does for every event: read, act, write.
    fn act<T>(&mut self, page: usize, action: impl FnOnce(&mut Outbox) -> T) -> T {
        self.follow(page);
        let result = action(&mut self.pages[page]);
        let text = serde_json::to_string(&self.pages[page]).unwrap();
        *self.storage(page) = Some(text);
        result
    }

    fn receive(&mut self, ballot: Ballot) -> Ballot {
        if decide(Some(self.held.revision), ballot.revision) == Verdict::Take {
            self.held = ballot;
        }
        self.held.clone()
    }

    fn pull(&mut self, index: usize) -> Option<Request> {
        (!self.transit.is_empty()).then(|| self.transit.remove(index % self.transit.len()))
    }

    fn send(&mut self, page: usize) {
        if let Some(ballot) = self.act(page, Outbox::take_to_send) {
            self.transit.push(Request { ballot, sender: Some(page) });
        }
    }

    fn deliver(&mut self, request: Request) {
        let held = self.receive(request.ballot);
        if let Some(page) = request.sender {
            self.act(page, |outbox| outbox.acknowledge(held));
        }
    }

    fn reload(&mut self, page: usize) {
        for request in &mut self.transit {
            request.sender = request.sender.filter(|sender| *sender != page);
        }
        self.pages[page] = Outbox::from_server(self.held.clone());
        if self.load(page).is_some() {
            let held = self.held.clone();
            self.act(page, |outbox| outbox.acknowledge(held));
        }
    }

    fn run(&mut self, step: Step) {
        match step {
            Step::Change { page, challenge: index, dots } => self.act(page, |outbox| {
                let dots = outbox.dots().with(&challenge(CHALLENGES[index]), dots);
                outbox.change(dots, None);
            }),
            Step::Undo { page } => self.act(page, Outbox::undo),
            Step::Follow { page } => self.follow(page),
            Step::Send { page } => self.send(page),
            Step::Deliver(index) => {
                if let Some(request) = self.pull(index) {
                    self.deliver(request);
                }
            }
            Step::Duplicate(index) => {
                if !self.transit.is_empty() {
                    let ballot = self.transit[index % self.transit.len()].ballot.clone();
                    self.transit.push(Request { ballot, sender: None });
                }
            }
            Step::TimeOut(index) => {
                if let Some(mut request) = self.pull(index) {
                    self.give_up(request.sender.take());
                    self.transit.push(request);
                }
            }
            Step::LoseRequest(index) => {
                if let Some(request) = self.pull(index) {
                    self.give_up(request.sender);
                }
            }
            Step::LoseAnswer(index) => {
                if let Some(request) = self.pull(index) {
                    self.receive(request.ballot);
                    self.give_up(request.sender);
                }
            }
            Step::Reload { page } => self.reload(page),
        }
    }

    fn give_up(&mut self, sender: Option<usize>) {
        if let Some(page) = sender {
            self.act(page, Outbox::fail);
        }
    }

    /// The network is back: what is in transit arrives, then both pages send what they have.
    fn settle(&mut self) {
        while let Some(request) = self.pull(0) {
            self.receive(request.ballot);
            self.give_up(request.sender);
        }
        for round in 0..12 {
            self.send(round % 2);
            while let Some(request) = self.pull(0) {
                self.deliver(request);
            }
        }
        self.reload(0);
        self.reload(1);
    }
}

/// The participant's change, as it was made: which challenge, and how many dots it then had.
fn changed(hall: &Hall, step: Step) -> Option<Allocation> {
    match step {
        Step::Change { page, .. } | Step::Undo { page } => Some(hall.pages[page].dots().clone()),
        _ => None,
    }
}

proptest! {
    #[test]
    fn two_pages_over_one_outbox_end_with_the_last_change_on_both_and_on_the_server(
        steps in proptest::collection::vec(step(), 0..80),
    ) {
        let mut hall = Hall::new(true);
        let mut wanted = Allocation::default();
        for step in steps {
            hall.run(step);
            wanted = changed(&hall, step).unwrap_or(wanted);
            for page in 0..2 {
                hall.follow(page);
                prop_assert_eq!(hall.pages[page].dots(), &wanted);
                if hall.pages[page].delivery() == Delivery::Counted {
                    prop_assert_eq!(&hall.held.dots, &wanted);
                }
            }
        }
        hall.settle();
        prop_assert_eq!(&hall.held.dots, &wanted);
        for page in &hall.pages {
            prop_assert_eq!(page.dots(), &wanted);
            prop_assert!(!page.is_pending());
        }
    }

    #[test]
    fn two_devices_with_one_card_lose_no_dot_of_each_other(
        steps in proptest::collection::vec(step(), 0..80),
    ) {
        let mut hall = Hall::new(false);
        let mut wanted = Allocation::default();
        for mut step in steps {
            // Each device has a challenge of its own, so that both changes can be kept.
            if let Step::Change { page, challenge, .. } = &mut step {
                *challenge = *page;
            }
            hall.run(step);
            if let (Some(dots), Step::Change { page, .. } | Step::Undo { page }) =
                (changed(&hall, step), step)
            {
                let own = challenge(CHALLENGES[page]);
                wanted = wanted.with(&own, dots.dots_on(&own));
            }
        }
        hall.settle();
        prop_assert_eq!(&hall.held.dots, &wanted);
        for page in &hall.pages {
            prop_assert_eq!(page.dots(), &wanted);
            prop_assert!(!page.is_pending());
        }
    }
}

fn ballot(revision: u64, pairs: &[(&str, u32)]) -> Ballot {
    Ballot { revision: Revision(revision), dots: dots(pairs), field: None }
}

#[test]
fn a_rejected_ballot_is_not_sent_again_until_it_changes() {
    let mut outbox = Outbox::default();
    outbox.change(dots(&[("a1", 1)]), None);
    let sent = outbox.take_to_send().unwrap();
    outbox.refuse(&sent, "closed".to_owned());
    assert_eq!(outbox.take_to_send(), None);
    assert_eq!(outbox.delivery(), Delivery::Refused("closed".to_owned()));
    assert!(outbox.is_unacknowledged());
    outbox.change(dots(&[("a1", 2)]), None);
    assert!(outbox.take_to_send().is_some());
}

#[test]
fn a_change_is_made_again_on_top_of_another_device_s_ballot_and_said() {
    let mut outbox = Outbox::default();
    outbox.change(dots(&[("a1", 1)]), None);
    assert_eq!(outbox.take_to_send().unwrap().revision, Revision(1));
    assert!(outbox.acknowledge(ballot(7, &[("a2", 2)])));
    assert_eq!(outbox.ballot(), &ballot(8, &[("a1", 1), ("a2", 2)]));
    assert_eq!(outbox.delivery(), Delivery::OnThisPhoneOnly);
    assert!(!outbox.can_undo());
    let sent = outbox.take_to_send().unwrap();
    assert!(!outbox.acknowledge(sent));
    assert_eq!(outbox.delivery(), Delivery::Counted);
}

#[test]
fn changes_that_do_not_fit_on_top_of_another_ballot_give_way_to_what_is_counted() {
    let mut outbox = Outbox::default();
    outbox.change(dots(&[("a1", 1)]), None);
    outbox.take_to_send();
    outbox.acknowledge(ballot(7, &[("a2", 5)]));
    let sent = outbox.take_to_send().unwrap();
    outbox.refuse(&sent, "too many".to_owned());
    assert_eq!(outbox.dots(), &dots(&[("a2", 5)]));
    assert_eq!(outbox.delivery(), Delivery::Refused("too many".to_owned()));
    assert!(!outbox.is_pending());
}

#[test]
fn another_field_chosen_elsewhere_takes_the_dots_with_it() {
    let held = Ballot { field: Some(field("b")), ..ballot(7, &[("b1", 2)]) };
    let base = Ballot { field: Some(field("a")), ..ballot(1, &[]) };
    let mut outbox = Outbox::from_server(base);
    outbox.change(dots(&[("a1", 1)]), Some(field("a")));
    assert!(outbox.acknowledge(held.clone()));
    assert_eq!((outbox.ballot(), outbox.delivery()), (&held, Delivery::Counted));
}

#[test]
fn a_ballot_without_dots_is_not_said_to_be_counted() {
    let mut outbox = Outbox::default();
    outbox.change(Allocation::default(), Some(field("a")));
    let sent = outbox.take_to_send().unwrap();
    outbox.acknowledge(sent);
    assert_eq!(outbox.delivery(), Delivery::Untouched);
}

#[test]
fn back_off_grows_to_a_limit() {
    let mut outbox = Outbox::default();
    assert_eq!(outbox.backoff(u8::MAX), 0);
    let mut waits = Vec::new();
    for _ in 0..40 {
        outbox.fail();
        waits.push(outbox.backoff(u8::MAX));
    }
    assert_eq!(waits[0], BACKOFF.min);
    assert_eq!(waits[39], BACKOFF.max);
    assert!(waits.is_sorted());
    assert_eq!(outbox.backoff(0), BACKOFF.max / 2);
}
