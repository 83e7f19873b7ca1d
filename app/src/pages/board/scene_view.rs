//! The slide on the stage: made anew when it changes. What changes while a slide is shown follows
//! the live state.

use super::challenge::challenge_stage;
use super::field::field_stage;
use super::finish::finish_stage;
use super::overview::{pulse_stage, table_stage};
use super::reveal::{curtain_stage, no_places_stage, place_stage};
use super::slides::Slide;
use super::stage::Stage;
use super::welcome::welcome_stage;
use crate::components::replaced_view;
use leptos::prelude::*;

/// The slide shown now.
pub(super) fn current_slide(stage: Stage) -> Memo<Slide> {
    Memo::new(move |_| stage.content.with_value(|content| stage.live.slide(content)))
}

/// The view of a slide, and of the next one when it comes.
pub(super) fn scene_view(stage: Stage, slide: Memo<Slide>) -> AnyView {
    replaced_view(move || {
        let slide = slide.get();
        // Two slides may be of one kind, whose view does not change when it is rebuilt.
        replaced_view(untrack(move || slide_view(stage, slide)))
    })
}

fn slide_view(stage: Stage, slide: Slide) -> AnyView {
    match slide {
        Slide::Welcome => welcome_stage(stage),
        Slide::Field(slide) => field_stage(stage, slide),
        Slide::Challenge(place) => challenge_stage(stage, place),
        Slide::Pulse(slide) => pulse_stage(stage, &slide),
        Slide::Finish => finish_stage(stage),
        Slide::Curtain => curtain_stage(stage),
        Slide::Place(slide) => place_stage(stage, &slide),
        Slide::NoPlaces => no_places_stage(stage),
        Slide::Table(slide) => table_stage(stage, &slide),
    }
}

/// The class of the board while a slide is shown.
pub(super) const fn slide_class(slide: &Slide) -> &'static str {
    match slide {
        Slide::Welcome => "board board-welcome",
        Slide::Field(_) => "board board-field",
        Slide::Challenge(_) => "board board-challenge",
        Slide::Pulse(_) => "board board-pulse",
        Slide::Finish => "board board-finish",
        Slide::Curtain | Slide::Place(_) | Slide::NoPlaces => "board board-reveal theme-dark",
        Slide::Table(_) => "board board-table",
    }
}
