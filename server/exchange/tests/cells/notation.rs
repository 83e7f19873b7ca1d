//! What the reader made of a cell, in the notation of the set.

use exchange::sheet::cells::CellReader;
use exchange::sheet::reading::{CellReading, DoubtReason};
use exchange::sheet::schedule::{TimeItem, TimeReading};
use exchange::sheet::terms::Registration;
use jiff::civil::Time;
use shared::language::LanguageTag;
use shared::offer::schedule::{HolidayRule, WeekOfMonth};
use shared::offer::{Cost, SpokenLanguages};
use std::fmt::Display;

/// A reading in notation.
#[derive(Debug)]
pub struct Seen {
    /// The notation.
    pub becomes: String,
    /// The words of all doubts and notes.
    pub quoted: Vec<String>,
    /// The value for finding words in it.
    pub value: String,
}

pub fn read(reader: &CellReader, kind: &str, cell: &str) -> Seen {
    match kind {
        "times" => {
            let seen = seen(reader.times(cell), times);
            Seen { becomes: seen.becomes.replace("+note", " +note"), ..seen }
        }
        "ages" => seen(reader.ages(cell), |value| list(value.as_deref(), |age| age.name())),
        "genders" => seen(reader.genders(cell), |value| {
            let sorted = value.clone().map(|mut genders| {
                genders.sort_by_key(|gender| *gender as u8);
                genders
            });
            list(sorted.as_deref(), |gender| gender.name())
        }),
        "background" => seen(reader.background(cell), |value| {
            option(value.map(shared::offer::audience::Background::name))
        }),
        "groups" => seen(reader.groups(cell), |value| list(value.as_deref(), |group| group.name())),
        "languages" => {
            let seen = seen(reader.languages(cell), |value| languages(value.as_ref()));
            let becomes = if seen.becomes.is_empty() { "-".to_owned() } else { seen.becomes };
            Seen { becomes, ..seen }
        }
        "city" => {
            seen(reader.town(cell), |value| option(value.as_ref().map(|town| town.city.as_str())))
        }
        "categories" => seen(reader.categories(cell), |value| {
            value.iter().map(shared::id::CategoryId::as_str).collect::<Vec<_>>().join(",")
        }),
        "cost" => seen(reader.cost(cell), |value| {
            option(value.as_ref().map(|cost| if *cost == Cost::Free { "free" } else { "text" }))
        }),
        "registration" => {
            seen(reader.registration(cell), |value| option(value.as_ref().map(registration)))
        }
        "yes_no" => {
            seen(reader.yes_no(cell), |value| option(value.map(|is| if is { "yes" } else { "no" })))
        }
        "level" => {
            seen(reader.level(cell), |value| option(value.map(shared::offer::LanguageLevel::name)))
        }
        "format" => {
            seen(reader.format(cell), |value| option(value.map(shared::offer::Format::name)))
        }
        "phone" => seen(reader.phone(cell), |value| {
            option(value.as_ref().map(|phone| e164(&phone.dialled())))
        }),
        "mail" => seen(reader.mail(cell), |value| {
            option(value.as_ref().map(shared::contact::Mail::as_str))
        }),
        "web" => seen(reader.web(cell), |value| {
            option(value.as_ref().map(shared::contact::WebAddress::as_str))
        }),
        "address" => seen(reader.address(cell), |value| {
            option(value.as_ref().map(|address| {
                let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
                let street = text(address.street.as_ref().map(shared::text::Text::as_str));
                let code = text(address.postal_code.as_ref().map(shared::text::Text::as_str));
                let place = text(address.place.as_ref().map(shared::text::Text::as_str));
                format!("{street}|{code}|{place}")
            }))
        }),
        "day" => seen(reader.day(cell), |value| option(*value)),
        other => panic!("{other} is no kind"),
    }
}

fn seen<T: std::fmt::Debug>(reading: CellReading<T>, notation: impl Fn(&T) -> String) -> Seen {
    let value = notation(&reading.value);
    let is_note =
        |reason: &DoubtReason| matches!(reason, DoubtReason::Partly | DoubtReason::Unreadable);
    let has_note = reading.doubts.iter().any(|doubt| is_note(&doubt.reason));
    let is_doubtful = reading.doubts.iter().any(|doubt| !is_note(&doubt.reason));
    let becomes = match (value.is_empty(), has_note) {
        (true, true) => "note".to_owned(),
        (_, true) => format!("{value}+note"),
        (_, false) => value,
    };
    let becomes = if is_doubtful && becomes != "note" { format!("{becomes} ?") } else { becomes };
    Seen {
        becomes,
        quoted: reading.doubts.into_iter().map(|doubt| doubt.words).collect(),
        value: format!("{:?}", reading.value),
    }
}

fn option<T: Display>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn list<T>(values: Option<&[T]>, name: impl Fn(&T) -> &'static str) -> String {
    match values {
        None => String::new(),
        Some([]) => "all".to_owned(),
        Some(values) => values.iter().map(name).collect::<Vec<_>>().join(","),
    }
}

fn tags(tags: &[LanguageTag]) -> String {
    tags.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

fn languages(value: Option<&SpokenLanguages>) -> String {
    let Some(value) = value else { return String::new() };
    let more = if value.interpreter_on_request { "+interpreter" } else { "" };
    format!("{}{more}", tags(&value.spoken))
}

fn registration(value: &Registration) -> String {
    let need = match value.is_needed {
        Some(true) => "needed",
        Some(false) => "not needed",
        None => "",
    };
    match (need, &value.how) {
        ("", _) => "text".to_owned(),
        (need, Some(_)) => format!("{need}+text"),
        (need, None) => need.to_owned(),
    }
}

fn e164(dialled: &str) -> String {
    if let Some(rest) = dialled.strip_prefix("00") {
        format!("+{rest}")
    } else if let Some(rest) = dialled.strip_prefix('0') {
        format!("+49{rest}")
    } else {
        dialled.to_owned()
    }
}

fn times(reading: &TimeReading) -> String {
    let items = reading.items.iter().map(item).collect::<Vec<_>>().join("; ");
    // The notation has no word for the first day of a time of every week.
    let begins = |item: &TimeItem| matches!(item, TimeItem::Weekly(slot) if slot.every.is_every_week() && slot.starting.is_some());
    let is_beginning = reading.note.is_none() && reading.items.iter().any(begins);
    format!("{items}{}", if is_beginning { "+note" } else { "" })
}

fn item(item: &TimeItem) -> String {
    match item {
        TimeItem::Weekly(time) => {
            let weeks = time.every.weeks();
            let every = if weeks > 1 { format!("/{weeks}") } else { String::new() };
            let start = time.starting.filter(|_| weeks > 1).map(|day| format!("@{day}"));
            let start = start.unwrap_or_default();
            let span = span(time.from, time.to);
            format!("{}{every}{start} {span}{}", time.weekday.name(), spoken(&time.languages))
        }
        TimeItem::Monthly(time) => {
            let weeks: Vec<&str> = time.weeks.iter().map(|week| week_name(*week)).collect();
            let span = span(time.from, time.to);
            format!("{}#{} {span}{}", time.weekday.name(), weeks.join(","), spoken(&time.languages))
        }
        TimeItem::Date(date) => match (date.from, date.to) {
            (Some(from), to) => format!("{} {}", date.on, span(from, to)),
            _ => date.on.to_string(),
        },
        TimeItem::Range(range) => format!("{}..{}", range.from, range.to),
        TimeItem::Except(day) => format!("except {day}"),
        TimeItem::Appointment => "appointment".to_owned(),
        TimeItem::SchoolDaysOnly => "school-days-only".to_owned(),
        TimeItem::Holidays(HolidayRule::Pause) => "not-on-holidays".to_owned(),
        TimeItem::Holidays(HolidayRule::TakesPlace) => "also-on-holidays".to_owned(),
    }
}

fn week_name(week: WeekOfMonth) -> &'static str {
    match week {
        WeekOfMonth::First => "1",
        WeekOfMonth::Second => "2",
        WeekOfMonth::Third => "3",
        WeekOfMonth::Fourth => "4",
        WeekOfMonth::Last => "last",
    }
}

fn span(from: Time, to: Option<Time>) -> String {
    let time = |time: Time| format!("{:02}:{:02}", time.hour(), time.minute());
    format!("{}-{}", time(from), to.map(time).unwrap_or_default())
}

fn spoken(languages: &[LanguageTag]) -> String {
    if languages.is_empty() { String::new() } else { format!(" [{}]", tags(languages)) }
}
