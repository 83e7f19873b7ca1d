//! What a person should look at in a matrix, and decide.

use crate::visit::Visit;
use leptos::prelude::*;

/// A place that is decided about.
#[derive(Clone, Debug, Default)]
pub struct DoubtCard {
    /// What a decision about it names.
    pub key: String,
    /// Where it is, in words.
    pub place: String,
    /// The words it is about.
    pub words: String,
    /// Why, in words.
    pub reason: String,
    /// Whether it may be the name of a person.
    pub is_person: bool,
    /// What can be chosen; none where only a text of one's own can be written.
    pub choices: Option<DoubtChoices>,
    /// What was written in place of the words; `None` where nothing can be.
    pub own: Option<String>,
}

/// What can be chosen about a doubtful place.
#[derive(Clone, Debug, Default)]
pub struct DoubtChoices {
    /// What accepting the proposal does, in words.
    pub accept: String,
    /// What declining it does, in words.
    pub decline: String,
    /// Whether it is accepted.
    pub is_accepted: bool,
}

/// A place that is shown, with nothing to decide.
#[derive(Clone, Debug, Default)]
pub struct DoubtNote {
    /// Where it is, in words.
    pub place: String,
    /// The words it is about.
    pub words: String,
    /// Why, in words.
    pub reason: String,
}

/// Shows the places of a matrix; within the form of its decisions.
pub(super) fn doubts(
    visit: &Visit,
    cards: &[DoubtCard],
    notes: &[DoubtNote],
    open: u64,
) -> Option<AnyView> {
    if cards.is_empty() && notes.is_empty() {
        return None;
    }
    let i18n = visit.i18n;
    let lead = (!cards.is_empty()).then(|| match open {
        0 => view! { <p>{i18n.desk_matrix_doubts_closed()}</p> }.into_any(),
        open => view! { <p>{i18n.desk_matrix_doubts_open(open)}</p> }.into_any(),
    });
    let items: Vec<_> = cards.iter().map(|one| card(visit, one)).collect();
    let items = (!items.is_empty()).then(|| view! { <ul class="desk-preview">{items}</ul> });
    Some(
        view! {
            <section id="doubts">
                <h2>{i18n.desk_matrix_doubts()}</h2>
                {lead}
                {items}
                {noted(visit, notes)}
            </section>
        }
        .into_any(),
    )
}

fn noted(visit: &Visit, notes: &[DoubtNote]) -> Option<AnyView> {
    if notes.is_empty() {
        return None;
    }
    let items: Vec<_> = notes
        .iter()
        .map(|note| {
            let quote = quote(&note.words);
            view! { <li>{note.place.clone()} ": " {quote} " " {note.reason.clone()}</li> }
        })
        .collect();
    Some(
        view! {
            <details>
                <summary>{visit.i18n.desk_matrix_notes(notes.len() as u64)}</summary>
                <ul>{items}</ul>
            </details>
        }
        .into_any(),
    )
}

fn quote(words: &str) -> Option<AnyView> {
    let words = words.to_owned();
    (!words.is_empty()).then(|| view! { <q lang="de">{words}</q> }.into_any())
}

fn card(visit: &Visit, card: &DoubtCard) -> AnyView {
    let i18n = visit.i18n;
    let person = card.is_person.then(|| {
        view! { <span class="desk-status desk-person">{i18n.desk_matrix_person()}</span> }
    });
    let legend = format!("{}: {}", card.place, card.words);
    view! {
        <li class="card">
            <fieldset class="desk-field" id=format!("doubt-{}", card.key)>
                <legend class="visually-hidden">{legend}</legend>
                <p class="field-hint">{card.place.clone()} " " {person}</p>
                <p>{quote(&card.words)}</p>
                <p>{card.reason.clone()}</p>
                {card.choices.as_ref().map(|choices| radios(&card.key, choices))}
                {card.own.as_ref().map(|own| own_text(visit, &card.key, own))}
            </fieldset>
        </li>
    }
    .into_any()
}

fn radios(key: &str, choices: &DoubtChoices) -> AnyView {
    let name = format!("doubt-{key}");
    let radio = |value: &'static str, label: &str, is_chosen: bool| {
        view! {
            <label class="desk-check">
                <input type="radio" name=name.clone() value=value checked=is_chosen/>
                <span>{label.to_owned()}</span>
            </label>
        }
    };
    view! {
        <div class="desk-checks">
            {radio("accept", &choices.accept, choices.is_accepted)}
            {radio("decline", &choices.decline, !choices.is_accepted)}
        </div>
    }
    .into_any()
}

fn own_text(visit: &Visit, key: &str, own: &str) -> AnyView {
    let name = format!("own-{key}");
    view! {
        <div class="desk-field">
            <label for=name.clone()>{visit.i18n.desk_matrix_own()}</label>
            <input id=name.clone() name=name lang="de" autocomplete="off" value=own.to_owned()/>
        </div>
    }
    .into_any()
}
