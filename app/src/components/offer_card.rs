//! An offer in a list: name, what, where, when, languages, and what matters most.

use super::{
    Icon, Origin, PickedText, ScheduleList, category_icon, category_label, labels, language_label,
    localised,
};
use crate::i18n::{I18n, use_i18n};
use leptos::prelude::*;
use shared::api;
use shared::offer::schedule::Schedule;

/// Times shown on a card; the page of the offer has all.
const TIMES: usize = 2;

/// A card that leads to the offer's page.
#[component]
pub(crate) fn OfferCard(card: api::OfferCard) -> impl IntoView {
    let i18n = use_i18n();
    let href = localised(i18n, &format!("offers/{}", card.id));
    let icon = card.categories.first().map_or("offer", |category| category_icon(&category.id));
    let categories = labels(i18n, &card.categories, category_label);
    let place = place(&card);
    let languages = labels(i18n, &card.languages, language_label);
    let marks = marks(i18n, &card);
    let name = card.name.clone();
    let has_times = card.schedule != Schedule::default();
    view! {
        <article class="card offer-card">
            <div class="offer-card-icon">
                <Icon name=icon/>
            </div>
            <div class="offer-card-text">
                <h2>
                    <a href=href>
                        <PickedText text=name.clone()/>
                    </a>
                </h2>
                <Origin text=name/>
                <p class="facts">{categories}</p>
                <ul class="facts-list">
                    <li>
                        <Icon name="place"/>
                        <span>{place}</span>
                    </li>
                    {has_times
                        .then(|| {
                            view! {
                                <li>
                                    <Icon name="time"/>
                                    <ScheduleList schedule=card.schedule.clone() most=TIMES/>
                                </li>
                            }
                        })}
                    {(!languages.is_empty())
                        .then(|| {
                            view! {
                                <li>
                                    <Icon name="languages"/>
                                    <span class="visually-hidden">{i18n.finder_language()}": "</span>
                                    <span>{languages}</span>
                                </li>
                            }
                        })}
                </ul>
                {marks}
            </div>
        </article>
    }
}

/// City and district; names are not translated.
pub(crate) fn place(card: &api::OfferCard) -> String {
    match &card.district {
        Some(district) => format!("{}, {district}", card.city.label),
        None => card.city.label.clone(),
    }
}

fn marks(i18n: I18n, card: &api::OfferCard) -> impl IntoView + use<> {
    let childcare = card.childcare == Some(true);
    let verified = card.verified_on.map(|day| i18n.finder_verified_on(&i18n.date(day)));
    view! {
        <ul class="marks">
            {card
                .is_free
                .then(|| view! { <li class="mark"><Icon name="free"/><span>{i18n.finder_free()}</span></li> })}
            {childcare
                .then(|| {
                    view! { <li class="mark"><Icon name="childcare"/><span>{i18n.finder_childcare()}</span></li> }
                })}
            {verified
                .map(|text| view! { <li class="mark mark-quiet"><Icon name="check"/><span>{text}</span></li> })}
        </ul>
    }
}
