//! The mail queue and the words of mails, for editors.

use super::{DeskForm, DeskResult, Right};
use crate::http::extract::Pairs;
use crate::http::state::AppState;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use backend::Service;
use backend::accounts::Editor;
use backend::clock::local_moment;
use backend::db::failing_addresses::FailingAddress;
use backend::error::ServiceError;
use backend::finder::care::{CareWords, CareWordsError};
use backend::mail::MailView;
use desk::pages::mail::{FailingItem, MailItem, MailPage, MailState, mail_page};
use i18n::I18n;
use i18n::words::text_error;
use shared::desk::DeskError;
use shared::error::AppError;
use shared::id::MailId;
use shared::language::UiLanguage;

/// The language that providers are written to.
const LANGUAGE: UiLanguage = UiLanguage::De;

pub(super) async fn show_mail(
    State(state): State<AppState>,
    Right { right, guest }: Right<Editor>,
    pairs: Pairs,
) -> DeskResult {
    let i18n = guest.i18n();
    let done = match pairs.value("done") {
        Some("again") => Some(i18n.desk_mail_queued_again().to_owned()),
        Some(_) => Some(i18n.desk_saved().to_owned()),
        None => None,
    };
    let page = MailPage { done, ..load(&state.service, &right).await? };
    Ok(guest.page(i18n.desk_nav_mail(), mail_page(guest.visit(), &page)))
}

pub(super) async fn change_mail(
    State(state): State<AppState>,
    Right { right, guest }: Right<Editor>,
    DeskForm(fields): DeskForm,
) -> DeskResult {
    let (service, i18n, path) = (&state.service, guest.i18n(), guest.visit().path("mail"));
    if fields.value_or_empty("step") == "again" {
        let id = MailId::parse(fields.value_or_empty("id")).map_err(|_| DeskError::Missing)?;
        service.send_mail_again(&right, &id).await?;
        return Ok(Redirect::to(&format!("{path}?done=again")).into_response());
    }
    let words = CareWords {
        subject: fields.value_or_empty("subject").to_owned(),
        body: fields.value_or_empty("body").replace("\r\n", "\n"),
    };
    match service.save_care_words(&right, LANGUAGE, words.clone()).await? {
        Ok(()) => Ok(Redirect::to(&format!("{path}?done=words")).into_response()),
        Err(error) => {
            let page = MailPage {
                subject: words.subject,
                body: words.body,
                error: Some(words_error(i18n, &error)),
                ..load(service, &right).await?
            };
            let status = AppError::Reason.status();
            Ok(guest.refused(status, i18n.desk_nav_mail(), mail_page(guest.visit(), &page)))
        }
    }
}

fn words_error(i18n: I18n, error: &CareWordsError) -> String {
    match error {
        CareWordsError::Missing(name) => i18n.desk_mail_words_missing(&braced(name)),
        CareWordsError::Unknown(name) => i18n.desk_mail_words_unknown(&braced(name)),
        CareWordsError::Subject(error) => i18n.desk_mail_words_subject(&text_error(i18n, *error)),
        CareWordsError::Body(error) => i18n.desk_mail_words_body(&text_error(i18n, *error)),
    }
}

fn braced(name: &str) -> String {
    format!("{{{{{name}}}}}")
}

async fn load(service: &Service, editor: &Editor) -> Result<MailPage, ServiceError> {
    let queue = service.show_mail_queue(editor).await?;
    let words = service.show_care_words(editor, LANGUAGE).await?;
    Ok(MailPage {
        has_server: queue.has_server,
        mails: queue.mails.into_iter().map(mail_item).collect(),
        failing: queue.failing.into_iter().map(failing_item).collect(),
        subject: words.subject,
        body: words.body,
        done: None,
        error: None,
    })
}

fn mail_item(mail: MailView) -> MailItem {
    let state = match (mail.sent_at, mail.given_up_at) {
        (Some(at), _) => MailState::Sent(local_moment(at)),
        (None, Some(at)) => MailState::GivenUp(local_moment(at)),
        (None, None) => MailState::Waiting(local_moment(mail.next_attempt_at)),
    };
    MailItem {
        id: mail.id.into(),
        to: mail.to.into(),
        subject: mail.subject,
        body: mail.text.map(String::from),
        at: local_moment(mail.created_at),
        state,
        reason: mail.reason,
    }
}

fn failing_item(failing: FailingAddress) -> FailingItem {
    FailingItem {
        address: failing.address.into(),
        at: local_moment(failing.failed_at),
        reason: failing.reason,
    }
}
