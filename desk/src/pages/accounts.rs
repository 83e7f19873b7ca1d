//! Accounts: the list with the form to invite somebody, and one account.

use crate::components::{
    Choice, Column, TextField, choice_field, copy_field, data_table, done_note, error_summary,
    mail_field, text_field,
};
use crate::visit::Visit;
use i18n::words::desk::role_name;
use leptos::prelude::*;
use shared::desk::account::{Account, Role};

/// A town or a provider to choose.
#[derive(Clone, Debug)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// What an account may do, as a form has it.
#[derive(Clone, Debug, Default)]
pub struct GrantFields {
    /// The role's name.
    pub role: String,
    /// Ids of towns.
    pub cities: Vec<String>,
    /// Id of a provider; may be empty.
    pub provider: String,
}

/// Towns and providers to choose from.
#[derive(Clone, Debug, Default)]
pub struct GrantChoices {
    /// Every town.
    pub cities: Vec<Named>,
    /// Every provider.
    pub providers: Vec<Named>,
}

/// A link that is shown once.
#[derive(Clone, Debug)]
pub struct NewLink {
    /// For whom.
    pub mail: String,
    /// Its address.
    pub url: String,
    /// Whether it was mailed as well.
    pub is_mailed: bool,
}

/// The page with all accounts.
#[derive(Clone, Debug, Default)]
pub struct AccountList {
    /// Every account.
    pub accounts: Vec<Account>,
    /// What can be chosen.
    pub choices: GrantChoices,
    /// The mail address that was typed.
    pub mail: String,
    /// What was chosen for it.
    pub grant: GrantFields,
    /// A link that was made.
    pub link: Option<NewLink>,
    /// Whether links can be mailed.
    pub can_mail: bool,
    /// What is wrong.
    pub error: Option<String>,
}

/// Shows all accounts, and the form to invite somebody.
pub fn account_list(visit: &Visit, page: AccountList) -> AnyView {
    let i18n = visit.i18n;
    let columns = [
        Column::text(i18n.desk_account_name()),
        Column::text(i18n.desk_account_mail()),
        Column::text(i18n.desk_account_role()),
        Column::text(i18n.desk_account_state()),
    ];
    let rows = page.accounts.iter().map(|account| row(visit, account)).collect();
    view! {
        <h1>{i18n.desk_nav_accounts()}</h1>
        {page.link.map(|link| new_link(visit, &link))}
        {data_table(i18n.desk_nav_accounts(), &columns, rows)}
        <section>
            <h2 id="invite">{i18n.desk_account_invite()}</h2>
            <p>{i18n.desk_account_invite_lead()}</p>
            {error_summary(page.error.clone(), "mail")}
            <form class="card desk-form" method="post" action=visit.path("accounts")>
                {mail_field(visit, &page.mail)}
                {grant_fields(visit, &page.choices, &page.grant)}
                {page.can_mail.then(|| mail_choice(visit))}
                <button class="button">{i18n.desk_account_invite()}</button>
            </form>
        </section>
    }
    .into_any()
}

fn row(visit: &Visit, account: &Account) -> Vec<AnyView> {
    let i18n = visit.i18n;
    let href = visit.path(&format!("accounts/{}", account.id));
    let state = match account.disabled_at {
        Some(_) => i18n.desk_account_disabled(),
        None => i18n.desk_account_active(),
    };
    let name = account.name.as_str().to_owned();
    let mail = account.mail.as_str().to_owned();
    vec![
        view! {
            <a href=href>
                <bdi>{name}</bdi>
            </a>
        }
        .into_any(),
        view! { <bdi>{mail}</bdi> }.into_any(),
        role_name(i18n, account.grant.role).into_any(),
        state.into_any(),
    ]
}

/// Whether the link is mailed.
fn mail_choice(visit: &Visit) -> AnyView {
    view! {
        <label class="desk-check">
            <input type="checkbox" name="send" value="yes" checked=true/>
            <span>{visit.i18n.desk_account_send()}</span>
        </label>
    }
    .into_any()
}

/// A link to hand over.
pub fn new_link(visit: &Visit, link: &NewLink) -> AnyView {
    let i18n = visit.i18n;
    view! {
        <section class="notice" role="status">
            <h2>{i18n.desk_account_link_for(&link.mail)}</h2>
            {link.is_mailed.then(|| view! { <p>{i18n.desk_account_link_mailed()}</p> })}
            <p>{i18n.desk_account_link_lead()}</p>
            {copy_field(i18n, &link.url)}
        </section>
    }
    .into_any()
}

/// Role, towns and provider.
fn grant_fields(
    visit: &Visit,
    choices: &GrantChoices,
    grant: &GrantFields,
) -> impl IntoView + use<> {
    let i18n = visit.i18n;
    let roles = Role::ALL
        .map(|role| Choice::new(role.name(), role_name(i18n, role), &grant.role))
        .into_iter()
        .collect();
    let none = Choice::new("", i18n.desk_account_no_provider(), &grant.provider);
    let providers = choices
        .providers
        .iter()
        .map(|provider| Choice::new(&provider.id, &provider.name, &grant.provider));
    let cities: Vec<_> = choices
        .cities
        .iter()
        .map(|city| {
            let is_chosen = grant.cities.contains(&city.id);
            view! {
                <label class="desk-check">
                    <input
                        type="checkbox"
                        name="cities"
                        value=city.id.clone()
                        checked=is_chosen
                    />
                    <span>{city.name.clone()}</span>
                </label>
            }
        })
        .collect();
    view! {
        {choice_field("role", i18n.desk_account_role(), roles)}
        <fieldset class="desk-field">
            <legend>{i18n.desk_account_cities()}</legend>
            <p class="field-hint">{i18n.desk_account_cities_hint()}</p>
            <div class="desk-checks">{cities}</div>
        </fieldset>
        {choice_field(
            "provider",
            i18n.desk_account_provider(),
            std::iter::once(none).chain(providers).collect(),
        )}
    }
}

/// The page of one account.
#[derive(Clone, Debug)]
pub struct OneAccount {
    /// The account.
    pub account: Account,
    /// The name that was typed, or the account's.
    pub name: String,
    /// What was chosen, or what it has.
    pub grant: GrantFields,
    /// What can be chosen.
    pub choices: GrantChoices,
    /// A link that was made.
    pub link: Option<NewLink>,
    /// Whether a change was saved.
    pub is_saved: bool,
    /// What is wrong.
    pub error: Option<String>,
}

/// Shows one account.
pub fn one_account(visit: &Visit, page: OneAccount) -> AnyView {
    let i18n = visit.i18n;
    let path = visit.path(&format!("accounts/{}", page.account.id));
    let is_disabled = page.account.disabled_at.is_some();
    let name = TextField {
        name: "name",
        label: i18n.desk_account_name(),
        value: &page.name,
        is_required: true,
        ..TextField::default()
    };
    let (switch, switch_label) = if is_disabled {
        ("enable", i18n.desk_account_enable())
    } else {
        ("disable", i18n.desk_account_disable())
    };
    view! {
        <h1>
            <bdi>{page.account.name.as_str().to_owned()}</bdi>
        </h1>
        {done_note(page.is_saved.then(|| i18n.desk_saved().to_owned()))}
        {page.link.map(|link| new_link(visit, &link))}
        {error_summary(page.error.clone(), "name")}
        <form class="card desk-form" method="post" action=path.clone()>
            <p>
                {i18n.desk_account_mail()}": "
                <bdi>{page.account.mail.as_str().to_owned()}</bdi>
            </p>
            {text_field(&name)}
            {grant_fields(visit, &page.choices, &page.grant)}
            <button class="button" name="step" value="save">{i18n.desk_save()}</button>
        </form>
        <form class="desk-actions" method="post" action=path>
            <button class="button-quiet" name="step" value="password">
                {i18n.desk_account_new_link()}
            </button>
            <button class="button-quiet" name="step" value="reset-factor">
                {i18n.desk_factor_reset()}
            </button>
            <button class="button-quiet" name="step" value=switch>{switch_label}</button>
            <button
                class="button-quiet"
                name="step"
                value="delete"
                data-ask=i18n.desk_account_delete_ask()
            >
                {i18n.desk_account_delete()}
            </button>
        </form>
    }
    .into_any()
}
