//! Rounds of a conference: those there are, and a new one, explained by what a participant will see.

use super::parts::back_link;
use crate::components::{
    ChecksField, Choice, TextField, checks_field, choice_field, done_note, error_summary,
    hidden_field, text_field,
};
use crate::visit::Visit;
use leptos::prelude::*;
use shared::forms::organising as names;

/// A round.
#[derive(Clone, Debug)]
pub struct RoundRow {
    /// Its id.
    pub id: String,
    /// Its number, and its name where it has one.
    pub name: String,
    /// Its state, in words.
    pub state: String,
    /// What a participant sees, in sentences.
    pub sentences: Vec<String>,
    /// Whether it can still be taken away.
    pub is_prepared: bool,
}

/// The settings of a new round as they stand in the form.
#[derive(Clone, Debug, Default)]
pub struct RoundForm {
    /// Its name.
    pub name: String,
    /// Fields of action.
    pub fields: Vec<Choice>,
    /// What the dots are for.
    pub budget: Vec<Choice>,
    /// Dots of a participant.
    pub dots: String,
    /// Most dots on one challenge.
    pub max: String,
    /// How many fields a participant votes in.
    pub choice: Vec<Choice>,
    /// What challenges with sub-challenges do.
    pub headings: Vec<Choice>,
    /// When results are shown.
    pub results: Vec<Choice>,
    /// Who may vote.
    pub access: Vec<Choice>,
    /// Places on the shortlist.
    pub shortlist: String,
}

/// What the page shows.
#[derive(Clone, Debug, Default)]
pub struct RoundsPage {
    /// The conference's id.
    pub id: String,
    /// Its rounds, by number.
    pub rounds: Vec<RoundRow>,
    /// The form; `None` where the conference has no field yet.
    pub form: Option<RoundForm>,
    /// What a participant of the new round would see, where that was asked for.
    pub preview: Vec<String>,
    /// What is wrong.
    pub error: Option<String>,
    /// What was done.
    pub done: Option<String>,
}

/// Shows the page.
pub fn rounds_page(visit: &Visit, page: &RoundsPage) -> AnyView {
    let i18n = visit.i18n;
    let rounds: Vec<_> = page.rounds.iter().map(|round| round_card(visit, page, round)).collect();
    let none = page.rounds.is_empty().then(|| view! { <p>{i18n.desk_conference_no_rounds()}</p> });
    let form = match &page.form {
        Some(form) => new_round(visit, page, form),
        None => view! { <p>{i18n.desk_conference_no_fields()}</p> }.into_any(),
    };
    view! {
        <h1>{i18n.desk_conference_rounds()}</h1>
        {back_link(visit, &page.id)}
        {done_note(page.done.clone())}
        {error_summary(page.error.clone(), "new-round")}
        <nav class="desk-actions" aria-label=i18n.desk_conference_pages()>
            <a class="button" href=visit.public_path(&format!("organise/{}", page.id))>
                {i18n.organise_title()}
            </a>
        </nav>
        {none}
        {rounds}
        {form}
    }
    .into_any()
}

fn round_card(visit: &Visit, page: &RoundsPage, round: &RoundRow) -> AnyView {
    let i18n = visit.i18n;
    let action = visit.path(&format!("conferences/{}/rounds", page.id));
    let delete = round.is_prepared.then(|| {
        view! {
            <form method="post" action=action>
                {hidden_field(names::ROUND, &round.id)}
                <button
                    class="button-quiet"
                    name="step"
                    value="delete"
                    data-ask=i18n.desk_conference_round_delete_ask()
                >
                    {i18n.organise_delete()}
                </button>
            </form>
        }
    });
    view! {
        <section class="card">
            <h2>{round.name.clone()}</h2>
            <p class="desk-status">{round.state.clone()}</p>
            {sentences(&round.sentences)}
            {delete}
        </section>
    }
    .into_any()
}

fn sentences(sentences: &[String]) -> Vec<AnyView> {
    sentences.iter().map(|sentence| view! { <p>{sentence.clone()}</p> }.into_any()).collect()
}

fn new_round(visit: &Visit, page: &RoundsPage, form: &RoundForm) -> AnyView {
    let i18n = visit.i18n;
    let fields = ChecksField {
        name: names::FIELD.to_owned(),
        label: i18n.organise_fields(),
        hint: i18n.desk_conference_round_fields_hint(),
        choices: form.fields.clone(),
        error: None,
    };
    let text = |name: &str, label: &str, hint: &str, value: &str| {
        text_field(&TextField { name, label, value, hint, ..TextField::default() })
    };
    let preview = (!page.preview.is_empty()).then(|| {
        view! {
            <div class="notice" role="status" id="preview">
                <h3>{i18n.desk_conference_round_preview()}</h3>
                {sentences(&page.preview)}
            </div>
        }
    });
    view! {
        <form
            class="card desk-form"
            id="new-round"
            method="post"
            action=visit.path(&format!("conferences/{}/rounds", page.id))
            novalidate=true
        >
            <h2>{i18n.organise_prepare()}</h2>
            {preview}
            {text(names::NAME, i18n.organise_name(), i18n.organise_name_hint(), &form.name)}
            {checks_field(fields)}
            {text(names::DOTS, i18n.organise_dots(), "", &form.dots)}
            {choice_field(names::BUDGET, i18n.organise_budget(), form.budget.clone())}
            {text(names::MAX, i18n.organise_max(), "", &form.max)}
            {choice_field(names::CHOICE, i18n.organise_choice(), form.choice.clone())}
            {choice_field(names::HEADINGS, i18n.organise_headings(), form.headings.clone())}
            {choice_field(names::RESULTS, i18n.organise_results(), form.results.clone())}
            {choice_field(names::ACCESS, i18n.organise_access(), form.access.clone())}
            {text(names::SHORTLIST, i18n.organise_shortlist(), "", &form.shortlist)}
            <div class="desk-actions">
                <button class="button" name="step" value="prepare">
                    {i18n.desk_conference_round_prepare()}
                </button>
                <button class="button-quiet" name="step" value="preview">
                    {i18n.desk_conference_round_show()}
                </button>
            </div>
        </form>
    }
    .into_any()
}
