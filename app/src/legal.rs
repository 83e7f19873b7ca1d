//! A legal text of the operator as a page.
//!
//! Server only: it is shown where no page of the table has the address, with what the server has put
//! into the context. The browser's program has no part in it.

use crate::components::Frame;
use crate::i18n::use_i18n;
use leptos::prelude::*;
use shared::contact::Mail;
use shared::language::UiLanguage;
use shared::text::Line;

/// A legal text, and what is said around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegalPage {
    /// Its title in the reader's language.
    pub title: &'static str,
    /// What a reader should know of the text first.
    pub notices: Vec<&'static str>,
    /// The text as safe HTML; empty where there is none.
    pub html: String,
    /// The text's language.
    pub language: UiLanguage,
    /// Who runs the server.
    pub operator: Option<Line>,
    /// Where to write to them.
    pub mail: Option<Mail>,
    /// Whether it also says what has been tested, and where to report a barrier.
    pub is_about_barriers: bool,
}

/// Shows a legal text.
pub(crate) fn legal_page(page: LegalPage) -> AnyView {
    let i18n = use_i18n();
    let LegalPage { title, notices, html, language, operator, mail, is_about_barriers } = page;
    let operator = operator.map_or(i18n.about_operator_unknown().to_owned(), String::from);
    let notices = notices.into_iter().map(|notice| view! { <p class="notice">{notice}</p> });
    let tested = is_about_barriers.then(|| crate::pages::about::accessibility_tests(i18n));
    let no_mail = (is_about_barriers && mail.is_none())
        .then(|| view! { <p>{i18n.about_barrier_nowhere()}</p> });
    let contact = mail.map(|mail| {
        let label = if is_about_barriers { i18n.about_barrier() } else { mail.as_str() };
        let href = format!("mailto:{}", mail.as_str());
        view! {
            <p>
                <a href=href>
                    <bdi>{label.to_owned()}</bdi>
                </a>
            </p>
        }
    });
    let text = (!html.is_empty()).then(|| {
        view! {
            <section class="card" lang=language.tag() dir=language.dir() inner_html=html></section>
        }
    });
    view! {
        <Frame title=title>
            <div class="about">
                <h1>{title}</h1>
                {notices.collect_view()}
                <section class="card">
                    <h2>{i18n.about_operator()}</h2>
                    <p>
                        <bdi>{operator}</bdi>
                    </p>
                    {tested}
                    {contact}
                    {no_mail}
                </section>
                {text}
            </div>
        </Frame>
    }
    .into_any()
}
