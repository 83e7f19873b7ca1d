//! What has changed in the German text since a translation was right, above that translation.

use super::FormField;
use crate::visit::Visit;
use leptos::prelude::*;

/// Words that stand next to each other.
#[derive(Clone, Debug)]
pub struct WordRun {
    /// The words.
    pub text: String,
    /// Whether the other text lacks them.
    pub is_changed: bool,
}

/// What has changed in the German text.
#[derive(Clone, Debug)]
pub enum GermanText {
    /// No version holds the old text.
    Unknown,
    /// No word.
    Unchanged,
    /// The text then and now.
    Changed {
        /// Then.
        old: Vec<WordRun>,
        /// Now.
        new: Vec<WordRun>,
    },
}

/// Which of the two texts.
#[derive(Clone, Copy)]
enum Side {
    Old,
    New,
}

pub(super) fn german_text(visit: &Visit, field: &FormField, german: &GermanText) -> AnyView {
    let i18n = visit.i18n;
    let title_id = format!("{}-german", field.key);
    let labelled_by = title_id.clone();
    let content = match german {
        GermanText::Unknown => view! { <p>{i18n.desk_german_unknown()}</p> }.into_any(),
        GermanText::Unchanged => view! { <p>{i18n.desk_german_unchanged()}</p> }.into_any(),
        GermanText::Changed { old, new } => view! {
            <dl class="desk-cells">
                <dt>{i18n.desk_german_before()}</dt>
                <dd lang="de">{marked(visit, old, Side::Old)}</dd>
                <dt>{i18n.desk_german_now()}</dt>
                <dd lang="de">{marked(visit, new, Side::New)}</dd>
            </dl>
        }
        .into_any(),
    };
    view! {
        <div class="desk-german" role="group" aria-labelledby=labelled_by>
            <p id=title_id>{i18n.desk_german_title(&field.label)}</p>
            {content}
        </div>
    }
    .into_any()
}

/// A text with marks that are also read aloud: few screen readers announce the elements alone.
fn marked(visit: &Visit, runs: &[WordRun], side: Side) -> Vec<AnyView> {
    let i18n = visit.i18n;
    let hidden = |words: &'static str| {
        view! {
            <span class="visually-hidden" lang=i18n.language().tag()>
                {words}
                " "
            </span>
        }
    };
    let shown = |run: &WordRun| match (run.is_changed, side) {
        (false, _) => run.text.clone().into_any(),
        (true, Side::Old) => {
            view! { <del>{hidden(i18n.desk_german_removed())} {run.text.clone()}</del> }.into_any()
        }
        (true, Side::New) => {
            view! { <ins>{hidden(i18n.desk_german_added())} {run.text.clone()}</ins> }.into_any()
        }
    };
    runs.iter().map(shown).collect()
}
