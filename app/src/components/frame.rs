//! What stands around every page: way to the content, name, navigation, languages, foot.

use super::{Icon, kept, settled, still};
use crate::address::localised;
use crate::i18n::use_i18n;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use shared::language::UiLanguage;

/// A page with its title in the browser's tab. `is_board` is for the screen in the hall:
/// there header and foot keep out of the way.
#[component]
pub(crate) fn Frame(
    #[prop(into)] title: String,
    #[prop(optional)] is_board: bool,
    children: TypedChildren<impl IntoView + 'static>,
) -> impl IntoView {
    // Only this line is made anew for every page.
    frame(&title, is_board, settled(children.into_inner()()))
}

/// The same for a page the reader works in while its answer changes: what stays the same is
/// not touched.
#[component]
pub(crate) fn WorkFrame(
    #[prop(into)] title: String,
    children: TypedChildren<impl IntoView + 'static>,
) -> impl IntoView {
    frame(&title, false, kept(children.into_inner()()))
}

fn frame(title: &str, is_board: bool, content: AnyView) -> AnyView {
    let i18n = use_i18n();
    set_title(format!("{title} – {}", i18n.site_name()));
    let head = still(view! {
        <a class="skip-link" href="#content">{i18n.nav_skip()}</a>
        <header class="site-header" class:site-header-board=is_board>
            <a class="site-name" href=localised(i18n, "")>
                <Icon name="dots"/>
                <span>{i18n.site_name()}</span>
            </a>
            <nav class="site-nav" aria-label=i18n.nav_main()>
                {nav_link(localised(i18n, "offers"), i18n.nav_offers())}
                {nav_link(localised(i18n, "join"), i18n.nav_join())}
            </nav>
            <LanguageSwitch/>
        </header>
    });
    let foot = still(view! {
        <footer class="site-footer" class:site-footer-board=is_board>
            {(i18n.language() == UiLanguage::DeSimple)
                .then(|| view! { <p class="plain-note">{i18n.site_plain_note()}</p> })}
            <p>{i18n.site_privacy()}</p>
            <p>
                <a href=localised(i18n, "about")>{i18n.about_title()}</a>
            </p>
        </footer>
    });
    kept(view! {
        {head}
        <main id="content" tabindex="-1" class:main-board=is_board>{content}</main>
        {foot}
    })
}

/// The title in the browser's tab.
fn set_title(title: String) {
    // Made is set: what this draws is in the document's head, not here.
    #[cfg(feature = "ssr")]
    drop(view! { <leptos_meta::Title text=super::raw_text(&title)/> });
    #[cfg(not(feature = "ssr"))]
    document().set_title(&title);
}

/// A link that says whether it leads to the page one is on.
fn nav_link(href: String, words: &'static str) -> impl IntoView {
    let path = use_location().pathname;
    let own = href.clone();
    let current = move || (path.get() == own).then_some("page");
    view! { <a href=href aria-current=current>{words}</a> }
}

/// Links to this page in the other languages. They load anew, since language and
/// direction come with the document.
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

/// The same address with another language in front.
fn in_language(language: UiLanguage, path: &str, search: &str) -> String {
    let rest = path.trim_start_matches('/').split_once('/').map_or("", |(_, rest)| rest);
    let search = search.trim_start_matches('?');
    let slash = if rest.is_empty() { "" } else { "/" };
    let mark = if search.is_empty() { "" } else { "?" };
    format!("/{}{slash}{rest}{mark}{search}", language.tag())
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
