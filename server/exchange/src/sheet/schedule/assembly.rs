//! From parts to items: which times belong to which days.

use super::atoms::Atom;
use super::bounds::Bound;
use super::clock::Span;
use super::closed_days::ClosedDays;
use super::dates::WrittenDate;
use super::days::Days;
use super::exceptions::{Excepted, Exceptions};
use super::group::{Group, Slot};
use super::items::TimeItem;
use super::phrases::Phrase;
use super::ranges::{days_of, in_calendar_week, resolve_range};
use super::starts::Starts;
use super::written::Written;
use super::years::{resolve, weekday_of};
use crate::sheet::reading::{Assumption, Doubt, DoubtReason};
use jiff::civil::Date;
use shared::offer::schedule::{HolidayRule, WeekInterval, WeekOfMonth, Weekday, WeeklySlot};
use std::ops::Range;

/// The items of a text, as far as it has been read.
pub(super) struct Assembly<'a> {
    written: Written<'a>,
    today: Date,
    done: Assembled,
    group: Group,
    /// Groups of days whose times follow behind the days of the next group.
    waiting: Vec<Group>,
    exceptions: Exceptions,
    closed: ClosedDays,
    starts: Starts,
    /// The items of the last group of every week.
    last_weekly: Range<usize>,
}

/// The result.
#[derive(Default)]
pub(super) struct Assembled {
    pub(super) items: Vec<TimeItem>,
    pub(super) doubts: Vec<Doubt>,
    /// Parts that no item has.
    pub(super) left: Vec<usize>,
}

impl<'a> Assembly<'a> {
    pub(super) fn new(written: Written<'a>, today: Date) -> Self {
        Self {
            written,
            today,
            done: Assembled::default(),
            group: Group::default(),
            waiting: Vec::new(),
            exceptions: Exceptions::default(),
            closed: ClosedDays::default(),
            starts: Starts::default(),
            last_weekly: 0..0,
        }
    }

    /// Takes the next part.
    pub(super) fn take(&mut self, place: usize, is_foreign: bool) {
        let atom = &self.written.atoms[place].atom;
        if is_foreign {
            self.done.left.push(place);
            return;
        }
        let is_list =
            matches!(atom, Atom::Date(_) | Atom::Cancelled(_) | Atom::Joint | Atom::Filler);
        if self.exceptions.is_open && !is_list {
            self.end_exceptions();
        }
        match atom {
            Atom::Days(days) => self.take_days(days, place),
            Atom::Time(span) => self.take_time(*span, place),
            Atom::Date(date) if self.exceptions.is_open => self.exceptions.add(*date, place),
            Atom::Cancelled(date) => {
                self.end_group_if_complete();
                self.exceptions.add(*date, place);
            }
            Atom::Date(date) => self.take_date(*date, place),
            Atom::Bound(bound) => self.take_bound(bound, place),
            Atom::Nth(weeks) => {
                self.begin_if_behind(place);
                self.group.places.push(place);
                self.group.rhythm.weeks.extend(weeks);
            }
            Atom::Phrase(phrase) => self.take_phrase(*phrase, place),
            Atom::Language(language) => {
                let is_before = self.written.leads_to_time(place);
                self.group.add_language(language, place, is_before);
            }
            Atom::PartOfDay(part) => {
                self.group.add_part(*part, place, self.written.is_time_next(place));
            }
            Atom::Closed(days) => self.closed.close(days, place),
            Atom::Break if self.written.names_languages(place) => {}
            // "Do 9-12; 14-18" is one day.
            Atom::Break if self.group.is_complete() && self.written.names_times(place) => {}
            Atom::Break => self.end_group_if_complete(),
            Atom::Filler | Atom::Joint | Atom::Open | Atom::Close => {}
            Atom::Foreign | Atom::Negation | Atom::Closing | Atom::Unknown | Atom::Limit => {
                self.done.left.push(place);
            }
        }
    }

    fn take_days(&mut self, days: &Days, place: usize) {
        let group = &self.group;
        let is_shared = group.has_times_first && self.written.shares_times(place);
        let is_after_times = !group.days.is_empty() && !group.times.is_empty() && !is_shared;
        // "Sa 10.10. + So 11.10." is one list of dates.
        let is_after_dates = !group.dates.is_empty()
            && (!group.times.is_empty() || !self.written.is_date_next(place));
        if is_after_times || is_after_dates {
            self.end_group();
        }
        if let Some(label) = days.similar {
            self.doubt(&[place], DoubtReason::Similar { label: label.to_owned() });
        }
        self.group.add_days(days, place);
    }

    fn take_time(&mut self, span: Span, place: usize) {
        if self.group.has_times_first && self.group.has_begun() {
            self.end_group();
        }
        self.group.add_time(span, place);
    }

    fn take_date(&mut self, date: WrittenDate, place: usize) {
        if self.group.has_begun() && !self.group.times.is_empty() {
            self.end_group();
        }
        self.group.add_date(date, place);
    }

    fn take_bound(&mut self, bound: &Bound, place: usize) {
        let is_taken = match bound {
            Bound::Range(from, to) => self.take_range(*from, *to, place),
            Bound::From(date) => self.starts.keep(*date, place, false),
            Bound::Next(date) => self.starts.keep(*date, place, true),
            Bound::ExceptDays(days) => {
                self.closed.close(days, place);
                true
            }
            // An end without a beginning is a note.
            Bound::Until(_) => false,
            Bound::Except => {
                self.end_group_if_complete();
                self.exceptions.is_open = true;
                true
            }
        };
        if !is_taken {
            self.done.left.push(place);
        }
    }

    fn take_range(&mut self, from: WrittenDate, to: WrittenDate, place: usize) -> bool {
        self.end_group_if_complete();
        let Some(range) = resolve_range(from, to, self.today) else { return false };
        if range.is_assumed {
            self.doubt(&[place], DoubtReason::Assumed(Assumption::Year));
        }
        self.done.items.push(TimeItem::Range(range.range));
        true
    }

    fn take_phrase(&mut self, phrase: Phrase, place: usize) {
        match phrase {
            Phrase::Appointment => self.add(TimeItem::Appointment),
            Phrase::SchoolDays => self.add(TimeItem::SchoolDaysOnly),
            Phrase::NoHolidays => {
                self.add(TimeItem::SchoolDaysOnly);
                self.add(TimeItem::Holidays(HolidayRule::Pause));
            }
            Phrase::Holidays(rule) => self.add(TimeItem::Holidays(rule)),
            Phrase::EveryDay => self.take_days(&Days::sure(&Weekday::ALL), place),
            Phrase::EveryWeeks(weeks) => {
                self.begin_if_behind(place);
                self.group.places.push(place);
                self.group.rhythm.every = Some(weeks);
            }
            Phrase::EvenWeeks(is_even) => {
                self.begin_if_behind(place);
                self.group.places.push(place);
                self.group.rhythm.is_even = Some(is_even);
            }
            Phrase::OfMonth => {
                self.group.places.push(place);
                self.group.rhythm.is_of_month = true;
            }
            Phrase::Cancelled => self.done.left.push(place),
            // No end is what an open end is, too.
            Phrase::OpenEnd => self.group.places.push(place),
        }
    }

    /// An item beside the group: after it where it is still being named.
    fn add(&mut self, item: TimeItem) {
        self.end_group_if_complete();
        if self.done.items.contains(&item) {
            return;
        }
        if self.group.places.is_empty() {
            self.done.items.push(item);
        } else {
            self.group.after.push(item);
        }
    }

    /// Before a rhythm that is followed by other days: a complete group ends, and one without times
    /// waits for those of the next.
    fn begin_if_behind(&mut self, place: usize) {
        if !self.written.are_days_next(place) || !self.group.has_begun() {
            return;
        }
        let is_nth = matches!(self.written.atoms[place].atom, Atom::Nth(_));
        if is_nth && self.group.can_wait() {
            self.waiting.push(std::mem::take(&mut self.group));
        } else {
            self.end_group();
        }
    }

    fn end_group_if_complete(&mut self) {
        if self.group.is_complete() {
            self.end_group();
        }
    }

    fn end_group(&mut self) {
        let group = std::mem::take(&mut self.group);
        let mut waiting = std::mem::take(&mut self.waiting);
        let after = group.after.clone();
        if group.dates.is_empty() && group.is_complete() {
            for earlier in &mut waiting {
                earlier.share(&group);
            }
            for group in waiting.into_iter().chain([group]) {
                self.add_days(group);
            }
        } else {
            self.done.left.extend(waiting.into_iter().flat_map(|group| group.places));
            if !group.dates.is_empty() {
                self.add_dates(&group);
            } else if self.set_weeks(&group) {
                // It only says in which weeks the times before it are.
            } else if !group.is_daily() || !self.add_daily(&group) {
                self.done.left.extend(group.places);
            }
        }
        self.done.items.extend(after);
    }

    fn add_dates(&mut self, group: &Group) {
        let weekday =
            if group.days.len() == 1 && group.dates.len() == 1 { group.days.first() } else { None };
        let resolved = resolve(&group.dates, self.today, weekday.copied());
        if resolved.iter().any(|date| date.is_assumed) {
            self.doubt(&group.places, DoubtReason::Assumed(Assumption::Year));
        }
        if group.dates.iter().any(|date| date.day.is_none()) {
            self.doubt(&group.places, DoubtReason::Assumed(Assumption::Day));
        }
        let is_other_day =
            weekday.is_some_and(|day| resolved.iter().any(|date| weekday_of(date.date) != *day));
        let is_rule = group.rhythm.every.is_some() || !group.rhythm.weeks.is_empty();
        if group.is_ambiguous() || is_other_day || is_rule || resolved.len() < group.dates.len() {
            self.doubt(&group.places, DoubtReason::Ambiguous);
        }
        self.done.items.extend(resolved.into_iter().flat_map(|date| group.on(date.date)));
        // Dates have no languages of their own.
        self.done.left.extend(self.written.languages(&group.places));
    }

    /// Times of every day behind a short range: "7.-11.12., täglich 9-15 Uhr".
    fn add_daily(&mut self, group: &Group) -> bool {
        let Some(TimeItem::Range(range)) = self.done.items.last() else { return false };
        let Some(days) = days_of(*range) else { return false };
        self.done.items.pop();
        self.done.items.extend(days.into_iter().flat_map(|day| group.on(day)));
        if group.is_ambiguous() {
            self.doubt(&group.places, DoubtReason::Ambiguous);
        }
        self.done.left.extend(self.written.languages(&group.places));
        true
    }

    fn add_days(&mut self, mut group: Group) {
        // "jeden 2. Dienstag" is every second one, or the second one of a month.
        if group.rhythm.weeks == [WeekOfMonth::Second] && !group.rhythm.is_of_month {
            group.rhythm.weeks.clear();
            group.rhythm.every = Some(2);
            group.is_doubtful = true;
        }
        if group.rhythm.is_of_month && group.rhythm.weeks.is_empty() {
            self.done.left.extend(group.places);
            return;
        }
        if group.is_daily() && self.add_daily(&group) {
            return;
        }
        let is_monthly = !group.rhythm.weeks.is_empty();
        if group.is_ambiguous() || (is_monthly && group.rhythm.every.is_some()) {
            self.doubt(&group.places, DoubtReason::Ambiguous);
        }
        let begin = self.done.items.len();
        if is_monthly {
            self.done.items.extend(group.monthly());
        } else {
            self.add_weekly(&group);
        }
        self.closed.watch(begin..self.done.items.len(), group.days.len());
    }

    /// Weeks of a month behind the times of the same days: "So 14-18 Uhr (letzter Sonntag im Monat)".
    fn set_weeks(&mut self, group: &Group) -> bool {
        let items = self.last_weekly.clone();
        // "(1. Fr im Monat nur Frauen)" says something else about these weeks.
        let is_said = group.places.last().is_some_and(|place| self.written.ends_behind(*place));
        let is_last = is_said && !items.is_empty() && items.end == self.done.items.len();
        let weeks = group.weeks_alone().filter(|_| is_last);
        let Some(monthly) = weeks.and_then(|weeks| {
            self.done.items[items.clone()].iter().map(|item| group.in_weeks(item, weeks)).collect()
        }) else {
            return false;
        };
        let monthly: Vec<TimeItem> = monthly;
        self.done.items.splice(items, monthly);
        self.last_weekly = 0..0;
        self.starts.weekly_groups -= 1;
        true
    }

    fn add_weekly(&mut self, group: &Group) {
        let is_even = group.rhythm.is_even;
        let weeks = group.rhythm.every.unwrap_or(if is_even.is_some() { 2 } else { 1 });
        let every = WeekInterval::of_weeks(weeks).unwrap_or_default();
        self.starts.weekly_groups += 1;
        if is_even.is_some() {
            // Some years have 53 weeks.
            self.doubt(&group.places, DoubtReason::Assumed(Assumption::FirstWeek));
        } else if weeks > 1 {
            self.starts.without_start.extend(&group.places);
        }
        let today = self.today;
        let begin = self.done.items.len();
        self.done.items.extend(group.slots().map(|Slot { weekday, span, languages }| {
            let starting = is_even.and_then(|is_even| in_calendar_week(is_even, weekday, today));
            let Span { from, to, .. } = span;
            TimeItem::Weekly(WeeklySlot { weekday, every, starting, from, to, languages })
        }));
        self.last_weekly = begin..self.done.items.len();
    }

    fn end_exceptions(&mut self) {
        let Excepted { items, assumed } = std::mem::take(&mut self.exceptions).resolve(self.today);
        if let Some(places) = assumed {
            self.doubt(&places, DoubtReason::Assumed(Assumption::Year));
        }
        self.done.items.extend(items);
    }

    fn doubt(&mut self, places: &[usize], reason: DoubtReason) {
        self.done.doubts.push(self.written.doubt(places, reason));
    }

    /// The items after the last part.
    pub(super) fn finish(mut self) -> Assembled {
        if self.exceptions.is_open {
            self.end_exceptions();
        }
        self.end_group();
        let contradicting = self.closed.take_out(&mut self.done.items);
        self.done.left.extend(contradicting);
        let started = self.starts.set(&mut self.done.items, self.written, self.today);
        self.done.doubts.extend(started.doubt);
        self.done.left.extend(started.left);
        self.done
    }
}
