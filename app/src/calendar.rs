//! The calendar: what takes place, by day and town, and the addresses to subscribe to it.
//!
//! Server only, as [`crate::legal`]: the browser's program has no part in it, so no phone downloads
//! anything for it, and every link here loads a document.

mod entries;
mod filters;

use crate::components::{ErrorPage, Frame, Icon, Pagination, ViewSwitch};
use crate::error::PageError;
use crate::i18n::{I18n, use_i18n};
use crate::query::localised_url;
use entries::day_section;
use filters::CalendarFilters;
use leptos::prelude::*;
use leptos_meta::Link;
use shared::api::Pairs;
use shared::finder::DateList;

/// The page's name in addresses.
const PAGE: &str = "calendar";

/// The page: dates, or why there are none to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarPage(pub Result<Dates, PageError>);

/// Dates, and where to subscribe to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dates {
    /// The dates.
    pub list: DateList,
    /// Their feeds.
    pub feeds: Feeds,
}

/// Addresses of the same dates for other programs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feeds {
    /// As iCalendar.
    pub calendar: String,
    /// As Atom.
    pub atom: String,
}

/// Shows the calendar.
pub(crate) fn calendar_page(page: CalendarPage) -> AnyView {
    match page.0 {
        Ok(dates) => view! { <CalendarContent dates=dates/> }.into_any(),
        Err(error) => view! { <ErrorPage error=error/> }.into_any(),
    }
}

#[component]
fn CalendarContent(dates: Dates) -> impl IntoView {
    let i18n = use_i18n();
    let Dates { list, feeds } = dates;
    let DateList { query, first, last, earlier, later, total, pages, days, facets, cities } = list;
    let (pairs, offers) =
        (query.to_pairs(), crate::query::without_pair(&query.feed_pairs(), "times", ""));
    let page = query.offers.page.0;
    let nothing = (total == 0).then(|| nothing(i18n));
    let atom = feeds.atom.clone();
    view! {
        <Frame title=i18n.calendar_title()>
            <Link rel="alternate" type_="application/atom+xml" href=atom/>
            <h1>{i18n.calendar_title()}</h1>
            <p class="lead">{i18n.calendar_intro()}</p>
            <ViewSwitch page=PAGE pairs=offers.clone()/>
            <div class="finder">
                <CalendarFilters query=query facets=facets cities=cities/>
                <section class="results" aria-labelledby="found">
                    <h2 id="found">{i18n.calendar_dates(total as u64)}</h2>
                    <p>{i18n.calendar_period(&i18n.date(first), &i18n.date(last))}</p>
                    {periods(i18n, earlier, later)}
                    {nothing}
                    {days.into_iter().map(|day| day_section(i18n, day, &offers)).collect_view()}
                    <Pagination target=PAGE pairs=pairs page=page pages=pages/>
                    {subscription(i18n, feeds)}
                </section>
            </div>
        </Frame>
    }
}

/// Links to the four weeks before and after.
fn periods(i18n: I18n, earlier: Option<Pairs>, later: Option<Pairs>) -> impl IntoView {
    let link = |pairs: Option<Pairs>, rel: &'static str, label: &'static str| {
        pairs.map(|pairs| {
            let href = localised_url(i18n, PAGE, &pairs);
            view! { <li><a class="chip" rel=rel href=href>{label}</a></li> }
        })
    };
    view! {
        <nav aria-label=i18n.calendar_title()>
            <ul class="chips-wrapped">
                {link(earlier, "prev", i18n.calendar_earlier())}
                {link(later, "next", i18n.calendar_later())}
            </ul>
        </nav>
    }
}

fn nothing(i18n: I18n) -> impl IntoView {
    view! {
        <div class="notice">
            <Icon name="search"/>
            <p>{i18n.calendar_empty()}</p>
            <a class="button button-quiet" href=localised_url(i18n, PAGE, &[])>
                {i18n.finder_reset()}
            </a>
        </div>
    }
}

fn subscription(i18n: I18n, feeds: Feeds) -> impl IntoView {
    view! {
        <section class="card" data-calendar="feeds">
            <h3>{i18n.calendar_subscribe()}</h3>
            <p>{i18n.calendar_subscribe_hint()}</p>
            <p>
                <a href=feeds.calendar rel="external">{i18n.calendar_ics()}</a>
            </p>
            <p>
                <a href=feeds.atom rel="external">{i18n.calendar_atom()}</a>
            </p>
        </section>
    }
}
