//! One field: its challenges by number and short title, with their dots.

use super::content::{BoardContent, ChallengePlace};
use super::fit::{Fitted, size_class, size_within};
use super::row::{Drawing, challenge_row};
use super::slides::FieldSlide;
use super::stage::Stage;
use crate::components::{Markup, field_class, field_number, qr_code, static_view};
use crate::i18n::I18n;
use leptos::prelude::*;

/// Room for the name of a field, in pixels of a screen of 1920 × 1080.
const NAME_WIDTH: u32 = 1_060;
const NAME_HEIGHT: u32 = 80;

/// The slide.
pub(super) fn field_stage(stage: Stage, slide: FieldSlide) -> AnyView {
    let head = stage.content.with_value(|content| field_head(stage.i18n, content, slide.field));
    let field = slide.field;
    let rows = |rows: &[usize]| {
        let rows = rows.iter().map(|challenge| {
            let place = ChallengePlace { field, challenge: *challenge };
            challenge_row(stage, place, Drawing::Dots)
        });
        rows.collect_view()
    };
    let line = slide.shortlisted.unwrap_or(slide.rows.len());
    let (above, below) = slide.rows.split_at_checked(line).unwrap_or((slide.rows.as_slice(), &[]));
    let has_line = slide.shortlisted.is_some() && !above.is_empty();
    let below = (!below.is_empty()).then(|| {
        view! { <ul class="stage-rows stage-rows-below" class:after-line=has_line>{rows(below)}</ul> }
    });
    let above = (!above.is_empty()).then(|| view! { <ul class="stage-rows">{rows(above)}</ul> });
    let class = ["stage stage-field ", &*number_class(stage, field), " ", &*size_class(slide.size)]
        .concat();
    static_view(view! {
        <section class=class>
            {head}
            <div class="stage-body">{above}{below}</div>
            {field_note(stage, &slide)}
        </section>
    })
}

/// The class that gives a field its colour.
pub(super) fn number_class(stage: Stage, field: usize) -> String {
    let number = stage.content.with_value(|content| Some(content.fields.get(field)?.number));
    number.map_or_else(String::new, field_class)
}

/// Number and name of the field, and how to join.
pub(super) fn field_head(i18n: I18n, content: &BoardContent, field: usize) -> AnyView {
    let mut head = Markup::default();
    if let Some(numbered) = content.fields.get(field) {
        field_number(&mut head, numbered.number);
        head.element("div", &[("class", "stage-names")], |names| {
            let name = &numbered.field.name;
            let beside = numbered.field.beside.as_ref();
            let size = size_within(66, 23, |size| {
                let own = Fitted::from(name).height(size, NAME_WIDTH * 9 / 10);
                let second =
                    beside.map_or(0, |text| Fitted::from(text).height(size * 2 / 3, NAME_WIDTH));
                own + second <= NAME_HEIGHT
            });
            names.element("h1", &[("class", &size_class(size))], |line| line.picked(name));
            if let Some(beside) = beside {
                let class =
                    ["beside ", &*size_class(size_within(size * 2 / 3, 17, |_| true))].concat();
                names.element("p", &[("class", &class)], |line| line.picked(beside));
            }
        });
    }
    head.element("div", &[("class", "stage-join")], |join| {
        join.element("p", &[], |line| {
            line.line("strong", &[("dir", "ltr")], &content.code);
            let host = content.host.strip_suffix('/').unwrap_or(&content.host);
            let size = size_within(26, 17, |size| Fitted::of(host).lines(size, 330) < 2);
            line.line("bdi", &[("dir", "ltr"), ("class", &size_class(size))], host);
        });
        qr_code(join, &content.qr, &i18n.board_qr(&content.join_address));
    });
    head.into_view("stage-head")
}

/// What stands below the rows: which part this is, who chose the field, that dots are hidden.
fn field_note(stage: Stage, slide: &FieldSlide) -> AnyView {
    let Stage { i18n, live, content } = stage;
    let part = (slide.parts > 1)
        .then(|| i18n.board_part(&slide.part.to_string(), &slide.parts.to_string()));
    let id = content.with_value(|content| Some(content.fields.get(slide.field)?.field.id.clone()));
    let chosen = move || Some(i18n.board_chosen(live.chosen(id.as_ref()?)?));
    let hidden = move || live.is_hidden().then(|| i18n.board_hidden());
    static_view(view! {
        <p class="stage-note">
            <span>{part}</span>
            <span class="field-chosen">{Signal::derive(chosen)}</span>
            <span class="notice-hidden">{hidden}</span>
        </p>
    })
}
