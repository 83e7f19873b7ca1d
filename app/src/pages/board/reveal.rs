//! The shortlist, place by place, at the organiser's pace.

use super::content::{BoardContent, ChallengePlace};
use super::dots::{DotCount, dots_markup};
use super::field::number_class;
use super::fit::{Fitted, size_class, size_within};
use super::slides::PlaceSlide;
use super::stage::Stage;
use crate::components::{Markup, field_number, static_view};
use leptos::prelude::*;
use shared::api::ChallengeView;

/// Room beside the place, in pixels of a screen of 1920 × 1080.
const WIDTH: u32 = 1_140;
const HEIGHT: u32 = 700;

/// Before the first place.
pub(super) fn curtain_stage(stage: Stage) -> AnyView {
    title_only(stage, stage.i18n.board_reveal_soon())
}

/// Where no dots were placed.
pub(super) fn no_places_stage(stage: Stage) -> AnyView {
    title_only(stage, stage.i18n.board_reveal_none())
}

fn title_only(stage: Stage, text: &'static str) -> AnyView {
    let mut slide = Markup::default();
    stage.content.with_value(|content| {
        slide.element("p", &[("class", "type-44")], |line| line.picked(&content.title));
    });
    slide.line("h1", &[("class", "type-100")], text);
    slide.into_view("stage stage-curtain")
}

/// One place, with the challenges that share it.
pub(super) fn place_stage(stage: Stage, slide: &PlaceSlide) -> AnyView {
    let Stage { i18n, live, content } = stage;
    let (texts, ids) = content.with_value(|content| {
        let mut texts = Markup::default();
        field_name(&mut texts, content, slide.field);
        challenges(&mut texts, content, slide);
        let first = slide.rows.first().copied().unwrap_or(0);
        let place = ChallengePlace { field: slide.field, challenge: first };
        let field = content.fields.get(slide.field).map(|numbered| numbered.field.id.clone());
        (texts, field.zip(content.challenge(place).map(|one| one.id.clone())))
    });
    let votes = Memo::new(move |_| {
        let row = ids.as_ref().and_then(|(field, id)| live.row(field, id));
        let (dots, most) = row.map_or((0, 0), |row| (row.row.votes.dots, row.most));
        DotCount { dots, before: dots, most }
    });
    let points = Signal::derive(move || i18n.board_points(votes.get().dots));
    let people = move || {
        let done = live.map(|state| state.turnout.done).unwrap_or(0);
        i18n.board_people(done)
    };
    let dots = move || dots_markup(votes.get());
    let class = ["stage stage-place ", &*number_class(stage, slide.field)].concat();
    let rank = slide.rank.to_string();
    let place = rank.clone();
    let number_class =
        if slide.rank < 10 { "place-number" } else { "place-number place-number-wide" };
    static_view(view! {
        <section class=class data-place=place>
            <div class="place-rank">
                <p class=number_class><span class="visually-hidden">{i18n.board_rank()} " "</span>{rank}</p>
                <p class="place-points type-58">{points}</p>
            </div>
            {texts.into_view("place-texts")}
            <div class="place-foot">
                <div class="stage-drawing" inner_html=dots></div>
                <p class="type-40">{Signal::derive(people)}</p>
            </div>
        </section>
    })
}

fn field_name(texts: &mut Markup, content: &BoardContent, field: usize) {
    let Some(numbered) = content.fields.get(field) else { return };
    let name = &numbered.field.name;
    let size = size_within(40, 23, |size| Fitted::from(name).lines(size, WIDTH - 110) < 3);
    texts.element("div", &[("class", &["place-field ", &size_class(size)].concat())], |line| {
        field_number(line, numbered.number);
        line.picked(name);
    });
}

/// The title of each, and the whole text where there is one only.
fn challenges(texts: &mut Markup, content: &BoardContent, slide: &PlaceSlide) {
    let all = slide.rows.iter().filter_map(|row| {
        content.challenge(ChallengePlace { field: slide.field, challenge: *row })
    });
    let all: Vec<&ChallengeView> = all.collect();
    let texts_of_one = if let [one] = all.as_slice() { Some(*one) } else { None };
    let height = |size: u32| -> u32 {
        let titles = all
            .iter()
            .map(|one| Fitted::from(&one.short_title).height(size, WIDTH * 9 / 10) + size / 2);
        let more = texts_of_one.map_or(0, |one| {
            let text = Fitted::from(&one.text).height(small(size), WIDTH);
            let beside = one.beside.as_ref();
            text + beside.map_or(0, |beside| Fitted::from(beside).height(small(size), WIDTH)) + 60
        });
        titles.sum::<u32>() + more
    };
    let size = size_within(88, 23, |size| height(size) <= HEIGHT);
    for one in &all {
        let tag = if all.len() == 1 { "h1" } else { "h2" };
        texts.element(tag, &[("class", &size_class(size))], |line| line.picked(&one.short_title));
    }
    let Some(one) = texts_of_one else { return };
    let small = size_class(small(size));
    if one.text.text != one.short_title.text {
        texts.element("p", &[("class", &small)], |line| line.picked(&one.text));
    }
    if let Some(beside) = &one.beside {
        texts.element("p", &[("class", &["beside ", &small].concat())], |line| line.picked(beside));
    }
}

/// The size of a text below its title.
fn small(size: u32) -> u32 {
    size_within(size * 3 / 5, 17, |_| true)
}
