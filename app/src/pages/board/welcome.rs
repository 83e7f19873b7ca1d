//! How to join, large enough for the last row.

use super::content::BoardContent;
use super::fit::{Fitted, size_class, size_within};
use super::stage::Stage;
use crate::components::{Markup, qr_code};
use crate::i18n::I18n;
use leptos::prelude::*;

/// Width of the words beside the code, in pixels of a screen of 1920 × 1080.
const WIDTH: u32 = 920;
/// A bold text is up to a ninth wider.
const BOLD_WIDTH: u32 = WIDTH * 9 / 10;
/// From this number on, languages are listed in smaller letters.
const MANY_LANGUAGES: usize = 11;

/// The slide.
pub(super) fn welcome_stage(stage: Stage) -> AnyView {
    let mut slide = Markup::default();
    stage.content.with_value(|content| {
        qr_code(&mut slide, &content.qr, &stage.i18n.board_qr(&content.join_address));
        slide.element("div", &[("class", "welcome-words")], |words| {
            say_what(words, content);
            say_how(words, stage.i18n, content);
            greet(words, content);
        });
    });
    slide.into_view("stage stage-welcome")
}

/// Title, place and date.
fn say_what(words: &mut Markup, content: &BoardContent) {
    let title = Fitted::from(&content.title);
    let size = size_within(76, 32, |size| title.height(size, BOLD_WIDTH) <= 240);
    words.element("h1", &[("class", &size_class(size))], |line| line.picked(&content.title));
    let place = content.place.as_ref();
    let size = size_within(36, 20, |size| {
        let date = content.date.as_deref().map_or(0, |_| size * 120 / 100);
        date + place.map_or(0, |place| Fitted::from(place).height(size, WIDTH)) <= 90
    });
    words.element("p", &[("class", &["welcome-where ", &size_class(size)].concat())], |line| {
        for text in place.into_iter().chain(&content.round_name) {
            line.picked(text);
        }
        if let Some(date) = &content.date {
            line.line("bdi", &[], date);
        }
    });
}

/// Scan or type.
fn say_how(words: &mut Markup, i18n: I18n, content: &BoardContent) {
    for (number, text) in [("1", i18n.board_scan()), ("2", i18n.board_type_in())] {
        let size = size_within(46, 29, |size| Fitted::of(text).lines(size, WIDTH - 64) < 2);
        words.element("p", &[("class", &["welcome-step ", &size_class(size)].concat())], |line| {
            line.line("span", &[("class", "welcome-number")], number);
            line.line("span", &[], text);
        });
    }
    let address = [&*content.host, &*content.code].concat();
    let size = size_within(48, 23, |size| Fitted::of(&address).lines(size, BOLD_WIDTH) < 2);
    let class = ["board-address ", &size_class(size)].concat();
    words.element("p", &[("class", &class)], |line| {
        line.line("bdi", &[("dir", "ltr")], &address);
    });
    words.element("p", &[("class", "board-code")], |line| {
        line.line("strong", &[("dir", "ltr")], &content.code);
    });
}

/// The invitation in each language, and the languages by their own names.
fn greet(words: &mut Markup, content: &BoardContent) {
    let is_many = content.greetings.len() >= MANY_LANGUAGES;
    let class = if is_many { "welcome-languages type-23" } else { "welcome-languages type-29" };
    words.element("ul", &[("class", class)], |list| {
        let mut said: Vec<&str> = Vec::new();
        for greeting in &content.greetings {
            let invitation = greeting.invitation.as_deref().filter(|text| !said.contains(text));
            let (lang, dir) = (greeting.language.as_str(), greeting.language.dir());
            list.element("li", &[("lang", lang), ("dir", dir)], |item| {
                if let Some(invitation) = invitation {
                    said.push(invitation);
                    item.line("strong", &[], invitation);
                    item.text(" ");
                }
                item.line("span", &[], &greeting.name);
            });
        }
    });
}
