//! Towns or categories: the list as one form.

use crate::components::{
    Column, FieldKind, TextField, Trial, data_table, done_note, error_summary, hidden_field,
    text_field, trial_field, trial_result,
};
use crate::visit::Visit;
use i18n::I18n;
use leptos::prelude::*;
use shared::desk::terms::{TermList, TermUse};
use shared::language::UiLanguage;

/// What the page shows.
#[derive(Clone, Debug)]
pub struct TermsPage {
    /// Which list.
    pub list: TermList,
    /// The terms as they stand in the form.
    pub terms: Vec<TermUse>,
    /// Identifies the list that the form was made from.
    pub basis: String,
    /// New ones, as typed.
    pub added: String,
    /// Queries that are tried.
    pub trial: Trial,
    /// What is wrong.
    pub error: Option<String>,
    /// What was done.
    pub done: Option<String>,
}

/// The name of a list.
pub fn list_name(i18n: I18n, list: TermList) -> &'static str {
    match list {
        TermList::Cities => i18n.desk_terms_towns(),
        TermList::Categories => i18n.desk_terms_categories(),
    }
}

/// Shows the form.
pub fn terms_page(visit: &Visit, page: &TermsPage) -> AnyView {
    let i18n = visit.i18n;
    let name = list_name(i18n, page.list);
    let (lead, hint) = match page.list {
        TermList::Cities => (i18n.desk_terms_towns_lead(), i18n.desk_terms_towns_hint()),
        TermList::Categories => {
            (i18n.desk_terms_categories_lead(), i18n.desk_terms_categories_hint())
        }
    };
    let columns = [
        Some(Column::text(i18n.desk_terms_name())),
        Some(Column::text(i18n.desk_terms_place())),
        (page.list == TermList::Cities).then(|| Column::text(i18n.desk_terms_position())),
        Some(Column::number(i18n.desk_terms_uses())),
        Some(Column::text(i18n.desk_terms_remove())),
    ];
    let columns: Vec<Column> = columns.into_iter().flatten().collect();
    let rows =
        page.terms.iter().enumerate().map(|(number, term)| row(i18n, page.list, number, term));
    let added = TextField {
        name: "added",
        label: i18n.desk_terms_added(),
        hint,
        value: &page.added,
        kind: FieldKind::Lines,
        ..TextField::default()
    };
    let path = visit.path(&format!("lists/{}", page.list.name()));
    view! {
        <h1>{name}</h1>
        {done_note(page.done.clone())}
        {error_summary(page.error.clone(), "terms")}
        <p class="lead">{lead}</p>
        {trial_result(visit, &page.trial)}
        <form class="desk-terms" id="terms" method="post" action=path>
            {hidden_field("basis", &page.basis)}
            {data_table(name, &columns, rows.collect())}
            <div class="card desk-form">
                {text_field(&added)}
                {trial_field(visit, &page.trial)}
            </div>
        </form>
    }
    .into_any()
}

fn row(i18n: I18n, list: TermList, number: usize, term: &TermUse) -> Vec<AnyView> {
    let row = &term.row;
    let input = |part: &str, heading: &str, value: &str| {
        let label = i18n.desk_terms_of(heading, &row.label);
        let (name, value) = (format!("{part}.{number}"), value.to_owned());
        view! { <input type="text" name=name value=value aria-label=label autocomplete="off"/> }
            .into_any()
    };
    let name = view! {
        {hidden_field(&format!("id.{number}"), &row.id)}
        {input("label", i18n.desk_terms_name(), &row.label)}
        {(!term.is_fixed).then(|| names(i18n, number, term))}
    };
    let label = i18n.desk_terms_of(i18n.desk_terms_remove(), &row.label);
    let remove = if term.is_fixed {
        i18n.desk_terms_fixed().into_any()
    } else {
        view! {
            <input
                type="checkbox"
                name=format!("remove.{number}")
                value="1"
                checked=row.is_removed
                aria-label=label
            />
        }
        .into_any()
    };
    let position = (list == TermList::Cities)
        .then(|| input("position", i18n.desk_terms_position(), &row.position));
    let cells = [
        Some(name.into_any()),
        Some(input("place", i18n.desk_terms_place(), &row.place)),
        position,
        Some(i18n.number(term.uses).into_any()),
        Some(remove),
    ];
    cells.into_iter().flatten().collect()
}

/// Its names in other languages, folded.
fn names(i18n: I18n, number: usize, term: &TermUse) -> AnyView {
    let languages = UiLanguage::ALL.into_iter().filter(|language| *language != UiLanguage::De);
    let fields: Vec<_> = languages
        .map(|language| {
            text_field(&TextField {
                name: &format!("name.{number}.{}", language.tag()),
                label: language.own_name(),
                value: term.row.names.get(&language).map_or("", String::as_str),
                lang: Some(language.tag()),
                ..TextField::default()
            })
        })
        .collect();
    view! {
        <details>
            <summary>{i18n.desk_terms_names()}</summary>
            {fields}
        </details>
    }
    .into_any()
}
