//! All worksheets of a conference, by field.

use crate::components::PickedText;
use crate::i18n::use_i18n;
use leptos::prelude::*;
use shared::text::Picked;

/// All worksheets of a conference.
#[derive(Clone, Debug)]
pub struct SheetsPage {
    /// The fields.
    pub fields: Vec<FieldSheets>,
    /// The page that reloads itself; `None` on that page, and where tables write.
    pub follow: Option<String>,
    /// Seconds after which the page is loaded again.
    pub refresh: Option<u8>,
    /// Whether something was stored.
    pub is_saved: bool,
    /// Whether the page is a table's, which may write.
    pub is_table: bool,
}

/// The worksheets of a field.
#[derive(Clone, Debug)]
pub struct FieldSheets {
    /// Number of the field.
    pub number: String,
    /// Its name.
    pub name: Picked,
    /// Challenges that are worked on.
    pub open: Vec<SheetRow>,
    /// The others, which tables may take up too.
    pub others: Vec<SheetRow>,
}

/// The worksheet of a challenge.
#[derive(Clone, Debug)]
pub struct SheetRow {
    /// Its id on the page.
    pub id: String,
    /// Number of the challenge, such as "2.3".
    pub number: String,
    /// The challenge as it was voted on.
    pub text: Picked,
    /// Place and votes, in words.
    pub result: String,
    /// Where it goes, in words.
    pub disposition: Option<&'static str>,
    /// What was worked out, part by part.
    pub texts: Vec<SheetText>,
    /// Where it is written; `None` for readers.
    pub edit: Option<String>,
}

/// A part of a worksheet with its text.
#[derive(Clone, Debug)]
pub struct SheetText {
    /// Its label.
    pub label: &'static str,
    /// Its text, in the language of the table.
    pub text: String,
}

pub(super) fn sheets(page: SheetsPage) -> AnyView {
    let i18n = use_i18n();
    let SheetsPage { fields, follow, refresh, is_saved, is_table } = page;
    let is_empty = fields.is_empty();
    let saved =
        is_saved.then(|| view! { <p class="notice" role="status">{i18n.organise_saved()}</p> });
    let lead = if is_table { i18n.sheet_table_lead() } else { i18n.sheet_lead() };
    let follow = follow.map(|href| {
        view! {
            <p>
                <a class="button-quiet" href=href>{i18n.sheet_follow()}</a>
            </p>
        }
    });
    let refresh = refresh.map(|seconds| {
        view! { <meta http-equiv="refresh" content=seconds.to_string()/> }
    });
    let none = is_empty.then(|| view! { <p class="notice">{i18n.sheet_none()}</p> });
    let fields = fields.into_iter().map(field_sheets).collect_view();
    view! {
        {refresh}
        {saved}
        <p>{lead}</p>
        {follow}
        {none}
        {fields}
    }
    .into_any()
}

fn field_sheets(field: FieldSheets) -> AnyView {
    let i18n = use_i18n();
    let FieldSheets { number, name, open, others } = field;
    let id = format!("field-{number}");
    let labelled_by = id.clone();
    let open = open.into_iter().map(sheet_card).collect_view();
    let others = (!others.is_empty()).then(|| {
        let others = others.into_iter().map(sheet_card).collect_view();
        view! {
            <details class="worksheet-others">
                <summary>{i18n.sheet_others()}</summary>
                {others}
            </details>
        }
    });
    view! {
        <section aria-labelledby=labelled_by>
            <h2 id=id>{number} " " <PickedText text=name/></h2>
            {open}
            {others}
        </section>
    }
    .into_any()
}

fn sheet_card(row: SheetRow) -> AnyView {
    let i18n = use_i18n();
    let SheetRow { id, number, text, result, disposition, texts, edit } = row;
    let is_empty = texts.is_empty() && disposition.is_none();
    let nothing = is_empty.then(|| view! { <p class="hint">{i18n.sheet_nothing()}</p> });
    let texts = texts
        .into_iter()
        .map(|SheetText { label, text }| {
            view! {
                <dt>{label}</dt>
                <dd class="description" dir="auto">{text}</dd>
            }
        })
        .collect_view();
    let disposition = disposition.map(|words| {
        view! {
            <p class="worksheet-disposition">
                <strong>{words}</strong>
            </p>
        }
    });
    let label = i18n.sheet_write_label(&number);
    let edit = edit.map(|href| {
        view! {
            <p>
                <a class="button" href=href aria-label=label>{i18n.sheet_write()}</a>
            </p>
        }
    });
    view! {
        <article class="card worksheet" id=id>
            <h3>{number} " " <PickedText text=text/></h3>
            <p class="hint">{result}</p>
            {disposition}
            <dl class="offer-facts">{texts}</dl>
            {nothing}
            {edit}
        </article>
    }
    .into_any()
}
