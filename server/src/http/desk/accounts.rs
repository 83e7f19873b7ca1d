//! Accounts, for administrators.

use super::{DeskFailure, DeskForm, DeskResult, Guest, Right};
use crate::http::extract::Pairs;
use crate::http::state::AppState;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use backend::Service;
use backend::accounts::{AccountForm, Administrator, IssuedLink};
use backend::error::ServiceError;
use desk::pages::accounts::{
    AccountList, GrantChoices, GrantFields, Named, NewLink, OneAccount, account_list, one_account,
};
use shared::desk::account::{Account, Grant, Role};
use shared::desk::{AccountError, DeskError};
use shared::id::{AccountId, CityId, ProviderId};

pub(super) async fn show_accounts(
    State(state): State<AppState>,
    Right { right, guest }: Right<Administrator>,
) -> DeskResult {
    let page = load_list(&state.service, &right, AccountList::default()).await?;
    Ok(guest.page(guest.i18n().desk_nav_accounts(), account_list(guest.visit(), page)))
}

/// The page with the link is the answer to the post: it can be shown only once.
pub(super) async fn invite(
    State(state): State<AppState>,
    Right { right, guest }: Right<Administrator>,
    DeskForm(fields): DeskForm,
) -> DeskResult {
    let title = guest.i18n().desk_nav_accounts();
    let mail = fields.value_or_empty("mail").to_owned();
    let invited = match parse_grant(&fields) {
        Ok(grant) => state.service.invite(&right, &mail, grant).await,
        Err(error) => Err(error.into()),
    };
    match invited {
        Ok(link) => {
            let mut shown = new_link(&state, &guest, &link);
            if fields.value("send").is_some() && state.service.has_mail_server() {
                state.service.mail_link(&right, &link, guest.i18n()).await?;
                shown.is_mailed = true;
            }
            let link = Some(shown);
            let page = AccountList { link, ..AccountList::default() };
            let page = load_list(&state.service, &right, page).await?;
            Ok(guest.page(title, account_list(guest.visit(), page)))
        }
        Err(error) => {
            let failure = DeskFailure::from(error).into_refusal()?;
            let error = Some(failure.message(guest.i18n()));
            let page =
                AccountList { mail, grant: grant_fields(&fields), error, ..AccountList::default() };
            let page = load_list(&state.service, &right, page).await?;
            Ok(guest.refused(failure.status(), title, account_list(guest.visit(), page)))
        }
    }
}

pub(super) async fn show_account(
    State(state): State<AppState>,
    Right { right, guest }: Right<Administrator>,
    Path(id): Path<String>,
    pairs: Pairs,
) -> DeskResult {
    let mut page = load_one(&state.service, &right, &id).await?;
    page.is_saved = pairs.value("saved").is_some();
    let title = page.account.name.as_str().to_owned();
    Ok(guest.page(&title, one_account(guest.visit(), page)))
}

pub(super) async fn change_account(
    State(state): State<AppState>,
    Right { right, guest }: Right<Administrator>,
    Path(id): Path<String>,
    DeskForm(fields): DeskForm,
) -> DeskResult {
    let mut page = load_one(&state.service, &right, &id).await?;
    let (service, account) = (&state.service, page.account.id.clone());
    let title = page.account.name.as_str().to_owned();
    let list = guest.visit().path("accounts");
    let saved = format!("{list}/{account}?saved");
    let done = match fields.value_or_empty("step") {
        "password" => {
            let link = service.issue_password_link(&right, &account).await?;
            page.link = Some(new_link(&state, &guest, &link));
            return Ok(guest.page(&title, one_account(guest.visit(), page)));
        }
        "disable" => service.disable_account(&right, &account).await.map(|()| saved),
        "reset-factor" => service.reset_second_factor(&right, &account).await.map(|()| saved),
        "enable" => service.enable_account(&right, &account).await.map(|()| saved),
        "delete" => service.delete_account(&right, &account).await.map(|()| list),
        _ => save_account(service, &right, &account, &fields).await.map(|()| saved),
    };
    match done {
        Ok(address) => Ok(Redirect::to(&address).into_response()),
        Err(error) => {
            let failure = DeskFailure::from(error).into_refusal()?;
            page.error = Some(failure.message(guest.i18n()));
            if let Some(name) = fields.value("name") {
                name.clone_into(&mut page.name);
                page.grant = grant_fields(&fields);
            }
            Ok(guest.refused(failure.status(), &title, one_account(guest.visit(), page)))
        }
    }
}

async fn save_account(
    service: &Service,
    administrator: &Administrator,
    id: &AccountId,
    fields: &Pairs,
) -> Result<(), ServiceError> {
    let name = fields.value_or_empty("name").to_owned();
    let form = AccountForm { name, grant: parse_grant(fields)? };
    service.change_account(administrator, id, &form).await
}

async fn load_list(
    service: &Service,
    administrator: &Administrator,
    page: AccountList,
) -> Result<AccountList, ServiceError> {
    let accounts = service.list_accounts(administrator).await?;
    let (choices, can_mail) = (load_choices(service).await?, service.has_mail_server());
    Ok(AccountList { accounts, choices, can_mail, ..page })
}

async fn load_one(
    service: &Service,
    administrator: &Administrator,
    id: &str,
) -> Result<OneAccount, ServiceError> {
    let accounts = service.list_accounts(administrator).await?;
    let account = accounts.into_iter().find(|account| account.id.as_str() == id);
    let account = account.ok_or(DeskError::Missing)?;
    Ok(OneAccount {
        name: account.name.as_str().to_owned(),
        grant: fields_of(&account),
        choices: load_choices(service).await?,
        link: None,
        is_saved: false,
        error: None,
        account,
    })
}

async fn load_choices(service: &Service) -> Result<GrantChoices, ServiceError> {
    let cities = service.show_taxonomy().await?.cities;
    let providers = service.list_providers().await?;
    Ok(GrantChoices {
        cities: cities
            .into_iter()
            .map(|city| Named { name: city.label.into(), id: city.id.into() })
            .collect(),
        providers: providers
            .into_iter()
            .map(|provider| Named { name: provider.name.into(), id: provider.id.into() })
            .collect(),
    })
}

fn new_link(state: &AppState, guest: &Guest, link: &IssuedLink) -> NewLink {
    let mail = link.mail().cloned().map(String::from).unwrap_or_default();
    let path = guest.visit().path(&format!("link/{}", link.token.as_str()));
    NewLink { mail, url: format!("{}{path}", state.service.public_url()), is_mailed: false }
}

fn fields_of(account: &Account) -> GrantFields {
    let Grant { role, cities, provider } = &account.grant;
    GrantFields {
        role: role.name().to_owned(),
        cities: cities.iter().map(|city| city.as_str().to_owned()).collect(),
        provider: provider.as_ref().map(|id| id.as_str().to_owned()).unwrap_or_default(),
    }
}

fn grant_fields(fields: &Pairs) -> GrantFields {
    GrantFields {
        role: fields.value_or_empty("role").to_owned(),
        cities: fields.values("cities").map(str::to_owned).collect(),
        provider: fields.value_or_empty("provider").to_owned(),
    }
}

/// What a form grants; limits that the role does not have are left out.
fn parse_grant(fields: &Pairs) -> Result<Grant, AccountError> {
    let role = Role::from_name(fields.value_or_empty("role")).ok_or(AccountError::Role)?;
    let mut grant = Grant::of(role);
    if role == Role::Editor {
        let cities = fields.values("cities").map(CityId::parse).collect::<Result<_, _>>();
        grant.cities = cities.map_err(|_| AccountError::City)?;
    }
    if role == Role::Provider {
        let id = ProviderId::parse(fields.value_or_empty("provider"));
        grant.provider = Some(id.map_err(|_| AccountError::Provider)?);
    }
    Ok(grant)
}
