//! What is still to be done before the evening.

use crate::http::desk::Guest;
use backend::voting::{Checklist, MissingTexts};
use desk::pages::conferences::CheckItem;
use i18n::I18n;
use shared::language::UiLanguage;
use shared::voting::conference::Conference;
use shared::voting::short_title;

/// What is still to be done, each with the way there.
pub(super) fn checks(guest: &Guest, conference: &Conference, list: &Checklist) -> Vec<CheckItem> {
    let (i18n, visit) = (guest.i18n(), guest.visit());
    let own = |rest: &str| visit.path(&format!("conferences/{}{rest}", conference.id));
    let content = CheckItem {
        text: i18n.desk_conference_check_content(list.challenges),
        is_done: list.challenges > 0,
        href: "#fields".to_owned(),
        link: i18n.desk_conference_check_content_link(),
    };
    let first_untitled = conference.challenges().map(|(_, challenge)| challenge).find(|one| {
        one.short_title.is_none() && short_title::is_needed(&one.text.pick(UiLanguage::De).text)
    });
    let titles = CheckItem {
        text: i18n.desk_conference_check_titles(list.untitled),
        is_done: list.untitled == 0,
        href: first_untitled.map_or_else(
            || "#fields".to_owned(),
            |challenge| own(&format!("/challenges/{}", challenge.id)),
        ),
        link: i18n.desk_conference_check_titles_link(),
    };
    let languages = list.missing.iter().map(|missing| {
        let beside = format!("/details?beside={}", missing.language);
        language_check(i18n, missing, own(&beside))
    });
    let has_round = list.rounds > 0;
    let round = CheckItem {
        text: if has_round {
            i18n.desk_conference_check_round().to_owned()
        } else {
            i18n.desk_conference_check_no_round().to_owned()
        },
        is_done: has_round,
        href: own("/rounds"),
        link: i18n.desk_conference_check_round_link(),
    };
    let cards = list.needs_cards.then(|| CheckItem {
        text: if list.cards > 0 {
            i18n.desk_conference_check_cards(&i18n.number(list.cards))
        } else {
            i18n.desk_conference_check_no_cards().to_owned()
        },
        is_done: list.cards > 0,
        href: visit.public_path(&format!("organise/{}/cards", conference.id)),
        link: i18n.desk_conference_check_cards_link(),
    });
    let board = CheckItem {
        text: if list.boards > 0 {
            i18n.desk_conference_check_board().to_owned()
        } else {
            i18n.desk_conference_check_no_board().to_owned()
        },
        is_done: list.boards > 0,
        href: visit.public_path(&format!("board/{}", conference.code)),
        link: i18n.desk_conference_check_board_link(),
    };
    [content, titles]
        .into_iter()
        .chain(languages)
        .chain([round])
        .chain(cards)
        .chain([board])
        .collect()
}

fn language_check(i18n: I18n, missing: &MissingTexts, href: String) -> CheckItem {
    let tag = missing.language.as_str();
    let language = missing.language.own_name().unwrap_or(tag);
    let is_done = missing.missing == 0 && missing.outdated == 0;
    let text = if is_done {
        i18n.desk_conference_check_language_done(language)
    } else {
        let (missing, outdated) = (i18n.number(missing.missing), i18n.number(missing.outdated));
        i18n.desk_conference_check_language(language, &missing, &outdated)
    };
    CheckItem { text, is_done, href, link: i18n.desk_conference_check_language_link() }
}
