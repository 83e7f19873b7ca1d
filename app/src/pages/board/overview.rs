//! All fields side by side: as bars, or as tables with all numbers.

use super::content::ChallengePlace;
use super::field::number_class;
use super::fit::size_class;
use super::grid::GridSlide;
use super::row::{Drawing, challenge_row};
use super::stage::Stage;
use crate::components::{
    FieldTable, Markup, NumberedField, ShortlistMark, field_number, static_view,
};
use leptos::prelude::*;
use shared::voting::round::RoundState;

/// The slide with small multiples.
pub(super) fn pulse_stage(stage: Stage, slide: &GridSlide) -> AnyView {
    let fields: Vec<_> = slide.fields.iter().map(|field| pulse_field(stage, *field)).collect();
    static_view(view! {
        <section class=grid_class("stage-pulse", slide)>
            {overview_title(stage)}
            {fields}
        </section>
    })
}

fn pulse_field(stage: Stage, field: usize) -> AnyView {
    let mut name = Markup::default();
    let challenges = stage.content.with_value(|content| {
        let Some(numbered) = content.fields.get(field) else { return 0 };
        field_number(&mut name, numbered.number);
        name.element("h2", &[], |line| line.picked(&numbered.field.name));
        numbered.field.challenges.len()
    });
    let rows: Vec<_> = (0..challenges)
        .map(|challenge| challenge_row(stage, ChallengePlace { field, challenge }, Drawing::Bar))
        .collect();
    let class = ["pulse-field ", &*number_class(stage, field)].concat();
    static_view(view! {
        <div class=class>
            {name.into_view("pulse-head")}
            <ul class="stage-rows">{rows}</ul>
        </div>
    })
}

/// The slide with the tables of some fields. Those of all fields are in the page, so that it holds
/// all numbers.
pub(super) fn table_stage(stage: Stage, slide: &GridSlide) -> AnyView {
    let Stage { i18n, live, content } = stage;
    let count = content.with_value(|content| content.fields.len());
    let tables: Vec<_> =
        (0..count).map(|field| table_of(stage, field, !slide.fields.contains(&field))).collect();
    let is_closed = move || live.map(|state| state.round.state) == Some(RoundState::Closed);
    let legend =
        move || is_closed().then(|| view! { <p class="board-legend"><ShortlistMark/></p> });
    let hidden = move || live.is_hidden().then(|| i18n.board_hidden());
    static_view(view! {
        <section class=grid_class("stage-table", slide)>
            {overview_title(stage)}
            {tables}
            <div class="stage-note">
                <p class="notice-hidden">{hidden}</p>
                {legend}
            </div>
        </section>
    })
}

fn table_of(stage: Stage, field: usize, is_hidden: bool) -> Option<AnyView> {
    let Stage { i18n, live, content } = stage;
    let numbered = content.with_value(|content| {
        let numbered = content.fields.get(field)?;
        Some(NumberedField { number: numbered.number, field: numbered.field.clone() })
    })?;
    let (id, counted) = (numbered.field.id.clone(), numbered.field.id.clone());
    let tally = Memo::new(move |_| live.field_tally(&id));
    let chosen = Signal::derive(move || Some(i18n.board_chosen(live.chosen(&counted)?)));
    let class = ["board-table-field ", &*number_class(stage, field)].concat();
    Some(static_view(view! {
        <div class=class hidden=is_hidden>
            <FieldTable field=numbered tally=tally chosen=chosen/>
        </div>
    }))
}

/// Title of the conference, for those who do not see the fields.
fn overview_title(stage: Stage) -> AnyView {
    let mut title = Markup::default();
    stage.content.with_value(|content| {
        title.element("h1", &[], |line| line.picked(&content.title));
    });
    title.into_view("visually-hidden")
}

fn grid_class(scene: &str, slide: &GridSlide) -> String {
    let columns = slide.columns.to_string();
    ["stage stage-grid ", scene, " columns-", &columns, " ", &*size_class(slide.size)].concat()
}
