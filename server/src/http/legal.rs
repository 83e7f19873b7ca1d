//! Legal texts as pages: Markdown to HTML, and what is said around it.
//!
//! Such a page is plain HTML: it is not in the table of pages, so the program knows nothing of it and
//! no visitor downloads it for them. Links to it are therefore external ones.

use super::links;
use super::rerender::render_with_context;
use super::state::AppState;
use app::legal::LegalPage;
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use backend::Service;
use backend::legal::LegalTopic;
use backend::legal_pages::LegalText;
use i18n::I18n;
use i18n::words::text_state;
use leptos::prelude::provide_context;
use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd, html};
use shared::language::UiLanguage;

pub(super) fn routes() -> Router<AppState> {
    UiLanguage::ALL.into_iter().fold(Router::new(), |router, language| {
        let show = move |state, topic, request| show_legal_text(state, topic, request, language);
        router.route(&format!("/{}/legal/{{topic}}", language.tag()), get(show))
    })
}

async fn show_legal_text(
    State(state): State<AppState>,
    Path(topic): Path<String>,
    request: Request,
    language: UiLanguage,
) -> Response {
    let Some(topic) = LegalTopic::from_name(&topic) else {
        return links::follow_short_link(State(state), request).await;
    };
    let page = legal_page(&state.service, topic, language);
    let (parts, _) = request.into_parts();
    render_with_context(state, parts, StatusCode::OK, move || provide_context(page.clone())).await
}

fn legal_page(service: &Service, topic: LegalTopic, language: UiLanguage) -> LegalPage {
    let (i18n, about) = (I18n::for_page(language), service.show_about());
    let title = match topic {
        LegalTopic::Imprint => i18n.legal_imprint(),
        LegalTopic::Privacy => i18n.legal_privacy(),
        LegalTopic::Accessibility => i18n.legal_accessibility(),
    };
    let text = service.show_legal_text(topic, language);
    let (notices, html, text_language) = match text {
        LegalText::Operator { markdown, language: of_text } => {
            let note = (of_text != language).then(|| i18n.legal_only_german());
            (note.into_iter().collect(), to_html(&markdown), of_text)
        }
        LegalText::Default(markdown) => {
            // German is the language the text was written in.
            let state = (language != UiLanguage::De).then(|| text_state(i18n, language));
            let notices = [Some(i18n.legal_default()), state].into_iter().flatten();
            (notices.collect(), to_html(markdown), language)
        }
        LegalText::Missing => (vec![i18n.legal_imprint_missing()], String::new(), language),
    };
    LegalPage {
        title,
        notices,
        html,
        language: text_language,
        operator: about.operator,
        mail: about.mail,
        is_about_barriers: topic == LegalTopic::Accessibility,
    }
}

/// Markdown as HTML: markup in it is shown as text, images as their description, links that run
/// something lead nowhere, and headings begin below the page's own.
fn to_html(markdown: &str) -> String {
    let events = Parser::new(markdown).filter_map(|event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let dest_url = if is_safe_link(&dest_url) { dest_url } else { "#".into() };
            Some(Event::Start(Tag::Link { link_type, dest_url, title, id }))
        }
        Event::Start(Tag::Heading { level: HeadingLevel::H1, id, classes, attrs }) => {
            Some(Event::Start(Tag::Heading { level: HeadingLevel::H2, id, classes, attrs }))
        }
        Event::End(TagEnd::Heading(HeadingLevel::H1)) => {
            Some(Event::End(TagEnd::Heading(HeadingLevel::H2)))
        }
        event => Some(event),
    });
    let mut text = String::new();
    html::push_html(&mut text, events);
    text
}

fn is_safe_link(url: &str) -> bool {
    let schemes = ["https://", "http://", "mailto:", "tel:", "/", "#"];
    schemes.iter().any(|scheme| url.to_ascii_lowercase().starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_becomes_html_and_markup_in_it_stays_text() {
        let html = to_html("# Über uns\n\n**Kreis** <script>alert(1)</script>\n\n<b>x</b>\n");
        assert!(html.contains("<h2>Über uns</h2>"), "{html}");
        assert!(html.contains("<strong>Kreis</strong>"), "{html}");
        assert!(!html.contains("<script") && !html.contains("<b>"), "{html}");
        assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{html}");
    }

    #[test]
    fn images_are_left_out_and_links_that_run_something_lead_nowhere() {
        let html =
            to_html("![Wappen](https://other.example/a.png) [a](javascript:alert(1)) [b](/de)");
        assert!(!html.contains("<img") && !html.contains("other.example"), "{html}");
        assert!(!html.contains("javascript"), "{html}");
        assert!(html.contains("Wappen") && html.contains("<a href=\"/de\">b</a>"), "{html}");
        assert_eq!(html.matches("<a").count(), html.matches("</a>").count(), "{html}");
    }
}
