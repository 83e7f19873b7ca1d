//! The mail queue, rejected addresses, and the words of the mail to providers.

use crate::components::{
    Column, FieldKind, TextField, data_table, done_note, error_summary, hidden_field, text_field,
};
use crate::visit::Visit;
use jiff::civil::DateTime;
use leptos::prelude::*;

/// The page about mails.
#[derive(Clone, Debug, Default)]
pub struct MailPage {
    /// Whether a mail server is configured.
    pub has_server: bool,
    /// Mails, the latest first.
    pub mails: Vec<MailItem>,
    /// Addresses that were rejected.
    pub failing: Vec<FailingItem>,
    /// Subject of the mail to providers.
    pub subject: String,
    /// Its text.
    pub body: String,
    /// What was done.
    pub done: Option<String>,
    /// What is wrong with the words.
    pub error: Option<String>,
}

/// A mail.
#[derive(Clone, Debug)]
pub struct MailItem {
    /// Its id.
    pub id: String,
    /// The address.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The text, to be copied where no mail server sends it.
    pub body: Option<String>,
    /// When it was queued.
    pub at: DateTime,
    /// Its state.
    pub state: MailState,
    /// What the mail server last answered.
    pub reason: Option<String>,
}

/// The state of a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailState {
    /// It waits, until then at least.
    Waiting(DateTime),
    /// It was sent.
    Sent(DateTime),
    /// It was given up.
    GivenUp(DateTime),
}

/// An address that was rejected.
#[derive(Clone, Debug)]
pub struct FailingItem {
    /// The address.
    pub address: String,
    /// When.
    pub at: DateTime,
    /// What the mail server answered.
    pub reason: String,
}

/// Shows the page about mails.
pub fn mail_page(visit: &Visit, page: &MailPage) -> AnyView {
    let i18n = visit.i18n;
    let no_server = (!page.has_server)
        .then(|| view! { <p class="notice" role="note">{i18n.desk_mail_no_server()}</p> });
    let columns = [
        Column::text(i18n.desk_mail_to()),
        Column::text(i18n.desk_mail_subject()),
        Column::text(i18n.desk_mail_queued()),
        Column::text(i18n.desk_mail_state()),
    ];
    let rows = page.mails.iter().map(|mail| mail_row(visit, mail)).collect();
    let failing = (!page.failing.is_empty()).then(|| failing_section(visit, &page.failing));
    view! {
        <h1>{i18n.desk_nav_mail()}</h1>
        {done_note(page.done.clone())}
        {no_server}
        <section>
            <h2>{i18n.desk_mail_queue()}</h2>
            {data_table(i18n.desk_mail_queue(), &columns, rows)}
        </section>
        {failing}
        {words_section(visit, page)}
    }
    .into_any()
}

fn moment(visit: &Visit, at: DateTime) -> String {
    format!("{}, {}", visit.i18n.date(at.date()), visit.i18n.time(at.time()))
}

fn mail_row(visit: &Visit, mail: &MailItem) -> Vec<AnyView> {
    let i18n = visit.i18n;
    let (state, again) = match mail.state {
        MailState::Waiting(until) => (i18n.desk_mail_waiting(&moment(visit, until)), None),
        MailState::Sent(at) => (i18n.desk_mail_sent(&moment(visit, at)), None),
        MailState::GivenUp(at) => (i18n.desk_mail_given_up(&moment(visit, at)), Some(())),
    };
    let again = again.map(|()| {
        view! {
            <form method="post" action=visit.path("mail")>
                {hidden_field("id", &mail.id)}
                <button class="button-quiet" name="step" value="again">
                    {i18n.desk_mail_again()}
                </button>
            </form>
        }
    });
    let reason = mail.reason.clone().map(|reason| view! { <p class="field-hint">{reason}</p> });
    let body = mail.body.clone().map(|body| {
        view! {
            <details>
                <summary>{i18n.desk_mail_text()}</summary>
                <pre dir="auto">{body}</pre>
            </details>
        }
    });
    vec![
        view! { <bdi>{mail.to.clone()}</bdi> }.into_any(),
        view! {
            <span dir="auto">{mail.subject.clone()}</span>
            {body}
        }
        .into_any(),
        moment(visit, mail.at).into_any(),
        view! {
            {state}
            {reason}
            {again}
        }
        .into_any(),
    ]
}

fn failing_section(visit: &Visit, failing: &[FailingItem]) -> AnyView {
    let i18n = visit.i18n;
    let columns = [
        Column::text(i18n.desk_mail_to()),
        Column::text(i18n.desk_mail_since()),
        Column::text(i18n.desk_mail_reason()),
    ];
    let rows = failing
        .iter()
        .map(|item| {
            vec![
                view! { <bdi>{item.address.clone()}</bdi> }.into_any(),
                moment(visit, item.at).into_any(),
                view! { <bdi>{item.reason.clone()}</bdi> }.into_any(),
            ]
        })
        .collect();
    view! {
        <section>
            <h2>{i18n.desk_mail_failing()}</h2>
            <p>{i18n.desk_mail_failing_lead()}</p>
            {data_table(i18n.desk_mail_failing(), &columns, rows)}
        </section>
    }
    .into_any()
}

fn words_section(visit: &Visit, page: &MailPage) -> impl IntoView + use<> {
    let i18n = visit.i18n;
    let subject = TextField {
        name: "subject",
        label: i18n.desk_mail_subject(),
        value: &page.subject,
        is_required: true,
        lang: Some("de"),
        ..TextField::default()
    };
    let body = TextField {
        name: "body",
        label: i18n.desk_mail_text(),
        value: &page.body,
        hint: i18n.desk_mail_words_hint(),
        error: page.error.as_deref(),
        kind: FieldKind::Lines,
        is_required: true,
        lang: Some("de"),
    };
    view! {
        <section>
            <h2 id="words">{i18n.desk_mail_words()}</h2>
            {error_summary(page.error.clone(), "body")}
            <form class="card desk-form" method="post" action=visit.path("mail")>
                {text_field(&subject)}
                {text_field(&body)}
                <button class="button" name="step" value="words">{i18n.desk_save()}</button>
            </form>
        </section>
    }
}
