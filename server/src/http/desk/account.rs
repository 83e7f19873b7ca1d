//! The own account.

use super::{DeskFailure, DeskForm, DeskResult, Right};
use crate::http::state::AppState;
use axum::extract::State;
use backend::accounts::SignedIn;
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
