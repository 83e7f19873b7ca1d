//! "This is wrong": a short form without an account.

use super::{answered, error_page};
use crate::components::{ErrorSummary, Frame, Icon, PickedText, TextArea, localised, settled};
#[cfg(feature = "ssr")]
use crate::forms::{RefusedForm, Typed, error_message};
use crate::i18n::use_i18n;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::{LazyRoute, lazy_route};
use shared::api::OfferDetail;
#[cfg(feature = "ssr")]
use shared::api::ReportError;
#[cfg(feature = "ssr")]
use shared::error::AppError;
use shared::forms::reports::{REPLY_TO, TEXT};
use shared::text::Picked;

/// The report on the offer in the address.
#[derive(Debug)]
pub(crate) struct ReportPage;

#[lazy_route]
impl LazyRoute for ReportPage {
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let ReportPage = this;
        answered(ReportPage::request, |answer| match answer.read::<OfferDetail>() {
            Ok(detail) => {
                let (id, name) = (detail.card.id.to_string(), detail.card.name);
                settled(view! { <Form id=id name=name/> })
            }
            Err(error) => error_page(error),
        })
    }
}

#[component]
fn Form(id: String, name: Picked) -> impl IntoView {
    let i18n = use_i18n();
    let offer = localised(i18n, &format!("offers/{id}"));
    let action = format!("{offer}/report");
    let (error, (text, reply_to)) = refused();
    let is_sent = use_query_map().read_untracked().get("sent").is_some();
    let form = (!is_sent).then(|| {
        let invalid = error.as_ref().map(|(_, field)| *field);
        let error =
            error.map(|(words, field)| view! { <ErrorSummary words=words field=field/> });
        let is_invalid = |field: &str| (invalid == Some(field)).then_some("true");
        view! {
            {error}
            <p class="lead">{i18n.report_intro()}</p>
            <form method="post" action=action>
                <label for="text">{i18n.report_text()}</label>
                <TextArea
                    id="text"
                    name=TEXT
                    rows=5
                    max_length=2_000
                    described_by="text-hint"
                    is_invalid=invalid == Some("text")
                    text=text
                />
                <p id="text-hint" class="hint">{i18n.report_text_hint()}</p>
                <label for="reply">{i18n.report_reply()}</label>
                <input id="reply" name=REPLY_TO type="email" dir="ltr" maxlength="254" autocomplete="email" value=reply_to aria-invalid=is_invalid("reply")/>
                <p class="hint">{i18n.report_privacy()}</p>
                <button type="submit" class="button">{i18n.report_send()}</button>
            </form>
        }
    });
    let thanks = is_sent.then(|| {
        view! {
            <p class="notice" role="status">
                <Icon name="check"/>
                <span>{i18n.report_thanks()}</span>
            </p>
        }
    });
    view! {
        <Frame title=i18n.report_title()>
            <section class="join report">
                <h1>{i18n.report_title()}</h1>
                <p>
                    <PickedText text=name/>
                </p>
                {thanks}
                {form}
                <p>
                    <a href=offer>{i18n.report_back()}</a>
                </p>
            </section>
        </Frame>
    }
}

/// What was wrong, in words and by its field, and what had been typed.
type Refused = (Option<(String, &'static str)>, (String, String));

/// What a refused form brings along; such a page is never hydrated.
#[cfg(feature = "ssr")]
fn refused() -> Refused {
    match use_context::<RefusedForm>() {
        Some(RefusedForm { error, typed: Typed::Report { text, reply_to } }) => {
            let is_mail = matches!(error, AppError::Report(ReportError::ReplyTo(_)));
            (
                Some((error_message(&error), if is_mail { "reply" } else { "text" })),
                (text, reply_to),
            )
        }
        Some(RefusedForm { error, .. }) => {
            (Some((error_message(&error), "text")), Default::default())
        }
        None => Default::default(),
    }
}

#[cfg(not(feature = "ssr"))]
fn refused() -> Refused {
    Default::default()
}
