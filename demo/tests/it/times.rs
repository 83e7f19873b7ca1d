//! Dependence on the current day.

use crate::{TODAY, WRITTEN, example};
use demo::{DemoError, EXAMPLE_COUNT, county};
use jiff::civil::{Date, date};
use shared::offer::Offer;

#[test]
fn the_day_moves_what_is_dated_and_nothing_else() {
    let later = county(EXAMPLE_COUNT, date(2028, 1, 5)).unwrap();
    for (one, other) in example().offers.iter().zip(&later.offers) {
        assert_eq!(
            (&one.id, &one.provider, &one.venue),
            (&other.id, &other.provider, &other.venue)
        );
        assert_eq!((&one.name, &one.schedule.weekly), (&other.name, &other.schedule.weekly));
    }
}

#[test]
fn what_is_dated_lies_around_today() {
    let in_days = |day: Date| TODAY.until(day).unwrap().get_days();
    for offer in &example().offers[WRITTEN..] {
        assert!(offer.visible.from.is_none() && offer.visible.to.is_none());
        for date in &offer.schedule.dates {
            assert!((1..=90).contains(&in_days(date.on)), "{} {}", offer.id, date.on);
        }
        for range in &offer.schedule.ranges {
            assert!(range.from <= range.to && range.to > TODAY, "{}", offer.id);
        }
        for exception in &offer.schedule.exceptions {
            assert!((0..=91).contains(&in_days(*exception)), "{}", offer.id);
        }
        if let Some(verified) = &offer.verified {
            assert!((-300..=0).contains(&in_days(verified.on)), "{}", offer.id);
        }
    }
}

#[test]
fn most_checks_are_recent_some_are_old_and_some_are_missing() {
    let offers = county(5_000, TODAY).unwrap().offers;
    let share = |is_so: &dyn Fn(Option<i32>) -> bool| {
        let days_ago = |offer: &Offer| {
            let verified = offer.verified.as_ref()?;
            Some(verified.on.until(TODAY).unwrap().get_days())
        };
        offers.iter().filter(|offer| is_so(days_ago(offer))).count() * 100 / offers.len()
    };
    assert!((3..=7).contains(&share(&|days| days.is_none())));
    assert!((13..=20).contains(&share(&|days| days.is_some_and(|days| days > 180))));
    assert!(share(&|days| days.is_some_and(|days| days <= 150)) > 60);
}

#[test]
fn every_offer_says_something_about_its_times() {
    for offer in &example().offers[WRITTEN..] {
        let times = &offer.schedule;
        let is_regular = !(times.weekly.is_empty() && times.monthly.is_empty());
        let is_dated = is_regular || !(times.dates.is_empty() && times.ranges.is_empty());
        assert!(is_dated || times.by_appointment || times.note.is_some(), "{}", offer.id);
        for slot in &times.weekly {
            assert!(slot.to.is_some() && slot.has_dates(), "{}", offer.id);
        }
    }
}

#[test]
fn a_day_at_the_end_of_the_calendar_is_rejected() {
    for today in [Date::MIN, Date::MAX] {
        assert!(matches!(county(EXAMPLE_COUNT, today), Err(DemoError::Day(_))));
    }
}
