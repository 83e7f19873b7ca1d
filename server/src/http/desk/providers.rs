//! Providers, for editors.

use super::terms::{Chosen, TermChoices};
use super::{DeskFailure, DeskForm, DeskResult, Guest, Right};
use crate::http::extract::Pairs;
use crate::http::state::AppState;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use backend::Service;
use backend::accounts::Editor;
use backend::error::ServiceError;
use desk::components::Choice;
use desk::pages::providers::{ProviderPage, ProviderRow, provider_list, provider_page};
use i18n::words::institution_kind;
use shared::desk::DeskError;
use shared::desk::providers::{PersonForm, ProviderForm, person_field};
use shared::id::ProviderId;
use shared::provider::{InstitutionKind, MAX_PERSONS};
use shared::taxonomy::Taxonomy;

pub(super) async fn show_providers(
    State(state): State<AppState>,
    Right { guest, .. }: Right<Editor>,
    pairs: Pairs,
) -> DeskResult {
    let taxonomy = state.service.show_taxonomy().await?;
    let providers = state.service.list_providers().await?;
    let rows = providers.into_iter().map(|provider| ProviderRow {
        city: provider
            .city
            .map_or_else(String::new, |id| city_name(&guest, &taxonomy, id.as_str())),
        mail: provider.contact.mail.map(String::from).unwrap_or_default(),
        name: provider.name.into(),
        id: provider.id.into(),
    });
    let done = pairs.value("saved").map(|_| guest.i18n().desk_saved().to_owned());
    let content = provider_list(guest.visit(), rows.collect(), done);
    Ok(guest.page(guest.i18n().desk_nav_providers(), content))
}

pub(super) async fn show_new_provider(
    State(state): State<AppState>,
    Right { guest, .. }: Right<Editor>,
) -> DeskResult {
    let page = with_choices(&state.service, &guest, ProviderPage::default()).await?;
    Ok(guest.page(guest.i18n().desk_provider_new(), provider_page(guest.visit(), &page)))
}

pub(super) async fn create_provider(
    State(state): State<AppState>,
    Right { right, guest }: Right<Editor>,
    DeskForm(fields): DeskForm,
) -> DeskResult {
    let page = ProviderPage { form: parse_form(&fields), ..ProviderPage::default() };
    let saved = state.service.save_provider(&right, None, &page.form).await;
    finish(&state.service, &guest, page, saved.map(|id| format!("providers/{id}?saved"))).await
}

pub(super) async fn show_provider(
    State(state): State<AppState>,
    Right { right, guest }: Right<Editor>,
    Path(id): Path<String>,
    pairs: Pairs,
) -> DeskResult {
    let provider = state.service.open_provider(&right, &parse_id(&id)?).await?;
    let page = ProviderPage {
        form: ProviderForm::from(&provider),
        id: Some(id),
        done: pairs.value("saved").map(|_| guest.i18n().desk_saved().to_owned()),
        ..ProviderPage::default()
    };
    let page = with_choices(&state.service, &guest, page).await?;
    Ok(guest.page(provider.name.as_str(), provider_page(guest.visit(), &page)))
}

pub(super) async fn change_provider(
    State(state): State<AppState>,
    Right { right, guest }: Right<Editor>,
    Path(id): Path<String>,
    DeskForm(fields): DeskForm,
) -> DeskResult {
    let provider = state.service.open_provider(&right, &parse_id(&id)?).await?;
    let mut page = ProviderPage { id: Some(id), ..ProviderPage::default() };
    let done = if fields.value("step") == Some("delete") {
        page.form = ProviderForm::from(&provider);
        let deleted = state.service.delete_provider(&right, &provider.id).await;
        deleted.map(|()| "providers?saved".to_owned())
    } else {
        page.form = parse_form(&fields);
        let saved = state.service.save_provider(&right, Some(&provider.id), &page.form).await;
        saved.map(|id| format!("providers/{id}?saved"))
    };
    finish(&state.service, &guest, page, done).await
}

/// On to the next page, or the form again with what is wrong.
async fn finish(
    service: &Service,
    guest: &Guest,
    page: ProviderPage,
    done: Result<String, ServiceError>,
) -> DeskResult {
    let failure = match done {
        Ok(path) => return Ok(Redirect::to(&guest.visit().path(&path)).into_response()),
        Err(error) => DeskFailure::from(error).into_refusal()?,
    };
    let wrong = match &failure {
        DeskFailure::Desk(DeskError::Fields(wrong)) => wrong.clone(),
        _ => Vec::new(),
    };
    let page = ProviderPage { wrong, error: Some(failure.message(guest.i18n())), ..page };
    let page = with_choices(service, guest, page).await?;
    let content = provider_page(guest.visit(), &page);
    Ok(guest.refused(failure.status(), guest.i18n().desk_nav_providers(), content))
}

async fn with_choices(
    service: &Service,
    guest: &Guest,
    page: ProviderPage,
) -> Result<ProviderPage, ServiceError> {
    let i18n = guest.i18n();
    let chosen = Chosen { city: &page.form.city, ..Chosen::default() };
    let TermChoices { cities, categories } = TermChoices::load(service, i18n, chosen).await?;
    let kind = |kind: InstitutionKind| {
        Choice::new(kind.name(), institution_kind(i18n, kind), &page.form.kind)
    };
    let kinds = InstitutionKind::ALL.map(kind).into();
    Ok(ProviderPage { kinds, cities, categories, ..page })
}

fn city_name(guest: &Guest, taxonomy: &Taxonomy, id: &str) -> String {
    let term = taxonomy.cities.iter().find(|term| term.id.as_str() == id);
    term.map_or(id, |term| term.name_in(guest.i18n().language())).to_owned()
}

fn parse_id(id: &str) -> Result<ProviderId, DeskError> {
    ProviderId::parse(id).map_err(|_| DeskError::Missing)
}

fn parse_form(fields: &Pairs) -> ProviderForm {
    let value = |name| fields.value_or_empty(name).to_owned();
    ProviderForm {
        name: value("name"),
        kind: value("kind"),
        city: value("city"),
        street: value("street"),
        postal_code: value("postal_code"),
        place: value("place"),
        position: value("position"),
        person: value("person"),
        phone: value("phone"),
        mail: value("mail"),
        web: value("web"),
        about: value("about"),
        persons: parse_persons(fields),
    }
}

/// The groups in which anything stands. One more than a provider can have is read, so that it is
/// refused instead of lost.
fn parse_persons(fields: &Pairs) -> Vec<PersonForm> {
    let person = |place| {
        let value = |name| fields.value_or_empty(&person_field(place, name)).to_owned();
        let values = |name| fields.values(&person_field(place, name)).map(str::to_owned).collect();
        PersonForm {
            name: value("name"),
            topic: value("topic"),
            cities: values("cities"),
            categories: values("categories"),
            phone: value("phone"),
            mail: value("mail"),
            is_removed: fields.value(&person_field(place, "remove")).is_some(),
        }
    };
    (0..=MAX_PERSONS).map(person).filter(|person| !person.is_blank()).collect()
}
