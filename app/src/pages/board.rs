//! The board for the hall: how to join, how many have joined, and the dots on each challenge.
//!
//! The organiser chooses what it shows, which comes with the live state. Everything is in the page
//! from the start, so that nothing jumps when that changes.

mod fields;
mod join_panel;
mod live_board;
mod status;

use super::{error_page, with_answer};
use crate::components::{Frame, PickedText, number_fields, replaced_view};
use crate::i18n::use_i18n;
use fields::field_tables;
use join_panel::join_panel;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};
use live_board::LiveBoard;
use shared::api::BoardView;
use shared::live::BoardScene;

/// The board of the conference in the address.
#[derive(Debug)]
pub(crate) struct BoardPage;

#[lazy_route]
impl LazyRoute for BoardPage {
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let BoardPage = this;
        with_answer(BoardPage::request, |answer| match answer.parse() {
            Ok(board) => replaced_view(view! { <Board board=board/> }),
            Err(error) => error_page(error),
        })
    }
}

#[component]
fn Board(board: BoardView) -> impl IntoView {
    let i18n = use_i18n();
    let BoardView { conference, live, join_address, qr } = board;
    let title = conference.title.clone();
    let live = LiveBoard::new(live);
    let is_connected = RwSignal::new(true);
    #[cfg(feature = "hydrate")]
    live_board::subscribe_to_board(&conference.code, live, is_connected);
    let voted_on = conference.round.as_ref().map(|round| round.fields.clone()).unwrap_or_default();
    let fields = number_fields(conference.fields, &voted_on);
    let shows_one_field =
        Signal::derive(move || live.map(|state| state.setting.field.is_some()) == Some(true));
    let has_many_fields = fields.len() > 4;
    let is_dark = Signal::derive(move || live.map(|state| state.setting.is_dark) == Some(true));
    let is_lost = Signal::derive(move || !is_connected.get());
    let panel = join_panel(i18n, live, &join_address, qr);
    let name = conference.round.and_then(|round| round.name);
    let name = name.map(|name| view! { <p class="board-round"><PickedText text=name/></p> });
    let lost_note = move || is_lost.get().then(|| i18n.board_lost());
    view! {
        <Frame title=title.text.clone() is_board=true>
            <div
                class="board"
                class:board-joining=live.is_scene(BoardScene::Joining)
                class:board-voting=live.is_scene(BoardScene::Voting)
                class:board-result=live.is_scene(BoardScene::Result)
                class:board-one=shows_one_field
                class:board-many=has_many_fields
                class:theme-dark=is_dark
                class:board-lost=is_lost
            >
                <aside class="board-join">
                    <h1>
                        <PickedText text=title/>
                    </h1>
                    {name}
                    {panel}
                    <p class="board-lost-note" role="status">{lost_note}</p>
                </aside>
                <section class="board-fields">{field_tables(i18n, live, fields)}</section>
            </div>
            <noscript data-refresh="5">
                <meta http-equiv="refresh" content="5"/>
            </noscript>
        </Frame>
    }
}
