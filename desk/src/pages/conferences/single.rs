//! One conference: what is still to be done, and its fields with their challenges.

use super::parts::{FormError, errors};
use crate::components::{FieldKind, TextField, done_note, hidden_field, icon, text_field};
use crate::visit::Visit;
use leptos::prelude::*;

/// Something to be done before the evening.
#[derive(Clone, Debug)]
pub struct CheckItem {
    /// How it stands, in words.
    pub text: String,
    /// Whether nothing is left to do.
    pub is_done: bool,
    /// The whole address of where it is done.
    pub href: String,
    /// The link's words.
    pub link: &'static str,
}

/// A challenge of the list.
#[derive(Clone, Debug)]
pub struct ChallengeRow {
    /// Its id.
    pub id: String,
    /// Its number, such as "2.3".
    pub number: String,
    /// Its German text.
    pub text: String,
    /// Its section, where the one before has another.
    pub section: Option<String>,
    /// Its short title; proposed where nobody wrote one.
    pub short_title: String,
    /// Whether the board would need a short title, and nobody wrote one.
    pub needs_title: bool,
    /// How many goals, measures and sub-challenges it has, in words; may be empty.
    pub counts: String,
}

/// A field of the list.
#[derive(Clone, Debug)]
pub struct FieldRows {
    /// Its id.
    pub id: String,
    /// Its number.
    pub number: String,
    /// Its German name.
    pub name: String,
    /// Its challenges.
    pub challenges: Vec<ChallengeRow>,
    /// New challenges as typed, where they were refused.
    pub typed: String,
}

/// What the page shows.
#[derive(Clone, Debug, Default)]
pub struct ConferencePage {
    /// The conference's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Place, date and code, in words.
    pub facts: Vec<String>,
    /// Its join code.
    pub code: String,
    /// What is still to be done.
    pub checks: Vec<CheckItem>,
    /// Its fields.
    pub fields: Vec<FieldRows>,
    /// The name of a new field as typed, where it was refused.
    pub typed_field: String,
    /// What is wrong.
    pub error: Option<FormError>,
    /// What was done.
    pub done: Option<String>,
}

/// Shows the page.
pub fn conference_page(visit: &Visit, page: &ConferencePage) -> AnyView {
    let i18n = visit.i18n;
    let facts: Vec<_> = page.facts.iter().map(|fact| view! { <li>{fact.clone()}</li> }).collect();
    let action = visit.path(&format!("conferences/{}", page.id));
    let fields: Vec<_> = page.fields.iter().map(|field| field_rows(visit, page, field)).collect();
    let none = page.fields.is_empty().then(|| view! { <p>{i18n.desk_conference_no_fields()}</p> });
    let error = page.error.as_ref();
    let new_field = TextField {
        name: "name",
        label: i18n.desk_conference_field_new(),
        value: &page.typed_field,
        error: error.filter(|error| error.key == "name").map(|error| error.message.as_str()),
        lang: Some("de"),
        ..TextField::default()
    };
    view! {
        <h1>
            <bdi lang="de">{page.title.clone()}</bdi>
        </h1>
        <ul class="desk-links">{facts}</ul>
        {done_note(page.done.clone())}
        {errors(error.map(|error| &error.message), error.map(std::slice::from_ref).unwrap_or_default())}
        {links(visit, page)}
        {checks(visit, page)}
        <h2 id="fields">{i18n.desk_conference_content()}</h2>
        {none}
        {fields}
        <form class="card desk-form" method="post" action=action>
            {text_field(&new_field)}
            <button class="button-quiet" name="step" value="add-field">
                {i18n.desk_conference_field_add()}
            </button>
        </form>
    }
    .into_any()
}

fn links(visit: &Visit, page: &ConferencePage) -> AnyView {
    let i18n = visit.i18n;
    let own = |rest: &str| visit.path(&format!("conferences/{}/{rest}", page.id));
    let links = [
        (own("details"), i18n.desk_conference_details()),
        (own("matrix"), i18n.desk_matrix_title()),
        (own("rounds"), i18n.desk_conference_rounds()),
        (own("people"), i18n.desk_conference_people()),
        (own("print"), i18n.desk_print_title()),
        (own("tables"), i18n.desk_tables_title()),
        (visit.public_path(&format!("board/{}", page.code)), i18n.organise_board()),
        (visit.public_path(&format!("c/{}", page.code)), i18n.desk_conference_phone()),
    ];
    let links: Vec<_> = links
        .into_iter()
        .map(|(href, name)| view! { <a class="button-quiet" href=href>{name}</a> })
        .collect();
    view! {
        <nav class="desk-actions" aria-label=i18n.desk_conference_pages()>
            <a class="button" href=visit.public_path(&format!("organise/{}", page.id))>
                {i18n.organise_title()}
            </a>
            {links}
        </nav>
    }
    .into_any()
}

fn checks(visit: &Visit, page: &ConferencePage) -> AnyView {
    let i18n = visit.i18n;
    let items: Vec<_> = page
        .checks
        .iter()
        .map(|check| {
            let state = if check.is_done {
                i18n.desk_conference_check_done()
            } else {
                i18n.desk_conference_check_open()
            };
            view! {
                <li class:desk-check-open=!check.is_done>
                    {icon(if check.is_done { "check" } else { "alert" })}
                    <span>
                        <span class="visually-hidden">{state} " "</span>
                        {check.text.clone()}
                    </span>
                    " "
                    <a href=check.href.clone()>{check.link}</a>
                </li>
            }
        })
        .collect();
    view! {
        <section class="card desk-checklist" id="checklist">
            <h2>{i18n.desk_conference_checklist()}</h2>
            <ul>{items}</ul>
        </section>
    }
    .into_any()
}

fn field_rows(visit: &Visit, page: &ConferencePage, field: &FieldRows) -> AnyView {
    let i18n = visit.i18n;
    let action = visit.path(&format!("conferences/{}", page.id));
    let rows: Vec<_> =
        field.challenges.iter().map(|challenge| challenge_row(visit, page, challenge)).collect();
    let name = format!("lines-{}", field.id);
    let error = page.error.as_ref().filter(|error| error.key == name);
    let lines = TextField {
        name: &name,
        label: i18n.desk_conference_challenges_new(),
        hint: i18n.desk_conference_challenges_hint(),
        value: &field.typed,
        error: error.map(|error| error.message.as_str()),
        kind: FieldKind::Lines,
        lang: Some("de"),
        ..TextField::default()
    };
    let rename = visit.path(&format!("conferences/{}/fields/{}", page.id, field.id));
    view! {
        <section class="card desk-conference-field" id=format!("field-{}", field.id)>
            <div class="desk-head">
                <h3>
                    {field.number.clone()} " " <bdi lang="de">{field.name.clone()}</bdi>
                </h3>
                <form class="desk-actions" method="post" action=action.clone()>
                    {move_buttons(visit, "field", &field.id, &field.name)}
                    <a class="button-quiet" href=rename>{i18n.desk_conference_rename()}</a>
                </form>
            </div>
            <form method="post" action=action.clone()>
                <ol class="desk-challenges">{rows}</ol>
            </form>
            <details open=error.is_some()>
                <summary>{i18n.desk_conference_challenges_add()}</summary>
                <form class="desk-form" method="post" action=action>
                    {hidden_field("field", &field.id)}
                    {text_field(&lines)}
                    <button class="button-quiet" name="step" value="add-challenges">
                        {i18n.desk_conference_challenges_add()}
                    </button>
                </form>
            </details>
        </section>
    }
    .into_any()
}

fn challenge_row(visit: &Visit, page: &ConferencePage, row: &ChallengeRow) -> AnyView {
    let i18n = visit.i18n;
    let href = visit.path(&format!("conferences/{}/challenges/{}", page.id, row.id));
    let section = row.section.clone();
    let section = section.map(|name| view! { <p class="desk-section" lang="de">{name}</p> });
    let title = row.needs_title.then(|| {
        view! {
            <p class="desk-needs-title">
                {icon("alert")} <span>{i18n.desk_conference_needs_title(&row.short_title)}</span>
            </p>
        }
    });
    view! {
        <li id=format!("challenge-{}", row.id)>
            {section}
            <div class="desk-challenge">
                <div>
                    <a href=href>
                        {row.number.clone()} " " <bdi lang="de">{row.text.clone()}</bdi>
                    </a>
                    <p class="field-hint">{row.counts.clone()}</p>
                    {title}
                </div>
                <div class="desk-actions">
                    {move_buttons(visit, "challenge", &row.id, &row.number)}
                </div>
            </div>
        </li>
    }
    .into_any()
}

/// Buttons that move a record by one place; `kind` begins the names of their fields.
fn move_buttons(visit: &Visit, kind: &str, id: &str, name: &str) -> AnyView {
    let i18n = visit.i18n;
    view! {
        <button
            class="button-quiet"
            name=format!("{kind}-up")
            value=id.to_owned()
            aria-label=i18n.desk_conference_up_of(name)
        >
            "↑"
        </button>
        <button
            class="button-quiet"
            name=format!("{kind}-down")
            value=id.to_owned()
            aria-label=i18n.desk_conference_down_of(name)
        >
            "↓"
        </button>
    }
    .into_any()
}
