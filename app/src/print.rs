//! Documents by themselves: a file that says everything, asks for nothing and can be printed.
//!
//! Server only. Made of the same components as the pages; the style is written into it, since
//! there is nowhere to fetch it from.

use crate::components::{DocumentationBody, Medium, documentation_head};
use crate::i18n::I18n;
use jiff::civil::Date;
use leptos::prelude::*;
use shared::api::Documentation;

/// What the documentation looks like, here and on its page.
const STYLE: [&str; 2] = [
    include_str!("../../style/file.css"),
    include_str!("../../style/components/documentation.css"),
];

/// Whatever opens the file: it fetches nothing and runs nothing.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// A documentation as a document of its own, made on this day.
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
        // Marks for a program that would take the page over; in texts they are escaped.
        page.to_html().replace("<!>", "")
    })
}

#[cfg(test)]
mod tests;
