//! Tests of the slides: how many, in which order, and what is revealed.

use super::*;
use crate::i18n::I18n;
use rstest::rstest;
use serde_json::{Value, json};
use shared::api::BoardView;
use shared::language::UiLanguage;

/// Two lines of a row, as most titles of 60 letters.
const LONG: &str = "Zusammenhängende Auskünfte gibt es kaum in anderen Sprachen";
/// Three lines: no letter is wider.
const WIDEST: &str = "mmmmmmmmm mmmmmmmmm mmmmmmmmm mmmmmmmmm mmmmmmmmm mmmmmmmmm";

fn picked(text: &str) -> Value {
    json!({"text": text, "language": "de", "state": "human", "is_fallback": false})
}

/// A board with one field `f`, whose challenges `c0`, `c1` … have this short title.
fn content(challenges: usize, title: &str) -> BoardContent {
    let challenges: Vec<Value> = (0..challenges)
        .map(|place| {
            let (id, text) = (format!("c{place}"), picked("Ein Text"));
            json!({"id": id, "text": text, "short_title": picked(title)})
        })
        .collect();
    let board: BoardView = serde_json::from_value(json!({
        "conference": {
            "code": "K7M4PX",
            "title": picked("Konferenz"),
            "place": null,
            "date": null,
            "fields": [{"id": "f", "name": picked("Feld"), "challenges": challenges}],
            "round": {
                "status": {"id": "r", "number": 1, "state": "open"},
                "rules": {"budget": {"field": 5}, "max_per_challenge": 2},
                "results": "live",
                "access": "open",
                "fields": ["f"],
            },
        },
        "live": null,
        "join_address": "https://example.org/K7M4PX",
        "qr": [],
        "now": 0,
        "greetings": [],
    }))
    .unwrap();
    BoardContent::new(I18n::for_server(UiLanguage::De), board)
}

/// A state in which `c0`, `c1` … have these dots; the rows are sorted, as the server sends them.
fn state(round: &str, dots: &[u64], setting: Value) -> BoardState {
    let mut sorted: Vec<(usize, u64)> = dots.iter().copied().enumerate().collect();
    sorted.sort_by_key(|(_, dots)| std::cmp::Reverse(*dots));
    let rows: Vec<Value> = sorted
        .iter()
        .map(|(place, own)| {
            let rank = 1 + dots.iter().filter(|other| *other > own).count();
            json!({
                "challenge": format!("c{place}"), "votes": {"dots": own}, "rank": rank,
                "is_tied": false, "is_shortlisted": rank < 3,
            })
        })
        .collect();
    serde_json::from_value(json!({
        "version": "1",
        "round": {"id": "r", "number": 1, "state": round},
        "turnout": {"joined": 3, "done": 2},
        "results": {"shown": [{"field": "f", "votes": {"dots": 9}, "rows": rows}]},
        "setting": setting,
    }))
    .unwrap()
}

fn shown(content: &BoardContent, scene: BoardScene, state: &BoardState) -> Vec<Slide> {
    slides(content, Moment { scene, only: None, state: Some(state) })
}

fn rows(slides: &[Slide]) -> Vec<(Vec<usize>, Option<usize>)> {
    let rows = slides.iter().map(|slide| match slide {
        Slide::Field(field) => (field.rows.clone(), field.shortlisted),
        other => panic!("not a field: {other:?}"),
    });
    rows.collect()
}

#[rstest]
#[case::as_many_as_a_slide_has_room_for(8, "Kurz", &[8])]
#[case::one_more(9, "Kurz", &[5, 4])]
#[case::as_many_long_titles(8, LONG, &[8])]
#[case::the_widest_titles_need_room(8, WIDEST, &[4, 4])]
#[case::a_field_without_challenges(0, "Kurz", &[])]
fn a_field_has_as_many_slides_as_its_titles_need(
    #[case] challenges: usize,
    #[case] title: &str,
    #[case] expected: &[usize],
) {
    let open = state("open", &vec![0; challenges], json!({}));
    let all = shown(&content(challenges, title), BoardScene::Field, &open);
    let counts: Vec<usize> = all
        .iter()
        .filter_map(|slide| match slide {
            Slide::Field(field) => Some(field.rows.len()),
            _ => None,
        })
        .collect();
    assert_eq!(counts, expected);
}

#[test]
fn ranks_come_with_the_closing() {
    let content = content(3, "Kurz");
    let open = state("open", &[1, 5, 3], json!({}));
    assert_eq!(rows(&shown(&content, BoardScene::Field, &open)), [(vec![0, 1, 2], None)]);
    let closed = state("closed", &[1, 5, 3], json!({}));
    assert_eq!(rows(&shown(&content, BoardScene::Field, &closed)), [(vec![1, 2, 0], Some(2))]);
}

#[rstest]
#[case(0, &[])]
#[case(1, &[2])]
#[case(2, &[1])]
#[case(9, &[1])]
fn places_are_revealed_one_by_one(#[case] revealed: u16, #[case] ranks: &[u32]) {
    let closed = state("closed", &[1, 5, 3], json!({"revealed": revealed}));
    let all = shown(&content(3, "Kurz"), BoardScene::Reveal, &closed);
    let found: Vec<u32> = all
        .iter()
        .filter_map(|slide| match slide {
            Slide::Place(place) => Some(place.rank),
            _ => None,
        })
        .collect();
    assert_eq!(found, ranks);
    assert_eq!(all[0] == Slide::Curtain, revealed == 0);
}

#[test]
fn a_round_that_is_open_reveals_nothing() {
    let open = state("open", &[1, 5, 3], json!({"revealed": 2}));
    let all = shown(&content(3, "Kurz"), BoardScene::Reveal, &open);
    assert!(matches!(all[..], [Slide::Field(_)]), "{all:?}");
}

#[test]
fn a_challenge_is_shown_alone_or_all_in_turn() {
    let content = content(3, "Kurz");
    let all = state("open", &[0, 0, 0], json!({}));
    assert_eq!(shown(&content, BoardScene::Challenge, &all).len(), 3);
    let one = state("open", &[0, 0, 0], json!({"challenge": "c2"}));
    let place = ChallengePlace { field: 0, challenge: 2 };
    assert_eq!(shown(&content, BoardScene::Challenge, &one), [Slide::Challenge(place)]);
}
