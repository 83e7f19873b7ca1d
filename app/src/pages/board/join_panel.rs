//! The panel that says how to join.

use super::live_board::LiveBoard;
use super::status::BoardStatus;
use crate::components::{QrCode, ShortlistMark, static_view};
use crate::i18n::I18n;
use leptos::prelude::*;

/// Code, QR code and address to join by, and the status of the round.
pub(super) fn join_panel(
    i18n: I18n,
    live: LiveBoard,
    join_address: &str,
    qr: Vec<Vec<bool>>,
) -> AnyView {
    let address = join_address.split_once("://").map_or("", |(_, rest)| rest).to_owned();
    // A long address may break before the code, never inside it.
    let (host, code) = address.rsplit_once('/').unwrap_or((&address, ""));
    let (host, code) = (format!("{host}/"), code.to_owned());
    let legend = move || {
        live.has_shortlist().then(|| view! { <p class="board-legend"><ShortlistMark/></p> })
    };
    let result_address = i18n.board_result_address(&address);
    static_view(view! {
        <p class="board-invitation">{i18n.board_join_title()}</p>
        <QrCode modules=qr label=i18n.board_qr(join_address)/>
        <p class="board-code">
            <span>{i18n.board_code()}</span>
            <strong dir="ltr">{code.clone()}</strong>
        </p>
        <p class="board-address">
            <bdi dir="ltr">{host} <wbr/> {code}</bdi>
        </p>
        <p class="board-steps">{i18n.board_join_steps()}</p>
        <BoardStatus live=live/>
        {legend}
        <p class="board-to-read">{result_address}</p>
    })
}
