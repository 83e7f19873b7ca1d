//! Server-side rendering: the app's routes as routes of the server, each page rendered in one
//! piece.
//!
//! Owns the content security policy of pages. Does not depend on what a page shows: the caller
//! provides the contexts a page needs.

use app::shell::shell;
use app::status::PageStatus;
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, X_CONTENT_TYPE_OPTIONS};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::Response;
use axum::routing::get;
use leptos::nonce::use_nonce;
use leptos::prelude::{provide_context, use_context};
use leptos_axum::{
    AxumRouteListing, ResponseOptions, generate_route_list, render_app_async_with_context,
};
use shared::language::UiLanguage;
use std::collections::BTreeSet;

/// A route for every page in every language. `provide_contexts` is called for each request before
/// the page is rendered, with the request's [`Parts`] as a context.
pub fn routes<S>(provide_contexts: impl Fn() + Clone + Send + Sync + 'static) -> Router<S>
where
    S: Clone + Send + Sync + 'static,
{
    let page = render_app_async_with_context(with_response_contexts(provide_contexts), shell);
    page_paths()
        .into_iter()
        .fold(Router::new(), |router, path| router.route(&path, get(page.clone())))
}

/// Renders the page at `request`'s address with this status: in response to a form that was
/// rejected (422), or where nothing is found (404). `provide_contexts` as for [`routes`].
pub async fn render_page(
    mut request: Parts,
    status: StatusCode,
    provide_contexts: impl Fn() + Clone + Send + Sync + 'static,
) -> Response {
    request.method = Method::GET;
    let provide_contexts = move || {
        provide_contexts();
        set_status(status);
    };
    let render = render_app_async_with_context(with_response_contexts(provide_contexts), shell);
    render(Request::from_parts(request, Body::empty())).await
}

/// The pages' paths with each language in place of `{lang}`, so that paths whose first segment is
/// not a language remain free for other routes.
fn page_paths() -> BTreeSet<String> {
    generate_route_list(shell)
        .iter()
        .map(AxumRouteListing::path)
        .flat_map(|pattern| {
            UiLanguage::ALL.map(|language| pattern.replace("{lang}", language.tag()))
        })
        .collect()
}

fn with_response_contexts(
    provide_contexts: impl Fn() + Clone + Send + Sync + 'static,
) -> impl Fn() + Clone + Send + Sync + 'static {
    move || {
        provide_context(PageStatus::new(status_recorder()));
        set_headers();
        provide_contexts();
    }
}

/// Captures the response options, because a page may set its status where they are no longer in
/// context.
fn status_recorder() -> impl Fn(u16) + Send + Sync + 'static {
    let options = use_context::<ResponseOptions>();
    move |code| {
        if let (Some(options), Ok(status)) = (&options, StatusCode::from_u16(code)) {
            options.set_status(status);
        }
    }
}

fn set_status(status: StatusCode) {
    if let Some(options) = use_context::<ResponseOptions>() {
        options.set_status(status);
    }
}

fn set_headers() {
    let Some(options) = use_context::<ResponseOptions>() else {
        return;
    };
    // Pages contain a nonce and the visitor's own data.
    options.insert_header(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    options.insert_header(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let nonce = use_nonce().map(|nonce| nonce.to_string()).unwrap_or_default();
    if let Ok(policy) = HeaderValue::from_str(&content_security_policy(&nonce)) {
        options.insert_header(CONTENT_SECURITY_POLICY, policy);
    }
}

/// Allows nothing but our own files, and inline scripts and style sheets with the nonce.
fn content_security_policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; \
         style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; connect-src 'self'; font-src 'self'; \
         manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::routes::Page;
    use axum::http::Uri;
    use axum::http::response::Parts as ResponseParts;
    use tower::ServiceExt as _;

    async fn get_page(path: &'static str) -> (ResponseParts, String) {
        let request = Request::get(Uri::from_static(path)).body(Body::empty()).unwrap();
        let response = routes::<()>(|| ()).with_state(()).oneshot(request).await.unwrap();
        read_response(response).await
    }

    async fn read_response(response: Response) -> (ResponseParts, String) {
        let (parts, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        (parts, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn a_page_declares_its_language_and_direction() {
        let (parts, page) = get_page("/ar/join").await;
        assert_eq!(parts.status, StatusCode::OK);
        assert!(page.contains("<html lang=\"ar\" dir=\"rtl\">"), "{page}");
    }

    #[test]
    fn every_page_has_a_route_in_every_language() {
        assert_eq!(page_paths().len(), Page::ALL.len() * UiLanguage::ALL.len());
        for page in Page::ALL {
            let segments = page.path().split('/').map(|segment| match segment.strip_prefix(':') {
                Some(name) => format!("/{{{name}}}"),
                None => format!("/{segment}"),
            });
            let path = format!("/uk{}", segments.collect::<String>());
            assert!(page_paths().contains(path.trim_end_matches('/')), "{path}");
        }
    }

    #[tokio::test]
    async fn a_path_without_a_known_language_is_not_found() {
        let (parts, _) = get_page("/xx/offers").await;
        assert_eq!(parts.status, StatusCode::NOT_FOUND);
    }

    #[tokio::test]
    async fn every_inline_script_carries_the_nonce_of_the_policy() {
        let (parts, page) = get_page("/de/join").await;
        let policy = parts.headers[CONTENT_SECURITY_POLICY].to_str().unwrap();
        let (_, nonce) = policy.split_once("'nonce-").unwrap();
        let (nonce, _) = nonce.split_once('\'').unwrap();
        assert!(nonce.len() > 16);
        let scripts = page.matches("<script").count();
        assert!(scripts > 0);
        assert_eq!(page.matches(&format!("nonce=\"{nonce}\"")).count(), scripts, "{page}");
    }

    #[tokio::test]
    async fn a_page_is_rendered_with_the_status_of_a_rejected_form() {
        let request = Request::post("/de/join").body(()).unwrap();
        let (parts, ()) = request.into_parts();
        let response = render_page(parts, StatusCode::UNPROCESSABLE_ENTITY, || ()).await;
        let (parts, page) = read_response(response).await;
        assert_eq!(parts.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("</html>"));
    }
}
