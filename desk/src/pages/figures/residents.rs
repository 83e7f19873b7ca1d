//! Residents: what is stored, and the form to paste more.

use crate::components::{
    Choice, FieldKind, TextField, choice_field, done_note, error_summary, hidden_field, text_field,
};
use crate::visit::Visit;
use jiff::civil::Date;
use leptos::prelude::*;

/// A stored table.
#[derive(Clone, Debug)]
pub struct StoredTable {
    /// Its id.
    pub id: String,
    /// What it counts.
    pub title: String,
    /// Who published it.
    pub source: String,
    /// The day the numbers are of.
    pub as_of: Date,
}

/// What was typed into the form.
#[derive(Clone, Debug, Default)]
pub struct TypedResidents {
    /// What is counted.
    pub title: String,
    /// The source.
    pub source: String,
    /// The day.
    pub as_of: String,
    /// The pasted table.
    pub table: String,
}

/// The page about residents.
#[derive(Clone, Debug, Default)]
pub struct ResidentsPage {
    /// What is stored.
    pub stored: Vec<StoredTable>,
    /// What was typed.
    pub typed: TypedResidents,
    /// What the rows can be: all towns, or the districts of one.
    pub cities: Vec<Choice>,
    /// What is wrong.
    pub error: Option<String>,
    /// What was done.
    pub done: Option<String>,
    /// Lines that were left out of it.
    pub left_out: Vec<String>,
}

/// Shows what is stored, and the form.
pub fn residents_page(visit: &Visit, page: ResidentsPage) -> AnyView {
    let i18n = visit.i18n;
    let none =
        page.stored.is_empty().then(|| view! { <p>{i18n.desk_figures_residents_none()}</p> });
    let stored: Vec<_> = page.stored.iter().map(|table| stored_table(visit, table)).collect();
    let left_out: Vec<_> =
        page.left_out.into_iter().map(|line| view! { <li>{line}</li> }).collect();
    let left_out = (!left_out.is_empty()).then(|| view! { <ul>{left_out}</ul> });
    view! {
        <p>
            <a href=visit.path("figures")>{i18n.desk_nav_figures()}</a>
        </p>
        <h1>{i18n.desk_figures_residents()}</h1>
        <p>{i18n.desk_figures_residents_lead()}</p>
        {done_note(page.done)}
        {left_out}
        {none}
        <ul class="desk-tasks">{stored}</ul>
        <section>
            <h2>{i18n.desk_figures_enter()}</h2>
            {error_summary(page.error, "table")}
            {form(visit, &page.typed, page.cities)}
        </section>
    }
    .into_any()
}

fn stored_table(visit: &Visit, table: &StoredTable) -> impl IntoView + use<> {
    let i18n = visit.i18n;
    let href = visit.path(&format!("figures/rates?table={}", table.id));
    view! {
        <li class="card">
            <a href=href>
                <bdi>{table.title.clone()}</bdi>
            </a>
            <p>{i18n.desk_figures_source(&i18n.date(table.as_of), &table.source)}</p>
            <form method="post" action=visit.path("figures/residents")>
                {hidden_field("delete", &table.id)}
                <button class="button-quiet" data-ask=i18n.desk_figures_delete_ask()>
                    {i18n.desk_figures_delete()}
                </button>
            </form>
        </li>
    }
}

fn form(visit: &Visit, typed: &TypedResidents, cities: Vec<Choice>) -> AnyView {
    let i18n = visit.i18n;
    let field = |name, label, value| TextField {
        name,
        label,
        value,
        is_required: true,
        ..TextField::default()
    };
    let title = TextField {
        hint: i18n.desk_figures_title_hint(),
        ..field("title", i18n.desk_figures_title(), &typed.title)
    };
    let source = field("source", i18n.desk_figures_source_label(), &typed.source);
    let as_of = TextField {
        kind: FieldKind::Day,
        ..field("as_of", i18n.desk_figures_as_of(), &typed.as_of)
    };
    let table = TextField {
        kind: FieldKind::Lines,
        hint: i18n.desk_figures_table_hint(),
        ..field("table", i18n.desk_figures_table(), &typed.table)
    };
    view! {
        <form class="card desk-form" method="post" action=visit.path("figures/residents")>
            {text_field(&title)}
            {text_field(&source)}
            {text_field(&as_of)}
            {choice_field("city", i18n.desk_figures_city_label(), cities)}
            {text_field(&table)}
            <button class="button">{i18n.desk_save()}</button>
        </form>
    }
    .into_any()
}
