//! The desk's list of offers.

use super::terms::{Chosen, TermChoices};
use super::{DeskForm, DeskResult, Guest, Right};
use crate::http::extract::Pairs;
use crate::http::state::AppState;
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Redirect};
use backend::Service;
use backend::accounts::{Author, Editor};
use backend::error::ServiceError;
use backend::finder::editing::Step;
use desk::pages::offer_list::{Filter, OfferList, desk_filters, offer_list};
use form_urlencoded::Serializer;
use i18n::I18n;
use shared::desk::offers::DeskQuery;
use shared::id::OfferId;

/// Names of the address that say what was done.
const CHANGED: &str = "changed";
const ASKED: &str = "asked";
const LEFT: &str = "left";
/// The step that asks providers.
const ASK: &str = "ask";

pub(super) async fn show_offers(
    State(state): State<AppState>,
    Right { right, guest }: Right<Author>,
    pairs: Pairs,
) -> DeskResult {
    let i18n = guest.i18n();
    let query = DeskQuery::from_pairs(pairs.iter().collect::<Vec<_>>())?;
    let found = state.service.list_desk_offers(&right, &query, i18n.language()).await?;
    let page = OfferList {
        found,
        text: query.offers.text.clone(),
        filters: filters(&state.service, &pairs, i18n).await?,
        page: query.offers.page.0,
        query: without_page(&pairs),
        can_change: right.as_editor().is_some(),
        done: done(&pairs, i18n),
    };
    Ok(guest.page(i18n.desk_nav_offers(), offer_list(guest.visit(), &page)))
}

/// A step for all chosen offers; back to the same list.
pub(super) async fn change_offers(
    State(state): State<AppState>,
    Right { right, guest }: Right<Editor>,
    RawQuery(query): RawQuery,
    DeskForm(fields): DeskForm,
) -> DeskResult {
    let ids: Vec<OfferId> =
        fields.values("offer").filter_map(|id| OfferId::parse(id).ok()).collect();
    let name = fields.value_or_empty("step");
    let pairs = Pairs::from_query(query.as_deref());
    if name == ASK {
        let asked = state.service.ask_about(&right, &ids).await?;
        let done = [(ASKED, asked.queued), (LEFT, asked.left)];
        return Ok(Redirect::to(&list_address(&guest, &pairs, &done)).into_response());
    }
    let step = Step::ALL.into_iter().find(|step| step.name() == name);
    let changed = match step {
        Some(step) => state.service.change_status(&right, &ids, step).await?,
        None => state.service.verify_offers(&right, &ids).await?,
    };
    Ok(Redirect::to(&list_address(&guest, &pairs, &[(CHANGED, changed)])).into_response())
}

/// The list again, with the numbers of what was done.
fn list_address(guest: &Guest, pairs: &Pairs, done: &[(&str, u64)]) -> String {
    let mut query = Serializer::new(without_page(pairs));
    for (name, number) in done {
        query.append_pair(name, &number.to_string());
    }
    format!("{}?{}", guest.visit().path("offers"), query.finish())
}

fn done(pairs: &Pairs, i18n: I18n) -> Option<String> {
    let number = |name| pairs.value(name)?.parse::<u64>().ok();
    if let (Some(asked), Some(left)) = (number(ASKED), number(LEFT)) {
        let asked_words = i18n.desk_offer_asked(asked);
        return Some(match left {
            0 if asked == 0 => i18n.desk_offer_none_chosen().to_owned(),
            0 => asked_words,
            left => format!("{asked_words} {}", i18n.desk_offer_not_asked(left)),
        });
    }
    let changed: u64 = pairs.value(CHANGED)?.parse().ok()?;
    let none = || i18n.desk_offer_none_chosen().to_owned();
    Some(if changed == 0 { none() } else { i18n.desk_offer_changed(changed) })
}

/// What is no part of the list's question.
const DONE: [&str; 4] = ["page", CHANGED, ASKED, LEFT];

/// The query of the address, without its page and without what was done.
fn without_page(pairs: &Pairs) -> String {
    let kept = pairs.iter().filter(|(name, value)| !DONE.contains(name) && !value.is_empty());
    Serializer::new(String::new()).extend_pairs(kept).finish()
}

async fn filters(
    service: &Service,
    pairs: &Pairs,
    i18n: I18n,
) -> Result<Vec<Filter>, ServiceError> {
    let chosen =
        Chosen { city: pairs.value_or_empty("city"), category: pairs.value_or_empty("category") };
    let TermChoices { cities, categories } = TermChoices::load(service, i18n, chosen).await?;
    let own = desk_filters(i18n, pairs.value_or_empty("status"), pairs.value_or_empty("care"));
    Ok([
        Filter { name: "city", label: i18n.desk_offer_city(), choices: cities },
        Filter { name: "category", label: i18n.desk_offer_category(), choices: categories },
    ]
    .into_iter()
    .chain(own)
    .collect())
}
