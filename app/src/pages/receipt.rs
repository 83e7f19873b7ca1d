//! Looks up a receipt: whether the ballot with these two words was counted, and its dots.

use super::{error_page, with_answer};
use crate::components::{
    ErrorSummary, Frame, Icon, PickedText, localised_path, replaced_view, static_view,
};
use crate::error::PageError;
use crate::i18n::{I18n, use_i18n};
use crate::status::set_page_status;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use leptos_router::{LazyRoute, lazy_route};
use shared::api::{CountedBallot, ReceiptView};
use shared::text::Picked;
use shared::voting::round::RoundState;

/// The receipt in the address.
#[derive(Debug)]
pub(crate) struct ReceiptPage;

#[lazy_route]
impl LazyRoute for ReceiptPage {
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let ReceiptPage = this;
        with_answer(ReceiptPage::request, |answer| match answer.parse() {
            Ok(receipt) => replaced_view(view! { <Lookup receipt=receipt/> }),
            // What was typed is not a receipt: the form says so and keeps it.
            Err(PageError::Failed { status: 422, message }) => {
                set_page_status(422);
                replaced_view(view! { <InvalidReceipt message=message/> })
            }
            Err(error) => error_page(error),
        })
    }
}

#[component]
fn Lookup(receipt: ReceiptView) -> impl IntoView {
    let i18n = use_i18n();
    let ReceiptView { title, receipt, ballots } = receipt;
    let typed = receipt.as_ref().map(|words| words.as_str().to_owned()).unwrap_or_default();
    let result = receipt.is_some().then(|| lookup_result(i18n, ballots));
    receipt_page(i18n, Some(title), result, form(i18n, typed, None))
}

#[component]
fn InvalidReceipt(message: String) -> impl IntoView {
    let i18n = use_i18n();
    let typed = use_query_map().read_untracked().get("words").unwrap_or_default();
    receipt_page(i18n, None, None, form(i18n, typed, Some(message)))
}

/// The page around the form; the result goes above it.
fn receipt_page(
    i18n: I18n,
    title: Option<Picked>,
    result: Option<AnyView>,
    form: AnyView,
) -> AnyView {
    let title = title.map(|title| static_view(view! { <p><PickedText text=title/></p> }));
    let results_page = localised_path(i18n, &format!("results/{}", code_in_address()));
    static_view(view! {
        <Frame title=i18n.receipt_title()>
            <section class="join receipt">
                <h1>{i18n.receipt_title()}</h1>
                {title}
                {result}
                {form}
                <p class="hint">{i18n.receipt_recount()}</p>
                <p>
                    <a href=results_page>{i18n.vote_to_result()}</a>
                </p>
            </section>
        </Frame>
    })
}

fn form(i18n: I18n, typed: String, error: Option<String>) -> AnyView {
    let action = localised_path(i18n, &format!("c/{}/receipt", code_in_address()));
    let is_invalid = error.is_some().then_some("true");
    let error = error.map(|message| view! { <ErrorSummary message=message field="words"/> });
    static_view(view! {
        {error}
        <p class="lead">{i18n.receipt_intro()}</p>
        <form method="get" action=action>
            <label for="words">{i18n.receipt_label()}</label>
            <input
                id="words"
                name="words"
                class="words-input"
                dir="ltr"
                value=typed
                maxlength="40"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                enterkeyhint="search"
                aria-describedby="words-hint"
                aria-invalid=is_invalid
                required
            />
            <p id="words-hint" class="hint">{i18n.receipt_hint()}</p>
            <button type="submit" class="button">{i18n.receipt_button()}</button>
        </form>
    })
}

/// Untracked: while the reader leaves the page, the address is already that of the next one.
fn code_in_address() -> String {
    use_params_map().read_untracked().get("code").unwrap_or_default()
}

/// Whether the receipt was found, and the ballots that have it.
fn lookup_result(i18n: I18n, ballots: Vec<CountedBallot>) -> AnyView {
    let is_found = !ballots.is_empty();
    let outcome = if !is_found {
        Some(("alert", i18n.receipt_not_found()))
    } else if ballots.iter().any(|ballot| ballot.excluded.is_none()) {
        Some(("check", i18n.receipt_found()))
    } else {
        None
    };
    let outcome = outcome.map(|(icon, words)| {
        view! {
            <p class="notice" role="status">
                <Icon name=icon/>
                <span>{words}</span>
            </p>
        }
    });
    let ballots: Vec<AnyView> =
        ballots.into_iter().map(|ballot| counted_ballot(i18n, ballot)).collect();
    static_view(view! {
        <div class="receipt-outcome" data-found=is_found.to_string()>
            {outcome}
            {ballots}
        </div>
    })
}

/// A ballot's dots, and the recount file to look it up in.
fn counted_ballot(i18n: I18n, ballot: CountedBallot) -> AnyView {
    let round = i18n.vote_round(&i18n.number(u64::from(ballot.round.number)));
    let file = (ballot.round.state == RoundState::Closed).then(|| {
        let href = format!("/api/v1/rounds/{}/recount.jsonl", ballot.round.id);
        let words = format!("{} ({round})", i18n.result_recount());
        view! {
            <p>
                <a href=href rel="external" download="">{words}</a>
            </p>
        }
    });
    let is_empty = ballot.dots.is_empty();
    let rows: Vec<AnyView> = ballot
        .dots
        .into_iter()
        .map(|dots| {
            let sum = i18n.number(u64::from(dots.dots));
            static_view(view! {
                <tr>
                    <th scope="row">
                        <PickedText text=dots.text/>
                    </th>
                    <td>{sum}</td>
                </tr>
            })
        })
        .collect();
    let dots = if is_empty {
        static_view(view! { <p>{round} ": " {i18n.receipt_empty()}</p> })
    } else {
        static_view(view! {
            <table class="receipt-dots">
                <caption>{round}</caption>
                <thead>
                    <tr>
                        <th scope="col">{i18n.board_challenge()}</th>
                        <th scope="col">{i18n.board_dots()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        })
    };
    let excluded = ballot.excluded.map(|reason| {
        view! {
            <p class="notice" role="status">
                <Icon name="alert"/>
                <span>{i18n.receipt_excluded(reason.as_str())}</span>
            </p>
        }
    });
    static_view(view! {
        {excluded}
        {dots}
        {file}
    })
}
