//! Offers with dates as an Atom feed (RFC 4287), newest changes first.

use crate::calendar::{DatedOffer, Feed, Moment};
use crate::names::Reader;
use jiff::Timestamp;
use jiff::civil::Time;
use shared::search::times::{Occurrence, Times, date_from_number, day_number};
use shared::time::Millis;
use std::cmp::Reverse;
use std::fmt::Write as _;
use std::iter::successors;

/// Most entries: those changed last. Feed readers keep what they have seen.
pub const MAX_ENTRIES: usize = 100;
/// Most dates of an entry.
const MAX_DATES: usize = 10;

/// The feed; its author is the operator, or the site where nobody says who that is.
pub fn atom(feed: &Feed<'_>, author: &str, reader: Reader<'_>, moment: Moment<'_>) -> String {
    let mut offers = feed.offers.to_vec();
    offers.sort_by_key(|one| (Reverse(one.changed), one.offer.id.clone()));
    let entries = offers.iter().take(MAX_ENTRIES).map(|one| entry(one, reader, moment));
    let (url, page_url) = (escaped(feed.url), escaped(feed.page_url));
    // A feed without entries has never changed.
    let updated = time(feed.changed().unwrap_or(Millis(0)));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <id>{url}</id>\n<title>{}</title>\n<updated>{updated}</updated>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{url}\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{page_url}\"/>\n\
         <author><name>{}</name></author>\n{}</feed>\n",
        reader.language.tag(),
        escaped(feed.title),
        escaped(author),
        entries.collect::<String>(),
    )
}

fn entry(one: &DatedOffer<'_>, reader: Reader<'_>, moment: Moment<'_>) -> String {
    let offer = one.offer;
    let (name, url) = (offer.name.pick(reader.language), escaped(&reader.url(&offer.id)));
    let mut text = format!(
        "<entry>\n<id>{url}</id>\n<title xml:lang=\"{}\">{}</title>\n<updated>{}</updated>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{url}\"/>\n",
        name.language,
        escaped(&name.text),
        time(one.changed),
    );
    for category in &offer.categories {
        let label = escaped(&reader.category(category));
        // Writing into a string does not fail.
        let _ = writeln!(text, "<category term=\"{category}\" label=\"{label}\"/>");
    }
    let place = reader.city(&offer.city);
    let provider = one.provider.map(|provider| provider.name.to_string());
    let lines: Vec<String> =
        provider.into_iter().chain([place]).chain(dates(one, reader, moment)).collect();
    let _ = writeln!(text, "<summary>{}</summary>\n</entry>", escaped(&lines.join("\n")));
    text
}

/// The next days on which it takes place, each with its first time.
fn dates(one: &DatedOffer<'_>, reader: Reader<'_>, moment: Moment<'_>) -> Vec<String> {
    let times = Times::from(&one.offer.schedule);
    let from = |day| times.first_from(day, moment.days_off);
    let days = successors(from(day_number(moment.today)), |one| from(one.day.saturating_add(1)));
    days.take(MAX_DATES).map(|one| date(one, reader)).collect()
}

fn date(one: Occurrence, reader: Reader<'_>) -> String {
    let (i18n, day) = (reader.i18n(), date_from_number(one.day));
    let day = i18n.date_weekday(&i18n.date(day), i18n.weekday(day));
    let clock = |minute: u16| {
        let [hour, minute] = [minute / 60 % 24, minute % 60].map(i8::try_from);
        let time = hour
            .ok()
            .zip(minute.ok())
            .and_then(|(hour, minute)| Time::new(hour, minute, 0, 0).ok());
        i18n.time(time.unwrap_or_default())
    };
    match one.span.to {
        _ if one.span.is_whole_day() => day,
        Some(to) => i18n.date_at(&day, &i18n.date_span(&clock(one.span.from), &clock(to))),
        None => i18n.date_from(&day, &clock(one.span.from)),
    }
}

fn time(moment: Millis) -> String {
    Timestamp::from_second(moment.0.div_euclid(1_000)).unwrap_or_default().to_string()
}

/// A text as content or attribute of XML.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push('\n'),
            character if character.is_control() => {}
            character => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests;
