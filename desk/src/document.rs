//! The document around a page of the desk: head, menu, who is signed in.

use crate::LANGUAGES;
use crate::components::escaped;
use crate::section::Section;
use crate::visit::Visit;
use leptos::prelude::*;
use shared::language::UiLanguage;

/// All pictograms.
const ICONS: &str = include_str!("../../style/icons.svg");
/// Comfort for browsers with JavaScript; every page works without.
const SCRIPT: &str = include_str!("desk.js");

/// A whole page as HTML.
pub fn document(visit: &Visit, title: &str, content: impl IntoView + 'static) -> String {
    let i18n = visit.i18n;
    let language = i18n.language();
    let title = format!("{title} – {}", i18n.site_name());
    let sheet = |href: &Option<String>| {
        href.clone().map(|href| view! { <link rel="stylesheet" href=href/> })
    };
    let favicon = visit.assets.favicon.clone().unwrap_or_else(|| "data:,".to_owned());
    // A title's text is written as it is, so whatever comes from outside is escaped here.
    let head = view! {
        <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="robots" content="noindex"/>
            {sheet(&visit.assets.main_style)}
            {sheet(&visit.assets.desk_style)}
            <link rel="icon" type="image/svg+xml" href=favicon/>
            <title inner_html=escaped(&title)></title>
        </head>
    };
    let body = view! {
        <body class="desk">
            <a class="skip-link" href="#content">{i18n.nav_skip()}</a>
            {header(visit)}
            <main id="content" tabindex="-1">{content.into_any()}</main>
            <div hidden inner_html=ICONS></div>
            <script type="module" nonce=visit.nonce.clone() inner_html=SCRIPT></script>
        </body>
    };
    let html = view! {
        <html lang=language.tag() dir=language.dir()>
            {head}
            {body}
        </html>
    };
    format!("<!DOCTYPE html>{}", Owner::new().with(|| html.to_html()))
}

fn header(visit: &Visit) -> impl IntoView + use<> {
    let i18n = visit.i18n;
    let here = visit.address.split('?').next().unwrap_or_default().to_owned();
    let links: Vec<_> = visit
        .sections()
        .map(|section| {
            let href = visit.path(section.path());
            let current = is_current(section, &href, &here);
            view! {
                <li>
                    <a href=href aria-current=current>{section.name(i18n)}</a>
                </li>
            }
        })
        .collect();
    let nav = (!links.is_empty()).then(|| {
        view! {
            <nav class="desk-nav" aria-label=i18n.nav_main()>
                <ul>{links}</ul>
            </nav>
        }
    });
    let person = visit.person.as_ref().map(|person| {
        view! {
            <a href=visit.path("account") class="desk-person">
                <bdi>{person.name.clone()}</bdi>
            </a>
            <form method="post" action=visit.path("sign-out")>
                <button class="button-quiet">{i18n.desk_sign_out()}</button>
            </form>
        }
    });
    view! {
        <header class="desk-header">
            <a class="site-name" href=visit.public_path("")>
                <svg class="icon" aria-hidden="true">
                    <use href="#icon-dots"></use>
                </svg>
                <span>{i18n.site_name()}</span>
            </a>
            {nav}
            <div class="desk-tools">{languages(visit)} {person}</div>
        </header>
    }
}

/// A section is current on all of its pages, but the first one not on those of the others.
fn is_current(section: Section, href: &str, here: &str) -> Option<&'static str> {
    let is_below =
        here.strip_prefix(href).is_some_and(|rest| rest.starts_with('/')) && section.path() != "";
    if here == href { Some("page") } else { is_below.then_some("true") }
}

/// The same page in the desk's other languages.
fn languages(visit: &Visit) -> impl IntoView + use<> {
    let current = visit.i18n.language();
    let rest = visit.address.trim_start_matches('/').split_once('/').map_or("", |(_, rest)| rest);
    let links: Vec<_> = LANGUAGES
        .into_iter()
        .filter(|language| *language != current)
        .map(|language: UiLanguage| {
            let href = format!("/{}/{rest}", language.tag());
            let tag = language.tag();
            view! { <a href=href lang=tag hreflang=tag>{language.own_name()}</a> }
        })
        .collect();
    links
}
