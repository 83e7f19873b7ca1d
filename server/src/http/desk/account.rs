//! A signed-in person's account.

use super::{DeskFailure, DeskForm, DeskResult, Right};
use crate::http::api::attachment::Attachment;
use crate::http::state::AppState;
use axum::extract::State;
use axum::response::IntoResponse;
use backend::accounts::SignedIn;
use backend::error::ServiceError;
use desk::pages::account::{OwnAccount, own_account};

pub(super) async fn show_own_account(Right { right, guest }: Right<SignedIn>) -> DeskResult {
    let page = OwnAccount { account: right.account().clone(), done: None, error: None };
    Ok(guest.page(guest.i18n().desk_account_own(), own_account(guest.visit(), page)))
}

pub(super) async fn change_own_account(
    State(state): State<AppState>,
    Right { right, guest }: Right<SignedIn>,
    DeskForm(fields): DeskForm,
) -> DeskResult {
    let (service, i18n) = (&state.service, guest.i18n());
    let value = |name| fields.value_or_empty(name);
    let done = if value("step") == "sign-out-everywhere" {
        let ended = service.sign_out_everywhere(&right).await?;
        Ok(i18n.desk_accounts_signed_out(ended))
    } else {
        let new = [value("password"), value("repeated")];
        let changed = service.change_password(&right, value("current"), new).await;
        changed.map(|()| i18n.desk_saved().to_owned())
    };
    let mut page = OwnAccount { account: right.account().clone(), done: None, error: None };
    let title = i18n.desk_account_own();
    match done {
        Ok(done) => {
            page.done = Some(done);
            Ok(guest.page(title, own_account(guest.visit(), page)))
        }
        Err(error) => {
            let failure = DeskFailure::from(error).into_refusal()?;
            page.error = Some(failure.message(i18n));
            Ok(guest.refused(failure.status(), title, own_account(guest.visit(), page)))
        }
    }
}

pub(super) async fn export_own_data(
    State(state): State<AppState>,
    Right { right, .. }: Right<SignedIn>,
) -> DeskResult {
    let data = state.service.export_own_data(&right).await?;
    let content = serde_json::to_vec_pretty(&data).map_err(ServiceError::from)?;
    Ok(Attachment {
        name: "account.json".to_owned(),
        content_type: "application/json",
        content: content.into(),
    }
    .into_response())
}
