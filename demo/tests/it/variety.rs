//! Languages, places and terms.

use crate::{WRITTEN, example};
use shared::language::UiLanguage;
use shared::offer::schedule::{HolidayRule, Schedule, WeeklySlot};
use shared::offer::{Format, Offer};
use shared::text::TextState;

#[test]
fn at_least_sixty_offers_speak_all_six_languages_and_say_what_is_translated() {
    let county = example();
    let in_all = |offer: &&Offer| {
        let description = offer.description.as_ref();
        UiLanguage::ALL.iter().all(|language| {
            let tag = (*language).into();
            offer.name.get(&tag).is_some() && description.is_some_and(|it| it.get(&tag).is_some())
        })
    };
    let translated: Vec<&Offer> = county.offers.iter().filter(in_all).collect();
    assert!(translated.len() >= 60, "{}", translated.len());
    for offer in &county.offers[WRITTEN..] {
        for (language, version) in offer.name.versions() {
            let is_german = matches!(language.as_str(), "de" | "de-simple");
            assert_eq!(version.state == TextState::Human, is_german, "{}", offer.id);
            assert!(!version.text.as_str().contains(['{', '}']), "{}", version.text);
        }
        assert!(offer.name.get(&UiLanguage::De.into()).is_some(), "{}", offer.id);
    }
}

#[test]
fn free_combinations_really_occur() {
    let offers = example().offers;
    let is_some =
        |is_so: &dyn Fn(&Offer) -> bool| offers.iter().filter(|offer| is_so(offer)).count() >= 10;
    for known in [Some(true), Some(false), None] {
        assert!(is_some(&|offer| offer.terms.step_free == known), "step_free {known:?}");
        assert!(is_some(&|offer| offer.terms.childcare == known), "childcare {known:?}");
        assert!(is_some(&|offer| offer.terms.registration_needed == known), "{known:?}");
    }
    for format in [Format::InPerson, Format::Online, Format::Both] {
        assert!(is_some(&|offer| offer.terms.format == Some(format)), "{format:?}");
    }
    assert!(is_some(&|offer| offer.languages.interpreter_on_request));
    assert!(is_some(&|offer| offer.schedule.weekly.iter().any(|slot| !slot.languages.is_empty())));
    assert!(is_some(&|offer| offer.schedule.school_days_only));
    assert!(is_some(&|offer| !offer.schedule.exceptions.is_empty()));
    assert!(is_some(&|offer| !offer.schedule.dates.is_empty()));
    assert!(is_some(&|offer| offer.schedule.by_appointment));
}

#[test]
fn times_that_are_easily_told_wrong_occur() {
    let offers = example().offers;
    let count = |is_so: &dyn Fn(&Schedule) -> bool| {
        offers.iter().filter(|one| is_so(&one.schedule)).count()
    };
    let is_night = |slot: &WeeklySlot| slot.to.is_some_and(|to| to <= slot.from);
    assert!(count(&|times| times.weekly.iter().any(is_night)) >= 1);
    assert!(count(&|times| times.weekly.iter().any(|slot| !slot.every.is_every_week())) >= 3);
    assert!(count(&|times| !times.monthly.is_empty()) >= 3);
    assert!(count(&|times| times.public_holidays == HolidayRule::TakesPlace) >= 3);
}

#[test]
fn a_place_has_an_address_and_an_offer_without_one_is_online() {
    for offer in &example().offers[WRITTEN..] {
        let Some(venue) = &offer.venue else {
            assert_eq!(offer.terms.format, Some(Format::Online), "{}", offer.id);
            continue;
        };
        assert_ne!(offer.terms.format, Some(Format::Online), "{}", offer.id);
        assert!(venue.name.is_some() && venue.position.is_some(), "{}", offer.id);
        assert!(venue.address.street.is_some() && venue.address.postal_code.is_some());
        assert!(offer.district.is_some(), "{}", offer.id);
    }
}
