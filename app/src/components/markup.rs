//! Static markup, built as text instead of as views.
//!
//! Every element of a view is a type, and every type brings code to build it, to hydrate it and to
//! drop it. On pages that are mostly text this is most of their size; ARCHITECTURE.md says how much
//! this module saves. All text goes through [`Markup::text`], which escapes it; names of elements
//! and attributes are ours.

use super::{language_label, static_view};
use crate::i18n::I18n;
use leptos::prelude::*;
use shared::text::{Picked, TextState};

/// Markup under construction.
#[derive(Debug, Default)]
pub(crate) struct Markup(String);

impl Markup {
    /// An element with these attributes and the content that `inner` adds.
    pub(crate) fn element(
        &mut self,
        tag: &str,
        attributes: &[(&str, &str)],
        inner: impl FnOnce(&mut Self),
    ) {
        self.open(tag, attributes);
        inner(self);
        self.close(tag);
    }

    /// An element that contains text only.
    pub(crate) fn line(&mut self, tag: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(tag, attributes);
        self.text(text);
        self.close(tag);
    }

    fn open(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.0.push('<');
        self.0.push_str(tag);
        for (name, value) in attributes {
            self.0.push(' ');
            self.0.push_str(name);
            self.0.push_str("=\"");
            self.text(value);
            self.0.push('"');
        }
        self.0.push('>');
    }

    fn close(&mut self, tag: &str) {
        // The only void element we use.
        if tag == "input" {
            return;
        }
        self.0.push_str("</");
        self.0.push_str(tag);
        self.0.push('>');
    }

    /// Escapes a text, for content and for attributes.
    pub(crate) fn text(&mut self, text: &str) {
        for letter in text.chars() {
            match letter {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                other => self.0.push(other),
            }
        }
    }

    /// A text with its own language and direction.
    pub(crate) fn picked(&mut self, text: &Picked) {
        let attributes = [("lang", text.language.as_str()), ("dir", text.language.dir())];
        self.line("span", &attributes, &text.text);
    }

    /// The same as [`super::TranslationNote`].
    pub(crate) fn translation_note(&mut self, i18n: I18n, text: &Picked) {
        if text.is_fallback {
            let tag = text.language.as_str();
            let note = i18n.text_fallback(&language_label(i18n, tag, tag));
            self.line("small", &[("class", "origin")], &note);
        }
        let state = match text.state {
            TextState::Human => return,
            TextState::Machine => i18n.text_machine(),
            TextState::Outdated => i18n.text_outdated(),
        };
        self.line("small", &[("class", "origin")], state);
    }

    /// The same as [`super::Icon`].
    pub(crate) fn icon(&mut self, name: &str) {
        let class = ["icon icon-", name].concat();
        let attributes = [("class", &*class), ("aria-hidden", "true"), ("focusable", "false")];
        let symbol = ["#icon-", name].concat();
        self.element("svg", &attributes, |svg| svg.line("use", &[("href", &symbol)], ""));
    }

    /// The finished markup as text, for what is made again when a signal changes.
    pub(crate) fn into_html(self) -> String {
        self.0
    }

    /// The finished markup, in a `<div>` of this class.
    pub(crate) fn into_view(self, class: &'static str) -> AnyView {
        static_view(view! { <div class=class inner_html=self.0></div> })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped() {
        let mut markup = Markup::default();
        markup.element("p", &[("title", "a\"b")], |markup| {
            markup.line("b", &[], "1 < 2 & <script>");
        });
        let expected = "<p title=\"a&quot;b\"><b>1 &lt; 2 &amp; &lt;script&gt;</b></p>";
        assert_eq!(markup.0, expected);
    }
}
