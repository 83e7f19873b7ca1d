//! Who runs a conference.

use super::parse_id;
use crate::http::desk::{DeskFailure, DeskForm, DeskResult, Guest, Right};
use crate::http::extract::Pairs;
use crate::http::state::AppState;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use backend::Service;
use backend::accounts::{Administrator, ConferenceOrganiser, SignedIn};
use backend::error::ServiceError;
use desk::components::Choice;
use desk::pages::conferences::{PeoplePage, people_page};
use shared::desk::DeskError;
use shared::desk::conferences::ConferenceError;
use shared::id::{AccountId, ConferenceId};

pub(in crate::http::desk) async fn show_people(
    State(state): State<AppState>,
    Right { right, guest }: Right<SignedIn>,
    Path(id): Path<String>,
    pairs: Pairs,
) -> DeskResult {
    let mut page = load(&state.service, &right, &parse_id(&id)?).await?;
    page.done = pairs.value("saved").map(|_| guest.i18n().desk_saved().to_owned());
    Ok(guest.page(guest.i18n().desk_conference_people(), people_page(guest.visit(), &page)))
}

/// A secret link can be shown only once, so the page with it is the answer to the post.
pub(in crate::http::desk) async fn change_people(
    State(state): State<AppState>,
    Right { right, guest }: Right<SignedIn>,
    Path(id): Path<String>,
    DeskForm(fields): DeskForm,
) -> DeskResult {
    let organiser: ConferenceOrganiser = right.right()?;
    let id = parse_id(&id)?;
    let mut page = load(&state.service, &right, &id).await?;
    if fields.value("step") == Some("link") {
        let key = state.service.issue_organiser_link(&organiser, &id).await?;
        page.link = Some(link_address(&state, &guest, key.as_str()));
        let content = people_page(guest.visit(), &page);
        return Ok(guest.page(guest.i18n().desk_conference_people(), content));
    }
    match assign(&state.service, &right, &id, &fields).await {
        Ok(()) => {
            let address = guest.visit().path(&format!("conferences/{id}/people?saved"));
            Ok(Redirect::to(&address).into_response())
        }
        Err(error) => {
            let failure = DeskFailure::from(error).into_refusal()?;
            page.error = Some(failure.message(guest.i18n()));
            let content = people_page(guest.visit(), &page);
            Ok(guest.refused(failure.status(), guest.i18n().desk_conference_people(), content))
        }
    }
}

async fn assign(
    service: &Service,
    right: &SignedIn,
    id: &ConferenceId,
    fields: &Pairs,
) -> Result<(), ServiceError> {
    let administrator: Administrator = right.right()?;
    let wanted: Result<Vec<_>, _> = fields.values("account").map(AccountId::parse).collect();
    let wanted = wanted.map_err(|_| DeskError::from(ConferenceError::Account))?;
    service.assign_conference(&administrator, id, &wanted).await
}

fn link_address(state: &AppState, guest: &Guest, key: &str) -> String {
    format!(
        "{}{}",
        state.service.public_url(),
        guest.visit().public_path(&format!("organise/{key}"))
    )
}

async fn load(service: &Service, right: &SignedIn, id: &ConferenceId) -> DeskResult<PeoplePage> {
    let organiser: ConferenceOrganiser = right.right()?;
    let accounts = service.list_organisers(&organiser, id).await?.into_iter();
    let accounts = accounts.map(|one| Choice {
        value: one.account.id.to_string(),
        label: format!("{} ({})", one.account.name, one.account.mail.as_str()),
        is_chosen: one.is_assigned,
    });
    Ok(PeoplePage {
        id: id.to_string(),
        accounts: accounts.collect(),
        can_assign: right.right::<Administrator>().is_ok(),
        ..PeoplePage::default()
    })
}
