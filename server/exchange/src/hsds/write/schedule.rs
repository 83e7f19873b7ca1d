//! Times as schedule entries: one for each weekly or monthly time in each range, one for each single
//! day, and one for what applies to all of them.

use super::Labels;
use super::attributes::Attributes;
use crate::hsds::vocabulary::{Vocabulary, field, link, word};
use crate::hsds::{Schedule, uuid};
use crate::occurrence::Regular;
use jiff::civil::Time;
use shared::offer::schedule::{self as ours, DateRange, HolidayRule, SingleDate};

pub(super) fn schedules(
    service: &str,
    times: &ours::Schedule,
    labels: Labels<'_>,
) -> Vec<Schedule> {
    let mut entries = Vec::new();
    for slot in Regular::all(times) {
        if times.ranges.is_empty() {
            entries.push(regular(slot, labels));
        }
        for range in &times.ranges {
            entries.push(within(*range, regular(slot, labels)));
        }
    }
    if Regular::all(times).next().is_none() {
        entries.extend(times.ranges.iter().map(|range| within(*range, Schedule::default())));
    }
    entries.extend(times.dates.iter().map(single));
    entries.extend(general(times, labels));
    for (place, entry) in entries.iter_mut().enumerate() {
        entry.id = uuid(&["schedule", service, &place.to_string()]);
        for (number, attribute) in entry.attributes.iter_mut().enumerate() {
            attribute.id = uuid(&["attribute", &entry.id, &number.to_string()]);
        }
    }
    entries
}

fn regular(slot: Regular<'_>, labels: Labels<'_>) -> Schedule {
    let mut attributes = Attributes::new("");
    for tag in slot.languages() {
        let label = labels.language(tag);
        attributes.term(link::FIELD, Vocabulary::Language, tag.as_str(), &label);
    }
    let (freq, every, starting) = match slot {
        Regular::Weekly(slot) => ("WEEKLY", slot.every.weeks(), slot.starting),
        Regular::Monthly(_) => ("MONTHLY", 1, None),
    };
    Schedule {
        freq: Some(freq.to_owned()),
        interval: (every > 1).then(|| every.into()),
        dtstart: starting.map(|day| day.to_string()),
        byday: Some(slot.by_day()),
        opens_at: Some(clock(slot.from())),
        closes_at: slot.to().map(clock),
        attributes: attributes.into_list(),
        ..Schedule::default()
    }
}

fn within(range: DateRange, entry: Schedule) -> Schedule {
    Schedule {
        valid_from: Some(range.from.to_string()),
        valid_to: Some(range.to.to_string()),
        ..entry
    }
}

fn single(date: &SingleDate) -> Schedule {
    let day = date.on.to_string();
    Schedule {
        dtstart: Some(day.clone()),
        until: Some(day),
        count: Some(1.into()),
        opens_at: date.from.map(clock),
        closes_at: date.to.map(clock),
        ..Schedule::default()
    }
}

fn general(times: &ours::Schedule, labels: Labels<'_>) -> Option<Schedule> {
    let mut attributes = Attributes::new("");
    if times.by_appointment {
        attributes.field(field::BY_APPOINTMENT, "true");
    }
    if times.school_days_only {
        attributes.field(field::SCHOOL_DAYS_ONLY, "true");
    }
    if times.public_holidays != HolidayRule::default() {
        attributes.field(field::PUBLIC_HOLIDAYS, &word(&times.public_holidays));
    }
    for day in &times.exceptions {
        attributes.field(field::EXCEPTION, &day.to_string());
    }
    let entry = Schedule {
        description: times.by_appointment.then(|| labels.i18n.offer_by_appointment().to_owned()),
        notes: times.note.as_ref().map(ToString::to_string),
        attributes: attributes.into_list(),
        ..Schedule::default()
    };
    (entry != Schedule::default()).then_some(entry)
}

/// `14:30`, with seconds only if they are not zero.
fn clock(time: Time) -> String {
    let (hour, minute, second) = (time.hour(), time.minute(), time.second());
    if second == 0 {
        format!("{hour:02}:{minute:02}")
    } else {
        format!("{hour:02}:{minute:02}:{second:02}")
    }
}
