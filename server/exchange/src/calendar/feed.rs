//! The times of many offers as one calendar that is subscribed to.
//!
//! What is the same stays the same: the identifiers of events, their stamps, and the day from which
//! a regular time is counted. Only times that are over disappear.

use super::frame::Frame;
use super::lines::escaped;
use super::{END, Events, Moment, lines_before_events, utc};
use crate::names::Reader;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use shared::offer::Offer;
use shared::provider::Provider;
use shared::time::Millis;

/// How often programs should look for changes (RFC 7986, and the older name for it).
const REFRESH: [&str; 2] =
    ["REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-PUBLISHED-TTL;VALUE=DURATION:PT6H"];

/// An offer of a feed.
#[derive(Clone, Copy, Debug)]
pub struct DatedOffer<'a> {
    /// The offer, with the times that are meant.
    pub offer: &'a Offer,
    /// Its provider.
    pub provider: Option<&'a Provider>,
    /// When it was last changed.
    pub changed: Millis,
}

/// Offers with dates, and what their feed is called.
#[derive(Clone, Copy, Debug)]
pub struct Feed<'a> {
    /// Its title in the reader's language.
    pub title: &'a str,
    /// The address of the page with the same dates.
    pub page_url: &'a str,
    /// The feed's own address.
    pub url: &'a str,
    /// The offers.
    pub offers: &'a [DatedOffer<'a>],
}

impl Feed<'_> {
    /// When one of the offers was last changed; `None` without any.
    pub fn changed(&self) -> Option<Millis> {
        self.offers.iter().map(|one| one.changed).max()
    }
}

/// The calendar; without events where nothing is to come.
pub fn feed(feed: &Feed<'_>, reader: Reader<'_>, moment: Moment<'_>) -> String {
    let title = escaped(feed.title);
    let own = [
        format!("NAME:{title}"),
        format!("X-WR-CALNAME:{title}"),
        format!("URL:{}", feed.page_url),
    ];
    let properties: Vec<String> =
        own.into_iter().chain(REFRESH.into_iter().map(str::to_owned)).collect();
    let head = lines_before_events(&properties).into_text();
    let events = feed.offers.iter().filter_map(|one| events(one, reader, moment));
    std::iter::once(head).chain(events).chain([END.to_owned()]).collect()
}

fn events(one: &DatedOffer<'_>, reader: Reader<'_>, moment: Moment<'_>) -> Option<String> {
    let mut frame = Frame::new(one.offer, one.provider, reader, one.changed);
    let changed = Timestamp::from_millisecond(one.changed.0).unwrap_or_default();
    frame.properties.push(format!("LAST-MODIFIED:{}", utc(changed)));
    let since = local_day(changed).min(moment.today);
    let events = Events { since, ..Events::new(frame, reader, moment) };
    Some(events.add_all(&one.offer.schedule)?.into_text())
}

fn local_day(moment: Timestamp) -> Date {
    moment.to_zoned(TimeZone::get("Europe/Berlin").unwrap_or(TimeZone::UTC)).date()
}
