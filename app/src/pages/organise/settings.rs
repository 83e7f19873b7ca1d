//! The form with a round's settings, for a new round or a prepared one.

use super::visibility::visibility_label;
use super::{Form, FormContext};
use crate::components::static_view;
use crate::i18n::I18n;
use i18n::words;
use leptos::prelude::*;
use shared::api::OrganiserRound;
use shared::forms::FormWord;
use shared::forms::organising::{self as names, BudgetScope, OrganiserStep};
use shared::voting::round::{
    Access, DEFAULT_SHORTLIST, FieldChoice, HeadingRule, MAX_DOTS, MAX_SHORTLIST, ResultsVisibility,
};

/// A field of a form.
#[derive(Clone, Copy)]
pub(super) struct FormField {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
}

/// The form of a prepared round, or of a new one.
pub(super) fn settings_form(context: &FormContext, round: Option<&OrganiserRound>) -> AnyView {
    let i18n = context.i18n;
    let id = round.map(|round| round.status.id.to_string()).unwrap_or_default();
    let step = if round.is_some() { OrganiserStep::Change } else { OrganiserStep::Prepare };
    let form = context.form(step, &id);
    let rules = round.map(|round| round.rules);
    let name = round.and_then(|round| round.name.clone()).map(|name| name.plain_text());
    let dots = rules.map_or(5, |rules| rules.budget.dots());
    let most = rules.map_or(dots, |rules| rules.max_per_challenge);
    let shortlist = round.map_or(DEFAULT_SHORTLIST, |round| round.shortlist);
    let dots_field = FormField { name: names::DOTS, label: i18n.organise_dots() };
    let max_field = FormField { name: names::MAX, label: i18n.organise_max() };
    let shortlist_field = FormField { name: names::SHORTLIST, label: i18n.organise_shortlist() };
    static_view(view! {
        <form class="organise-form organise-settings" method="post" action=context.action.clone()>
            <input type="hidden" name=names::ROUND value=id.clone()/>
            <label>
                <span>{i18n.organise_name()}</span>
                <input
                    name=names::NAME
                    value=form.value(names::NAME, name.unwrap_or_default())
                />
                <span class="hint">{i18n.organise_name_hint()}</span>
            </label>
            {fields(form, round)}
            {number_field(form, dots_field, dots, MAX_DOTS)}
            {choices(form, round)}
            {number_field(form, max_field, most, MAX_DOTS)}
            {number_field(form, shortlist_field, shortlist, MAX_SHORTLIST)}
            <button type="submit" class="button" name=names::STEP value=step.word()>
                {i18n.organise_save()}
            </button>
        </form>
    })
}

fn number_field(form: Form<'_>, field: FormField, current: u32, max: u32) -> AnyView {
    static_view(view! {
        <label>
            <span>{field.label}</span>
            <input
                type="number"
                name=field.name
                min="1"
                max=max
                value=form.value(field.name, current.to_string())
                inputmode="numeric"
            />
        </label>
    })
}

/// The fields that are voted on; all of them in a new round.
fn fields(form: Form<'_>, round: Option<&OrganiserRound>) -> AnyView {
    let context = form.context;
    let is_refused = form.is_refused();
    let fields = context.conference.fields.iter().map(|field| {
        let id = field.id.to_string();
        let typed =
            || context.typed.iter().any(|(name, value)| name == names::FIELD && *value == id);
        let current = || round.is_none_or(|round| round.fields.contains(&field.id));
        let is_checked = if is_refused { typed() } else { current() };
        view! {
            <label class="organise-check">
                <input type="checkbox" name=names::FIELD value=id.clone() checked=is_checked/>
                <span lang=field.name.language.to_string()>{field.name.text.clone()}</span>
            </label>
        }
    });
    static_view(view! {
        <fieldset>
            <legend>{context.i18n.organise_fields()}</legend>
            {fields.collect_view()}
        </fieldset>
    })
}

/// The settings that are chosen from a list.
fn choices(form: Form<'_>, round: Option<&OrganiserRound>) -> AnyView {
    let i18n = form.context.i18n;
    let scope = round.map_or(BudgetScope::Field, |round| round.rules.budget.into());
    let choice = round.map_or(FieldChoice::All, |round| round.rules.choice);
    let headings = round.map_or(HeadingRule::default(), |round| round.rules.headings);
    let visibility = round.map_or(ResultsVisibility::Live, |round| round.results);
    let access = round.map_or(Access::Open, |round| round.access);
    let budget_field = FormField { name: names::BUDGET, label: i18n.organise_budget() };
    let choice_field = FormField { name: names::CHOICE, label: i18n.organise_choice() };
    let headings_field = FormField { name: names::HEADINGS, label: i18n.organise_headings() };
    let results_field = FormField { name: names::RESULTS, label: i18n.organise_results() };
    let access_field = FormField { name: names::ACCESS, label: i18n.organise_access() };
    static_view(view! {
        {select_word(form, budget_field, scope, |scope| budget_label(i18n, scope))}
        {select_word(form, choice_field, choice, |choice| choice_label(i18n, choice))}
        {select_word(form, headings_field, headings, |rule| words::heading_rule(i18n, rule))}
        {select_word(form, results_field, visibility, |visibility| visibility_label(i18n, visibility))}
        {select_word(form, access_field, access, |access| words::round_access(i18n, access))}
    })
}

fn budget_label(i18n: I18n, scope: BudgetScope) -> &'static str {
    match scope {
        BudgetScope::Field => i18n.organise_per_field(),
        BudgetScope::Round => i18n.organise_per_round(),
    }
}

fn choice_label(i18n: I18n, choice: FieldChoice) -> &'static str {
    match choice {
        FieldChoice::All => i18n.organise_choice_all(),
        FieldChoice::One => i18n.organise_choice_single(),
    }
}

fn select_word<T: FormWord>(
    form: Form<'_>,
    field: FormField,
    current: T,
    label: impl Fn(T) -> &'static str,
) -> AnyView {
    let all = T::ALL.iter().map(|value| (value.word().to_owned(), label(*value).to_owned()));
    let current = form.value(field.name, current.word().to_owned());
    select_field(field, &current, all)
}

/// A `<select>` of values and their labels.
pub(super) fn select_field(
    field: FormField,
    current: &str,
    all: impl Iterator<Item = (String, String)>,
) -> AnyView {
    let options: Vec<_> = all
        .map(|(value, label)| {
            let is_selected = value == current;
            view! { <option value=value selected=is_selected>{label}</option> }
        })
        .collect();
    static_view(view! {
        <label>
            <span>{field.label}</span>
            <select name=field.name>{options}</select>
        </label>
    })
}
