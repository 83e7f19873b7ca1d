//! The board for the hall: a stage that shows one thing at a time.
//!
//! The organiser chooses the scene, which comes with the live state; the address of a board may
//! name another one (`?scene=welcome`, `?scene=field&field=2`). A scene is one or more slides in
//! turn. Without the program the page is loaded again and again, and the server's clock turns them.

mod challenge;
mod content;
mod dots;
mod field;
mod finish;
mod fit;
mod grid;
#[cfg(feature = "hydrate")]
mod keys;
mod live_board;
mod overview;
mod reveal;
mod row;
mod scene_view;
mod slides;
mod stage;
mod status;
#[cfg(feature = "hydrate")]
mod updates;
mod welcome;

use super::{error_page, with_answer};
use crate::components::{Frame, replaced_view};
use crate::i18n::use_i18n;
use content::BoardContent;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::{LazyRoute, lazy_route};
use live_board::LiveBoard;
use scene_view::{current_slide, scene_view, slide_class};
use shared::api::BoardView;
use shared::forms::FormWord;
use shared::forms::organising as names;
use shared::live::BoardScene;
use stage::Stage;
use status::board_foot;

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
    let title = board.conference.title.text.clone();
    let live = live_board(&board);
    let is_connected = RwSignal::new(true);
    let is_blank = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    {
        updates::subscribe_to_board(&board.conference.code, live, is_connected);
        updates::run_clock(live.clock);
        keys::listen_to_keys(live.shift, is_blank);
    }
    let content = StoredValue::new(BoardContent::new(i18n, board));
    let stage = Stage { i18n, live, content };
    let slide = current_slide(stage);
    let is_lost = Signal::derive(move || !is_connected.get());
    let lost_note = move || is_lost.get().then(|| i18n.board_lost());
    // One attribute for all of it: a class of its own would be lost with the next slide.
    let class = Signal::derive(move || {
        let mut class = slide.with(slide_class).to_owned();
        let marks = [
            (live.is_dark(), " theme-dark"),
            (is_lost.get(), " board-lost"),
            (is_blank.get(), " board-blank"),
        ];
        for (_, mark) in marks.iter().filter(|(is_set, _)| *is_set) {
            class.push_str(mark);
        }
        class
    });
    view! {
        <Frame title=title is_board=true>
            <div class=class>
                {scene_view(stage, slide)}
                {board_foot(stage)}
                <p class="board-lost-note" role="status">{lost_note}</p>
            </div>
            <noscript data-refresh="5">
                <meta http-equiv="refresh" content="5"/>
            </noscript>
        </Frame>
    }
}

/// The live state, and what the address wants to see of it.
fn live_board(board: &BoardView) -> LiveBoard {
    let query = use_query_map();
    let value = |name| query.read_untracked().get(name);
    LiveBoard {
        state: RwSignal::new(board.live.clone()),
        clock: RwSignal::new(board.now),
        shift: RwSignal::new(0),
        own_scene: value(names::SCENE).and_then(|word| BoardScene::from_word(&word)),
        own_field: value(names::FIELD).and_then(|number| number.parse().ok()),
    }
}
