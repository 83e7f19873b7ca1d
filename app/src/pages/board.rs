//! The board for the hall: how to join, how many are here, how many dots lie where.

use super::{answered, error_page, in_path};
use crate::components::{
    FieldTable, FieldTally, Frame, PickedText, QrCode, ShortlistMark, settled,
};
use crate::data::Question;
use crate::i18n::use_i18n;
use crate::words;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};
use shared::api::BoardView;
use shared::id::FieldId;
use shared::live::{BoardResults, BoardState};
use shared::round::RoundState;

/// The board in the address.
#[derive(Debug)]
pub(crate) struct BoardPage;

#[lazy_route]
impl LazyRoute for BoardPage {
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let BoardPage = this;
        let code = in_path("code");
        answered(Memo::new(move |_| Question::board(&code())), |answer| match answer.read() {
            Ok(board) => settled(view! { <Board board=board/> }),
            Err(error) => error_page(error),
        })
    }
}

#[component]
fn Board(board: BoardView) -> impl IntoView {
    let i18n = use_i18n();
    let BoardView { conference, live, join_address, qr } = board;
    let title = conference.title.clone();
    let code = conference.code.clone();
    let live = RwSignal::new(live);
    let is_connected = RwSignal::new(true);
    #[cfg(feature = "hydrate")]
    follow_board(&code, live, is_connected);
    let voted_on = conference.round.as_ref().map(|round| round.fields.clone()).unwrap_or_default();
    let fields = conference.fields.into_iter().filter(|field| voted_on.contains(&field.id));
    let tables = fields.map(|field| {
        let id = field.id.clone();
        let tally = Memo::new(move |_| live.with(|live| field_tally(live.as_ref(), &id)));
        view! { <FieldTable field=field tally=tally/> }
    });
    let tables = tables.collect_view();
    let is_hidden = move || {
        live.with(|live| live.as_ref().is_some_and(|live| live.results == BoardResults::Hidden))
    };
    let shown = join_address.split_once("://").map_or("", |(_, rest)| rest);
    // A long address breaks before the code, never within.
    let (host, last) = shown.rsplit_once('/').unwrap_or((shown, ""));
    let (host, last) = (format!("{host}/"), last.to_owned());
    view! {
        <Frame title=title.text.clone() is_board=true>
            <div class="board" class:board-lost=move || !is_connected.get()>
                <aside class="board-join">
                    <h1>
                        <PickedText text=title/>
                    </h1>
                    <QrCode modules=qr label=i18n.board_qr(&join_address)/>
                    <p class="board-code">
                        <span>{i18n.board_code()}</span>
                        <strong dir="ltr">{code.to_string()}</strong>
                    </p>
                    <p class="board-address">
                        <bdi dir="ltr">{host} <wbr/> {last}</bdi>
                    </p>
                    <BoardStatus live=live/>
                    {move || live.with(|live| has_shortlist(live.as_ref())).then(|| view! { <p class="board-legend">
                            <ShortlistMark/>
                        </p> })}
                    <p class="board-lost-note" role="status">
                        {move || (!is_connected.get()).then(|| i18n.board_lost())}
                    </p>
                </aside>
                <section class="board-fields">
                    {move || is_hidden().then(|| view! { <p class="notice">{i18n.board_hidden()}</p> })}
                    {tables}
                </section>
            </div>
            <noscript data-refresh="5">
                <meta http-equiv="refresh" content="5"/>
            </noscript>
        </Frame>
    }
}

/// Where the round stands, how many have joined, how many have placed dots.
#[component]
fn BoardStatus(live: RwSignal<Option<BoardState>>) -> impl IntoView {
    let i18n = use_i18n();
    let state = move || live.with(|live| live.as_ref().map(|live| live.round.state));
    let joined = move || live.with(|live| live.as_ref().map_or(0, |live| live.turnout.joined));
    let done = move || live.with(|live| live.as_ref().map_or(0, |live| live.turnout.done));
    let state_words = Signal::derive(move || {
        state().map_or(i18n.vote_no_round(), |state| words::round_state(i18n, state)).to_owned()
    });
    let (joined_words, done_words) = (
        Signal::derive(move || i18n.board_joined(joined())),
        Signal::derive(move || i18n.board_done(done())),
    );
    let (joined, done) =
        (Signal::derive(move || joined().to_string()), Signal::derive(move || done().to_string()));
    let is_open = Signal::derive(move || state().is_some_and(is_open));
    view! {
        <div class="board-status">
            <p class="round-state" class:round-open=is_open>
                <span>
                    {state_words}
                </span>
            </p>
            <p class="board-joined" data-joined=joined>
                {joined_words}
            </p>
            <p class="board-done" data-done=done>
                {done_words}
            </p>
        </div>
    }
}

const fn is_open(state: RoundState) -> bool {
    matches!(state, RoundState::Open | RoundState::Closing { .. })
}

/// Whether rows carry the sign, so that its words are said once beside the tables.
fn has_shortlist(live: Option<&BoardState>) -> bool {
    let Some(live) = live else { return false };
    let BoardResults::Shown(fields) = &live.results else {
        return false;
    };
    let mut rows = fields.iter().flat_map(|field| &field.rows);
    live.round.state == RoundState::Closed && rows.any(|row| row.is_shortlisted)
}

/// The part of a state that one field's table shows.
fn field_tally(live: Option<&BoardState>, field: &FieldId) -> Option<FieldTally> {
    let live = live?;
    let BoardResults::Shown(fields) = &live.results else {
        return None;
    };
    let result = fields.iter().find(|result| result.field == *field)?.clone();
    Some(FieldTally { result, is_final: live.round.state == RoundState::Closed })
}

/// Follows the live states while the board is shown.
#[cfg(feature = "hydrate")]
fn follow_board(
    code: &shared::join_code::JoinCode,
    live: RwSignal<Option<BoardState>>,
    is_connected: RwSignal<bool>,
) {
    use crate::live::{Handlers, follow};

    let stream = StoredValue::new_local(None);
    let code = code.clone();
    Effect::new(move |_| {
        let handlers = Handlers {
            on_state: Box::new(move |state: BoardState| {
                let is_new_round = live.with_untracked(|live| {
                    live.as_ref().is_some_and(|live| live.round.id != state.round.id)
                });
                if is_new_round {
                    // Another round may have other fields: the page must be made anew.
                    let _ = window().location().reload();
                } else {
                    live.set(Some(state));
                }
            }),
            on_connection: Box::new(move |connected| {
                if is_connected.get_untracked() != connected {
                    is_connected.set(connected);
                }
            }),
        };
        stream.set_value(Some(follow(&code, "board", handlers)));
    });
    on_cleanup(move || stream.set_value(None));
}
