//! Providers: the list, and the form of one.

mod persons;

use crate::components::{
    Choice, Column, FieldKind, TextField, checked_choice_field, data_table, done_note,
    error_summary, icon, text_field,
};
use crate::visit::Visit;
use i18n::I18n;
use i18n::words::desk::field_reason;
use leptos::prelude::*;
use persons::person_groups;
use shared::desk::providers::{ProviderForm, WrongField};
use std::borrow::Cow;

/// A provider on the list.
#[derive(Clone, Debug)]
pub struct ProviderRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Name of its town; empty for the whole county.
    pub city: String,
    /// Its mail address.
    pub mail: String,
}

/// Shows the list.
pub fn provider_list(visit: &Visit, rows: Vec<ProviderRow>, done: Option<String>) -> AnyView {
    let i18n = visit.i18n;
    let columns = [
        Column::text(i18n.desk_offer_name()),
        Column::text(i18n.desk_offer_city()),
        Column::text(i18n.desk_account_mail()),
    ];
    let rows = rows
        .into_iter()
        .map(|row| {
            let href = visit.path(&format!("providers/{}", row.id));
            vec![
                view! {
                    <a href=href data-row="">
                        <bdi>{row.name}</bdi>
                    </a>
                }
                .into_any(),
                row.city.into_any(),
                view! { <bdi>{row.mail}</bdi> }.into_any(),
            ]
        })
        .collect();
    view! {
        <div class="desk-head">
            <h1>{i18n.desk_nav_providers()}</h1>
            <a class="button" href=visit.path("providers/new")>
                {icon("plus")}
                {i18n.desk_provider_new()}
            </a>
        </div>
        {done_note(done)}
        {data_table(i18n.desk_nav_providers(), &columns, rows)}
    }
    .into_any()
}

/// The form of a provider.
#[derive(Clone, Debug, Default)]
pub struct ProviderPage {
    /// Its id; `None` for a new one.
    pub id: Option<String>,
    /// What stands in the fields.
    pub form: ProviderForm,
    /// The kinds to choose from, with the provider's kind selected.
    pub kinds: Vec<Choice>,
    /// The towns to choose from, with the provider's town selected.
    pub cities: Vec<Choice>,
    /// The categories that a contact person can be responsible for.
    pub categories: Vec<Choice>,
    /// What is wrong.
    pub wrong: Vec<WrongField>,
    /// What is wrong as a whole.
    pub error: Option<String>,
    /// What was done.
    pub done: Option<String>,
}

impl ProviderPage {
    /// What is wrong with the field of this name, which is also its id.
    fn error(&self, i18n: I18n, key: &str) -> Option<String> {
        let wrong = self.wrong.iter().find(|wrong| wrong.key() == key);
        wrong.map(|wrong| field_reason(i18n, wrong.reason))
    }
}

/// Shows the form.
pub fn provider_page(visit: &Visit, page: &ProviderPage) -> AnyView {
    let i18n = visit.i18n;
    let path = visit.path(&format!("providers/{}", page.id.as_deref().unwrap_or("new")));
    let title = match &page.id {
        Some(_) => page.form.name.clone(),
        None => i18n.desk_provider_new().to_owned(),
    };
    let first = page.wrong.first().map_or(Cow::Borrowed("name"), WrongField::key);
    let county = Choice::new("", i18n.desk_provider_county(), &page.form.city);
    let cities = std::iter::once(county).chain(page.cities.clone()).collect();
    let none = Choice::new("", i18n.desk_not_stated(), &page.form.kind);
    let kinds = std::iter::once(none).chain(page.kinds.clone()).collect();
    let form = &page.form;
    let field = |name: &'static str, label: &'static str, value: &str| {
        let kind = if name == "about" { FieldKind::Lines } else { FieldKind::Text };
        let error = page.error(i18n, name);
        let error = error.as_deref();
        text_field(&TextField { name, label, value, error, kind, ..TextField::default() })
    };
    let delete = page.id.as_ref().map(|id| {
        let offers = visit.path(&format!("offers?provider={id}"));
        view! {
            <form class="desk-actions" method="post" action=path.clone()>
                <a class="button-quiet" href=offers>{i18n.desk_provider_show_offers()}</a>
                <button
                    class="button-quiet"
                    name="step"
                    value="delete"
                    data-ask=i18n.desk_provider_delete_ask()
                >
                    {i18n.desk_provider_delete()}
                </button>
            </form>
        }
    });
    view! {
        <h1>
            <bdi>{title}</bdi>
        </h1>
        {done_note(page.done.clone())}
        {error_summary(page.error.clone(), &first)}
        <form class="card desk-form" method="post" action=path.clone()>
            {field("name", i18n.desk_offer_name(), &form.name)}
            {checked_choice_field(
                "kind",
                i18n.desk_provider_kind(),
                kinds,
                page.error(i18n, "kind"),
            )}
            {checked_choice_field("city", i18n.desk_offer_city(), cities, page.error(i18n, "city"))}
            {field("street", i18n.desk_provider_street(), &form.street)}
            {field("postal_code", i18n.desk_provider_postal_code(), &form.postal_code)}
            {field("place", i18n.desk_provider_place(), &form.place)}
            {field("position", i18n.desk_provider_position(), &form.position)}
            {field("person", i18n.lookup_field("person").unwrap_or_default(), &form.person)}
            {field("phone", i18n.lookup_field("phone").unwrap_or_default(), &form.phone)}
            {field("mail", i18n.lookup_field("mail").unwrap_or_default(), &form.mail)}
            {field("web", i18n.lookup_field("web").unwrap_or_default(), &form.web)}
            {field("about", i18n.desk_provider_about(), &form.about)}
            {person_groups(i18n, page)}
            <button class="button" name="step" value="save">{i18n.desk_save()}</button>
        </form>
        {delete}
    }
    .into_any()
}
