//! Readers' reports of mistakes in offers: what is open, answering, closing.

use crate::components::{FieldKind, TextField, done_note, error_summary, hidden_field, text_field};
use crate::visit::Visit;
use jiff::civil::DateTime;
use leptos::prelude::*;

/// The page with all reports.
#[derive(Clone, Debug, Default)]
pub struct ReportList {
    /// The reports, open ones first.
    pub items: Vec<ReportItem>,
    /// What was done.
    pub done: Option<String>,
    /// An answer that was refused.
    pub refused: Option<RefusedAnswer>,
}

/// A report.
#[derive(Clone, Debug)]
pub struct ReportItem {
    /// Its id.
    pub id: String,
    /// The offer's id.
    pub offer: String,
    /// The offer's name.
    pub name: String,
    /// What is wrong.
    pub text: String,
    /// Where the reader wants an answer.
    pub reply_to: Option<String>,
    /// When it was first sent.
    pub at: DateTime,
    /// How often it was sent.
    pub copies: u64,
    /// When the reader was answered.
    pub answered_at: Option<DateTime>,
    /// When it was closed.
    pub closed_at: Option<DateTime>,
}

/// An answer that was refused.
#[derive(Clone, Debug)]
pub struct RefusedAnswer {
    /// The report's id.
    pub id: String,
    /// What was typed.
    pub answer: String,
    /// What is wrong with it.
    pub error: String,
}

/// Shows all reports.
pub fn report_list(visit: &Visit, page: ReportList) -> AnyView {
    let i18n = visit.i18n;
    let refused = page.refused.as_ref();
    let summary = error_summary(
        refused.map(|refused| refused.error.clone()),
        &refused.map(|refused| answer_id(&refused.id)).unwrap_or_default(),
    );
    let none = page.items.is_empty().then(|| view! { <p>{i18n.desk_reports_none()}</p> });
    let items: Vec<_> = page.items.iter().map(|item| report(visit, item, refused)).collect();
    view! {
        <h1>{i18n.desk_nav_reports()}</h1>
        {done_note(page.done)}
        {summary}
        <p>{i18n.desk_reports_lead()}</p>
        {none}
        {items}
    }
    .into_any()
}

fn answer_id(report: &str) -> String {
    format!("answer-{report}")
}

fn report(visit: &Visit, item: &ReportItem, refused: Option<&RefusedAnswer>) -> AnyView {
    let i18n = visit.i18n;
    let moment = |at: DateTime| format!("{}, {}", i18n.date(at.date()), i18n.time(at.time()));
    let copies = (item.copies > 1).then(|| i18n.desk_reports_copies(&i18n.number(item.copies)));
    let state = match (item.answered_at, item.closed_at) {
        (Some(at), _) => Some(i18n.desk_reports_answered(&moment(at))),
        (None, Some(at)) => Some(i18n.desk_reports_closed(&moment(at))),
        (None, None) => None,
    };
    let reply_to = item.reply_to.clone().map(|mail| view! { <p><bdi>{mail}</bdi></p> });
    let can_answer = item.reply_to.is_some() && item.answered_at.is_none();
    let refused = refused.filter(|refused| refused.id == item.id);
    let answer = can_answer.then(|| answer_form(visit, item, refused));
    let (step, label) = match item.closed_at {
        Some(_) => ("open", i18n.desk_reports_open()),
        None => ("close", i18n.desk_reports_close()),
    };
    view! {
        <section class="card">
            <h2>
                <a href=visit.public_path(&format!("offers/{}", item.offer))>
                    <bdi>{item.name.clone()}</bdi>
                </a>
            </h2>
            <p>{moment(item.at)} " " {copies}</p>
            <blockquote dir="auto">{item.text.clone()}</blockquote>
            {reply_to}
            {state.map(|state| view! { <p>{state}</p> })}
            {answer}
            <form class="desk-actions" method="post" action=visit.path("reports")>
                {hidden_field("id", &item.id)}
                <button class="button-quiet" name="step" value=step>{label}</button>
            </form>
        </section>
    }
    .into_any()
}

fn answer_form(
    visit: &Visit,
    item: &ReportItem,
    refused: Option<&RefusedAnswer>,
) -> impl IntoView + use<> {
    let i18n = visit.i18n;
    let name = answer_id(&item.id);
    let field = TextField {
        name: &name,
        label: i18n.desk_reports_answer(),
        value: refused.map_or("", |refused| &refused.answer),
        error: refused.map(|refused| refused.error.as_str()),
        kind: FieldKind::Lines,
        is_required: true,
        ..TextField::default()
    };
    view! {
        <form class="desk-form" method="post" action=visit.path("reports")>
            {hidden_field("id", &item.id)}
            {text_field(&field)}
            <button class="button" name="step" value="answer">{i18n.desk_reports_send()}</button>
        </form>
    }
}
