//! Ids of providers that a row gives by name only.

use crate::sheet::lists::folded;
use shared::digest::digest_id;
use shared::id::ProviderId;
use shared::provider::Provider;
use shared::text::Line;
use std::collections::BTreeMap;

/// Providers by folded name; `None` where the name is ambiguous.
pub(super) fn ids_by_name(
    known: &BTreeMap<ProviderId, Provider>,
) -> BTreeMap<String, Option<ProviderId>> {
    let mut ids = BTreeMap::new();
    for provider in known.values() {
        ids.entry(folded(provider.name.as_str()))
            .and_modify(|id| *id = None)
            .or_insert_with(|| Some(provider.id.clone()));
    }
    ids
}

/// The id of a provider given by name only: the one created for this name in an earlier import,
/// else an existing provider with this name, else a new id that is the same in every import.
pub(super) fn provider_id(
    name: &Line,
    ids_by_name: &BTreeMap<String, Option<ProviderId>>,
    known: &BTreeMap<ProviderId, Provider>,
) -> ProviderId {
    let name = folded(name.as_str());
    let id = ProviderId::from_random(digest_id(&name));
    if known.contains_key(&id) {
        return id;
    }
    ids_by_name.get(&name).cloned().flatten().unwrap_or(id)
}
