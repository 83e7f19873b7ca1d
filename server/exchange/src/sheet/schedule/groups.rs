//! From parts to items: which times belong to which days.

use super::TimeItem;
use super::atoms::{Atom, Placed};
use super::clock::Span;
use super::dates::{Resolved, WrittenDate, last_of_month, resolve, weekday_of};
use super::days::Days;
use super::phrases::Phrase;
use crate::sheet::reading::{Assumption, Doubt, DoubtReason};
use jiff::ToSpan;
use jiff::civil::Date;
use shared::language::LanguageTag;
use shared::offer::schedule::{
    DateRange, MonthlySlot, SingleDate, WeekInterval, WeekOfMonth, Weekday, WeeklySlot,
};

/// The items of a text, as far as it has been read.
pub(super) struct Assembly<'a> {
    text: &'a str,
    atoms: &'a [Placed],
    today: Date,
    done: Assembled,
    group: Group,
    excepted: Vec<WrittenDate>,
    is_excepting: bool,
    from: Option<From>,
    weekly_groups: usize,
    /// Parts of groups of every n-th week.
    without_start: Vec<usize>,
}

/// The result.
#[derive(Default)]
pub(super) struct Assembled {
    pub(super) items: Vec<TimeItem>,
    pub(super) doubts: Vec<Doubt>,
    /// Parts that no item has.
    pub(super) left: Vec<usize>,
}

/// "ab 7.9.2026", whose use is known at the end.
#[derive(Clone, Copy)]
struct From {
    place: usize,
    date: Date,
}

/// Days or dates with their times.
#[derive(Default)]
struct Group {
    places: Vec<usize>,
    days: Vec<Weekday>,
    dates: Vec<WrittenDate>,
    times: Vec<Timed>,
    /// Languages before the first time.
    languages: Vec<LanguageTag>,
    /// The first time whose languages are still being named.
    named_from: Option<usize>,
    rhythm: Rhythm,
    is_doubtful: bool,
    is_afternoon: bool,
    has_times_first: bool,
    /// Items to be added after it.
    after: Vec<TimeItem>,
}

/// In which weeks.
#[derive(Default)]
struct Rhythm {
    weeks: Vec<WeekOfMonth>,
    is_of_month: bool,
    every: Option<u8>,
    is_even: Option<bool>,
}

#[derive(Clone)]
struct Timed {
    span: Span,
    languages: Vec<LanguageTag>,
}

impl Group {
    fn is_complete(&self) -> bool {
        !self.dates.is_empty() || (!self.days.is_empty() && !self.times.is_empty())
    }

    fn has_begun(&self) -> bool {
        !self.days.is_empty() || !self.dates.is_empty()
    }
}

impl<'a> Assembly<'a> {
    pub(super) fn new(text: &'a str, atoms: &'a [Placed], today: Date) -> Self {
        Self {
            text,
            atoms,
            today,
            done: Assembled::default(),
            group: Group::default(),
            excepted: Vec::new(),
            is_excepting: false,
            from: None,
            weekly_groups: 0,
            without_start: Vec::new(),
        }
    }

    /// Takes the next part.
    pub(super) fn take(&mut self, place: usize, is_foreign: bool) {
        let atom = &self.atoms[place].atom;
        if is_foreign {
            self.done.left.push(place);
            return;
        }
        if self.is_excepting && !matches!(atom, Atom::Date(_) | Atom::Joint | Atom::Filler) {
            self.end_exceptions();
        }
        match atom {
            Atom::Days(days) => self.take_days(days, place),
            Atom::Time(span) => self.take_time(*span, place),
            Atom::Date(date) if self.is_excepting => self.excepted.push(*date),
            Atom::Date(date) => self.take_date(*date, place),
            Atom::Range(from, to) => self.take_range(*from, *to, place),
            Atom::From(date) => self.take_from(*date, place),
            Atom::Nth(weeks) => {
                self.begin_if_behind(place);
                self.group.places.push(place);
                self.group.rhythm.weeks.extend(weeks);
            }
            Atom::Phrase(phrase) => self.take_phrase(*phrase, place),
            Atom::Except => {
                self.end_group_if_complete();
                self.is_excepting = true;
            }
            Atom::Language(language) => self.take_language(language, place),
            Atom::PartOfDay { is_afternoon } => {
                self.group.places.push(place);
                self.group.is_afternoon |= is_afternoon;
            }
            Atom::Break => self.end_group_if_complete(),
            Atom::Filler | Atom::Joint | Atom::Open | Atom::Close => {}
            Atom::Foreign | Atom::Negation | Atom::Unknown => self.done.left.push(place),
        }
    }

    fn take_days(&mut self, days: &Days, place: usize) {
        let group = &self.group;
        let is_after_times = !group.days.is_empty() && !group.times.is_empty();
        // "Sa 10.10. + So 11.10." is one list of dates.
        let is_after_dates =
            !group.dates.is_empty() && (!group.times.is_empty() || !self.is_date_next(place));
        if is_after_times || is_after_dates {
            self.end_group();
        }
        let group = &mut self.group;
        group.has_times_first |= !group.times.is_empty();
        group.places.push(place);
        group.days.extend(
            days.named.iter().filter(|day| !group.days.contains(day)).copied().collect::<Vec<_>>(),
        );
        group.is_doubtful |= days.is_doubtful;
        group.is_afternoon |= days.is_afternoon;
    }

    fn is_date_next(&self, place: usize) -> bool {
        let mut next = self.atoms[place + 1..].iter();
        next.find(|next| !matches!(next.atom, Atom::Filler | Atom::Joint))
            .is_some_and(|next| matches!(next.atom, Atom::Date(_)))
    }

    fn take_time(&mut self, span: Span, place: usize) {
        if self.group.has_times_first && self.group.has_begun() {
            self.end_group();
        }
        self.group.places.push(place);
        self.group.is_doubtful |= span.is_doubtful;
        self.group.named_from = None;
        self.group.times.push(Timed { span, languages: Vec::new() });
    }

    fn take_date(&mut self, date: WrittenDate, place: usize) {
        let group = &self.group;
        let is_timed = group.has_begun() && !group.times.is_empty();
        if is_timed {
            self.end_group();
        }
        let group = &mut self.group;
        group.has_times_first |= !group.times.is_empty();
        group.places.push(place);
        group.dates.push(date);
    }

    fn take_range(&mut self, from: WrittenDate, to: WrittenDate, place: usize) {
        self.end_group_if_complete();
        let Some(range) = range(from, to, self.today) else {
            self.done.left.push(place);
            return;
        };
        if range.is_assumed {
            self.doubt(&[place], DoubtReason::Assumed(Assumption::Year));
        }
        self.done.items.push(TimeItem::Range(range.range));
    }

    fn take_from(&mut self, date: WrittenDate, place: usize) {
        let resolved = resolve(&[date], self.today, None).first().copied();
        match resolved {
            Some(Resolved { date, is_assumed: false }) if self.from.is_none() => {
                self.from = Some(From { place, date });
            }
            _ => self.done.left.push(place),
        }
    }

    fn take_phrase(&mut self, phrase: Phrase, place: usize) {
        match phrase {
            Phrase::Appointment => self.add(TimeItem::Appointment),
            Phrase::SchoolDays => self.add(TimeItem::SchoolDaysOnly),
            Phrase::EveryDay => {
                let days = Weekday::ALL.to_vec();
                self.take_days(
                    &Days { named: days, is_doubtful: false, is_afternoon: false },
                    place,
                );
            }
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
            // No end is what an open end is, too.
            Phrase::OpenEnd => self.group.places.push(place),
        }
    }

    fn take_language(&mut self, language: &LanguageTag, place: usize) {
        let group = &mut self.group;
        group.places.push(place);
        if group.times.is_empty() {
            group.languages.push(language.clone());
            return;
        }
        let unnamed = group.times.iter().position(|time| time.languages.is_empty());
        let first = *group.named_from.get_or_insert(unnamed.unwrap_or(group.times.len()));
        for time in &mut group.times[first..] {
            time.languages.push(language.clone());
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

    /// Ends a complete group before a rhythm that is followed by other days.
    fn begin_if_behind(&mut self, place: usize) {
        let next = self.atoms[place + 1..]
            .iter()
            .find(|next| !matches!(next.atom, Atom::Filler))
            .is_some_and(|next| matches!(next.atom, Atom::Days(_) | Atom::Nth(_)));
        if next && (!self.group.days.is_empty() || !self.group.dates.is_empty()) {
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
        let after = group.after.clone();
        if !group.dates.is_empty() {
            self.add_dates(&group);
        } else if group.is_complete() {
            self.add_days(group);
        } else {
            self.done.left.extend(group.places);
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
        if group.is_doubtful || is_other_day || is_rule || resolved.len() < group.dates.len() {
            self.doubt(&group.places, DoubtReason::Ambiguous);
        }
        for Resolved { date: on, .. } in resolved {
            if group.times.is_empty() {
                self.done.items.push(TimeItem::Date(SingleDate { on, from: None, to: None }));
            }
            let spans = group.times.iter().map(|time| time.span);
            self.done.items.extend(
                spans.map(|span| {
                    TimeItem::Date(SingleDate { on, from: Some(span.from), to: span.to })
                }),
            );
        }
        // Dates have no languages of their own.
        self.leave_languages(&group.places);
    }

    fn leave_languages(&mut self, places: &[usize]) {
        let atoms = self.atoms;
        let is_language = |place: &&usize| matches!(atoms[**place].atom, Atom::Language(_));
        self.done.left.extend(places.iter().filter(is_language));
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
        let is_morning = group.times.iter().any(|time| time.span.from.hour() < 12);
        if group.is_doubtful || (group.is_afternoon && is_morning) {
            self.doubt(&group.places, DoubtReason::Ambiguous);
        }
        if group.rhythm.weeks.is_empty() {
            self.add_weekly(&group);
        } else {
            self.add_monthly(&group);
        }
    }

    fn add_monthly(&mut self, group: &Group) {
        if group.rhythm.every.is_some() {
            self.doubt(&group.places, DoubtReason::Ambiguous);
        }
        for_each(group, |weekday, time| {
            self.done.items.push(TimeItem::Monthly(MonthlySlot {
                weeks: group.rhythm.weeks.clone(),
                weekday,
                from: time.span.from,
                to: time.span.to,
                languages: time.languages,
            }));
        });
    }

    fn add_weekly(&mut self, group: &Group) {
        let weeks =
            group.rhythm.every.unwrap_or(if group.rhythm.is_even.is_some() { 2 } else { 1 });
        let every = WeekInterval::of_weeks(weeks).unwrap_or_default();
        let starting = group.rhythm.is_even.and_then(|is_even| calendar_week(is_even, self.today));
        self.weekly_groups += 1;
        if group.rhythm.is_even.is_some() {
            // Some years have 53 weeks.
            self.doubt(&group.places, DoubtReason::Assumed(Assumption::FirstWeek));
        } else if weeks > 1 {
            self.without_start.extend(&group.places);
        }
        for_each(group, |weekday, Timed { span: Span { from, to, .. }, languages }| {
            let slot = WeeklySlot { weekday, every, starting, from, to, languages };
            self.done.items.push(TimeItem::Weekly(slot));
        });
    }

    /// "ab 7.9.2026" is the start of the only group; of several it is unclear which.
    fn add_start(&mut self) {
        let starts = self.from.filter(|_| self.weekly_groups == 1);
        if let Some(From { date, .. }) = starts {
            for item in &mut self.done.items {
                if let TimeItem::Weekly(slot) = item {
                    slot.starting = slot.starting.or(Some(date));
                }
            }
            return;
        }
        self.done.left.extend(self.from.map(|from| from.place));
        let places = std::mem::take(&mut self.without_start);
        if !places.is_empty() {
            self.doubt(&places, DoubtReason::Assumed(Assumption::FirstWeek));
        }
    }

    fn end_exceptions(&mut self) {
        self.is_excepting = false;
        let dates = std::mem::take(&mut self.excepted);
        let resolved = resolve(&dates, self.today, None);
        let items = resolved.iter().map(|date| TimeItem::Except(date.date));
        self.done.items.extend(items);
    }

    fn doubt(&mut self, places: &[usize], reason: DoubtReason) {
        let spans = places.iter().filter_map(|place| self.atoms.get(*place));
        let (start, end) = spans.fold((usize::MAX, 0), |(start, end), placed| {
            (start.min(placed.start), end.max(placed.end))
        });
        let words = self.text.get(start..end).unwrap_or(self.text);
        self.done.doubts.push(Doubt::new(words, reason));
    }

    /// The items after the last part.
    pub(super) fn finish(mut self) -> Assembled {
        if self.is_excepting {
            self.end_exceptions();
        }
        self.end_group();
        self.add_start();
        self.done
    }
}

/// The Monday of the next even or odd week of the calendar.
fn calendar_week(is_even: bool, today: Date) -> Option<Date> {
    let monday =
        today.checked_sub(i64::from(today.weekday().to_monday_zero_offset()).days()).ok()?;
    let is_it = (monday.iso_week_date().week() % 2 == 0) == is_even;
    if is_it { Some(monday) } else { monday.checked_add(1.week()).ok() }
}

fn for_each(group: &Group, mut add: impl FnMut(Weekday, Timed)) {
    for day in &group.days {
        for time in &group.times {
            let languages = if time.languages.is_empty() {
                group.languages.clone()
            } else {
                time.languages.clone()
            };
            add(*day, Timed { span: time.span, languages });
        }
    }
}

struct ResolvedRange {
    range: DateRange,
    is_assumed: bool,
}

/// A range of days; months mean their first and last days.
fn range(from: WrittenDate, to: WrittenDate, today: Date) -> Option<ResolvedRange> {
    let &[first, last] = &resolve(&[from, to], today, None)[..] else { return None };
    let is_assumed = last.is_assumed || first.is_assumed;
    let end = if to.day.is_none() { last_of_month(last.date) } else { last.date };
    let mut begin = first.date;
    // "1.9. bis 31.1.2027" begins in the year before.
    if from.year.is_none() && begin > end {
        begin = begin.checked_sub(1.year()).ok()?;
    }
    (begin <= end)
        .then_some(ResolvedRange { range: DateRange { from: begin, to: end }, is_assumed })
}
