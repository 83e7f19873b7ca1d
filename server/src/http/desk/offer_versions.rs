//! The versions of an offer.

use super::offer_form::parse_id;
use super::{DeskForm, DeskResult, Right};
use crate::http::extract::Pairs;
use crate::http::state::AppState;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use backend::accounts::Author;
use backend::clock::local_moment;
use backend::finder::editing::OfferVersion;
use desk::pages::offer_versions::{OfferVersions, Version, VersionChange, offer_versions};
use shared::desk::DeskError;
use shared::language::UiLanguage;

pub(super) async fn show_versions(
    State(state): State<AppState>,
    Right { right, guest }: Right<Author>,
    Path(id): Path<String>,
    pairs: Pairs,
) -> DeskResult {
    let id = parse_id(&id)?;
    let open = state.service.open_offer(&right, &id).await?;
    let versions = state.service.list_versions(&right, &id).await?;
    let i18n = guest.i18n();
    let page = OfferVersions {
        can_restore: !right.only_proposes(&open.offer),
        name: open.offer.name.pick(UiLanguage::De).text,
        path: format!("offers/{id}"),
        versions: versions.into_iter().map(shown_version).collect(),
        done: pairs.value("restored").map(|_| i18n.desk_offer_restored().to_owned()),
    };
    Ok(guest.page(i18n.desk_offer_versions(), offer_versions(guest.visit(), page)))
}

pub(super) async fn restore_version(
    State(state): State<AppState>,
    Right { right, guest }: Right<Author>,
    Path(id): Path<String>,
    DeskForm(fields): DeskForm,
) -> DeskResult {
    let id = parse_id(&id)?;
    let number = fields.value_or_empty("number").parse().map_err(|_| DeskError::Missing)?;
    state.service.restore_version(&right, &id, number).await?;
    let address = guest.visit().path(&format!("offers/{id}/versions?restored"));
    Ok(Redirect::to(&address).into_response())
}

fn shown_version(OfferVersion { version, changes }: OfferVersion) -> Version {
    Version {
        number: version.number,
        at: local_moment(version.at),
        actor: version.actor,
        action: version.action,
        changes: changes
            .into_iter()
            .map(|change| VersionChange { label: change.column, old: change.old, new: change.new })
            .collect(),
    }
}
