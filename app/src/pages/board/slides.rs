//! Which slides a scene has, and what each of them shows: pure, from content and state.
//!
//! A slide names challenges in the order in which they are shown. That order changes with the
//! slide only, never while it is shown.

use super::content::{BoardContent, ChallengePlace};
use super::fit::{Fitted, size_within};
use super::grid::{GridSlide, grid_slides};
use shared::id::FieldId;
use shared::live::{BoardResults, BoardScene, BoardState, reveal_places};
use shared::voting::round::RoundState;
use shared::voting::tally::FieldResult;

/// Most challenges of a field on a slide.
const MOST_ROWS: usize = 8;
/// Room for the rows of a field, in pixels of a screen of 1920 × 1080.
const ROWS_HEIGHT: u32 = 862;
/// Width of a short title in a row.
const TITLE_WIDTH: u32 = 900;
/// A row is never lower than its dots.
const LEAST_ROW: u32 = 92;
/// Space between two rows.
const ROW_GAP: u32 = 10;
/// Most challenges that share a place on a slide.
const MOST_TIED: usize = 6;

/// What is on the stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Slide {
    Welcome,
    Field(FieldSlide),
    Challenge(ChallengePlace),
    Pulse(GridSlide),
    Finish,
    /// Before the first place is revealed.
    Curtain,
    Place(PlaceSlide),
    /// There is nothing to reveal.
    NoPlaces,
    Table(GridSlide),
}

/// Rows of one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FieldSlide {
    pub(super) field: usize,
    /// Places of the challenges in their field.
    pub(super) rows: Vec<usize>,
    /// Rows of this slide that are on the shortlist, once the round is closed.
    pub(super) shortlisted: Option<usize>,
    pub(super) part: usize,
    pub(super) parts: usize,
    /// Size of the short titles.
    pub(super) size: u32,
}

/// A place of the shortlist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PlaceSlide {
    pub(super) field: usize,
    pub(super) rank: u32,
    /// Places of the challenges in their field: one, or those that are tied.
    pub(super) rows: Vec<usize>,
}

/// What decides about slides besides the content.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment<'a> {
    pub(super) scene: BoardScene,
    /// The only field shown.
    pub(super) only: Option<&'a FieldId>,
    /// `None` without a round.
    pub(super) state: Option<&'a BoardState>,
}

impl<'a> Moment<'a> {
    fn shows(self, field: &FieldId) -> bool {
        self.only.is_none_or(|only| only == field)
    }

    /// The results by rank, once the round is closed.
    fn final_results(self) -> &'a [FieldResult] {
        match self.state {
            Some(BoardState { results: BoardResults::Shown(fields), round, .. })
                if round.state == RoundState::Closed =>
            {
                fields
            }
            _ => &[],
        }
    }
}

/// The slides of a scene, which follow each other in turn; at least one.
pub(super) fn slides(content: &BoardContent, moment: Moment<'_>) -> Vec<Slide> {
    let shown =
        (0..content.fields.len()).filter(|field| moment.shows(&content.fields[*field].field.id));
    let shown: Vec<usize> = shown.collect();
    let mut slides: Vec<Slide> = match moment.scene.at(moment.state.map(|state| state.round.state))
    {
        BoardScene::Field => {
            shown.iter().flat_map(|field| field_slides(content, *field, moment)).collect()
        }
        BoardScene::Challenge => challenge_slides(content, &shown, moment),
        BoardScene::Pulse => {
            grid_slides(content, &shown, false).into_iter().map(Slide::Pulse).collect()
        }
        BoardScene::Table => {
            grid_slides(content, &shown, true).into_iter().map(Slide::Table).collect()
        }
        BoardScene::Finish => vec![Slide::Finish],
        BoardScene::Reveal => place_slides(content, moment),
        BoardScene::Automatic | BoardScene::Welcome => Vec::new(),
    };
    if slides.is_empty() {
        slides.push(Slide::Welcome);
    }
    slides
}

fn field_slides(content: &BoardContent, field: usize, moment: Moment<'_>) -> Vec<Slide> {
    let challenges = &content.fields[field].field.challenges;
    let result =
        moment.final_results().iter().find(|one| one.field == content.fields[field].field.id);
    let order: Vec<usize> = match result {
        Some(result) => result
            .rows
            .iter()
            .filter_map(|row| content.place_of(&row.challenge))
            .map(|place| place.challenge)
            .collect(),
        None => (0..challenges.len()).collect(),
    };
    let shortlisted =
        result.map(|result| result.rows.iter().filter(|row| row.is_shortlisted).count());
    let height = |rows: &[usize], size: u32| -> u32 {
        let heights = rows.iter().filter_map(|row| challenges.get(*row)).map(|challenge| {
            let title = Fitted::from(&challenge.short_title).tight();
            title.height(size, TITLE_WIDTH).max(LEAST_ROW) + ROW_GAP
        });
        heights.sum()
    };
    let fits =
        |chunk: usize, size: u32| order.chunks(chunk).all(|rows| height(rows, size) <= ROWS_HEIGHT);
    let least = order.len().div_ceil(MOST_ROWS).max(1);
    let chunk = (least..=order.len().max(1))
        .map(|parts| order.len().div_ceil(parts).max(1))
        .find(|chunk| fits(*chunk, 44))
        .unwrap_or(1);
    let size = size_within(58, 44, |size| fits(chunk, size));
    let parts = order.len().div_ceil(chunk);
    let chunks = order.chunks(chunk).enumerate().map(|(part, rows)| {
        let shortlisted = shortlisted.map(|all| all.saturating_sub(part * chunk).min(rows.len()));
        let (rows, part) = (rows.to_vec(), part + 1);
        Slide::Field(FieldSlide { field, rows, shortlisted, part, parts, size })
    });
    chunks.collect()
}

fn challenge_slides(content: &BoardContent, shown: &[usize], moment: Moment<'_>) -> Vec<Slide> {
    let chosen = moment.state.and_then(|state| state.setting.challenge.as_ref());
    if let Some(place) = chosen.and_then(|chosen| content.place_of(chosen)) {
        return vec![Slide::Challenge(place)];
    }
    let all = shown.iter().flat_map(|field| {
        let challenges = content.fields[*field].field.challenges.len();
        (0..challenges)
            .map(|challenge| Slide::Challenge(ChallengePlace { field: *field, challenge }))
    });
    all.collect()
}

fn place_slides(content: &BoardContent, moment: Moment<'_>) -> Vec<Slide> {
    let places = reveal_places(moment.final_results(), moment.only);
    let revealed = moment.state.map_or(0, |state| usize::from(state.setting.revealed));
    let Some(last) = places.len().checked_sub(1) else { return vec![Slide::NoPlaces] };
    let Some(step) = revealed.checked_sub(1) else { return vec![Slide::Curtain] };
    let place = places[step.min(last)];
    let rows: Vec<_> =
        place.rows.iter().filter_map(|row| content.place_of(&row.challenge)).collect();
    let chunks = rows.chunks(MOST_TIED).map(|tied| {
        Slide::Place(PlaceSlide {
            field: tied[0].field,
            rank: place.rank,
            rows: tied.iter().map(|place| place.challenge).collect(),
        })
    });
    chunks.collect()
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
