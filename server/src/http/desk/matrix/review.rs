//! An uploaded matrix: what it would change, what is decided about it, the import.

use super::changes::{change_cards, field_counts, gone_lines};
use super::decisions::Posted;
use super::words::{doubt_card, doubt_note};
use super::{Refusal, refusal};
use crate::http::desk::{DeskFailure, DeskForm, DeskResult, Guest, Right};
use crate::http::extract::Pairs;
use crate::http::state::AppState;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use backend::accounts::ConferenceOrganiser;
use backend::voting::{MatrixReview, ReviewTarget};
use desk::pages::matrix::{MatrixReviewPage, MatrixSubject, review_page};
use exchange::matrix::Doubt;
use i18n::I18n;
use shared::desk::DeskError;
use shared::id::{ConferenceId, StagedFileId};
use shared::language::UiLanguage;

/// The id of a path; a malformed one names nothing.
fn parse_file(id: &str) -> Result<StagedFileId, DeskFailure> {
    StagedFileId::parse(id).map_err(|_| DeskError::Missing.into())
}

pub(in crate::http::desk) async fn show_review(
    State(state): State<AppState>,
    Right { right, guest }: Right<ConferenceOrganiser>,
    Path(file): Path<String>,
    pairs: Pairs,
) -> DeskResult {
    let i18n = guest.i18n();
    let review = state.service.review_matrix(&right, &parse_file(&file)?).await;
    let review = review.map_err(|error| as_failure(error, i18n))?;
    let done = match pairs.value("done") {
        Some("decided") => Some(i18n.desk_matrix_decided()),
        Some("first") => Some(i18n.desk_matrix_decide_first()),
        _ => None,
    };
    let page = MatrixReviewPage { done: done.map(str::to_owned), ..build_page(&review, i18n) };
    Ok(show(&guest, 200, &page))
}

pub(in crate::http::desk) async fn change_review(
    State(state): State<AppState>,
    Right { right, guest }: Right<ConferenceOrganiser>,
    Path(file): Path<String>,
    DeskForm(fields): DeskForm,
) -> DeskResult {
    let (service, i18n, file) = (&state.service, guest.i18n(), parse_file(&file)?);
    if fields.value("step") == Some("discard") {
        let conference = service.discard_matrix(&right, &file).await?;
        return Ok(redirect(&guest, &after(conference.as_ref(), "discarded")));
    }
    let review = service.review_matrix(&right, &file).await;
    let review = review.map_err(|error| as_failure(error, i18n))?;
    let posted = Posted::parse(&fields);
    let is_applied = fields.value("step") == Some("apply");
    if !is_applied || !posted.is_shown_in(&review) {
        let word = if is_applied { "first" } else { "decided" };
        return match service.decide_matrix(&right, &file, posted.decisions).await {
            Ok(()) => Ok(redirect(&guest, &format!("conferences/matrices/{file}?done={word}"))),
            Err(error) => Ok(refused(&guest, &review, refusal(error, i18n)?)),
        };
    }
    match service.apply_matrix(&right, &file, fields.value_or_empty("basis")).await {
        Ok(conference) => {
            let is_over = review.file.conference.is_some();
            let conference = is_over.then_some(&conference).map_or_else(
                || format!("conferences/{conference}?saved"),
                |conference| after(Some(conference), "imported"),
            );
            Ok(redirect(&guest, &conference))
        }
        Err(error) => {
            let refused_by = refusal(error, i18n)?;
            let review = service.review_matrix(&right, &file).await;
            let review = review.map_err(|error| as_failure(error, i18n))?;
            Ok(refused(&guest, &review, refused_by))
        }
    }
}

/// Where a file leads when it is gone.
fn after(conference: Option<&ConferenceId>, done: &str) -> String {
    match conference {
        Some(conference) => format!("conferences/{conference}/matrix?done={done}"),
        None => "conferences/import".to_owned(),
    }
}

fn redirect(guest: &Guest, address: &str) -> Response {
    Redirect::to(&guest.visit().path(address)).into_response()
}

/// A file that cannot be shown at all.
fn as_failure(error: backend::voting::MatrixError, i18n: I18n) -> DeskFailure {
    match refusal(error, i18n) {
        Ok(Refusal { failure, .. }) => failure.unwrap_or_else(|| DeskError::Missing.into()),
        Err(failure) => failure,
    }
}

fn refused(guest: &Guest, review: &MatrixReview, refusal: Refusal) -> Response {
    let error = Some(refusal.message);
    let page = MatrixReviewPage { error, ..build_page(review, guest.i18n()) };
    show(guest, refusal.status, &page)
}

fn show(guest: &Guest, status: u16, page: &MatrixReviewPage) -> Response {
    guest.refused(status, &page.name, review_page(guest.visit(), page))
}

fn build_page(review: &MatrixReview, i18n: I18n) -> MatrixReviewPage {
    let is_card = |doubt: &&Doubt| doubt.kind.is_question() || doubt.kind.takes_text();
    let cards: Vec<&Doubt> = review.doubts.iter().filter(is_card).collect();
    let notes = review.doubts.iter().filter(|doubt| !is_card(doubt));
    let is_open = |doubt: &&&Doubt| doubt.kind.is_question() && !doubt.is_decided;
    let refusal = review.refusal.clone();
    MatrixReviewPage {
        id: review.file.id.to_string(),
        name: review.file.name.clone(),
        subject: subject(&review.target),
        notices: notices(review, i18n),
        fields: field_counts(review),
        open: cards.iter().filter(is_open).count() as u64,
        cards: cards.into_iter().map(|doubt| doubt_card(doubt, i18n)).collect(),
        notes: notes.map(|doubt| doubt_note(doubt, i18n)).collect(),
        changes: change_cards(review, i18n),
        gone: gone_lines(review, i18n),
        is_same: review.is_same,
        refusal: refusal.map(|error| DeskFailure::Desk(DeskError::from(error)).message(i18n)),
        basis: review.basis.clone(),
        error: None,
        done: None,
    }
}

fn subject(target: &ReviewTarget) -> MatrixSubject {
    match target {
        ReviewTarget::New(details) => {
            MatrixSubject::New { title: details.title.pick(UiLanguage::De).text }
        }
        ReviewTarget::Stored(conference) => MatrixSubject::Stored {
            id: conference.id.to_string(),
            title: conference.title.pick(UiLanguage::De).text,
        },
    }
}

fn notices(review: &MatrixReview, i18n: I18n) -> Vec<String> {
    let rows = i18n.desk_matrix_rows(review.rows as u64);
    let sheets = review.unread_sheets.join(i18n.list_separator());
    let unread = (!sheets.is_empty()).then(|| i18n.desk_matrix_unread(&sheets));
    std::iter::once(rows).chain(unread).collect()
}
