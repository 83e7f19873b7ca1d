//! Lists that offers refer to: the ways to towns, categories and words; days without school.

use crate::components::{FieldKind, TextField, done_note, error_summary, text_field};
use crate::pages::terms::list_name;
use crate::visit::Visit;
use leptos::prelude::*;
use shared::desk::terms::TermList;

/// What the page shows.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// The days without school, as lines.
    pub school_free: String,
    /// Whether the person may change lists of the whole county.
    pub is_whole_county: bool,
    /// What is wrong.
    pub error: Option<String>,
    /// What was done.
    pub done: Option<String>,
}

/// Shows the lists.
pub fn lists(visit: &Visit, page: &Lists) -> AnyView {
    let i18n = visit.i18n;
    let field = TextField {
        name: "school_free",
        label: i18n.desk_school_free_title(),
        hint: i18n.desk_school_free_lead(),
        value: &page.school_free,
        kind: FieldKind::Lines,
        ..TextField::default()
    };
    let terms = TermList::ALL.map(|list| (format!("lists/{}", list.name()), list_name(i18n, list)));
    let words = ("lists/words".to_owned(), i18n.desk_words_title());
    let links: Vec<_> = terms
        .into_iter()
        .chain([words])
        .map(|(path, name)| view! { <li><a href=visit.path(&path)>{name}</a></li> })
        .collect();
    view! {
        <h1>{i18n.desk_nav_lists()}</h1>
        {done_note(page.done.clone())}
        {error_summary(page.error.clone(), "school_free")}
        {page.is_whole_county.then(|| view! { <ul class="desk-links">{links}</ul> })}
        <form class="card desk-form desk-tall" method="post" action=visit.path("lists")>
            {text_field(&field)}
            <button class="button">{i18n.desk_save()}</button>
        </form>
    }
    .into_any()
}
