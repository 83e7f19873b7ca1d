//! About the site: what it is, who runs it, its languages, its accessibility, its source code.

use super::{error_page, with_answer};
use crate::address::localised_path;
use crate::components::{Frame, replaced_view, static_view};
use crate::i18n::{I18n, use_i18n};
use i18n::words::text_state;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};
use shared::api::About;
use shared::contact::{Mail, WebAddress};
use shared::language::UiLanguage;

/// The public facts about this server.
#[derive(Debug)]
pub(crate) struct AboutPage;

#[lazy_route]
impl LazyRoute for AboutPage {
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let AboutPage = this;
        with_answer(AboutPage::request, |answer| match answer.parse() {
            Ok(about) => replaced_view(view! { <AboutContent about=about/> }),
            Err(error) => error_page(error),
        })
    }
}

#[component]
fn AboutContent(about: About) -> impl IntoView {
    let i18n = use_i18n();
    let About { operator, mail, source, version } = about;
    let operator = operator.map_or(i18n.about_operator_unknown().to_owned(), String::from);
    let contact = mail.as_ref().map(|mail| mail_link(mail, mail.as_str()));
    let barrier_report = match &mail {
        Some(mail) => mail_link(mail, i18n.about_barrier()),
        None => static_view(view! { <p>{i18n.about_barrier_nowhere()}</p> }),
    };
    view! {
        <Frame title=i18n.about_title()>
            <div class="about">
                <h1>{i18n.about_title()}</h1>
                <p class="lead">{i18n.about_intro()}</p>
                <section class="card" data-about="operator">
                    <h2>{i18n.about_operator()}</h2>
                    <p>
                        <bdi>{operator}</bdi>
                    </p>
                    {contact}
                </section>
                {legal_links(i18n)}
                <section class="card">
                    <h2>{i18n.about_languages()}</h2>
                    {languages(i18n)}
                </section>
                <section class="card" data-about="accessibility">
                    <h2>{i18n.about_accessibility()}</h2>
                    {accessibility_tests(i18n)}
                    {barrier_report}
                </section>
                <section class="card">
                    <h2>{i18n.about_software()}</h2>
                    <p>{i18n.about_licence()}</p>
                    {source.map(|source| source_link(i18n, &source))}
                    <p class="hint">{i18n.about_version(&version)}</p>
                </section>
            </div>
        </Frame>
    }
}

fn mail_link(mail: &Mail, label: &str) -> AnyView {
    let href = format!("mailto:{}", mail.as_str());
    static_view(view! {
        <p>
            <a href=href>
                <bdi>{label.to_owned()}</bdi>
            </a>
        </p>
    })
}

/// Links to the legal texts, which are pages of the server alone.
fn legal_links(i18n: I18n) -> AnyView {
    let topics = [
        ("legal/imprint", i18n.legal_imprint()),
        ("legal/privacy", i18n.legal_privacy()),
        ("legal/accessibility", i18n.legal_accessibility()),
    ];
    let links = topics.map(|(path, title)| {
        view! {
            <p>
                <a href=localised_path(i18n, path) rel="external">{title}</a>
            </p>
        }
    });
    static_view(view! {
        <section class="card" data-about="legal">{links.into_iter().collect_view()}</section>
    })
}

fn source_link(i18n: I18n, source: &WebAddress) -> AnyView {
    static_view(view! {
        <p>
            <a href=source.as_str().to_owned() rel="external noopener">{i18n.about_source()}</a>
        </p>
    })
}

/// Every language of the interface with the state of its translation.
fn languages(i18n: I18n) -> AnyView {
    let rows = UiLanguage::ALL.map(|language| {
        view! {
            <dt>
                <span lang=language.tag() dir=language.dir()>{language.own_name()}</span>
            </dt>
            <dd>{text_state(i18n, language)}</dd>
        }
    });
    static_view(view! { <dl class="offer-facts">{rows.into_iter().collect_view()}</dl> })
}

/// What has been tested, and what has not.
pub(crate) fn accessibility_tests(i18n: I18n) -> AnyView {
    let tested = [
        i18n.about_tested_rules(),
        i18n.about_tested_keyboard(),
        i18n.about_tested_narrow(),
        i18n.about_tested_labels(),
    ];
    let tested = tested.map(|test| view! { <li>{test}</li> });
    static_view(view! {
        <p>{i18n.about_tested()}</p>
        <ul>{tested.into_iter().collect_view()}</ul>
        <p>{i18n.about_untested()}</p>
    })
}
