//! An uploaded matrix: how it is read, what it would change, and the form to decide and apply.

use super::changes::{ChangeCard, GoneLine, changes, gone};
use super::doubts::{DoubtCard, DoubtNote, doubts};
use crate::components::{Column, data_table, done_note, error_summary, hidden_field};
use crate::visit::Visit;
use leptos::prelude::*;

/// What a matrix is for.
#[derive(Clone, Debug)]
pub enum MatrixSubject {
    /// A new conference with this title.
    New {
        /// The title.
        title: String,
    },
    /// A conference that is there.
    Stored {
        /// Its id.
        id: String,
        /// Its title.
        title: String,
    },
}

/// How many challenges of a field there are.
#[derive(Clone, Debug, Default)]
pub struct FieldCounts {
    /// Number and name of the field.
    pub name: String,
    /// All of the file and of what stays.
    pub challenges: u64,
    /// Measures of these challenges.
    pub measures: u64,
    /// New, changed, the same, no longer in the file.
    pub counts: [u64; 4],
}

/// What the page shows.
#[derive(Clone, Debug)]
pub struct MatrixReviewPage {
    /// The file's id.
    pub id: String,
    /// The file's name.
    pub name: String,
    /// What it is for.
    pub subject: MatrixSubject,
    /// What was noticed about the file as a whole, in words.
    pub notices: Vec<String>,
    /// Its fields.
    pub fields: Vec<FieldCounts>,
    /// Places to decide about.
    pub cards: Vec<DoubtCard>,
    /// How many of them nobody has decided about.
    pub open: u64,
    /// Places to know about.
    pub notes: Vec<DoubtNote>,
    /// What would be new, change or vanish.
    pub changes: Vec<ChangeCard>,
    /// What the file no longer has.
    pub gone: Vec<GoneLine>,
    /// Whether nothing would change.
    pub is_same: bool,
    /// Why it cannot be imported as it is, in words.
    pub refusal: Option<String>,
    /// Identifies what is shown.
    pub basis: String,
    /// What is wrong.
    pub error: Option<String>,
    /// What was done.
    pub done: Option<String>,
}

/// Shows the page.
pub fn review_page(visit: &Visit, page: &MatrixReviewPage) -> AnyView {
    let i18n = visit.i18n;
    let notices: Vec<_> =
        page.notices.iter().map(|notice| view! { <li>{notice.clone()}</li> }).collect();
    let action = visit.path(&format!("conferences/matrices/{}", page.id));
    let refusal = page.refusal.clone().map(|refusal| view! { <p class="notice">{refusal}</p> });
    view! {
        <h1>
            <bdi>{page.name.clone()}</bdi>
        </h1>
        {subject(visit, &page.subject)}
        {done_note(page.done.clone())}
        {error_summary(page.error.clone(), "apply")}
        <ul>{notices}</ul>
        {counts(visit, page)}
        {refusal}
        <form class="desk-conference" method="post" action=action.clone()>
            {hidden_field("basis", &page.basis)}
            {doubts(visit, &page.cards, &page.notes, page.open)}
            {changed(visit, page)}
            {gone(visit, &page.gone)}
            {buttons(visit, page)}
        </form>
        <form method="post" action=action>
            <button class="button-quiet" name="step" value="discard">
                {i18n.desk_imports_discard()}
            </button>
        </form>
    }
    .into_any()
}

fn subject(visit: &Visit, subject: &MatrixSubject) -> AnyView {
    let i18n = visit.i18n;
    match subject {
        MatrixSubject::New { title } => {
            view! { <p>{i18n.desk_matrix_for_new(title)}</p> }.into_any()
        }
        MatrixSubject::Stored { id, title } => {
            let href = visit.path(&format!("conferences/{id}"));
            view! {
                <p>
                    <a href=href>{i18n.desk_matrix_for_conference(title)}</a>
                </p>
            }
            .into_any()
        }
    }
}

fn counts(visit: &Visit, page: &MatrixReviewPage) -> AnyView {
    let i18n = visit.i18n;
    let is_new = matches!(page.subject, MatrixSubject::New { .. });
    let mut columns = vec![
        Column::text(i18n.desk_matrix_field()),
        Column::number(i18n.desk_conference_challenges()),
        Column::number(i18n.desk_matrix_measures()),
    ];
    if !is_new {
        columns.extend([
            Column::number(i18n.desk_imports_created()),
            Column::number(i18n.desk_imports_changed()),
            Column::number(i18n.desk_imports_filter_same()),
            Column::number(i18n.desk_matrix_gone_column()),
        ]);
    }
    let number = |count: u64| i18n.number(count).into_any();
    let row = |field: &FieldCounts| {
        let name = view! { <bdi lang="de">{field.name.clone()}</bdi> }.into_any();
        let counts = field.counts.into_iter().filter(|_| !is_new).map(number);
        [name, number(field.challenges), number(field.measures)].into_iter().chain(counts).collect()
    };
    let rows = page.fields.iter().map(row).collect();
    view! {
        <section>
            <h2>{i18n.desk_matrix_fields()}</h2>
            {data_table(i18n.desk_matrix_fields(), &columns, rows)}
        </section>
    }
    .into_any()
}

fn changed(visit: &Visit, page: &MatrixReviewPage) -> AnyView {
    let i18n = visit.i18n;
    let title = match page.subject {
        MatrixSubject::New { .. } => i18n.desk_matrix_content(),
        MatrixSubject::Stored { .. } => i18n.desk_matrix_changes(),
    };
    let content = if page.is_same {
        view! { <p>{i18n.desk_matrix_same()}</p> }.into_any()
    } else {
        changes(visit, &page.changes)
    };
    view! {
        <section id="changes">
            <h2>{title}</h2>
            {content}
        </section>
    }
    .into_any()
}

fn buttons(visit: &Visit, page: &MatrixReviewPage) -> AnyView {
    let i18n = visit.i18n;
    let (apply, lead) = match page.subject {
        MatrixSubject::New { .. } => (i18n.desk_matrix_apply_new(), None),
        MatrixSubject::Stored { .. } => {
            (i18n.desk_matrix_apply(), Some(i18n.desk_matrix_apply_lead()))
        }
    };
    let can_apply = page.refusal.is_none() && !page.is_same;
    let has_decisions = !page.cards.is_empty()
        || !page.gone.is_empty()
        || page.changes.iter().any(|card| card.same.is_some());
    let apply = can_apply.then(|| {
        view! {
            <button class="button" id="apply" name="step" value="apply">
                {apply}
            </button>
        }
    });
    let decide = has_decisions.then(|| {
        view! {
            <button class="button-quiet" name="step" value="decide">
                {i18n.desk_matrix_decide()}
            </button>
        }
    });
    let lead = lead.filter(|_| can_apply).map(|lead| view! { <p>{lead}</p> });
    view! {
        {lead}
        <div class="desk-actions">{decide} {apply}</div>
    }
    .into_any()
}
