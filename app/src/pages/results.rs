//! The results of a conference, and the files to download.

use super::{error_page, with_answer};
use crate::components::{
    DocumentationBody, Frame, Icon, Medium, documentation_head, localised_path, replaced_view,
    static_view,
};
use crate::i18n::{I18n, use_i18n};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};
use shared::api::Documentation;
use shared::voting::join_code::JoinCode;

/// The conference in the address.
#[derive(Debug)]
pub(crate) struct ResultsPage;

#[lazy_route]
impl LazyRoute for ResultsPage {
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let ResultsPage = this;
        with_answer(ResultsPage::request, |answer| match answer.parse() {
            Ok(document) => replaced_view(view! { <ConferenceResults document=document/> }),
            Err(error) => error_page(error),
        })
    }
}

#[component]
fn ConferenceResults(document: Documentation) -> impl IntoView {
    let i18n = use_i18n();
    let title = format!("{} – {}", i18n.result_title(), document.title.text);
    let head = documentation_head(i18n, &document);
    let code = document.code.clone();
    let sheets = document.has_sheets().then(|| sheets_link(i18n, &code));
    let content = if document.rounds.is_empty() {
        no_result(i18n, &code)
    } else {
        let body = view! { <DocumentationBody document=document medium=Medium::Page/> };
        static_view(view! {
            {downloads(i18n, &code)}
            {body}
        })
    };
    let receipt = localised_path(i18n, &format!("c/{code}/receipt"));
    view! {
        <Frame title=title>
            {head}
            {content}
            {sheets}
            <p class="to-receipt">
                <a href=receipt>
                    <Icon name="check"/>
                    <span>{i18n.vote_to_receipt()}</span>
                </a>
            </p>
        </Frame>
    }
}

/// To what the tables work out, a page of the server alone.
fn sheets_link(i18n: I18n, code: &JoinCode) -> AnyView {
    let sheets = localised_path(i18n, &format!("sheets/{code}"));
    static_view(view! {
        <p class="to-receipt">
            <a href=sheets rel="external">{i18n.result_sheets()}</a>
        </p>
    })
}

/// What can be done until there is a result: vote, or look at the board.
fn no_result(i18n: I18n, code: &JoinCode) -> AnyView {
    let ballot = localised_path(i18n, &format!("c/{code}"));
    let board = localised_path(i18n, &format!("board/{code}"));
    static_view(view! {
        <section class="notice" role="status">
            <Icon name="time"/>
            <p>{i18n.result_none()}</p>
            <p>
                <a class="button" href=ballot>
                    {i18n.result_to_ballot()}
                </a>
            </p>
            <p>
                <a href=board>{i18n.vote_to_board()}</a>
            </p>
        </section>
    })
}

/// The documentation as files: to print, to edit, for spreadsheets, for programs.
fn downloads(i18n: I18n, code: &JoinCode) -> AnyView {
    let files = [
        ("html", i18n.result_as_print()),
        ("docx", i18n.result_as_docx()),
        ("xlsx", i18n.result_as_xlsx()),
        ("csv", i18n.result_as_csv()),
        ("json", i18n.result_as_json()),
    ];
    let language = i18n.language().tag();
    let links = files.map(|(extension, label)| {
        let file = format!("/api/v1/conferences/{code}/documentation.{extension}?lang={language}");
        view! {
            <li>
                <a href=file rel="external" download="">{label}</a>
            </li>
        }
    });
    static_view(view! {
        <nav class="downloads" aria-labelledby="downloads">
            <h2 id="downloads">{i18n.result_downloads()}</h2>
            <ul>{links.into_iter().collect_view()}</ul>
        </nav>
    })
}
