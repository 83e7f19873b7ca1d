//! Cards with personal codes: a form that asks how many, then the sheet to print. The codes are
//! shown only once, in the answer to the form, and such a page is never hydrated.

use super::{error_page, path_parameter, with_answer};
use crate::components::{
    ErrorSummary, Frame, Icon, PickedText, QrCode, localised_path, replaced_view, static_view,
};
#[cfg(feature = "ssr")]
use crate::forms::{RefusedForm, error_message};
use crate::i18n::{I18n, use_i18n};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};
use shared::api::{Card, CardSheet, MAX_CARDS, OrganiserView};
use shared::forms::organising::COUNT;

/// Id of the button that prints; the script of `shell` shows it.
pub(crate) const PRINT_ID: &str = "print-cards";

/// The cards of the conference whose key is in the address.
#[derive(Debug)]
pub(crate) struct CardsPage;

#[lazy_route]
impl LazyRoute for CardsPage {
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let CardsPage = this;
        with_answer(CardsPage::request, |answer| match answer.parse() {
            Ok(view) => replaced_view(view! { <Cards view=view/> }),
            Err(error) => error_page(error),
        })
    }
}

#[component]
fn Cards(view: OrganiserView) -> impl IntoView {
    let i18n = use_i18n();
    let page = localised_path(i18n, &format!("organise/{}", path_parameter("key")()));
    let title = view.conference.title;
    let content = match created_cards() {
        Some(sheet) => sheet_view(i18n, sheet),
        None => form(i18n, &page),
    };
    view! {
        <Frame title=i18n.organise_cards_title()>
            <header class="cards-header">
                <h1>{i18n.organise_cards_title()}</h1>
                <p>
                    <PickedText text=title/>
                </p>
                <p>
                    <a href=page>{i18n.organise_back()}</a>
                </p>
            </header>
            {content}
        </Frame>
    }
}

fn form(i18n: I18n, page: &str) -> AnyView {
    let error =
        refused_error().map(|message| view! { <ErrorSummary message=message field="count"/> });
    static_view(view! {
        {error}
        <p>{i18n.organise_cards_hint()}</p>
        <form class="organise-form" method="post" action=format!("{page}/cards")>
            <label for="count">{i18n.organise_cards_count()}</label>
            <input
                id="count"
                name=COUNT
                type="number"
                min="1"
                max=MAX_CARDS
                value="50"
                inputmode="numeric"
                required
            />
            <button type="submit" class="button">{i18n.organise_cards_button()}</button>
        </form>
    })
}

fn sheet_view(i18n: I18n, sheet: CardSheet) -> AnyView {
    let CardSheet { title, join_address, cards } = sheet;
    let address = join_address.split_once("://").map_or(&*join_address, |(_, rest)| rest);
    let steps = i18n.organise_card_steps(address);
    let cards: Vec<_> = cards
        .into_iter()
        .map(|Card { code, qr }| {
            let printed = code.printed();
            let label = i18n.board_qr(address);
            view! {
                <li class="vote-card">
                    <QrCode modules=qr label=label/>
                    <div>
                        <p class="vote-card-title">
                            <PickedText text=title.clone()/>
                        </p>
                        <p class="vote-card-code">
                            <bdi dir="ltr">{printed}</bdi>
                        </p>
                        <p>{steps.clone()}</p>
                    </div>
                </li>
            }
        })
        .collect();
    static_view(view! {
        <div class="notice cards-once">
            <p>{i18n.organise_cards_once()}</p>
            <button type="button" class="button" id=PRINT_ID hidden>
                <Icon name="print"/>
                <span>{i18n.offer_print()}</span>
            </button>
        </div>
        <ul class="vote-cards">{cards}</ul>
    })
}

/// The cards that were created by the request for this page.
#[cfg(feature = "ssr")]
fn created_cards() -> Option<CardSheet> {
    use_context()
}

#[cfg(not(feature = "ssr"))]
const fn created_cards() -> Option<CardSheet> {
    None
}

/// Why the form was refused, as a message.
#[cfg(feature = "ssr")]
fn refused_error() -> Option<String> {
    use_context::<RefusedForm>().map(|refused| error_message(&refused.error))
}

#[cfg(not(feature = "ssr"))]
const fn refused_error() -> Option<String> {
    None
}
