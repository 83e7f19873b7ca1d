//! The list of offers: search, filters, steps for several at once.

use crate::components::{Choice, Column, data_table, done_note, icon, short_date};
use crate::visit::Visit;
use i18n::I18n;
use i18n::words::desk::{care_name, status_name};
use leptos::prelude::*;
use shared::desk::offers::{CareReason, DeskOffer, DeskOffers, STATUSES};

/// A filter of the list.
#[derive(Clone, Debug)]
pub struct Filter {
    /// Its name in the address.
    pub name: &'static str,
    /// Its label.
    pub label: &'static str,
    /// What can be chosen.
    pub choices: Vec<Choice>,
}

/// What the page shows.
#[derive(Clone, Debug, Default)]
pub struct OfferList {
    /// The offers.
    pub found: DeskOffers,
    /// The words that were typed.
    pub text: String,
    /// The filters.
    pub filters: Vec<Filter>,
    /// The page, from 1.
    pub page: u32,
    /// The query of the address without its page.
    pub query: String,
    /// Whether several offers can be changed at once.
    pub can_change: bool,
    /// What was done.
    pub done: Option<String>,
}

/// Shows the list.
pub fn offer_list(visit: &Visit, page: &OfferList) -> AnyView {
    let i18n = visit.i18n;
    let columns = [
        Column::text(i18n.desk_offer_name()),
        Column::text(i18n.desk_offer_provider()),
        Column::text(i18n.desk_offer_city()),
        Column::text(i18n.desk_offer_status()),
        Column::text(i18n.desk_offer_verified()),
        Column::text(i18n.desk_offer_care()),
    ];
    let can_change = page.can_change;
    let rows = page.found.offers.iter().map(|offer| row(visit, offer, can_change)).collect();
    let total = page.found.total as u64;
    let table = (total > 0).then(|| data_table(i18n.desk_nav_offers(), &columns, rows));
    let action = format!("{}?{}", visit.path("offers"), page.query);
    view! {
        <div class="desk-head">
            <h1>{i18n.desk_nav_offers()}</h1>
            <a class="button" href=visit.path("offers/new")>
                {icon("plus")}
                {i18n.desk_offer_new()}
            </a>
        </div>
        {done_note(page.done.clone())}
        {search(visit, page)}
        <p role="status">{i18n.finder_found(total)}</p>
        <form method="post" action=action>
            {can_change.then(|| steps(i18n))}
            {table}
        </form>
        {paging(visit, page)}
    }
    .into_any()
}

fn search(visit: &Visit, page: &OfferList) -> impl IntoView + use<> {
    let i18n = visit.i18n;
    let filters: Vec<_> = page
        .filters
        .iter()
        .map(|filter| {
            let options: Vec<_> = filter
                .choices
                .iter()
                .map(|choice| {
                    view! {
                        <option value=choice.value.clone() selected=choice.is_chosen>
                            {choice.label.clone()}
                        </option>
                    }
                })
                .collect();
            view! {
                <label>
                    <span>{filter.label}</span>
                    <select name=filter.name>
                        <option value="">{i18n.desk_all()}</option>
                        {options}
                    </select>
                </label>
            }
        })
        .collect();
    view! {
        <form class="desk-search" role="search" action=visit.path("offers")>
            <label>
                <span>{i18n.desk_offer_search()}</span>
                <input type="search" name="q" value=page.text.clone() data-search=""/>
            </label>
            {filters}
            <button class="button-quiet">{i18n.desk_show()}</button>
        </form>
    }
}

/// What can be done with the chosen offers.
fn steps(i18n: I18n) -> impl IntoView {
    view! {
        <div class="desk-actions">
            <label class="desk-check">
                <input type="checkbox" data-select-all="offer"/>
                <span>{i18n.desk_select_all()}</span>
            </label>
            <button class="button-quiet" name="step" value="verify">{i18n.desk_step_verify()}</button>
            <button class="button-quiet" name="step" value="ask">{i18n.desk_step_ask()}</button>
            <button class="button-quiet" name="step" value="publish">
                {i18n.desk_step_publish()}
            </button>
            <button class="button-quiet" name="step" value="draft">{i18n.desk_step_draft()}</button>
            <button
                class="button-quiet"
                name="step"
                value="archive"
                data-ask=i18n.desk_step_archive_ask()
            >
                {i18n.desk_step_archive()}
            </button>
        </div>
    }
}

fn row(visit: &Visit, offer: &DeskOffer, can_change: bool) -> Vec<AnyView> {
    let i18n = visit.i18n;
    let href = visit.path(&format!("offers/{}", offer.id));
    let id = offer.id.as_str().to_owned();
    let choose = can_change.then(|| {
        view! {
            <input
                type="checkbox"
                name="offer"
                value=id
                aria-label=i18n.desk_offer_choose(&offer.name)
            />
        }
    });
    let care: Vec<_> = offer
        .care
        .iter()
        .map(|reason| view! { <span class="desk-mark">{care_name(i18n, *reason)}</span> })
        .collect();
    let verified = offer.verified_on.map_or_else(String::new, |day| short_date(i18n, day));
    vec![
        view! {
            <span class="desk-choose">
                {choose}
                <a href=href data-row="">
                    <bdi lang="de">{offer.name.clone()}</bdi>
                </a>
            </span>
        }
        .into_any(),
        view! { <bdi>{offer.provider.clone()}</bdi> }.into_any(),
        offer.city.clone().into_any(),
        status_name(i18n, offer.status).into_any(),
        verified.into_any(),
        view! { <span class="desk-marks">{care}</span> }.into_any(),
    ]
}

fn paging(visit: &Visit, page: &OfferList) -> Option<AnyView> {
    let i18n = visit.i18n;
    if page.found.pages < 2 {
        return None;
    }
    let link = |number: u32, label: &'static str| {
        let separator = if page.query.is_empty() { "" } else { "&" };
        let href = format!("{}?{}{separator}page={number}", visit.path("offers"), page.query);
        view! { <a class="button-quiet" href=href>{label}</a> }
    };
    let back = (page.page > 1).then(|| link(page.page - 1, i18n.desk_page_back()));
    let next = ((page.page as usize) < page.found.pages)
        .then(|| link(page.page + 1, i18n.desk_page_next()));
    let (here, all) = (i18n.number(u64::from(page.page)), i18n.number(page.found.pages as u64));
    Some(
        view! {
            <nav class="desk-actions" aria-label=i18n.desk_pages()>
                {back}
                <span>{i18n.desk_page_of(&all, &here)}</span>
                {next}
            </nav>
        }
        .into_any(),
    )
}

/// The filters that only the desk has: status and what needs care.
pub fn desk_filters(i18n: I18n, status: &str, care: &str) -> [Filter; 2] {
    let statuses = STATUSES
        .map(|(value, name)| Choice::new(name, status_name(i18n, value), status))
        .into_iter()
        .collect();
    let reasons = CareReason::ALL
        .map(|reason| Choice::new(reason.name(), care_name(i18n, reason), care))
        .into_iter()
        .collect();
    [
        Filter { name: "status", label: i18n.desk_offer_status(), choices: statuses },
        Filter { name: "care", label: i18n.desk_offer_care(), choices: reasons },
    ]
}
