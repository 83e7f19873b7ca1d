//! What the pages of a conference have in common.

use crate::components::{error_summary, icon};
use crate::visit::Visit;
use leptos::prelude::*;

/// Which language stands beside German, and which ones can.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// The page's path behind `edit/`.
    pub path: String,
    /// The tag of the language that is shown; empty for none.
    pub current: String,
    /// Tags and own names.
    pub languages: Vec<BesideLanguage>,
}

/// A language that can stand beside German.
#[derive(Clone, Debug)]
pub struct BesideLanguage {
    /// Its tag.
    pub tag: String,
    /// Its own name.
    pub name: String,
}

/// A message that leads to a field.
#[derive(Clone, Debug)]
pub struct FormError {
    /// The field's id.
    pub key: String,
    /// What is wrong.
    pub message: String,
}

/// Links to the same page with another language beside German; nothing where there is only German.
pub(super) fn beside_links(visit: &Visit, beside: &Beside) -> Option<AnyView> {
    if beside.languages.is_empty() {
        return None;
    }
    let i18n = visit.i18n;
    let link = |tag: &str, name: &str, lang: Option<String>| {
        let href = visit.path(&if tag.is_empty() {
            beside.path.clone()
        } else {
            format!("{}?beside={tag}", beside.path)
        });
        let current = (beside.current == tag).then_some("true");
        let name = name.to_owned();
        view! {
            <li>
                <a href=href aria-current=current lang=lang>{name}</a>
            </li>
        }
    };
    let none = link("", i18n.desk_conference_beside_none(), None);
    let others: Vec<_> = beside
        .languages
        .iter()
        .map(|language| link(&language.tag, &language.name, Some(language.tag.clone())))
        .collect();
    Some(
        view! {
            <nav class="desk-beside" aria-label=i18n.desk_conference_beside()>
                <p>{i18n.desk_conference_beside()}</p>
                <ul class="desk-links">{none} {others}</ul>
            </nav>
        }
        .into_any(),
    )
}

/// What is wrong, with a link to each field.
pub(crate) fn errors(message: Option<&String>, fields: &[FormError]) -> Option<AnyView> {
    let message = message?.clone();
    if fields.is_empty() {
        return error_summary(Some(message), "content");
    }
    let items: Vec<_> = fields
        .iter()
        .map(|field| {
            view! {
                <li>
                    <a href=format!("#{}", field.key)>{field.message.clone()}</a>
                </li>
            }
        })
        .collect();
    Some(
        view! {
            <div class="error-summary" role="alert" tabindex="-1" autofocus="">
                {icon("alert")}
                <div>
                    <p>{message}</p>
                    <ul>{items}</ul>
                </div>
            </div>
        }
        .into_any(),
    )
}

/// The way back to the conference.
pub(crate) fn back_link(visit: &Visit, id: &str) -> AnyView {
    let href = visit.path(&format!("conferences/{id}"));
    view! {
        <p>
            <a href=href>{visit.i18n.desk_conference_back()}</a>
        </p>
    }
    .into_any()
}
