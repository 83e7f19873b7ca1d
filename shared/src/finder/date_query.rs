//! What the calendar is asked: a search for offers, which of their dates, and from which day on.

use crate::api::Pairs;
use crate::error::AppError;
use crate::offer::schedule::Schedule;
use crate::offer::{Offer, OfferKind};
use crate::search::OfferQuery;
use crate::time::wire::read_day;
use jiff::civil::Date;

/// Name of [`DateScope`] in an address.
const SCOPE: &str = "times";
/// Name of the first day in an address.
const FROM: &str = "from";

/// Which dates of the offers are meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateScope {
    /// All dates of events, and the single dates of other offers.
    #[default]
    Dated,
    /// Regular times as well.
    All,
}

impl DateScope {
    /// Every scope.
    pub const ALL: [Self; 2] = [Self::Dated, Self::All];

    /// Its name in an address.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dated => "dated",
            Self::All => "all",
        }
    }

    /// Whether all dates of an offer are meant.
    pub fn covers_all_of(self, offer: &Offer) -> bool {
        self == Self::All || offer.kind == OfferKind::Event
    }

    /// The part of an offer's schedule that is meant. Days off and date ranges concern regular times
    /// only, so single dates stay what they are without them.
    pub fn schedule(self, offer: &Offer) -> Schedule {
        let schedule = &offer.schedule;
        if self.covers_all_of(offer) {
            return schedule.clone();
        }
        Schedule {
            dates: schedule.dates.clone(),
            exceptions: schedule.exceptions.clone(),
            note: schedule.note.clone(),
            ..Schedule::default()
        }
    }
}

/// A question to the calendar. The page of [`Self::offers`] is that of the list of dates; its order
/// does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateQuery {
    /// Which offers.
    pub offers: OfferQuery,
    /// Which of their dates.
    pub scope: DateScope,
    /// The first day; `None` for today.
    pub from: Option<Date>,
}

impl DateQuery {
    /// Parses a question from the pairs of an address, as [`OfferQuery::from_pairs`] does.
    ///
    /// # Errors
    /// [`AppError::Query`] for the search, [`AppError::Malformed`] for an unknown scope or a day that
    /// is none.
    pub fn from_pairs<'a>(
        pairs: impl IntoIterator<Item = (&'a str, &'a str)> + Clone,
    ) -> Result<Self, AppError> {
        let offers = OfferQuery::from_pairs(pairs.clone()).map_err(AppError::Query)?;
        let mut query = Self { offers, ..Self::default() };
        for (name, value) in pairs {
            match (name, value.trim()) {
                (_, "") => {}
                (SCOPE, value) => {
                    let scope = DateScope::ALL.into_iter().find(|scope| scope.name() == value);
                    query.scope = scope.ok_or(AppError::Malformed)?;
                }
                (FROM, value) => query.from = Some(read_day(value).ok_or(AppError::Malformed)?),
                _ => {}
            }
        }
        Ok(query)
    }

    /// The pairs of its address without the page.
    pub fn to_pairs(&self) -> Pairs {
        let from = self.from.map(|day| (FROM.to_owned(), day.to_string()));
        self.feed_pairs().into_iter().chain(from).collect()
    }

    /// The pairs of its feeds' addresses, which begin today.
    pub fn feed_pairs(&self) -> Pairs {
        let offers = OfferQuery { sort: None, ..self.offers.on_page(1) };
        let pairs = offers.to_pairs().into_iter().map(|(name, value)| (name.to_owned(), value));
        let is_default = self.scope == DateScope::default();
        let scope = (!is_default).then(|| (SCOPE.to_owned(), self.scope.name().to_owned()));
        pairs.chain(scope).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use rstest::rstest;

    #[test]
    fn an_address_reproduces_its_question() {
        let pairs = [("q", "Fest"), ("city", "marl"), ("times", "all"), ("from", "2026-12-24")];
        let query = DateQuery::from_pairs(pairs).unwrap();
        assert_eq!(query.from, Some(date(2026, 12, 24)));
        let written: Vec<_> = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        assert_eq!(query.to_pairs(), written);
        assert_eq!(query.feed_pairs(), written[..3]);
    }

    #[rstest]
    #[case("times", "every")]
    #[case("from", "24.12.2026")]
    #[case("from", "2026-02-30")]
    fn an_invalid_value_is_refused(#[case] name: &str, #[case] value: &str) {
        assert_eq!(DateQuery::from_pairs([(name, value)]), Err(AppError::Malformed));
        assert_eq!(DateQuery::from_pairs([(name, " ")]), Ok(DateQuery::default()));
    }
}
