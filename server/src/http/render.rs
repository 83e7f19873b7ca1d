//! Pages: the app's routes as routes of the server, rendered in one piece.
//!
//! Owns the policy on what a page may load. Knows nothing of what is on a page;
//! whatever pages need is put into the context by the caller.

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

/// A route for every page in every language. `contexts` is called for each request, before the
/// page is rendered, and finds the request's head as [`Parts`] in the context.
pub fn routes<S>(contexts: impl Fn() + Clone + Send + Sync + 'static) -> Router<S>
where
    S: Clone + Send + Sync + 'static,
{
    let page = render_app_async_with_context(with_page_contexts(contexts), shell);
    paths().into_iter().fold(Router::new(), |router, path| router.route(&path, get(page.clone())))
}

/// Renders the page at `request`'s address with this status: in answer to a form that was posted
/// and refused (422), or where nothing is found (404). `contexts` as for [`routes`].
pub async fn render_page(
    mut request: Parts,
    status: StatusCode,
    contexts: impl Fn() + Clone + Send + Sync + 'static,
) -> Response {
    request.method = Method::GET;
    let contexts = move || {
        contexts();
        set_status(status);
    };
    let render = render_app_async_with_context(with_page_contexts(contexts), shell);
    render(Request::from_parts(request, Body::empty())).await
}

/// The pages' paths with each language in place of `{lang}`, so that the first part of a path
/// that is no language remains free for others.
fn paths() -> BTreeSet<String> {
    let patterns = generate_route_list(shell);
    let patterns = patterns.iter().map(AxumRouteListing::path);
    patterns
        .flat_map(|pattern| {
            UiLanguage::ALL.map(|language| pattern.replace("{lang}", language.tag()))
        })
        .collect()
}

fn with_page_contexts(
    contexts: impl Fn() + Clone + Send + Sync + 'static,
) -> impl Fn() + Clone + Send + Sync + 'static {
    move || {
        provide_context(PageStatus::new(status_recorder()));
        set_headers();
        contexts();
    }
}

/// Pages may set their status from wherever they find out, so the way to it is taken along.
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
    // Pages carry a nonce and what this one visitor has done.
    options.insert_header(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    options.insert_header(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let nonce = use_nonce().map(|nonce| nonce.to_string()).unwrap_or_default();
    if let Ok(policy) = HeaderValue::from_str(&content_security_policy(&nonce)) {
        options.insert_header(CONTENT_SECURITY_POLICY, policy);
    }
}

/// Nothing but our own files; inline only the scripts that carry the nonce, no inline styles.
fn content_security_policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; \
         style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; \
         manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::routes::Page;
    use axum::http::Uri;
    use tower::ServiceExt as _;

    async fn get_page(path: &'static str) -> (Parts2, String) {
        let request = Request::get(Uri::from_static(path)).body(Body::empty()).unwrap();
        let answer = routes::<()>(|| ()).with_state(()).oneshot(request).await.unwrap();
        read(answer).await
    }

    type Parts2 = axum::http::response::Parts;

    async fn read(answer: Response) -> (Parts2, String) {
        let (parts, body) = answer.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        (parts, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn a_page_says_its_language_and_direction() {
        let (parts, page) = get_page("/ar/join").await;
        assert_eq!(parts.status, StatusCode::OK);
        assert!(page.contains("<html lang=\"ar\" dir=\"rtl\">"), "{page}");
    }

    #[test]
    fn every_page_of_the_table_is_routed_in_every_language() {
        assert_eq!(paths().len(), Page::ALL.len() * UiLanguage::ALL.len());
        for page in Page::ALL {
            let parts = page.path().split('/').map(|part| match part.strip_prefix(':') {
                Some(name) => format!("/{{{name}}}"),
                None => format!("/{part}"),
            });
            let path = format!("/uk{}", parts.collect::<String>());
            assert!(paths().contains(path.trim_end_matches('/')), "{path}");
        }
    }

    #[tokio::test]
    async fn what_is_no_language_is_no_page() {
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
    async fn a_refused_form_gets_its_page_back_with_a_status() {
        let request = Request::post("/de/join").body(()).unwrap();
        let (parts, ()) = request.into_parts();
        let answer = render_page(parts, StatusCode::UNPROCESSABLE_ENTITY, || ()).await;
        let (parts, page) = read(answer).await;
        assert_eq!(parts.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("</html>"));
    }
}
