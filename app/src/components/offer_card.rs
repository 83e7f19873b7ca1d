//! An offer in a list: name, what, where, when, languages, and what matters most.

use super::{
    Icon, Origin, PickedText, ScheduleList, category_icon, category_label, city_label,
    language_label, localised,
};
use crate::i18n::{I18n, use_i18n};
use leptos::prelude::*;
use shared::api;
use shared::offer::schedule::Schedule;
use shared::taxonomy::Taxonomy;

/// Times shown on a card; the page of the offer has all.
const TIMES: usize = 2;

/// A card that leads to the offer's page.
#[component]
pub(crate) fn OfferCard(card: api::OfferCard, taxonomy: StoredValue<Taxonomy>) -> impl IntoView {
    let i18n = use_i18n();
    let taxonomy = taxonomy.get_value();
    let href = localised(i18n, &format!("offers/{}", card.id));
    let icon = card.categories.first().map_or("offer", category_icon);
    let categories = card.categories.iter().map(|id| category_label(i18n, id, Some(&taxonomy)));
    let categories = categories.collect::<Vec<_>>().join(i18n.list_separator());
    let place = place(&card, &taxonomy);
    let languages = card.languages.iter().map(|tag| language_label(i18n, tag, Some(&taxonomy)));
    let languages = languages.collect::<Vec<_>>().join(i18n.list_separator());
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

fn place(card: &api::OfferCard, taxonomy: &Taxonomy) -> String {
    let city = city_label(&card.city, taxonomy);
    match &card.district {
        Some(district) => format!("{city}, {district}"),
        None => city,
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
