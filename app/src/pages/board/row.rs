//! A challenge as a row: number, short title, dots or a bar, and how many they are.

use super::content::ChallengePlace;
use super::dots::{DotCount, bar_markup, dots_markup};
use super::stage::Stage;
use crate::components::{Markup, static_view};
use leptos::prelude::*;

/// How the dots of a row are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Drawing {
    Dots,
    Bar,
}

/// The row of a challenge; `None` where there is none. Its dots follow the live state; number and
/// title do not change.
pub(super) fn challenge_row(
    stage: Stage,
    place: ChallengePlace,
    drawing: Drawing,
) -> Option<AnyView> {
    let Stage { i18n, live, content } = stage;
    let found = content.with_value(|content| {
        let field = content.fields.get(place.field)?.field.id.clone();
        let challenge = content.challenge(place)?;
        let mut text = Markup::default();
        text.line("span", &[("class", "stage-number")], &content.number(place));
        text.element("span", &[("class", "stage-title")], |title| {
            title.picked(&challenge.short_title);
        });
        Some((field, challenge.id.clone(), text))
    });
    let (field, id, text) = found?;
    let data_id = id.to_string();
    let row = Memo::new(move |_| live.row(&field, &id));
    let count = Memo::new(move |before: Option<&DotCount>| {
        let (dots, most) =
            row.with(|row| row.as_ref().map_or((0, 0), |row| (row.row.votes.dots, row.most)));
        // What was there when the slide came has not just arrived.
        DotCount { dots, most, before: before.map_or(dots, |before| before.dots) }
    });
    let drawn = move || match drawing {
        Drawing::Dots => dots_markup(count.get()),
        Drawing::Bar => bar_markup(count.get()),
    };
    let dots = move || row.with(|row| row.as_ref().map(|row| row.row.votes.dots));
    let dots_value = Signal::derive(move || dots().map(|dots| dots.to_string()));
    let dots_text = Signal::derive(move || dots().map(|dots| i18n.number(dots)));
    Some(static_view(view! {
        <li class="stage-row" data-challenge=data_id data-dots=dots_value>
            {text.into_view("stage-text")}
            <div class="stage-drawing" inner_html=drawn></div>
            <strong class="stage-count">{dots_text}</strong>
        </li>
    }))
}
