//! The board for the hall: how to join, how many are here, how many dots lie where.
//!
//! What it shows is the organiser's choice and comes with the live state; everything is in the
//! page from the beginning, so that nothing jumps when it changes.

use super::{answered, error_page};
use crate::components::{
    FieldTable, FieldTally, Frame, Numbered, PickedText, QrCode, ShortlistMark, field_class,
    numbered, settled, still,
};
use crate::i18n::{I18n, use_i18n};
use i18n::words;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};
use shared::api::BoardView;
use shared::id::FieldId;
use shared::live::{BoardResults, BoardScene, BoardState};
use shared::voting::round::RoundState;

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
        answered(BoardPage::request, |answer| match answer.read() {
            Ok(board) => settled(view! { <Board board=board/> }),
            Err(error) => error_page(error),
        })
    }
}

/// The live state as the parts of the board ask for it.
#[derive(Clone, Copy)]
struct Live(RwSignal<Option<BoardState>>);

impl Live {
    fn of<T>(self, read: impl Fn(&BoardState) -> T) -> Option<T> {
        self.0.with(|live| live.as_ref().map(read))
    }

    /// What is on the board now; without a round, how to join.
    fn scene(self) -> BoardScene {
        let scene = self.of(|live| live.setting.scene.at(live.round.state));
        scene.unwrap_or(BoardScene::Joining)
    }

    fn is_scene(self, scene: BoardScene) -> Signal<bool> {
        Signal::derive(move || self.scene() == scene)
    }

    /// Whether a field is shown: all are, unless the organiser has chosen one.
    fn shows(self, field: &FieldId) -> bool {
        let one = self.of(|live| live.setting.field.clone()).flatten();
        one.is_none_or(|one| one == *field)
    }

    fn is_hidden(self) -> bool {
        self.of(|live| live.results == BoardResults::Hidden).unwrap_or(false)
    }
}

#[component]
fn Board(board: BoardView) -> impl IntoView {
    let i18n = use_i18n();
    let BoardView { conference, live, join_address, qr } = board;
    let title = conference.title.clone();
    let live = Live(RwSignal::new(live));
    let is_connected = RwSignal::new(true);
    #[cfg(feature = "hydrate")]
    follow_board(&conference.code, live, is_connected);
    let voted_on = conference.round.as_ref().map(|round| round.fields.clone()).unwrap_or_default();
    let fields = numbered(conference.fields, &voted_on);
    let has_one =
        Signal::derive(move || live.of(|live| live.setting.field.is_some()) == Some(true));
    let is_many = fields.len() > 4;
    let is_dark = Signal::derive(move || live.of(|live| live.setting.is_dark) == Some(true));
    let is_lost = Signal::derive(move || !is_connected.get());
    let panel = join_panel(i18n, live, &join_address, qr);
    let name = conference.round.and_then(|round| round.name);
    let name = name.map(|name| view! { <p class="board-round"><PickedText text=name/></p> });
    let lost = move || is_lost.get().then(|| i18n.board_lost());
    view! {
        <Frame title=title.text.clone() is_board=true>
            <div
                class="board"
                class:board-joining=live.is_scene(BoardScene::Joining)
                class:board-voting=live.is_scene(BoardScene::Voting)
                class:board-result=live.is_scene(BoardScene::Result)
                class:board-one=has_one
                class:board-many=is_many
                class:theme-dark=is_dark
                class:board-lost=is_lost
            >
                <aside class="board-join">
                    <h1>
                        <PickedText text=title/>
                    </h1>
                    {name}
                    {panel}
                    <p class="board-lost-note" role="status">{lost}</p>
                </aside>
                <section class="board-fields">{fields_of(i18n, live, fields)}</section>
            </div>
            <noscript data-refresh="5">
                <meta http-equiv="refresh" content="5"/>
            </noscript>
        </Frame>
    }
}

/// How to join, and how many have.
fn join_panel(i18n: I18n, live: Live, join_address: &str, qr: Vec<Vec<bool>>) -> AnyView {
    let shown = join_address.split_once("://").map_or("", |(_, rest)| rest).to_owned();
    // A long address breaks before the code, never within.
    let (host, last) = shown.rsplit_once('/').unwrap_or((&shown, ""));
    let (host, last) = (format!("{host}/"), last.to_owned());
    let has_shortlist = move || live.0.with(|live| has_shortlist(live.as_ref()));
    let legend =
        move || has_shortlist().then(|| view! { <p class="board-legend"><ShortlistMark/></p> });
    let to_read = i18n.board_result_address(&shown);
    still(view! {
        <p class="board-invitation">{i18n.board_join_title()}</p>
        <QrCode modules=qr label=i18n.board_qr(join_address)/>
        <p class="board-code">
            <span>{i18n.board_code()}</span>
            <strong dir="ltr">{last.clone()}</strong>
        </p>
        <p class="board-address">
            <bdi dir="ltr">{host} <wbr/> {last}</bdi>
        </p>
        <p class="board-steps">{i18n.board_join_steps()}</p>
        <BoardStatus live=live/>
        {legend}
        <p class="board-to-read">{to_read}</p>
    })
}

/// The fields, with dots where they may be seen.
fn fields_of(i18n: I18n, live: Live, fields: Vec<Numbered>) -> AnyView {
    let tables = fields.into_iter().map(|(number, field)| {
        let (id, shown, counted) = (field.id.clone(), field.id.clone(), field.id.clone());
        let tally = Memo::new(move |_| live.0.with(|live| field_tally(live.as_ref(), &id)));
        let is_away = Signal::derive(move || !live.shows(&shown));
        let chosen = move || {
            let ballots = live.of(|live| chosen(live, &counted)).flatten();
            ballots.map(|ballots| i18n.board_chosen(ballots))
        };
        let chosen = Signal::derive(chosen);
        view! {
            <div class=format!("board-field {}", field_class(number)) hidden=is_away>
                <FieldTable field=(number, field) tally=tally chosen=chosen/>
            </div>
        }
    });
    let tables = tables.collect_view();
    let hidden =
        move || live.is_hidden().then(|| view! { <p class="notice">{i18n.board_hidden()}</p> });
    still(view! {
        {hidden}
        {tables}
    })
}

/// How many have chosen a field.
fn chosen(live: &BoardState, field: &FieldId) -> Option<u64> {
    let chosen = live.turnout.chosen.iter().find(|chosen| chosen.field == *field)?;
    Some(chosen.ballots)
}

/// Where the round stands, how many have joined, how many have placed dots.
#[component]
fn BoardStatus(live: Live) -> impl IntoView {
    let i18n = use_i18n();
    let state = move || live.of(|live| live.round.state);
    let joined = move || live.of(|live| live.turnout.joined).unwrap_or(0);
    let done = move || live.of(|live| live.turnout.done).unwrap_or(0);
    let state_words = Signal::derive(move || {
        state().map_or(i18n.vote_no_round(), |state| words::round_state(i18n, state)).to_owned()
    });
    let (joined_words, done_words) = (
        Signal::derive(move || i18n.board_joined(joined())),
        Signal::derive(move || i18n.board_done(done())),
    );
    let (joined_value, done_value) =
        (Signal::derive(move || joined().to_string()), Signal::derive(move || done().to_string()));
    let is_open = Signal::derive(move || state().is_some_and(is_open));
    let share = Signal::derive(move || share(done(), joined()).to_string());
    view! {
        <div class="board-status">
            <p class="round-state" class:round-open=is_open>
                <span>{state_words}</span>
            </p>
            <p class="board-joined" data-joined=joined_value>
                {joined_words}
            </p>
            <p class="board-done" data-done=done_value>
                {done_words}
            </p>
            <svg class="bar board-progress" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
                <rect class="bar-track" width="1000" height="10"></rect>
                <rect class="bar-fill" width=share height="10"></rect>
            </svg>
        </div>
    }
}

/// How much of a bar of a thousand is full; where paper or cards make more done than joined,
/// all of it.
fn share(done: u64, joined: u64) -> u64 {
    done.min(joined).saturating_mul(1_000).checked_div(joined).unwrap_or(0)
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
    code: &shared::voting::join_code::JoinCode,
    live: Live,
    is_connected: RwSignal<bool>,
) {
    use crate::live::{Handlers, follow};

    let stream = StoredValue::new_local(None);
    let code = code.clone();
    Effect::new(move |_| {
        let handlers = Handlers {
            on_state: Box::new(move |state: BoardState| {
                let is_other = live.0.with_untracked(|live| {
                    live.as_ref().is_none_or(|live| {
                        live.round.id != state.round.id
                            || live.setting.second != state.setting.second
                    })
                });
                if is_other {
                    // Another round may have other fields, another second language has other
                    // texts: the page must be made anew.
                    let _ = window().location().reload();
                } else {
                    live.0.set(Some(state));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_of_nobody_is_nothing_and_more_than_all_is_all() {
        assert_eq!(share(0, 0), 0);
        assert_eq!(share(3, 4), 750);
        assert_eq!(share(9, 4), 1_000);
    }
}
