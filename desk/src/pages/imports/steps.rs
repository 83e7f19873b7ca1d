//! The steps that a file goes through.

use crate::visit::Visit;
use leptos::prelude::*;

/// A file that is being looked at.
#[derive(Clone, Debug, Default)]
pub struct FileHead {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it has columns and values to match.
    pub is_table: bool,
}

/// A step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Columns,
    Values,
    Preview,
}

impl Step {
    const fn path(self) -> &'static str {
        match self {
            Self::Columns => "columns",
            Self::Values => "values",
            Self::Preview => "preview",
        }
    }
}

impl FileHead {
    /// The address of a page about the file, by what stands behind its id.
    pub(super) fn path(&self, visit: &Visit, rest: &str) -> String {
        visit.path(&format!("imports/{}/{rest}", self.id))
    }
}

/// Name and steps of a file.
pub(super) fn head(visit: &Visit, file: &FileHead, current: Step) -> AnyView {
    let i18n = visit.i18n;
    let steps = [
        (Step::Columns, i18n.desk_imports_step_columns()),
        (Step::Values, i18n.desk_imports_step_values()),
        (Step::Preview, i18n.desk_imports_step_preview()),
    ];
    let steps: Vec<_> = steps
        .into_iter()
        .filter(|(step, _)| file.is_table || *step != Step::Columns)
        .map(|(step, name)| {
            let href = file.path(visit, step.path());
            let here = (step == current).then_some("step");
            view! {
                <li>
                    <a href=href aria-current=here>{name}</a>
                </li>
            }
        })
        .collect();
    view! {
        <h1>
            <bdi>{file.name.clone()}</bdi>
        </h1>
        <nav aria-label=i18n.desk_imports_steps()>
            <ol class="desk-steps">{steps}</ol>
        </nav>
    }
    .into_any()
}

/// The form that throws a file away.
pub(super) fn discard(visit: &Visit, file: &FileHead) -> AnyView {
    view! {
        <form method="post" action=file.path(visit, "discard")>
            <button class="button-quiet">{visit.i18n.desk_imports_discard()}</button>
        </form>
    }
    .into_any()
}
