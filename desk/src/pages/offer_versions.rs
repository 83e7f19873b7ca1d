//! The versions of an offer: who changed what, and back to one of them.

use crate::components::done_note;
use crate::visit::Visit;
use i18n::words::desk::{action_name, actor_name};
use jiff::civil::DateTime;
use leptos::prelude::*;
use shared::desk::audit::{Action, Actor};

/// A cell that a version changed.
#[derive(Clone, Debug)]
pub struct VersionChange {
    /// The field's label.
    pub label: String,
    /// What stood there.
    pub old: String,
    /// What stands there now.
    pub new: String,
}

/// A version.
#[derive(Clone, Debug)]
pub struct Version {
    /// Its number.
    pub number: u64,
    /// When, in Europe/Berlin.
    pub at: DateTime,
    /// Who.
    pub actor: Actor,
    /// What was done.
    pub action: Action,
    /// What it changed.
    pub changes: Vec<VersionChange>,
}

/// What the page shows.
#[derive(Clone, Debug)]
pub struct OfferVersions {
    /// The offer's name.
    pub name: String,
    /// The form of the offer, behind `edit/`.
    pub path: String,
    /// The versions, the latest first.
    pub versions: Vec<Version>,
    /// Whether the person may restore one.
    pub can_restore: bool,
    /// What was done.
    pub done: Option<String>,
}

/// Shows the versions.
pub fn offer_versions(visit: &Visit, page: OfferVersions) -> AnyView {
    let i18n = visit.i18n;
    let is_empty = page.versions.is_empty();
    let path = page.path.clone();
    let versions: Vec<_> = page
        .versions
        .into_iter()
        .enumerate()
        .map(|(place, version)| {
            let restore = (page.can_restore && place > 0)
                .then(|| restore_button(visit, &path, version.number));
            shown_version(visit, version, restore)
        })
        .collect();
    view! {
        <p>
            <a href=visit.path(&page.path)>{i18n.desk_offer_back()}</a>
        </p>
        <h1>{i18n.desk_offer_versions()}</h1>
        <p>
            <bdi lang="de">{page.name}</bdi>
        </p>
        {done_note(page.done)}
        {is_empty.then(|| view! { <p>{i18n.desk_offer_no_versions()}</p> })}
        <ol class="desk-versions">{versions}</ol>
    }
    .into_any()
}

fn shown_version(visit: &Visit, version: Version, restore: Option<AnyView>) -> AnyView {
    let i18n = visit.i18n;
    let when = format!("{}, {}", i18n.date(version.at.date()), i18n.time(version.at.time()));
    let changes: Vec<_> = version
        .changes
        .into_iter()
        .map(|change| {
            view! {
                <dt>{change.label}</dt>
                <dd>
                    <del>{change.old}</del>
                    " "
                    <ins>{change.new}</ins>
                </dd>
            }
        })
        .collect();
    view! {
        <li class="card">
            <h2>{when}</h2>
            <p>
                <bdi>{actor_name(i18n, &version.actor)}</bdi>
                ": "
                {action_name(i18n, version.action)}
            </p>
            <dl class="desk-cells">{changes}</dl>
            {restore}
        </li>
    }
    .into_any()
}

fn restore_button(visit: &Visit, path: &str, number: u64) -> AnyView {
    view! {
        <form method="post" action=visit.path(&format!("{path}/versions"))>
            <button class="button-quiet" name="number" value=number.to_string()>
                {visit.i18n.desk_offer_restore()}
            </button>
        </form>
    }
    .into_any()
}
