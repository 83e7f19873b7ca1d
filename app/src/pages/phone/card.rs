//! The form for the code on a card: one field, a real form.

use crate::components::{Markup, localised_path};
use crate::i18n::I18n;
use leptos::prelude::*;
use shared::forms::voting::CODE;

/// Asks for the code on the card; `typed` is what was refused.
pub(super) fn card_form(i18n: I18n, code: &str, typed: Option<&str>) -> AnyView {
    let action = localised_path(i18n, &["c/", code, "/card"].concat());
    let mut form = Markup::default();
    form.element("section", &[("class", "join")], |section| {
        section.icon("ticket");
        section.line("h2", &[], i18n.vote_code_title());
        section.line("p", &[], i18n.vote_code_intro());
        section.element("form", &[("method", "post"), ("action", &action)], |form| {
            form.line("label", &[("for", "code")], i18n.vote_code_label());
            let mut attributes = vec![
                ("id", "code"),
                ("name", CODE),
                ("class", "code-input"),
                ("dir", "ltr"),
                ("maxlength", "20"),
                ("autocomplete", "off"),
                ("autocapitalize", "characters"),
                ("spellcheck", "false"),
                ("enterkeyhint", "go"),
                ("aria-describedby", "code-hint"),
                ("required", ""),
            ];
            if let Some(typed) = typed {
                attributes.extend([("value", typed), ("aria-invalid", "true")]);
            }
            form.line("input", &attributes, "");
            form.line("p", &[("id", "code-hint"), ("class", "hint")], i18n.vote_code_hint());
            let submit = [("type", "submit"), ("class", "button")];
            form.line("button", &submit, i18n.vote_code_button());
        });
    });
    form.into_view("card-form")
}
