//! The offers that a care link asks about, each with what was answered.

use crate::components::{Icon, ScheduleList};
use crate::i18n::use_i18n;
use leptos::prelude::*;
use shared::offer::schedule::Schedule;

/// The offers that a link asks about.
#[derive(Clone, Debug)]
pub struct CareOffers {
    /// The address of the page.
    pub path: String,
    /// The provider's name.
    pub provider: String,
    /// The last day of the link, in words.
    pub until: String,
    /// The offers.
    pub offers: Vec<CareOffer>,
}

/// An offer, and what was answered about it.
#[derive(Clone, Debug)]
pub struct CareOffer {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What the public sees; none once it is gone.
    pub facts: Vec<CareFact>,
    /// What was answered, in words.
    pub answer: Option<String>,
    /// Whether an answer is still wanted.
    pub is_open: bool,
    /// Whether it can be answered differently.
    pub can_answer: bool,
}

/// A public field.
#[derive(Clone, Debug)]
pub struct CareFact {
    /// Its label.
    pub label: &'static str,
    /// Its words.
    pub text: String,
    /// Instead of words: times, which are shown in the reader's language.
    pub schedule: Option<Schedule>,
    /// When it was last checked, in words.
    pub checked: String,
}

pub(super) fn care_offers(page: CareOffers) -> AnyView {
    let i18n = use_i18n();
    let open: Vec<String> =
        page.offers.iter().filter(|offer| offer.is_open).map(|offer| offer.id.clone()).collect();
    let is_done = open.is_empty();
    let done = is_done.then(|| {
        view! {
            <p class="notice" role="status">
                <Icon name="check"/>
                <span>{i18n.care_done()}</span>
            </p>
        }
    });
    let all = (open.len() > 1).then(|| {
        let ids = open.into_iter().map(offer_input).collect_view();
        view! {
            <form method="post" action=page.path.clone()>
                {ids}
                <button class="button" name="step" value="confirm">{i18n.care_all_right()}</button>
            </form>
        }
    });
    let path = page.path.clone();
    let offers = page.offers.into_iter().map(|offer| care_offer(&path, offer)).collect_view();
    view! {
        <p>
            <bdi>{page.provider}</bdi>
        </p>
        {done}
        <p class="lead">{i18n.care_lead()}</p>
        <p class="hint">{i18n.care_until(&page.until)}</p>
        {offers}
        {all}
    }
    .into_any()
}

fn offer_input(id: String) -> impl IntoView {
    view! { <input type="hidden" name="offer" value=id/> }
}

fn care_offer(path: &str, offer: CareOffer) -> AnyView {
    let i18n = use_i18n();
    let CareOffer { id, name, facts, answer, is_open, can_answer } = offer;
    let answer = answer.map(|answer| {
        view! {
            <p class="notice">
                <span>{answer}</span>
            </p>
        }
    });
    let facts = facts.into_iter().map(care_fact).collect_view();
    let heading = format!("offer-{id}");
    let change = format!("{path}/{id}");
    let buttons = view! {
        <form method="post" action=path.to_owned()>
            {offer_input(id)}
            <button class="button" name="step" value="confirm" aria-describedby=heading.clone()>
                {i18n.care_still_right()}
            </button>
            <p>
                <a class="button-quiet" href=change.clone()>{i18n.care_change()}</a>
                <a class="button-quiet" href=format!("{change}/ended")>{i18n.care_ended()}</a>
            </p>
        </form>
    };
    let buttons = if is_open {
        Some(buttons.into_any())
    } else {
        can_answer.then(|| {
            view! {
                <details>
                    <summary>{i18n.care_answer_again()}</summary>
                    {buttons}
                </details>
            }
            .into_any()
        })
    };
    view! {
        <section class="card" aria-labelledby=heading.clone()>
            <h2 id=heading.clone()>
                <bdi>{name}</bdi>
            </h2>
            {answer}
            <dl class="offer-facts">{facts}</dl>
            {buttons}
        </section>
    }
    .into_any()
}

/// Words that providers wrote are German, whatever the page's language.
fn care_fact(fact: CareFact) -> impl IntoView {
    let value = match fact.schedule {
        Some(schedule) => view! { <ScheduleList schedule=schedule/> }.into_any(),
        None => {
            view! { <span class="description" lang="de" dir="auto">{fact.text}</span> }.into_any()
        }
    };
    view! {
        <dt>{fact.label}</dt>
        <dd>
            {value}
            <span class="hint">" "{fact.checked}</span>
        </dd>
    }
}
