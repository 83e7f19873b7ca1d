//! The list of conferences.

use crate::components::{Column, data_table, done_note};
use crate::visit::Visit;
use leptos::prelude::*;

/// A conference of the list.
#[derive(Clone, Debug)]
pub struct ConferenceRow {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Where; may be empty.
    pub place: String,
    /// When; may be empty.
    pub date: String,
    /// Its join code.
    pub code: String,
    /// The state of its current round.
    pub round: String,
    /// How many challenges it has.
    pub challenges: u64,
    /// Whether others may begin with it.
    pub is_template: bool,
}

/// Shows the list.
pub fn conference_list(visit: &Visit, rows: &[ConferenceRow], done: Option<String>) -> AnyView {
    let i18n = visit.i18n;
    let columns = [
        Column::text(i18n.desk_conference_title()),
        Column::text(i18n.desk_conference_place()),
        Column::text(i18n.desk_conference_date()),
        Column::text(i18n.desk_conference_code()),
        Column::text(i18n.desk_conference_round()),
        Column::number(i18n.desk_conference_challenges()),
    ];
    let content = if rows.is_empty() {
        view! { <p>{i18n.desk_conference_none()}</p> }.into_any()
    } else {
        let cells = rows.iter().map(|one| row(visit, one)).collect();
        data_table(i18n.desk_nav_conferences(), &columns, cells)
    };
    view! {
        <div class="desk-head">
            <h1>{i18n.desk_nav_conferences()}</h1>
            <div class="desk-actions">
                <a class="button" href=visit.path("conferences/new")>{i18n.desk_conference_new()}</a>
                <a class="button-quiet" href=visit.path("conferences/import")>
                    {i18n.desk_matrix_new()}
                </a>
            </div>
        </div>
        {done_note(done)}
        {content}
    }
    .into_any()
}

fn row(visit: &Visit, row: &ConferenceRow) -> Vec<AnyView> {
    let href = visit.path(&format!("conferences/{}", row.id));
    let template = row.is_template.then(
        || view! { " " <span class="desk-status">{visit.i18n.desk_conference_template()}</span> },
    );
    let title = row.title.clone();
    let bdi = |text: &str| view! { <bdi>{text.to_owned()}</bdi> }.into_any();
    vec![
        view! {
            <a href=href>
                <bdi lang="de">{title}</bdi>
            </a>
            {template}
        }
        .into_any(),
        bdi(&row.place),
        row.date.clone().into_any(),
        bdi(&row.code),
        row.round.clone().into_any(),
        visit.i18n.number(row.challenges).into_any(),
    ]
}
