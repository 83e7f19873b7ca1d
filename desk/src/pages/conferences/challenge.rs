//! The form of a challenge, and that of a field's name.

use super::parts::{Beside, FormError, back_link, beside_links, errors};
use crate::components::{
    FieldKind, TextField, TextPair, done_note, hidden_field, text_field, text_pair,
};
use crate::visit::Visit;
use leptos::prelude::*;

/// A box that takes something away when the form is saved.
#[derive(Clone, Debug, Default)]
pub struct RemoveBox {
    /// Name in the form, and id.
    pub key: String,
    /// Whether it is ticked.
    pub is_checked: bool,
}

/// A measure.
#[derive(Clone, Debug, Default)]
pub struct MeasureFields {
    /// What its fields are about.
    pub title: String,
    /// Its texts.
    pub texts: Vec<TextPair>,
    /// Name of the field with its references, and id.
    pub references_key: String,
    /// References, one on each line.
    pub references: String,
    /// What is wrong with them.
    pub references_error: Option<String>,
    /// Takes it away; `None` for a new one.
    pub remove: Option<RemoveBox>,
    /// Whether its fields are in sight at first.
    pub is_open: bool,
}

/// A goal with its measures.
#[derive(Clone, Debug, Default)]
pub struct GoalFields {
    /// What its fields are about.
    pub title: String,
    /// Text and audience.
    pub texts: Vec<TextPair>,
    /// Its measures; the last one is new.
    pub measures: Vec<MeasureFields>,
    /// Takes it away; `None` for a new one.
    pub remove: Option<RemoveBox>,
}

/// A sub-challenge.
#[derive(Clone, Debug, Default)]
pub struct PartFields {
    /// Its text.
    pub text: TextPair,
    /// Takes it away.
    pub remove: RemoveBox,
}

/// The page of a challenge.
#[derive(Clone, Debug, Default)]
pub struct ChallengePage {
    /// The conference's id.
    pub conference: String,
    /// The challenge's id.
    pub id: String,
    /// Its number, such as "2.3", and the name of its field.
    pub title: String,
    /// Text, short title, section, notes.
    pub texts: Vec<TextPair>,
    /// Its goals; the last one is new.
    pub goals: Vec<GoalFields>,
    /// Its sub-challenges.
    pub parts: Vec<PartFields>,
    /// New sub-challenges as typed.
    pub new_parts: String,
    /// What is wrong with them.
    pub new_parts_error: Option<String>,
    /// What the form's end has in common.
    pub frame: FormFrame,
}

/// The page of a field.
#[derive(Clone, Debug, Default)]
pub struct FieldPage {
    /// The conference's id.
    pub conference: String,
    /// The field's id.
    pub id: String,
    /// Its name.
    pub name: TextPair,
    /// What both forms have in common.
    pub frame: FormFrame,
}

/// What both forms have in common.
#[derive(Clone, Debug, Default)]
pub struct FormFrame {
    /// Identifies what the form was made from.
    pub basis: String,
    /// Which language stands beside German.
    pub beside: Beside,
    /// What is wrong.
    pub error: Option<String>,
    /// Fields that are wrong.
    pub fields: Vec<FormError>,
    /// What was done.
    pub done: Option<String>,
}

/// Shows the form of a challenge.
pub fn challenge_page(visit: &Visit, page: &ChallengePage) -> AnyView {
    let i18n = visit.i18n;
    let path = format!("conferences/{}/challenges/{}", page.conference, page.id);
    let texts: Vec<_> = page.texts.iter().map(|pair| text_pair(visit, pair)).collect();
    let goals: Vec<_> = page.goals.iter().map(|goal| goal_fields(visit, goal)).collect();
    let parts: Vec<_> = page.parts.iter().map(|part| part_fields(visit, part)).collect();
    let new_parts = TextField {
        name: "new_parts",
        label: i18n.desk_conference_new_parts(),
        hint: i18n.desk_conference_new_parts_hint(),
        value: &page.new_parts,
        error: page.new_parts_error.as_deref(),
        kind: FieldKind::Lines,
        lang: Some("de"),
        ..TextField::default()
    };
    let content = view! {
        <section class="card">{texts}</section>
        {goals}
        <section class="card">
            <h2>{i18n.desk_conference_parts()}</h2>
            {parts}
            {text_field(&new_parts)}
        </section>
    };
    let remove = i18n.desk_conference_challenge_remove();
    view! {
        <h1>{page.title.clone()}</h1>
        {back_link(visit, &page.conference)}
        {framed(visit, &page.frame, &path, content.into_any())}
        {removal(visit, &path, remove)}
    }
    .into_any()
}

/// Shows the form of a field's name.
pub fn field_page(visit: &Visit, page: &FieldPage) -> AnyView {
    let i18n = visit.i18n;
    let path = format!("conferences/{}/fields/{}", page.conference, page.id);
    let content = view! { <section class="card">{text_pair(visit, &page.name)}</section> };
    view! {
        <h1>{i18n.desk_conference_field()}</h1>
        {back_link(visit, &page.conference)}
        {framed(visit, &page.frame, &path, content.into_any())}
        {removal(visit, &path, i18n.desk_conference_field_remove())}
    }
    .into_any()
}

/// The form with its messages; what is typed is also kept on the device.
fn framed(visit: &Visit, frame: &FormFrame, path: &str, content: AnyView) -> AnyView {
    let i18n = visit.i18n;
    view! {
        {done_note(frame.done.clone())}
        {errors(frame.error.as_ref(), &frame.fields)}
        {beside_links(visit, &frame.beside)}
        <form
            class="desk-conference"
            method="post"
            action=visit.path(path)
            novalidate=true
            data-draft=frame.basis.clone()
            data-draft-found=i18n.desk_draft_found()
            data-draft-restore=i18n.desk_draft_restore()
            data-draft-drop=i18n.desk_draft_drop()
            data-saved=frame.done.is_some().then_some("")
        >
            {hidden_field("basis", &frame.basis)}
            {hidden_field("beside", &frame.beside.current)}
            {content}
            <div class="desk-closing card">
                <div class="desk-actions">
                    <button class="button" name="step" value="save">{i18n.desk_save()}</button>
                </div>
            </div>
        </form>
    }
    .into_any()
}

fn goal_fields(visit: &Visit, goal: &GoalFields) -> AnyView {
    let texts: Vec<_> = goal.texts.iter().map(|pair| text_pair(visit, pair)).collect();
    let measures: Vec<_> =
        goal.measures.iter().map(|measure| measure_fields(visit, measure)).collect();
    let remove = goal.remove.as_ref();
    let remove = remove.map(|one| check(one, visit.i18n.desk_conference_goal_remove()));
    view! {
        <section class="card">
            <h2>{goal.title.clone()}</h2>
            {texts}
            {measures}
            {remove}
        </section>
    }
    .into_any()
}

fn measure_fields(visit: &Visit, measure: &MeasureFields) -> AnyView {
    let i18n = visit.i18n;
    let texts: Vec<_> = measure.texts.iter().map(|pair| text_pair(visit, pair)).collect();
    let references = TextField {
        name: &measure.references_key,
        label: i18n.desk_conference_references(),
        hint: i18n.desk_conference_references_hint(),
        value: &measure.references,
        error: measure.references_error.as_deref(),
        kind: FieldKind::Lines,
        lang: Some("de"),
        ..TextField::default()
    };
    let remove = measure.remove.as_ref();
    let remove = remove.map(|one| check(one, i18n.desk_conference_measure_remove()));
    view! {
        <details class="desk-measure" open=measure.is_open>
            <summary>{measure.title.clone()}</summary>
            {texts}
            {text_field(&references)}
            {remove}
        </details>
    }
    .into_any()
}

fn part_fields(visit: &Visit, part: &PartFields) -> AnyView {
    view! {
        {text_pair(visit, &part.text)}
        {check(&part.remove, visit.i18n.desk_conference_part_remove())}
    }
    .into_any()
}

fn check(remove: &RemoveBox, label: &'static str) -> AnyView {
    let id = remove.key.clone();
    view! {
        <label class="desk-check">
            <input
                type="checkbox"
                id=id.clone()
                name=id
                value="1"
                checked=remove.is_checked
            />
            <span>{label}</span>
        </label>
    }
    .into_any()
}

/// A form of its own that removes what the page is about, once that is confirmed.
fn removal(visit: &Visit, path: &str, label: &'static str) -> AnyView {
    let i18n = visit.i18n;
    view! {
        <form class="card desk-form" method="post" action=visit.path(path)>
            <label class="desk-check">
                <input type="checkbox" name="confirmed" value="1" required=true/>
                <span>{i18n.desk_conference_remove_ask()}</span>
            </label>
            <button class="button-quiet" name="step" value="remove">{label}</button>
        </form>
    }
    .into_any()
}
