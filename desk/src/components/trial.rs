//! What a change does to the search: queries to try, and what they find before and after.

use super::field::{FieldKind, TextField, text_field};
use super::table::{Column, data_table};
use crate::visit::Visit;
use i18n::I18n;
use leptos::prelude::*;
use shared::desk::words::{Found, SearchComparison};

/// A trial of a change that is not saved.
#[derive(Clone, Debug, Default)]
pub struct Trial {
    /// The queries as typed, one a line.
    pub queries: String,
    /// What they find; `None` where nothing was tried.
    pub comparisons: Option<Vec<SearchComparison>>,
}

/// The field for queries and the buttons to try and to save, for the end of a form.
pub(crate) fn trial_field(visit: &Visit, trial: &Trial) -> AnyView {
    let i18n = visit.i18n;
    let field = TextField {
        name: "queries",
        label: i18n.desk_trial_queries(),
        hint: i18n.desk_trial_hint(),
        value: &trial.queries,
        kind: FieldKind::Lines,
        ..TextField::default()
    };
    view! {
        {text_field(&field)}
        <p class="desk-actions">
            <button class="button" name="step" value="save">{i18n.desk_save()}</button>
            <button class="button-quiet" name="step" value="try">{i18n.desk_trial_try()}</button>
        </p>
    }
    .into_any()
}

/// What the queries find before and after, where something was tried.
pub(crate) fn trial_result(visit: &Visit, trial: &Trial) -> Option<AnyView> {
    let i18n = visit.i18n;
    let comparisons = trial.comparisons.as_ref()?;
    let content = if comparisons.is_empty() {
        view! { <p>{i18n.desk_trial_nothing()}</p> }.into_any()
    } else {
        let columns = [
            Column::text(i18n.desk_trial_query()),
            Column::text(i18n.desk_trial_before()),
            Column::text(i18n.desk_trial_after()),
        ];
        let row = |one: &SearchComparison| {
            let after = if one.after == one.before {
                i18n.desk_trial_same().into_any()
            } else {
                found(i18n, &one.after)
            };
            let query = one.query.clone();
            vec![view! { <bdi>{query}</bdi> }.into_any(), found(i18n, &one.before), after]
        };
        data_table(i18n.desk_trial_title(), &columns, comparisons.iter().map(row).collect())
    };
    Some(
        view! {
            <section class="card" id="trial" role="status">
                <h2>{i18n.desk_trial_title()}</h2>
                {content}
            </section>
        }
        .into_any(),
    )
}

fn found(i18n: I18n, found: &Found) -> AnyView {
    if found.total == 0 {
        return i18n.desk_trial_none().into_any();
    }
    // Names have commas of their own.
    let names = found.names.join(" · ");
    let more = if found.total > found.names.len() { " …" } else { "" };
    i18n.desk_trial_found(found.total as u64, &format!("{names}{more}")).into_any()
}
