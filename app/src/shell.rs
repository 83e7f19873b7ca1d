//! The document around the application: `<html>`, `<head>` and the script that starts the browser's part.
//!
//! Server only. Owns what the browser needs before the page's own markup: language and direction,
//! style sheets, and the addresses of the files to fetch in parallel.

use crate::assets::{Assets, InlineStyle, Program, Styles};
use crate::data::{Answer, StructuredData};
use crate::forms::RefusedForm;
use crate::i18n::I18n;
use crate::pages::ANSWER_ID;
use crate::pages::cards::PRINT_ID;
use crate::routes::{App, Page, language_of};
use crate::worksheets::WorksheetPage;
use leptos::either::Either;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::MetaTags;
use leptos_router::location::RequestUrl;
use shared::api::CardSheet;
use shared::language::UiLanguage;

/// Starts the program. If that fails (old browser, lost connection, page and program of different
/// builds), the page remains plain HTML with working links and forms.
const HYDRATE: &str = include_str!("shell/hydrate.js");

/// All pictograms; placed after the application, which hydration does not walk.
const ICONS: &str = include_str!("../../style/icons.svg");

/// Prints cards, and asks before they are left.
const CARDS: &str = include_str!("shell/cards.js");

/// In the context of a page that the program cannot render, since it is shown at another address than
/// its own, as a preview is: it stays plain HTML.
#[derive(Clone, Copy, Debug)]
pub struct PlainPage;

/// The document for the address in the context.
pub fn shell() -> impl IntoView {
    let assets = use_context::<Assets>().unwrap_or_default();
    let path = request_path();
    let language = language_of(&path).unwrap_or(UiLanguage::De);
    provide_context(I18n::for_page(language));
    // The program cannot render a refused form or cards that are shown once, so these pages stay
    // plain HTML.
    let is_plain = use_context::<RefusedForm>().is_some()
        || use_context::<CardSheet>().is_some()
        || use_context::<PlainPage>().is_some();
    let page = Page::at(&path);
    // Nor can it render an address without a page.
    let program = assets.program().filter(|_| page.is_some() && !is_plain);
    view! {
        <!DOCTYPE html>
        <html lang=language.tag() dir=language.dir()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                {style_sheets(assets.styles(), page)}
                {favicon(assets.favicon())}
                {program.map(|program| start(program, &assets, page, language))}
                <MetaTags/>
            </head>
            <body>
                <App/>
                <div hidden inner_html=ICONS></div>
                {program.is_some().then(answer)}
                {use_context::<CardSheet>().map(|_| keep_cards())}
                {structured_data()}
            </body>
        </html>
    }
}

/// The sheets that the first paint needs, the main one inline on a first visit, and the one for
/// paper. On other pages the program fetches
/// the hall's sheet once it runs, since navigation within the app may lead to a page that needs it.
fn style_sheets(styles: &Styles, page: Option<Page>) -> impl IntoView + use<> {
    let sheet = |href: &Option<String>, media| {
        href.clone().map(|href| view! { <link rel="stylesheet" href=href media=media/> })
    };
    let has_worksheets = use_context::<WorksheetPage>().is_some();
    let needs_hall = has_worksheets || page.is_some_and(Page::needs_hall_styles);
    let hall = styles.hall.clone().filter(|_| needs_hall);
    let main = match use_context() {
        Some(InlineStyle(css)) => {
            Either::Left(view! { <style nonce=use_nonce()>{css.to_string()}</style> })
        }
        None => Either::Right(sheet(&styles.main, None)),
    };
    (main, sheet(&hall, None), sheet(&styles.print, Some("print")))
}

/// The answer that the page was rendered from, so that the program can render the same page.
fn answer() -> Option<impl IntoView> {
    let answer = use_context::<Answer>()?;
    let json = without_tags(serde_json::to_string(&answer).ok()?);
    Some(view! { <script type="application/json" id=ANSWER_ID>{json}</script> })
}

fn keep_cards() -> impl IntoView {
    let script = format!("const printId = {PRINT_ID:?};\n{CARDS}");
    view! {
        <script type="module" nonce=use_nonce()>
            {script}
        </script>
    }
}

/// JSON-LD for search engines and other crawlers.
fn structured_data() -> Option<impl IntoView> {
    let StructuredData(json) = use_context()?;
    Some(view! { <script type="application/ld+json">{json}</script> })
}

/// Escapes `<`, which could end a script element; in JSON it occurs only inside strings.
fn without_tags(json: String) -> String {
    json.replace('<', "\\u003c")
}

fn request_path() -> String {
    let url = use_context::<RequestUrl>().and_then(|url| url.parse().ok());
    url.map(|url| url.path().to_owned()).unwrap_or_default()
}

/// Without an icon, browsers would request `/favicon.ico`.
fn favicon(href: Option<&str>) -> impl IntoView + use<> {
    let href = href.unwrap_or("data:,");
    view! { <link rel="icon" type="image/svg+xml" href=href.to_owned()/> }
}

/// Build id and start script.
///
/// The script requests the program's files, so that the head names nothing that competes with the
/// page. It is asynchronous, otherwise it would wait for a style sheet.
fn start(
    program: &Program,
    assets: &Assets,
    page: Option<Page>,
    language: UiLanguage,
) -> impl IntoView + use<> {
    view! {
        <meta name="build-id" content=program.build_id.clone()/>
        <script type="module" r#async=true nonce=use_nonce()>
            {script(program, assets, page, language)}
        </script>
    }
}

fn script(program: &Program, assets: &Assets, page: Option<Page>, language: UiLanguage) -> String {
    let has_hall = page.is_some_and(Page::needs_hall_styles);
    let files = serde_json::json!({
        "js": program.js,
        "loader": program.loader,
        "wasm": program.wasm,
        "chunks": page.map(|page| program.chunks(&page.part_name())).unwrap_or_default(),
        "locale": assets.locale(language),
        "mainStyle": use_context::<InlineStyle>().and(assets.main_style()),
        "hallStyle": assets.styles().hall.as_ref().filter(|_| !has_hall),
    });
    let files = without_tags(files.to_string());
    format!("const files = {files};\n{HYDRATE}")
}
