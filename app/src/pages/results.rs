//! The outcome of a conference, and everything to take home from it.

use super::{answered, error_page};
use crate::components::{
    DocumentationBody, Frame, Icon, Medium, documentation_head, localised, settled, still,
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
        answered(ResultsPage::request, |answer| match answer.read() {
            Ok(document) => settled(view! { <Outcome document=document/> }),
            Err(error) => error_page(error),
        })
    }
}

#[component]
fn Outcome(document: Documentation) -> impl IntoView {
    let i18n = use_i18n();
    let title = format!("{} – {}", i18n.result_title(), document.title.text);
    let head = documentation_head(i18n, &document);
    let code = document.code.clone();
    let outcome = if document.rounds.is_empty() {
        still(view! {
            <p class="notice" role="status">
                <Icon name="time"/>
                <span>{i18n.result_none()}</span>
            </p>
        })
    } else {
        let body = view! { <DocumentationBody document=document medium=Medium::Page/> };
        still(view! {
            {downloads(i18n, &code)}
            {body}
        })
    };
    let receipt = localised(i18n, &format!("c/{code}/receipt"));
    view! {
        <Frame title=title>
            {head}
            {outcome}
            <p class="to-receipt">
                <a href=receipt>
                    <Icon name="check"/>
                    <span>{i18n.vote_to_receipt()}</span>
                </a>
            </p>
        </Frame>
    }
}

/// The same in files: to print, to calculate with, for programs.
fn downloads(i18n: I18n, code: &JoinCode) -> AnyView {
    let files = [
        ("html", i18n.result_as_print()),
        ("xlsx", i18n.result_as_xlsx()),
        ("csv", i18n.result_as_csv()),
        ("json", i18n.result_as_json()),
    ];
    let language = i18n.language().tag();
    let links = files.map(|(ending, words)| {
        let file = format!("/api/v1/conferences/{code}/documentation.{ending}?lang={language}");
        view! {
            <li>
                <a href=file rel="external" download="">{words}</a>
            </li>
        }
    });
    still(view! {
        <nav class="downloads" aria-labelledby="downloads">
            <h2 id="downloads">{i18n.result_downloads()}</h2>
            <ul>{links.into_iter().collect_view()}</ul>
        </nav>
    })
}
