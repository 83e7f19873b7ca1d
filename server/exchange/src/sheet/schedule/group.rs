//! Days or dates with their times.

use super::clock::Span;
use super::dates::WrittenDate;
use super::days::{Days, Part};
use super::items::TimeItem;
use jiff::civil::Date;
use shared::language::LanguageTag;
use shared::offer::schedule::{MonthlySlot, SingleDate, WeekOfMonth, Weekday};

/// Days or dates with their times.
#[derive(Default)]
pub(super) struct Group {
    pub(super) places: Vec<usize>,
    pub(super) days: Vec<Weekday>,
    pub(super) dates: Vec<WrittenDate>,
    pub(super) times: Vec<Timed>,
    /// Languages before the first time.
    languages: Vec<LanguageTag>,
    /// Languages in front of the next time, where they stand in front of the first one, too.
    coming: Vec<LanguageTag>,
    /// The first time whose languages are still being named.
    named_from: Option<usize>,
    pub(super) rhythm: Rhythm,
    pub(super) is_doubtful: bool,
    /// "nachmittags", for the times that follow.
    part: Option<Part>,
    pub(super) has_times_first: bool,
    /// Items to be added after it.
    pub(super) after: Vec<TimeItem>,
}

/// In which weeks.
#[derive(Default)]
pub(super) struct Rhythm {
    pub(super) weeks: Vec<WeekOfMonth>,
    pub(super) is_of_month: bool,
    pub(super) every: Option<u8>,
    pub(super) is_even: Option<bool>,
}

/// A time with its languages.
#[derive(Clone)]
pub(super) struct Timed {
    pub(super) span: Span,
    pub(super) languages: Vec<LanguageTag>,
}

impl Group {
    pub(super) fn is_complete(&self) -> bool {
        !self.dates.is_empty() || (!self.days.is_empty() && !self.times.is_empty())
    }

    pub(super) fn has_begun(&self) -> bool {
        !self.days.is_empty() || !self.dates.is_empty()
    }

    /// Whether it names days whose times may follow behind other days.
    pub(super) fn can_wait(&self) -> bool {
        !self.days.is_empty() && self.dates.is_empty() && self.times.is_empty()
    }

    pub(super) fn add_days(&mut self, days: &Days, place: usize) {
        self.has_times_first |= !self.times.is_empty();
        self.places.push(place);
        for day in &days.named {
            if !self.days.contains(day) {
                self.days.push(*day);
            }
        }
        self.is_doubtful |= days.is_doubtful;
        self.part = days.part.or(self.part);
        // "18 Uhr dienstagabends".
        if let Some(part) = days.part {
            for time in &mut self.times {
                time.span = time.span.in_part(part);
            }
        }
    }

    pub(super) fn add_date(&mut self, date: WrittenDate, place: usize) {
        self.has_times_first |= !self.times.is_empty();
        self.places.push(place);
        self.dates.push(date);
    }

    pub(super) fn add_time(&mut self, span: Span, place: usize) {
        self.places.push(place);
        self.named_from = None;
        let span = self.part.map_or(span, |part| span.in_part(part));
        let languages = std::mem::take(&mut self.coming);
        self.times.push(Timed { span, languages });
    }

    /// A part of the day: of the times that follow, or of the last one.
    pub(super) fn add_part(&mut self, part: Part, place: usize, is_before: bool) {
        self.places.push(place);
        match self.times.last_mut() {
            Some(last) if !is_before => last.span = last.span.in_part(part),
            _ => self.part = Some(part),
        }
    }

    pub(super) fn add_language(&mut self, language: &LanguageTag, place: usize, is_before: bool) {
        self.places.push(place);
        // "Di Arabisch 9-11, Kurdisch 11-13".
        if is_before && !self.languages.is_empty() && !self.times.is_empty() {
            self.coming.push(language.clone());
            return;
        }
        if self.times.is_empty() {
            self.languages.push(language.clone());
            return;
        }
        let unnamed = self.times.iter().position(|time| time.languages.is_empty());
        let first = *self.named_from.get_or_insert(unnamed.unwrap_or(self.times.len()));
        for time in &mut self.times[first..] {
            time.languages.push(language.clone());
        }
    }

    /// The times of later days, which this group shares.
    pub(super) fn share(&mut self, later: &Self) {
        self.times.clone_from(&later.times);
        self.rhythm.is_of_month |= later.rhythm.is_of_month && !self.rhythm.weeks.is_empty();
    }

    pub(super) fn is_ambiguous(&self) -> bool {
        self.is_doubtful || self.times.iter().any(|time| time.span.is_doubtful())
    }

    /// Whether it has times of every day.
    pub(super) fn is_daily(&self) -> bool {
        let rhythm = &self.rhythm;
        let is_plain = rhythm.every.is_none() && rhythm.weeks.is_empty() && !rhythm.is_of_month;
        let days = self.days.len();
        is_plain && !self.times.is_empty() && (days == 0 || days == Weekday::ALL.len())
    }

    /// The weeks of a month, where it names nothing but them and their days.
    pub(super) fn weeks_alone(&self) -> Option<&[WeekOfMonth]> {
        let is_alone = self.times.is_empty() && self.dates.is_empty() && !self.days.is_empty();
        let is_plain = self.rhythm.is_of_month && self.rhythm.every.is_none();
        let weeks = Some(&self.rhythm.weeks[..]).filter(|weeks| !weeks.is_empty());
        weeks.filter(|_| is_alone && is_plain && self.languages.is_empty())
    }

    /// A time of every week in these weeks only; `None` for another time, or on another day.
    pub(super) fn in_weeks(&self, item: &TimeItem, weeks: &[WeekOfMonth]) -> Option<TimeItem> {
        let TimeItem::Weekly(slot) = item else { return None };
        let is_it = slot.every.is_every_week() && self.days.contains(&slot.weekday);
        is_it.then(|| {
            TimeItem::Monthly(MonthlySlot {
                weeks: weeks.to_vec(),
                weekday: slot.weekday,
                from: slot.from,
                to: slot.to,
                languages: slot.languages.clone(),
            })
        })
    }

    /// Each day with each time.
    pub(super) fn slots(&self) -> impl Iterator<Item = Slot> {
        self.days.iter().flat_map(|day| self.times.iter().map(|time| self.slot(*day, time)))
    }

    fn slot(&self, weekday: Weekday, time: &Timed) -> Slot {
        let own = Some(&time.languages).filter(|languages| !languages.is_empty());
        Slot { weekday, span: time.span, languages: own.unwrap_or(&self.languages).clone() }
    }

    /// Its times in some weeks of a month.
    pub(super) fn monthly(&self) -> impl Iterator<Item = TimeItem> {
        self.slots().map(|Slot { weekday, span, languages }| {
            let weeks = self.rhythm.weeks.clone();
            TimeItem::Monthly(MonthlySlot {
                weeks,
                weekday,
                from: span.from,
                to: span.to,
                languages,
            })
        })
    }

    /// Its times on a date; the date alone where it has none.
    pub(super) fn on(&self, on: Date) -> Vec<TimeItem> {
        if self.times.is_empty() {
            return vec![TimeItem::Date(SingleDate { on, from: None, to: None })];
        }
        let spans = self.times.iter().map(|time| time.span);
        let date = |span: Span| SingleDate { on, from: Some(span.from), to: span.to };
        spans.map(|span| TimeItem::Date(date(span))).collect()
    }
}

/// A time on a day of the week.
pub(super) struct Slot {
    pub(super) weekday: Weekday,
    pub(super) span: Span,
    pub(super) languages: Vec<LanguageTag>,
}
