//! Towns and categories, for editors of the whole county.

use super::{DeskFailure, DeskForm, DeskResult, Guest, Right};
use crate::http::extract::Pairs;
use crate::http::state::AppState;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use backend::Service;
use backend::accounts::Editor;
use desk::components::Trial;
use desk::pages::terms::{TermsPage, list_name, terms_page};
use shared::desk::DeskError;
use shared::desk::terms::{MAX_TERMS, TermList, TermListing, TermRow, TermUse, TermsForm};
use shared::language::UiLanguage;

pub(super) async fn show_terms(
    State(state): State<AppState>,
    Right { right, guest }: Right<Editor>,
    Path(list): Path<String>,
    pairs: Pairs,
) -> DeskResult {
    let list = parse_list(&list)?;
    let TermListing { terms, basis } = state.service.list_terms(&right, list).await?;
    let page = TermsPage {
        list,
        terms,
        basis,
        added: String::new(),
        trial: Trial::default(),
        error: None,
        done: pairs.value("saved").map(|_| guest.i18n().desk_saved().to_owned()),
    };
    Ok(guest.page(list_name(guest.i18n(), list), terms_page(guest.visit(), &page)))
}

pub(super) async fn change_terms(
    State(state): State<AppState>,
    Right { right, guest }: Right<Editor>,
    Path(list): Path<String>,
    DeskForm(fields): DeskForm,
) -> DeskResult {
    let list = parse_list(&list)?;
    let form = parse_form(&fields);
    let queries = fields.value_or_empty("queries");
    let asked = Asked { service: &state.service, right: &right, guest: &guest, list };
    if fields.value("step") == Some("try") {
        return match state.service.try_terms(&right, list, &form, &lines(queries)).await {
            Ok(comparisons) => {
                let trial = Trial { queries: queries.to_owned(), comparisons: Some(comparisons) };
                asked.show_again(form, trial, None).await
            }
            Err(error) => {
                let trial = Trial { queries: queries.to_owned(), comparisons: None };
                let failure = DeskFailure::from(error).into_refusal()?;
                asked.show_again(form, trial, Some(failure)).await
            }
        };
    }
    match state.service.save_terms(&right, list, &form).await {
        Ok(()) => {
            let path = format!("lists/{}?saved", list.name());
            Ok(Redirect::to(&guest.visit().path(&path)).into_response())
        }
        Err(error) => {
            let failure = DeskFailure::from(error).into_refusal()?;
            let trial = Trial { queries: queries.to_owned(), comparisons: None };
            asked.show_again(form, trial, Some(failure)).await
        }
    }
}

/// A list that somebody works on.
struct Asked<'a> {
    service: &'a Service,
    right: &'a Editor,
    guest: &'a Guest,
    list: TermList,
}

impl Asked<'_> {
    /// The form as it was typed.
    async fn show_again(
        &self,
        form: TermsForm,
        trial: Trial,
        failure: Option<DeskFailure>,
    ) -> DeskResult<Response> {
        let stored = self.service.list_terms(self.right, self.list).await?;
        let typed = |row: TermRow| {
            let known = stored.terms.iter().find(|term| term.row.id == row.id);
            let (uses, is_fixed) = known.map_or((0, false), |term| (term.uses, term.is_fixed));
            TermUse { row, uses, is_fixed }
        };
        let i18n = self.guest.i18n();
        let page = TermsPage {
            list: self.list,
            terms: form.rows.into_iter().map(typed).collect(),
            basis: form.basis,
            added: form.added,
            trial,
            error: failure.as_ref().map(|failure| failure.message(i18n)),
            done: None,
        };
        let (name, content) = (list_name(i18n, self.list), terms_page(self.guest.visit(), &page));
        Ok(match failure {
            Some(failure) => self.guest.refused(failure.status(), name, content),
            None => self.guest.page(name, content),
        })
    }
}

fn parse_list(name: &str) -> Result<TermList, DeskError> {
    TermList::from_name(name).ok_or(DeskError::Missing)
}

fn parse_form(fields: &Pairs) -> TermsForm {
    let row = |number: usize| {
        let value = |part: &str| fields.value_or_empty(&format!("{part}.{number}")).to_owned();
        let id = fields.value(&format!("id.{number}"))?.to_owned();
        let name = |language: UiLanguage| {
            let name = fields.value(&format!("name.{number}.{}", language.tag()))?;
            (!name.trim().is_empty()).then(|| (language, name.to_owned()))
        };
        Some(TermRow {
            id,
            place: value("place"),
            label: value("label"),
            names: UiLanguage::ALL.into_iter().filter_map(name).collect(),
            position: value("position"),
            is_removed: fields.value(&format!("remove.{number}")).is_some(),
        })
    };
    TermsForm {
        rows: (0..MAX_TERMS).map_while(row).collect(),
        added: fields.value_or_empty("added").to_owned(),
        basis: fields.value_or_empty("basis").to_owned(),
    }
}

/// Lines with something in them.
pub(super) fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}
