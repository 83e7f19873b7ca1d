//! What providers want to be changed, field by field, to be accepted or declined.

use crate::components::{
    Column, FieldKind, TextField, data_table, done_note, error_summary, hidden_field, text_field,
};
use crate::visit::Visit;
use jiff::civil::DateTime;
use leptos::prelude::*;

/// The page with all open proposals.
#[derive(Clone, Debug, Default)]
pub struct ProposalList {
    /// The proposals, the oldest first.
    pub items: Vec<ProposalItem>,
    /// What was done.
    pub done: Option<String>,
    /// What is wrong with a decision.
    pub error: Option<String>,
}

/// A proposal.
#[derive(Clone, Debug)]
pub struct ProposalItem {
    /// Its id.
    pub id: String,
    /// The offer's id.
    pub offer: String,
    /// The offer's name.
    pub name: String,
    /// The provider's name.
    pub provider: String,
    /// The address of the link, or of the account.
    pub sender: String,
    /// When it was made.
    pub at: DateTime,
    /// What the provider says besides.
    pub remark: Option<String>,
    /// Whether the provider says that the offer has ended.
    pub is_end: bool,
    /// The changed fields.
    pub changes: Vec<ChangeItem>,
}

/// A changed field.
#[derive(Clone, Debug)]
pub struct ChangeItem {
    /// Its name in the form.
    pub name: String,
    /// Its label.
    pub label: &'static str,
    /// The words of the offer as it is.
    pub before: String,
    /// What was typed.
    pub typed: String,
    /// What was understood of it.
    pub after: String,
    /// What was not, in words.
    pub doubts: Vec<String>,
    /// Whether somebody has changed the field since.
    pub is_conflict: bool,
}

/// Shows all open proposals.
pub fn proposal_list(visit: &Visit, page: ProposalList) -> AnyView {
    let i18n = visit.i18n;
    let none = page.items.is_empty().then(|| view! { <p>{i18n.desk_proposals_none()}</p> });
    let items: Vec<_> = page.items.iter().map(|item| proposal(visit, item)).collect();
    view! {
        <h1>{i18n.desk_nav_proposals()}</h1>
        {done_note(page.done)}
        {error_summary(page.error, "content")}
        <p>{i18n.desk_proposals_lead()}</p>
        {none}
        {items}
    }
    .into_any()
}

fn proposal(visit: &Visit, item: &ProposalItem) -> AnyView {
    let i18n = visit.i18n;
    let when = format!("{}, {}", i18n.date(item.at.date()), i18n.time(item.at.time()));
    let remark =
        item.remark.clone().map(|remark| view! { <blockquote dir="auto">{remark}</blockquote> });
    let ended = item.is_end.then(|| view! { <p class="notice">{i18n.desk_proposals_ended()}</p> });
    let table = (!item.changes.is_empty()).then(|| change_table(visit, item));
    let accept =
        if item.is_end { i18n.desk_proposals_archive() } else { i18n.desk_proposals_accept() };
    let answer_name = format!("answer-{}", item.id);
    let answer = TextField {
        name: &answer_name,
        label: i18n.desk_proposals_answer(),
        hint: i18n.desk_proposals_answer_hint(),
        kind: FieldKind::Lines,
        ..TextField::default()
    };
    view! {
        <section class="card">
            <h2>
                <a href=visit.public_path(&format!("offers/{}", item.offer))>
                    <bdi>{item.name.clone()}</bdi>
                </a>
            </h2>
            <p>
                <bdi>{item.provider.clone()}</bdi>
                " · "
                <bdi>{item.sender.clone()}</bdi>
                " · "
                {when}
            </p>
            {ended}
            {remark}
            <form method="post" action=visit.path("proposals")>
                {hidden_field("id", &item.id)}
                {table}
                <button class="button" name="step" value="accept">{accept}</button>
                <details>
                    <summary>{i18n.desk_proposals_decline()}</summary>
                    {text_field(&answer)}
                    <button class="button-quiet" name="step" value="decline">
                        {i18n.desk_proposals_decline()}
                    </button>
                </details>
            </form>
        </section>
    }
    .into_any()
}

fn change_table(visit: &Visit, item: &ProposalItem) -> AnyView {
    let i18n = visit.i18n;
    let columns = [
        Column::text(i18n.desk_proposals_field()),
        Column::text(i18n.desk_proposals_before()),
        Column::text(i18n.desk_proposals_after()),
    ];
    let rows = item
        .changes
        .iter()
        .map(|change| {
            let mut row = vec![
                view! {
                    <label class="desk-check">
                        <input type="checkbox" name="field" value=change.name.clone() checked=true/>
                        <span>{change.label}</span>
                    </label>
                }
                .into_any(),
            ];
            row.extend(change_cells(visit, change));
            row
        })
        .collect();
    data_table(i18n.desk_proposals_changes(), &columns, rows)
}

/// The words before and after a change, with what was not understood.
pub(super) fn change_cells(visit: &Visit, change: &ChangeItem) -> [AnyView; 2] {
    let i18n = visit.i18n;
    let is_understood = change.after == change.typed;
    let typed = (!is_understood).then(|| i18n.desk_proposals_typed(&change.typed));
    let conflict = change.is_conflict.then(|| i18n.desk_proposals_conflict());
    let notes: Vec<_> = typed
        .into_iter()
        .chain(change.doubts.iter().cloned())
        .chain(conflict.map(str::to_owned))
        .map(|note| view! { <p class="field-hint" dir="auto">{note}</p> })
        .collect();
    let after = view! {
        {words(&change.after)}
        {notes}
    };
    [words(&change.before), after.into_any()]
}

/// Words of a field, which may have several lines.
fn words(text: &str) -> AnyView {
    let lines: Vec<_> =
        text.lines().map(|line| view! { <div dir="auto">{line.to_owned()}</div> }).collect();
    if lines.is_empty() { "–".into_any() } else { lines.into_any() }
}
