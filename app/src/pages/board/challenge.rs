//! One challenge in full: its text in one or two languages, whom it is about, its dots.

use super::content::ChallengePlace;
use super::field::{field_head, number_class};
use super::fit::{Fitted, size_class, size_within};
use super::stage::Stage;
use crate::components::{Markup, static_view};
use crate::i18n::I18n;
use leptos::prelude::*;
use shared::api::ChallengeView;

/// Room for the texts, in pixels of a screen of 1920 × 1080.
const WIDTH: u32 = 1_560;
const HEIGHT: u32 = 660;

/// The slide of a challenge that exists.
pub(super) fn challenge_stage(stage: Stage, place: ChallengePlace) -> AnyView {
    let Stage { i18n, live, content } = stage;
    let (head, texts, ids) = content.with_value(|content| {
        let mut texts = Markup::default();
        let challenge = content.challenge(place);
        texts.line("span", &[("class", "stage-number")], &content.number(place));
        if let Some(challenge) = challenge {
            texts.element("div", &[("class", "challenge-texts")], |texts| {
                challenge_texts(texts, i18n, challenge);
            });
        }
        let field = content.fields.get(place.field).map(|numbered| numbered.field.id.clone());
        let ids = field.zip(challenge.map(|challenge| challenge.id.clone()));
        (field_head(i18n, content, place.field), texts, ids)
    });
    let row = Memo::new(move |_| ids.as_ref().and_then(|(field, id)| live.row(field, id)));
    let points = move || Some(i18n.board_points(row.get()?.row.votes.dots));
    let paper = move || {
        let paper = row.get().map_or(0, |row| row.row.votes.paper);
        (paper > 0).then(|| i18n.board_paper(paper))
    };
    let class = ["stage stage-challenge ", &*number_class(stage, place.field)].concat();
    static_view(view! {
        <section class=class>
            {head}
            {texts.into_view("stage-body challenge-body")}
            <p class="challenge-votes">
                <strong>{Signal::derive(points)}</strong>
                <span class="paper-votes">{Signal::derive(paper)}</span>
            </p>
        </section>
    })
}

/// The texts in the largest size in which all of them fit.
fn challenge_texts(texts: &mut Markup, i18n: I18n, challenge: &ChallengeView) {
    let beside = challenge.beside.as_ref();
    let audiences = &challenge.audiences;
    let size = size_within(88, 20, |size| {
        let own = Fitted::from(&challenge.text).height(size, WIDTH);
        let second = beside.map_or(0, |text| Fitted::from(text).height(smaller(size), WIDTH) + 36);
        let about = audiences.iter().map(|text| Fitted::from(text).height(smaller(size), WIDTH));
        let label = if audiences.is_empty() { 0 } else { smaller(size) * 2 };
        own + second + about.sum::<u32>() + label <= HEIGHT
    });
    texts.element("p", &[("class", &size_class(size))], |line| line.picked(&challenge.text));
    let small = size_class(smaller(size));
    if let Some(beside) = beside {
        texts.element("p", &[("class", &["beside ", &small].concat())], |line| line.picked(beside));
    }
    if !audiences.is_empty() {
        texts.element("p", &[("class", &["challenge-about ", &small].concat())], |line| {
            line.line("strong", &[], i18n.vote_audience());
            for audience in audiences {
                line.picked(audience);
            }
        });
    }
}

/// The size of what stands beside the main text.
fn smaller(size: u32) -> u32 {
    size_within(size * 3 / 4, 17, |_| true)
}
