//! Invitations on paper: posters, leaflets, cards for tables. The browser prints the page; the
//! screen shows the same sheets, smaller.

use super::parts::back_link;
use crate::components::{ChecksField, Choice, checks_field, choice_field, icon, qr_code};
use crate::visit::Visit;
use leptos::prelude::*;
use shared::forms::FormWord;
use shared::forms::printing::{self as names, PrintFormat};
use shared::language::UiLanguage;
use std::iter::repeat_n;

/// A title longer than this, in letters, is set smaller.
const LONG_TITLE: usize = 60;

/// What an invitation says in one language.
#[derive(Clone, Debug)]
pub struct InvitationText {
    /// The language.
    pub language: UiLanguage,
    /// The conference's title, and the language it is in.
    pub title: String,
    /// The language of the title, where it has no text in this one.
    pub title_language: String,
    /// Place and date, in words.
    pub facts: String,
    /// Asks to take part.
    pub call: &'static str,
    /// How to take part.
    pub steps: &'static str,
}

/// What the page shows.
#[derive(Clone, Debug, Default)]
pub struct PrintPage {
    /// The conference's id.
    pub id: String,
    /// What is printed.
    pub format: PrintFormat,
    /// The formats to choose from.
    pub formats: Vec<Choice>,
    /// The languages to choose from.
    pub languages: Vec<Choice>,
    /// How several languages are printed.
    pub layouts: Vec<Choice>,
    /// The texts of each piece: one language or several.
    pub pieces: Vec<Vec<InvitationText>>,
    /// The join code.
    pub code: String,
    /// The address without its scheme.
    pub address: String,
    /// The address as rows of modules.
    pub qr: Vec<Vec<bool>>,
}

/// Shows the page.
pub fn print_page(visit: &Visit, page: &PrintPage) -> AnyView {
    let i18n = visit.i18n;
    let action = visit.path(&format!("conferences/{}/print", page.id));
    let cards = visit.public_path(&format!("organise/{}/cards", page.id));
    let languages = ChecksField {
        name: names::LANGUAGE.to_owned(),
        label: i18n.desk_print_languages(),
        hint: i18n.desk_print_languages_hint(),
        choices: page.languages.clone(),
        error: None,
    };
    let sheets: Vec<_> = page.pieces.iter().map(|texts| sheet(visit, page, texts)).collect();
    view! {
        <div class="print-controls">
            <h1>{i18n.desk_print_title()}</h1>
            {back_link(visit, &page.id)}
            <form class="card desk-form" method="get" action=action>
                {choice_field(names::FORMAT, i18n.desk_print_format(), page.formats.clone())}
                {checks_field(languages)}
                {choice_field(names::LAYOUT, i18n.desk_print_layout(), page.layouts.clone())}
                <button class="button-quiet">{i18n.desk_print_show()}</button>
            </form>
            <p class="desk-actions">
                <button class="button" type="button" data-print="" hidden>
                    {icon("print")}
                    <span>{i18n.desk_print_print()}</span>
                </button>
                <a class="button-quiet" href=cards>{i18n.organise_cards_title()}</a>
            </p>
            <p class="field-hint">{i18n.desk_print_hint()}</p>
        </div>
        <div class="print-sheets">{sheets}</div>
    }
    .into_any()
}

/// One sheet: the same piece as often as it fits.
fn sheet(visit: &Visit, page: &PrintPage, texts: &[InvitationText]) -> AnyView {
    let class = format!("print-sheet print-{}", page.format.word());
    let pieces: Vec<_> =
        repeat_n((), page.format.per_sheet()).map(|()| piece(visit, page, texts)).collect();
    view! { <section class=class>{pieces}</section> }.into_any()
}

/// One piece; the code stands once, the texts in each language.
fn piece(visit: &Visit, page: &PrintPage, texts: &[InvitationText]) -> AnyView {
    let i18n = visit.i18n;
    let class = match texts.len() {
        0 | 1 => "print-piece print-one",
        2 => "print-piece print-two",
        _ => "print-piece print-many",
    };
    let titles: Vec<_> = titles(texts);
    let blocks: Vec<_> = texts.iter().map(text_block).collect();
    view! {
        <article class=class>
            <div class="print-inner">
                <header class="print-titles">{titles}</header>
                {qr_code(&page.qr, i18n.board_qr(&page.address))}
                <p class="print-code" dir="ltr">{page.code.clone()}</p>
                <p class="print-address" dir="ltr">{page.address.clone()}</p>
                <div class="print-texts">{blocks}</div>
            </div>
        </article>
    }
    .into_any()
}

/// The title in each language that has one of its own, each once.
fn titles(texts: &[InvitationText]) -> Vec<AnyView> {
    let mut shown: Vec<&str> = Vec::new();
    let mut titles = Vec::new();
    for text in texts {
        if shown.contains(&text.title.as_str()) {
            continue;
        }
        shown.push(&text.title);
        let lang = text.title_language.clone();
        let is_long = text.title.chars().count() > LONG_TITLE;
        let title = view! {
            <p class="print-title" class:print-title-long=is_long lang=lang dir="auto">
                {text.title.clone()}
            </p>
        };
        titles.push(title.into_any());
    }
    titles
}

fn text_block(text: &InvitationText) -> AnyView {
    let language = text.language;
    view! {
        <div class="print-text" lang=language.tag() dir=language.dir()>
            <p class="print-call">{text.call}</p>
            <p class="print-steps">{text.steps}</p>
            <p class="print-facts">{text.facts.clone()}</p>
        </div>
    }
    .into_any()
}
