//! Who runs a conference: accounts, and a secret link for others.

use super::parts::back_link;
use crate::components::{ChecksField, Choice, checks_field, copy_field, done_note, error_summary};
use crate::visit::Visit;
use leptos::prelude::*;

/// What the page shows.
#[derive(Clone, Debug, Default)]
pub struct PeoplePage {
    /// The conference's id.
    pub id: String,
    /// Accounts of organisers; chosen are those that run this conference.
    pub accounts: Vec<Choice>,
    /// Whether the person may change that.
    pub can_assign: bool,
    /// A secret link that was just made.
    pub link: Option<String>,
    /// What is wrong.
    pub error: Option<String>,
    /// What was done.
    pub done: Option<String>,
}

/// Shows the page.
pub fn people_page(visit: &Visit, page: &PeoplePage) -> AnyView {
    let i18n = visit.i18n;
    let action = visit.path(&format!("conferences/{}/people", page.id));
    view! {
        <h1>{i18n.desk_conference_people()}</h1>
        {back_link(visit, &page.id)}
        {done_note(page.done.clone())}
        {error_summary(page.error.clone(), "account")}
        {accounts(visit, page, &action)}
        <section class="card desk-form">
            <h2>{i18n.desk_conference_link()}</h2>
            <p>{i18n.desk_conference_link_lead()}</p>
            {page.link.as_deref().map(|link| new_link(visit, link))}
            <form method="post" action=action>
                <button class="button-quiet" name="step" value="link">
                    {i18n.desk_conference_link_make()}
                </button>
            </form>
        </section>
    }
    .into_any()
}

fn accounts(visit: &Visit, page: &PeoplePage, action: &str) -> AnyView {
    let i18n = visit.i18n;
    if page.can_assign && !page.accounts.is_empty() {
        let field = ChecksField {
            name: "account".to_owned(),
            label: i18n.desk_conference_accounts(),
            hint: i18n.desk_conference_accounts_hint(),
            choices: page.accounts.clone(),
            error: None,
        };
        return view! {
            <form class="card desk-form" method="post" action=action.to_owned()>
                {checks_field(field)}
                <button class="button" name="step" value="assign">{i18n.desk_save()}</button>
            </form>
        }
        .into_any();
    }
    let names: Vec<_> = page
        .accounts
        .iter()
        .filter(|account| account.is_chosen)
        .map(|account| view! { <li><bdi>{account.label.clone()}</bdi></li> })
        .collect();
    let none = names.is_empty().then(|| view! { <p>{i18n.desk_conference_accounts_none()}</p> });
    view! {
        <section class="card">
            <h2>{i18n.desk_conference_accounts()}</h2>
            {none}
            <ul>{names}</ul>
        </section>
    }
    .into_any()
}

fn new_link(visit: &Visit, link: &str) -> AnyView {
    let i18n = visit.i18n;
    view! {
        <div class="notice" role="status">
            <p>{i18n.desk_conference_link_once()}</p>
            {copy_field(i18n, link)}
        </div>
    }
    .into_any()
}
