//! The frame of every page: skip link, site name, navigation, language switch, footer.

use super::{Icon, patched_view, replaced_view, static_view};
use crate::address::localised_path;
use crate::i18n::use_i18n;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use shared::language::UiLanguage;
use shared::text::without_soft_hyphens;

/// A page with its title in the browser's tab. `is_board` is for the screen in the hall, where
/// header and footer are kept small.
#[component]
pub(crate) fn Frame(
    #[prop(into)] title: String,
    #[prop(optional)] is_board: bool,
    children: TypedChildren<impl IntoView + 'static>,
) -> impl IntoView {
    // Only this line is compiled again for every page.
    page_frame(&title, is_board, replaced_view(children.into_inner()()))
}

/// The same for a page that the reader works in while its answer changes: only what differs is
/// updated.
#[component]
pub(crate) fn PatchedFrame(
    #[prop(into)] title: String,
    children: TypedChildren<impl IntoView + 'static>,
) -> impl IntoView {
    page_frame(&title, false, patched_view(children.into_inner()()))
}

fn page_frame(title: &str, is_board: bool, content: AnyView) -> AnyView {
    let i18n = use_i18n();
    set_title(&format!("{title} – {}", i18n.site_name()));
    let head = static_view(view! {
        <a class="skip-link" href="#content">{i18n.nav_skip()}</a>
        <div class="outdated" role="alert">
            <p>{i18n.site_outdated()}</p>
            <a href="" rel="external">{i18n.organise_reload()}</a>
        </div>
        <header class="site-header" class:site-header-board=is_board>
            <a class="site-name" href=localised_path(i18n, "")>
                <Icon name="dots"/>
                <span>{i18n.site_name()}</span>
            </a>
            <nav class="site-nav" aria-label=i18n.nav_main()>
                {nav_link(localised_path(i18n, "offers"), i18n.nav_offers(), &["offers", "map", "providers"])}
                {nav_link(localised_path(i18n, "join"), i18n.nav_join(), &[])}
            </nav>
            <LanguageSwitch/>
        </header>
    });
    let foot = static_view(view! {
        <footer class="site-footer" class:site-footer-board=is_board>
            {(i18n.language() == UiLanguage::DeSimple)
                .then(|| view! { <p class="plain-note">{i18n.site_plain_note()}</p> })}
            <p>{i18n.site_privacy()}</p>
            <p>
                <a href=localised_path(i18n, "about")>{i18n.nav_about()}</a>
            </p>
        </footer>
    });
    patched_view(view! {
        {head}
        <main id="content" tabindex="-1" class:main-board=is_board>{content}</main>
        {foot}
    })
}

fn set_title(title: &str) {
    let title = without_soft_hyphens(title);
    // Creating the component is enough: it renders into the document's head, not here.
    #[cfg(feature = "ssr")]
    drop(view! { <leptos_meta::Title text=super::raw_text(&title)/> });
    #[cfg(not(feature = "ssr"))]
    document().set_title(&title);
}

/// A link that is marked where it leads to the current page, or to what that is a part of.
fn nav_link(href: String, label: &'static str, parts: &[&str]) -> impl IntoView + use<> {
    let path = use_location().pathname.get_untracked();
    let part = path.split('/').nth(2).unwrap_or_default();
    let is_part = parts.contains(&part);
    let current = if path == href { Some("page") } else { is_part.then_some("true") };
    view! { <a href=href aria-current=current>{label}</a> }
}

/// Links to this page in the other languages. They load a new document, which language and
/// direction belong to.
#[component]
fn LanguageSwitch() -> impl IntoView {
    let i18n = use_i18n();
    let location = use_location();
    let links = UiLanguage::ALL.map(|language| {
        let href = move || in_language(language, &location.pathname.get(), &location.search.get());
        let current = (language == i18n.language()).then_some("true");
        view! {
            <li>
                <a
                    href=href
                    rel="external"
                    hreflang=language.tag()
                    lang=language.tag()
                    dir=language.dir()
                    aria-current=current
                >
                    {language.own_name()}
                </a>
            </li>
        }
    });
    view! {
        <details class="language-switch">
            <summary>
                <Icon name="languages"/>
                <span class="visually-hidden">{i18n.nav_language()}": "</span>
                <span>{i18n.language().own_name()}</span>
            </summary>
            <ul>{links.into_iter().collect_view()}</ul>
        </details>
    }
}

/// The same address in another language.
fn in_language(language: UiLanguage, path: &str, search: &str) -> String {
    let rest = path.trim_start_matches('/').split_once('/').map_or("", |(_, rest)| rest);
    let search = search.trim_start_matches('?');
    let slash = if rest.is_empty() { "" } else { "/" };
    let question_mark = if search.is_empty() { "" } else { "?" };
    format!("/{}{slash}{rest}{question_mark}{search}", language.tag())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_switch_keeps_page_and_query() {
        assert_eq!(in_language(UiLanguage::Ar, "/de", ""), "/ar");
        assert_eq!(
            in_language(UiLanguage::DeSimple, "/de/offers", "?city=marl"),
            "/de-simple/offers?city=marl"
        );
        assert_eq!(in_language(UiLanguage::Uk, "/tr/c/K7M4PX", ""), "/uk/c/K7M4PX");
    }
}
