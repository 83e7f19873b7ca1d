//! The form with a round's settings, for a new one and for one that is prepared.

use super::Desk;
use super::round::results;
use crate::components::still;
use crate::i18n::I18n;
use i18n::words;
use leptos::prelude::*;
use shared::api::OrganiserRound;
use shared::voting::round::{
    Access, Budget, DEFAULT_SHORTLIST, FieldChoice, MAX_DOTS, MAX_SHORTLIST, ResultsVisibility,
};

/// Names one form on the page: what it does, and with which round.
type What<'a> = (&'a str, &'a str);

/// The form of a round that is prepared, or of a new one.
pub(super) fn settings_form(desk: &Desk, round: Option<&OrganiserRound>) -> AnyView {
    let i18n = desk.i18n;
    let id = round.map(|round| round.status.id.to_string()).unwrap_or_default();
    let what = (if round.is_some() { "change" } else { "prepare" }, id.as_str());
    let rules = round.map(|round| round.rules);
    let name = round.and_then(|round| round.name.clone()).map(|name| name.text);
    let dots = rules.map_or(5, |rules| rules.budget.dots());
    let most = rules.map_or(dots, |rules| rules.max_per_challenge);
    let shortlist = round.map_or(DEFAULT_SHORTLIST, |round| round.shortlist);
    let number = |name, label, (value, max): (u32, u32)| {
        number_field(desk, what, (name, label), (value, max))
    };
    still(view! {
        <form class="organise-form organise-settings" method="post" action=desk.action.clone()>
            <input type="hidden" name="round" value=id.clone()/>
            <label>
                <span>{i18n.organise_name()}</span>
                <input
                    name="name"
                    maxlength="200"
                    value=desk.value(what, "name", name.unwrap_or_default())
                />
                <span class="hint">{i18n.organise_name_hint()}</span>
            </label>
            {fields(desk, what, round)}
            {number("dots", i18n.organise_dots(), (dots, MAX_DOTS))}
            {choices(desk, what, round)}
            {number("max", i18n.organise_max(), (most, MAX_DOTS))}
            {number("shortlist", i18n.organise_shortlist(), (shortlist, MAX_SHORTLIST))}
            <button type="submit" class="button" name="do" value=what.0.to_owned()>
                {i18n.organise_save()}
            </button>
        </form>
    })
}

fn number_field(
    desk: &Desk,
    what: What<'_>,
    (name, label): (&'static str, &'static str),
    (value, max): (u32, u32),
) -> AnyView {
    still(view! {
        <label>
            <span>{label}</span>
            <input
                type="number"
                name=name
                min="1"
                max=max
                value=desk.value(what, name, value.to_string())
                inputmode="numeric"
            />
        </label>
    })
}

/// The fields voted on; in a new round all of them.
fn fields(desk: &Desk, what: What<'_>, round: Option<&OrganiserRound>) -> AnyView {
    let is_refused = desk.is_refused(what);
    let fields = desk.conference.fields.iter().map(|field| {
        let id = field.id.to_string();
        let typed = || desk.typed.iter().any(|(name, value)| name == "field" && *value == id);
        let given = || round.is_none_or(|round| round.fields.contains(&field.id));
        let is_checked = if is_refused { typed() } else { given() };
        view! {
            <label class="organise-check">
                <input type="checkbox" name="field" value=id.clone() checked=is_checked/>
                <span lang=field.name.language.to_string()>{field.name.text.clone()}</span>
            </label>
        }
    });
    still(view! {
        <fieldset>
            <legend>{desk.i18n.organise_fields()}</legend>
            {fields.collect_view()}
        </fieldset>
    })
}

/// What is chosen from a few words.
fn choices(desk: &Desk, what: What<'_>, round: Option<&OrganiserRound>) -> AnyView {
    let i18n = desk.i18n;
    let is_per_field = round.is_none_or(|round| matches!(round.rules.budget, Budget::Field(_)));
    let choice = round.map_or(FieldChoice::All, |round| round.rules.choice);
    let shown = round.map_or(ResultsVisibility::Live, |round| round.results);
    let who = round.map_or(Access::Open, |round| round.access);
    let budgets = vec![("field", i18n.organise_per_field()), ("round", i18n.organise_per_round())];
    let choose = |name, label, current: &str, all: Vec<(&'static str, &'static str)>| {
        select(desk, what, (name, label), current, all)
    };
    still(view! {
        {choose("budget", i18n.organise_budget(), if is_per_field { "field" } else { "round" }, budgets)}
        {choose("choice", i18n.organise_choice(), choice_word(choice), vec![
            ("all", i18n.organise_choice_all()),
            ("one", i18n.organise_choice_single()),
        ])}
        {choose("results", i18n.organise_results(), results_word(shown), result_choices(i18n))}
        {choose("access", i18n.organise_access(), access_word(who), access_choices(i18n))}
    })
}

fn result_choices(i18n: I18n) -> Vec<(&'static str, &'static str)> {
    let all = [ResultsVisibility::Live, ResultsVisibility::AfterClosing];
    all.map(|one| (results_word(one), results(i18n, one))).into()
}

fn access_choices(i18n: I18n) -> Vec<(&'static str, &'static str)> {
    let all = [Access::Open, Access::SharedDevices, Access::PersonalCodes];
    all.map(|one| (access_word(one), words::round_access(i18n, one))).into()
}

const fn choice_word(choice: FieldChoice) -> &'static str {
    match choice {
        FieldChoice::All => "all",
        FieldChoice::One => "one",
    }
}

const fn results_word(results: ResultsVisibility) -> &'static str {
    match results {
        ResultsVisibility::Live => "live",
        ResultsVisibility::AfterClosing => "after_closing",
    }
}

const fn access_word(access: Access) -> &'static str {
    match access {
        Access::Open => "open",
        Access::SharedDevices => "shared_devices",
        Access::PersonalCodes => "personal_codes",
    }
}

fn select(
    desk: &Desk,
    what: What<'_>,
    (name, label): (&'static str, &'static str),
    given: &str,
    all: Vec<(&'static str, &'static str)>,
) -> AnyView {
    let current = desk.value(what, name, given.to_owned());
    select_field(
        (name, label),
        &current,
        all.into_iter().map(|(v, w)| (v.to_owned(), w.to_owned())),
    )
}

/// A choice from a list.
pub(super) fn select_field(
    (name, label): (&'static str, &'static str),
    current: &str,
    all: impl Iterator<Item = (String, String)>,
) -> AnyView {
    let options = all.map(|(value, words)| {
        let is_selected = value == current;
        view! { <option value=value selected=is_selected>{words}</option> }
    });
    let options: Vec<_> = options.collect();
    still(view! {
        <label>
            <span>{label}</span>
            <select name=name>{options}</select>
        </label>
    })
}
