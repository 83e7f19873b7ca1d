//! The states received by the phones' streams.

use std::time::Instant;

/// Events on the streams of all phones.
#[derive(Debug)]
pub(crate) struct Reception {
    /// The latest state of each phone, as an index into `states`.
    held: Vec<Option<usize>>,
    states: Vec<State>,
    beats: u64,
}

/// A state received by phones.
#[derive(Debug)]
struct State {
    version: String,
    data: String,
    /// When the latest phone received it.
    last: Instant,
}

impl Reception {
    /// For this many phones.
    pub(crate) fn new(phones: usize) -> Self {
        Self { held: vec![None; phones], states: Vec::new(), beats: 0 }
    }

    /// Records a state received by a phone.
    pub(crate) fn record_state(&mut self, phone: usize, version: &str, data: &str, at: Instant) {
        // Nearly always the latest one.
        let known = self.states.iter().rposition(|state| state.version == version);
        let index = known.unwrap_or(self.states.len());
        if known.is_none() {
            let (version, data) = (version.to_owned(), data.to_owned());
            self.states.push(State { version, data, last: at });
        }
        if let (Some(held), Some(state)) = (self.held.get_mut(phone), self.states.get_mut(index)) {
            *held = Some(index);
            state.last = state.last.max(at);
        }
    }

    pub(crate) fn record_heartbeat(&mut self) {
        self.beats += 1;
    }

    /// Heartbeats received on all streams.
    pub(crate) const fn heartbeats(&self) -> u64 {
        self.beats
    }

    /// How many phones have a state that satisfies the condition, and when the latest received it.
    pub(crate) fn holding(&self, is_it: impl Fn(&str) -> bool) -> (usize, Option<Instant>) {
        let wanted: Vec<bool> = self.states.iter().map(|state| is_it(&state.data)).collect();
        let is_wanted = |index: &usize| wanted.get(*index).copied().unwrap_or(false);
        let phones = self.held.iter().flatten().filter(|index| is_wanted(index)).count();
        let states = self.states.iter().enumerate().filter(|(index, _)| is_wanted(index));
        (phones, states.map(|(_, state)| state.last).max())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn each_phone_counts_with_the_last_state_it_has() {
        let start = Instant::now();
        let at = |ms| start + Duration::from_millis(ms);
        let mut reception = Reception::new(3);
        assert_eq!(reception.holding(|_| true), (0, None));
        for phone in 0..3 {
            reception.record_state(phone, "v1", "open", at(phone as u64));
        }
        reception.record_state(2, "v2", "closed", at(70));
        reception.record_state(0, "v2", "closed", at(60));
        assert_eq!(reception.holding(|_| true), (3, Some(at(70))));
        assert_eq!(reception.holding(|data| data == "open"), (1, Some(at(2))));
        assert_eq!(reception.holding(|data| data == "closed"), (2, Some(at(70))));
    }
}
