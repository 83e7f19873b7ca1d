//! What providers want to be changed, for editors.

use super::{DeskFailure, DeskForm, DeskResult, Right};
use crate::http::care::{care_error, field_label};
use crate::http::extract::Pairs;
use crate::http::state::AppState;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use backend::Service;
use backend::accounts::Editor;
use backend::clock::local_moment;
use backend::db::proposals::ProposalKind;
use backend::finder::care::{Acceptance, CareError, FieldChange, ProposalView};
use desk::pages::proposals::{ChangeItem, ProposalItem, ProposalList, proposal_list};
use exchange::public_fields::PublicField;
use i18n::I18n;
use shared::desk::DeskError;
use shared::error::AppError;
use shared::id::ProposalId;
use std::collections::BTreeSet;

pub(super) async fn show_proposals(
    State(state): State<AppState>,
    Right { right, guest }: Right<Editor>,
    pairs: Pairs,
) -> DeskResult {
    let i18n = guest.i18n();
    let done = match pairs.value("done") {
        Some("accept") => Some(i18n.desk_proposals_accepted().to_owned()),
        Some("decline") => Some(i18n.desk_proposals_declined().to_owned()),
        _ => None,
    };
    let items = load(&state.service, &right, i18n).await?;
    let page = ProposalList { items, done, error: None };
    Ok(guest.page(i18n.desk_nav_proposals(), proposal_list(guest.visit(), page)))
}

pub(super) async fn decide(
    State(state): State<AppState>,
    Right { right, guest }: Right<Editor>,
    DeskForm(fields): DeskForm,
) -> DeskResult {
    let (service, i18n) = (&state.service, guest.i18n());
    let id = ProposalId::parse(fields.value_or_empty("id")).map_err(|_| DeskError::Missing)?;
    let step = fields.value_or_empty("step");
    let decided = if step == "decline" {
        let answer = fields.value_or_empty(&format!("answer-{id}"));
        service.decline_proposal(&right, &id, answer).await
    } else {
        service.accept_proposal(&right, &id, &chosen(&fields)).await
    };
    let error = match decided {
        Ok(()) => {
            let list = guest.visit().path("proposals");
            return Ok(Redirect::to(&format!("{list}?done={step}")).into_response());
        }
        Err(CareError::Service(error)) => return Err(DeskFailure::from(error)),
        Err(CareError::Unchanged) => i18n.desk_proposals_no_field().to_owned(),
        Err(error) => care_error(i18n, &error),
    };
    let items = load(service, &right, i18n).await?;
    let page = ProposalList { items, done: None, error: Some(error) };
    let (status, title) = (AppError::Reason.status(), i18n.desk_nav_proposals());
    Ok(guest.refused(status, title, proposal_list(guest.visit(), page)))
}

/// The fields that are ticked.
fn chosen(fields: &Pairs) -> Acceptance {
    let chosen: BTreeSet<PublicField> =
        fields.values("field").filter_map(PublicField::from_name).collect();
    Acceptance::Fields(chosen)
}

async fn load(
    service: &Service,
    editor: &Editor,
    i18n: I18n,
) -> Result<Vec<ProposalItem>, DeskFailure> {
    let views = service.list_proposals(editor).await?;
    Ok(views.into_iter().map(|view| proposal_item(i18n, view)).collect())
}

fn proposal_item(i18n: I18n, view: ProposalView) -> ProposalItem {
    let ProposalView { proposal, name, provider, changes } = view;
    ProposalItem {
        id: proposal.id.into(),
        offer: proposal.offer.into(),
        name,
        provider,
        sender: proposal.sender.into(),
        at: local_moment(proposal.created_at),
        remark: proposal.remark.map(String::from),
        is_end: proposal.kind == ProposalKind::Ended,
        changes: changes.into_iter().map(|change| change_item(i18n, change)).collect(),
    }
}

pub(super) fn change_item(i18n: I18n, change: FieldChange) -> ChangeItem {
    ChangeItem {
        name: change.field.name().to_owned(),
        label: field_label(i18n, change.field),
        before: change.before,
        typed: change.typed,
        after: change.after,
        doubts: change.doubts.iter().map(|doubt| i18n.care_doubt(&doubt.words)).collect(),
        is_conflict: change.is_conflict,
    }
}
