//! What stands above the ballot: the conference's title, place and date, its programme, and the
//! languages of its texts.

use crate::components::{Markup, language_label, localised_path};
use crate::i18n::I18n;
use leptos::prelude::*;
use shared::api::{ConferenceView, ProgrammeView};
use shared::language::LanguageTag;
use shared::voting::programme::ProgrammeMark;
use shared::voting::round::RoundState;

/// Title, place and date, the programme, and the languages of the conference's texts.
pub(super) fn head(i18n: I18n, conference: &ConferenceView) -> AnyView {
    let mut head = Markup::default();
    head.element("h1", &[], |head| head.picked(&conference.title));
    head.element("p", &[("class", "facts")], |head| {
        if let Some(place) = &conference.place {
            head.picked(place);
        }
        if let Some(date) = conference.date {
            if conference.place.is_some() {
                head.text(", ");
            }
            head.text(&i18n.date(date));
        }
    });
    head.element("div", &[("class", "conference-more")], |head| {
        if conference.languages.len() > 1 {
            text_languages(head, i18n, conference);
        }
        if !conference.programme.is_empty() {
            programme(head, i18n, conference);
        }
    });
    head.into_view("conference-header")
}

/// The programme, unfolded as long as there is nothing to vote on. Its line says what runs now.
fn programme(head: &mut Markup, i18n: I18n, conference: &ConferenceView) {
    let points = &conference.programme;
    let mut attributes = vec![("class", "programme")];
    if !has_opened(conference) {
        attributes.push(("open", ""));
    }
    head.element("details", &attributes, |head| {
        head.element("summary", &[], |summary| {
            summary.line("span", &[], i18n.vote_programme());
            if let Some(now) = points.iter().find(|point| point.mark == Some(ProgrammeMark::Now)) {
                summary.element("span", &[("class", "programme-running")], |running| {
                    running.text(i18n.vote_programme_now());
                    running.text(": ");
                    running.picked(&now.title);
                });
            }
        });
        head.element("ol", &[], |head| {
            for point in points {
                programme_point(head, i18n, point);
            }
        });
    });
}

fn programme_point(head: &mut Markup, i18n: I18n, point: &ProgrammeView) {
    let mark = match point.mark {
        Some(ProgrammeMark::Now) => Some(("programme-now", i18n.vote_programme_now())),
        Some(ProgrammeMark::Next) => Some(("programme-next", i18n.vote_programme_next())),
        None => None,
    };
    let class = mark.map_or("programme-point", |(class, _)| class);
    head.element("li", &[("class", class)], |head| {
        let time = point.time.as_deref().unwrap_or_default();
        head.line("span", &[("class", "programme-time")], time);
        head.element("span", &[], |head| {
            if let Some((_, words)) = mark {
                head.line("b", &[("class", "programme-mark")], words);
                head.text(" ");
            }
            head.picked(&point.title);
        });
    });
}

/// Whether the current round was opened.
fn has_opened(conference: &ConferenceView) -> bool {
    let round = conference.round.as_ref();
    round.is_some_and(|round| round.status.state != RoundState::Prepared)
}

/// Texts may exist in languages that the interface is not translated into.
fn text_languages(head: &mut Markup, i18n: I18n, conference: &ConferenceView) {
    let page = localised_path(i18n, &["c/", conference.code.as_str()].concat());
    let current = conference.fields.first().map(|field| &field.name.language);
    head.element("details", &[("class", "text-languages")], |head| {
        head.line("summary", &[], i18n.vote_texts());
        head.element("ul", &[], |head| {
            for tag in &conference.languages {
                let href = [&*page, "?texts=", tag.as_str()].concat();
                let mut attributes =
                    vec![("href", &*href), ("lang", tag.as_str()), ("dir", tag.dir())];
                if current == Some(tag) {
                    attributes.push(("aria-current", "true"));
                }
                let name = own_name(i18n, tag);
                head.element("li", &[], |head| head.line("a", &attributes, &name));
            }
        });
    });
}

/// A language's name in that language, if known, else in the interface's language.
fn own_name(i18n: I18n, tag: &LanguageTag) -> String {
    let own = tag.own_name().map(str::to_owned);
    own.unwrap_or_else(|| language_label(i18n, tag.as_str(), tag.as_str()))
}
