//! Bursts of joins, with a form to leave out their ballots or to count them again.

use super::FormContext;
use crate::components::{replaced_view, static_view};
use crate::i18n::I18n;
use leptos::prelude::*;
use shared::api::{JoinBurst, JoinTime, StandingExclusion};
use shared::forms::FormWord;
use shared::forms::organising::{self as names, OrganiserStep};

/// The section with all bursts; empty where there is none.
pub(super) fn bursts_section(context: &FormContext, bursts: Vec<JoinBurst>) -> AnyView {
    let i18n = context.i18n;
    // After a refusal the error above the page leads here, though the group may have gone.
    let is_refused = [OrganiserStep::Exclude, OrganiserStep::Restore]
        .iter()
        .any(|step| context.typed_value(names::STEP) == Some(step.word()));
    if bursts.is_empty() && !is_refused {
        return ().into_any();
    }
    let bursts: Vec<AnyView> = bursts.into_iter().map(|burst| item(context, burst)).collect();
    replaced_view(view! {
        <section class="organise-part" id=names::BURSTS_PLACE aria-labelledby="bursts-title">
            <h2 id="bursts-title">{i18n.organise_bursts()}</h2>
            <p>{i18n.organise_bursts_hint()}</p>
            {context.saved_notice(OrganiserStep::Exclude)}
            {context.saved_notice(OrganiserStep::Restore)}
            <ul class="organise-rounds">{bursts}</ul>
        </section>
    })
}

fn item(context: &FormContext, burst: JoinBurst) -> AnyView {
    let i18n = context.i18n;
    let time = |moment: JoinTime| i18n.time_with_seconds(moment.time);
    let when = i18n.organise_burst_time(
        &i18n.date(burst.first.day),
        &time(burst.first),
        &time(burst.last),
    );
    let number = |count: u64| i18n.number(count);
    let counts = i18n.organise_burst_counts(
        &number(burst.dots),
        &number(burst.joined),
        &number(burst.voted),
    );
    let title = format!("burst-{}", burst.first.at.0);
    let labelled_by = title.clone();
    let form = match &burst.exclusion {
        Some(exclusion) => restore_form(context, exclusion),
        None => exclude_form(context, &burst),
    };
    static_view(view! {
        <li class="card" data-burst=burst.first.at.0.to_string()>
            <section aria-labelledby=labelled_by>
                <h3 id=title>{when}</h3>
                <p>{counts}</p>
                {form}
            </section>
        </li>
    })
}

fn exclude_form(context: &FormContext, burst: &JoinBurst) -> AnyView {
    let i18n = context.i18n;
    let (first, last) = (burst.first.at.0.to_string(), burst.last.at.0.to_string());
    let is_refused = context.typed_value(names::STEP) == Some(OrganiserStep::Exclude.word())
        && context.typed_value(names::FIRST) == Some(&first);
    let typed = is_refused.then(|| context.typed_value(names::REASON)).flatten();
    let typed = typed.unwrap_or_default().to_owned();
    static_view(view! {
        <form class="organise-form" method="post" action=context.action.clone()>
            <input type="hidden" name=names::FIRST value=first/>
            <input type="hidden" name=names::LAST value=last/>
            <label>
                <span>{i18n.organise_reason()}</span>
                <input name=names::REASON value=typed required/>
            </label>
            {button(OrganiserStep::Exclude, i18n.organise_exclude())}
        </form>
    })
}

fn restore_form(context: &FormContext, exclusion: &StandingExclusion) -> AnyView {
    let i18n: I18n = context.i18n;
    static_view(view! {
        <p>
            <strong>{i18n.organise_burst_excluded(exclusion.reason.as_str())}</strong>
        </p>
        <form class="organise-form" method="post" action=context.action.clone()>
            <input type="hidden" name=names::EXCLUSION value=exclusion.id.to_string()/>
            {button(OrganiserStep::Restore, i18n.organise_restore())}
        </form>
    })
}

fn button(step: OrganiserStep, label: &'static str) -> AnyView {
    static_view(view! {
        <button type="submit" class="button" name=names::STEP value=step.word()>
            {label}
        </button>
    })
}
