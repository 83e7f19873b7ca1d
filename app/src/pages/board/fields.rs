//! The fields of the board with their results.

use super::live_board::LiveBoard;
use crate::components::{FieldTable, NumberedField, field_class, static_view};
use crate::i18n::I18n;
use leptos::prelude::*;

/// The tables of all fields, without dots while results are hidden.
pub(super) fn field_tables(i18n: I18n, live: LiveBoard, fields: Vec<NumberedField>) -> AnyView {
    let tables = fields
        .into_iter()
        .map(|field| {
            let class = format!("board-field {}", field_class(field.number));
            let id = field.field.id.clone();
            let (shown, counted) = (id.clone(), id.clone());
            let tally = Memo::new(move |_| live.field_tally(&id));
            let is_hidden = Signal::derive(move || !live.shows(&shown));
            let chosen = Signal::derive(move || {
                let ballots = live.chosen(&counted)?;
                Some(i18n.board_chosen(ballots))
            });
            view! {
                <div class=class hidden=is_hidden>
                    <FieldTable field=field tally=tally chosen=chosen/>
                </div>
            }
        })
        .collect_view();
    let hidden_note =
        move || live.is_hidden().then(|| view! { <p class="notice">{i18n.board_hidden()}</p> });
    static_view(view! {
        {hidden_note}
        {tables}
    })
}
