//! The last step: all dots of the participant, by field, with links back to change them.

use super::progress::{FieldStep, progress};
use super::voting_model::VotingModel;
use crate::components::{Markup, NumberedField, field_class, field_number, static_view};
use crate::i18n::I18n;
use leptos::prelude::*;
use shared::id::ChallengeId;
use shared::text::Picked;
use shared::voting::round::Budget;

/// The id of this screen.
pub(super) const MY_DOTS: &str = "my-dots";

/// A field and what can be voted on in it.
pub(super) struct FieldTitles {
    field: FieldStep,
    challenges: Vec<Title>,
}

/// A challenge or sub-challenge.
struct Title {
    id: ChallengeId,
    /// Empty for a sub-challenge.
    number: String,
    text: Picked,
}

impl FieldTitles {
    pub(super) fn of(numbered: &NumberedField) -> Self {
        let mut challenges = Vec::new();
        for (challenge, place) in numbered.field.challenges.iter().zip(1..) {
            challenges.push(Title {
                id: challenge.id.clone(),
                number: super::challenge_number(numbered.number, place),
                text: challenge.short_title.clone(),
            });
            challenges.extend(challenge.parts.iter().map(|part| Title {
                id: part.id.clone(),
                number: String::new(),
                text: part.text.clone(),
            }));
        }
        Self { field: FieldStep::of(numbered), challenges }
    }
}

/// The screen with all dots. The list is written again when a dot changes: only links are in it,
/// and nobody is reading it while placing dots.
pub(super) fn my_dots(
    i18n: I18n,
    fields: Vec<FieldTitles>,
    vote: VotingModel,
    bar: AnyView,
) -> AnyView {
    let steps: Vec<FieldStep> = fields.iter().map(|titles| titles.field.clone()).collect();
    let row = progress(i18n, &steps, None, vote);
    let fields = StoredValue::new(fields);
    let list = Signal::derive(move || fields.with_value(|fields| dot_list(i18n, fields, vote)));
    let is_first = Signal::derive(move || vote.is_closed());
    let receipt = Signal::derive(move || vote.signals.receipt.get().unwrap_or_default());
    let has_no_receipt = Signal::derive(move || receipt.get().is_empty());
    let mut head = Markup::default();
    head.line("h2", &[("id", "my-dots-title")], i18n.vote_my_dots());
    head.line("p", &[("class", "hint open-hint")], i18n.vote_my_dots_hint());
    let mut after = Markup::default();
    after.line("p", &[("class", "open-hint")], i18n.vote_my_dots_after());
    static_view(view! {
        <section
            class="screen my-dots"
            class:screen-first=is_first
            id=MY_DOTS
            tabindex="-1"
            aria-labelledby="my-dots-title"
        >
            {row}
            {head.into_view("my-dots-head")}
            <div class="my-dots-list" inner_html=list></div>
            <p class="receipt" hidden=has_no_receipt>
                <span>{i18n.vote_receipt()}" "</span>
                <strong dir="ltr" lang="">{receipt}</strong>
                <span>". "{i18n.vote_receipt_hint()}</span>
            </p>
            {after.into_view("my-dots-after")}
            {bar}
        </section>
    })
}

/// The fields with dots, and those with dots left.
fn dot_list(i18n: I18n, fields: &[FieldTitles], vote: VotingModel) -> String {
    let mut list = Markup::default();
    let is_by_field = matches!(vote.rules.budget, Budget::Field(_));
    for FieldTitles { field, challenges } in fields.iter().filter(|it| vote.shows(&it.field.id)) {
        let left = if is_by_field && vote.is_open() { vote.dots_left_in(&field.id) } else { 0 };
        let with_dots = || challenges.iter().filter(|title| vote.dots(&title.id) > 0);
        if left == 0 && with_dots().next().is_none() {
            continue;
        }
        let class = ["my-field ", &field_class(field.number)].concat();
        list.element("div", &[("class", &class)], |list| {
            list.element("h3", &[], |name| {
                field_number(name, field.number);
                name.picked(&field.name);
            });
            list.element("ul", &[], |list| {
                for title in with_dots() {
                    list.element("li", &[], |item| placed(item, i18n, title, vote));
                }
            });
            if left > 0 {
                let href = ["#", &field.anchor()].concat();
                let attributes = [("href", &*href), ("rel", "external"), ("class", "left-link")];
                list.line("a", &attributes, &i18n.vote_dots_left(u64::from(left)));
            }
        });
    }
    if vote.signals.outbox.with(|outbox| outbox.dots().is_empty()) {
        list.line("p", &[], i18n.vote_untouched());
    }
    list.into_html()
}

/// A challenge with its dots, and a link back to it.
fn placed(item: &mut Markup, i18n: I18n, title: &Title, vote: VotingModel) {
    let dots = vote.dots(&title.id);
    let href = ["#", title.id.as_str()].concat();
    item.element("a", &[("href", &href), ("rel", "external")], |link| {
        if !title.number.is_empty() {
            link.line("span", &[("class", "challenge-number")], &title.number);
        }
        link.picked(&title.text);
    });
    item.element("span", &[("class", "dots"), ("aria-hidden", "true")], |row| {
        for _ in 0..dots {
            row.line("span", &[("class", "dot")], "");
        }
    });
    let count = i18n.vote_on_challenge(u64::from(dots));
    item.line("span", &[("class", "visually-hidden")], &count);
}
