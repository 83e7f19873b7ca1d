//! The first page: what needs care, with counts.

use crate::visit::Visit;
use leptos::prelude::*;

/// Something that needs care.
#[derive(Clone, Debug)]
pub struct Task {
    /// What it is.
    pub title: String,
    /// What it means.
    pub explanation: String,
    /// How many there are.
    pub count: u64,
    /// Where they are, behind `edit/`.
    pub path: String,
}

/// Shows the tasks, those that wait for somebody first.
pub fn overview(visit: &Visit, tasks: Vec<Task>) -> AnyView {
    let i18n = visit.i18n;
    let (waiting, done): (Vec<_>, Vec<_>) = tasks.into_iter().partition(|task| task.count > 0);
    let is_clear = waiting.is_empty().then(|| view! { <p>{i18n.desk_overview_clear()}</p> });
    let cards: Vec<_> = waiting
        .into_iter()
        .chain(done)
        .map(|task| {
            let count = i18n.number(task.count);
            view! {
                <li class="card desk-task" class:desk-task-clear=task.count == 0>
                    <a href=visit.path(&task.path)>
                        <strong>{count}</strong>
                        <span>{task.title}</span>
                    </a>
                    <p>{task.explanation}</p>
                </li>
            }
        })
        .collect();
    let name = visit.person.as_ref().map(|person| person.name.clone()).unwrap_or_default();
    view! {
        <h1>{i18n.desk_overview_title()}</h1>
        <p>{i18n.desk_overview_greeting(&name)}</p>
        {is_clear}
        <ul class="desk-tasks">{cards}</ul>
    }
    .into_any()
}
