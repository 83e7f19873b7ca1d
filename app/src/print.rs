//! Standalone documents: one file that loads nothing and can be printed.
//!
//! Server only. Made of the same components as the pages; the style sheet is inlined, since a saved
//! file has nowhere to fetch it from.

use crate::components::{DocumentationBody, Medium, documentation_head};
use crate::i18n::I18n;
use jiff::civil::Date;
use leptos::prelude::*;
use shared::api::Documentation;

/// The documentation's styles, the second of which its page has too.
const STYLE: [&str; 2] = [
    include_str!("../../style/file.css"),
    include_str!("../../style/components/documentation.css"),
];

/// Content Security Policy: the file loads nothing and runs nothing, wherever it is opened.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// Renders a documentation as an HTML document; `made` is the day printed in it.
pub fn print_documentation(document: Documentation, made: Date, i18n: I18n) -> String {
    let owner = Owner::new();
    owner.with(|| {
        provide_context(i18n);
        let language = i18n.language();
        let title = format!("{} – {}", i18n.result_documentation(), document.title.text);
        let head = documentation_head(i18n, &document);
        let made = i18n.result_made(&i18n.date(made));
        let page = view! {
            <!DOCTYPE html>
            <html lang=language.tag() dir=language.dir()>
                <head>
                    <meta charset="utf-8"/>
                    <meta name="viewport" content="width=device-width, initial-scale=1"/>
                    <meta http-equiv="Content-Security-Policy" content=POLICY/>
                    <title>{title}</title>
                    <style>{STYLE.concat()}</style>
                </head>
                <body>
                    <main>
                        {head}
                        <DocumentationBody document=document medium=Medium::File/>
                        <p class="documentation-note">{made}</p>
                    </main>
                </body>
            </html>
        };
        // Leptos' markers for hydration, which never happens here; in texts they are escaped.
        page.to_html().replace("<!>", "")
    })
}

#[cfg(test)]
mod tests;
