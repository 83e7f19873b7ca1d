//! Whether a ballot is in the count: a participant's two words, and what lies on that ballot.

use super::{answered, error_page};
use crate::components::{ErrorSummary, Frame, Icon, PickedText, localised, settled, still};
use crate::error::PageError;
use crate::i18n::{I18n, use_i18n};
use crate::status::set_page_status;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use leptos_router::{LazyRoute, lazy_route};
use shared::api::{CountedBallot, ReceiptView};
use shared::text::Picked;
use shared::voting::round::RoundState;

/// The words in the address.
#[derive(Debug)]
pub(crate) struct ReceiptPage;

#[lazy_route]
impl LazyRoute for ReceiptPage {
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let ReceiptPage = this;
        answered(ReceiptPage::request, |answer| match answer.read() {
            Ok(receipt) => settled(view! { <Search receipt=receipt/> }),
            // What was typed cannot be words: the form says so and keeps them.
            Err(PageError::Failed { status: 422, message: words }) => {
                set_page_status(422);
                settled(view! { <Refused words=words/> })
            }
            Err(error) => error_page(error),
        })
    }
}

#[component]
fn Search(receipt: ReceiptView) -> impl IntoView {
    let i18n = use_i18n();
    let ReceiptView { title, receipt, ballots } = receipt;
    let typed = receipt.as_ref().map(|words| words.as_str().to_owned()).unwrap_or_default();
    let outcome = receipt.is_some().then(|| outcome(i18n, ballots));
    receipt_page(i18n, Some(title), outcome, form(i18n, typed, None))
}

#[component]
fn Refused(words: String) -> impl IntoView {
    let i18n = use_i18n();
    let typed = use_query_map().read_untracked().get("words").unwrap_or_default();
    receipt_page(i18n, None, None, form(i18n, typed, Some(words)))
}

/// The page around the form: what was found stands above it.
fn receipt_page(
    i18n: I18n,
    title: Option<Picked>,
    outcome: Option<AnyView>,
    form: AnyView,
) -> AnyView {
    let title = title.map(|title| still(view! { <p><PickedText text=title/></p> }));
    let result = localised(i18n, &format!("results/{}", code_in_address()));
    still(view! {
        <Frame title=i18n.receipt_title()>
            <section class="join receipt">
                <h1>{i18n.receipt_title()}</h1>
                {title}
                {outcome}
                {form}
                <p class="hint">{i18n.receipt_recount()}</p>
                <p>
                    <a href=result>{i18n.vote_to_result()}</a>
                </p>
            </section>
        </Frame>
    })
}

fn form(i18n: I18n, typed: String, error: Option<String>) -> AnyView {
    let action = localised(i18n, &format!("c/{}/receipt", code_in_address()));
    let is_invalid = error.is_some().then_some("true");
    let error = error.map(|words| view! { <ErrorSummary words=words field="words"/> });
    still(view! {
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

/// Read once: while one leaves the page, the address is another one already.
fn code_in_address() -> String {
    use_params_map().read_untracked().get("code").unwrap_or_default()
}

/// Yes and what lies where, or no.
fn outcome(i18n: I18n, ballots: Vec<CountedBallot>) -> AnyView {
    let is_found = !ballots.is_empty();
    let (icon, words) = if is_found {
        ("check", i18n.receipt_found())
    } else {
        ("alert", i18n.receipt_not_found())
    };
    let ballots: Vec<AnyView> = ballots.into_iter().map(|ballot| counted(i18n, ballot)).collect();
    still(view! {
        <div class="receipt-outcome" data-found=is_found.to_string()>
            <p class="notice" role="status">
                <Icon name=icon/>
                <span>{words}</span>
            </p>
            {ballots}
        </div>
    })
}

/// A ballot: where its dots lie, and the file to look it up in.
fn counted(i18n: I18n, ballot: CountedBallot) -> AnyView {
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
    let rows = ballot.dots.into_iter().map(|dots| {
        let sum = i18n.number(u64::from(dots.dots));
        still(view! {
            <tr>
                <th scope="row">
                    <PickedText text=dots.text/>
                </th>
                <td>{sum}</td>
            </tr>
        })
    });
    let rows: Vec<AnyView> = rows.collect();
    let lies = if is_empty {
        still(view! { <p>{round} ": " {i18n.receipt_empty()}</p> })
    } else {
        still(view! {
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
    still(view! {
        {lies}
        {file}
    })
}
