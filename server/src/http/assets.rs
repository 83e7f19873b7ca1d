//! The site's static assets: style sheet, WebAssembly program, languages, pictograms.
//!
//! A release build embeds them, a debug build reads them from `target/site`. File names contain a
//! hash of the content, so browsers may cache them for ever.

use app::assets::{Assets, InlineStyle};
use axum::Router;
use axum::body::Body;
use axum::extract::Path;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use rust_embed::{EmbeddedFile, RustEmbed};

#[derive(RustEmbed)]
#[folder = "../target/site"]
#[allow_missing = true]
struct EmbeddedSite;

/// Content encodings that are stored beside a file, best first: name in HTTP, suffix of the file.
const ENCODINGS: [(&str, &str); 2] = [("br", ".br"), ("gzip", ".gz")];

/// Reads the file names from the site's manifest; without a built site there are none, and pages
/// are served without them.
pub fn load() -> Assets {
    let Some(manifest) = EmbeddedSite::get("manifest.json") else {
        tracing::warn!("no site was built: pages are served without style sheet and program");
        return Assets::default();
    };
    Assets::parse(&manifest.data).unwrap_or_else(|error| {
        tracing::error!(%error, "the site's manifest cannot be read");
        Assets::default()
    })
}

/// The text of the main style sheet; `None` where no site was built.
pub fn load_inline_style(assets: &Assets) -> Option<InlineStyle> {
    let file = EmbeddedSite::get(assets.main_style()?.trim_start_matches('/'))?;
    str::from_utf8(&file.data).ok().map(|css| InlineStyle(css.into()))
}

/// Serves the files below `/assets/`.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/assets/{file}", get(serve_asset))
}

async fn serve_asset(Path(file): Path<String>, headers: HeaderMap) -> Response {
    let path = format!("assets/{file}");
    // Compressed files are not served under their own names: the content type would be wrong.
    let Some(content_type) = content_type(&path) else {
        return not_found();
    };
    let accept_encoding = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    for (encoding, suffix) in ENCODINGS {
        if accepts(accept_encoding.unwrap_or_default(), encoding)
            && let Some(file) = EmbeddedSite::get(&format!("{path}{suffix}"))
        {
            return ([(CONTENT_ENCODING, encoding)], file_response(file, content_type))
                .into_response();
        }
    }
    EmbeddedSite::get(&path).map_or_else(not_found, |file| file_response(file, content_type))
}

fn file_response(file: EmbeddedFile, content_type: &'static str) -> Response {
    let headers = [
        (CONTENT_TYPE, content_type),
        (CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (VARY, "accept-encoding"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, Body::from(file.data)).into_response()
}

fn not_found() -> Response {
    (StatusCode::NOT_FOUND, [(X_CONTENT_TYPE_OPTIONS, "nosniff")]).into_response()
}

fn content_type(path: &str) -> Option<&'static str> {
    let (_, extension) = path.rsplit_once('.')?;
    match extension {
        "css" => Some("text/css; charset=utf-8"),
        "js" => Some("text/javascript; charset=utf-8"),
        "json" => Some("application/json"),
        "svg" => Some("image/svg+xml"),
        "wasm" => Some("application/wasm"),
        "woff2" => Some("font/woff2"),
        // Several chunks in one file.
        "bundle" => Some("application/octet-stream"),
        _ => None,
    }
}

/// Whether an `Accept-Encoding` names the encoding and does not refuse it with `q=0`.
fn accepts(header: &str, encoding: &str) -> bool {
    header.split(',').any(|entry| {
        let mut parts = entry.split(';').map(str::trim);
        let is_named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(encoding));
        is_named && !parts.any(|part| matches!(part, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoding_is_accepted_if_named_and_not_refused() {
        assert!(accepts("gzip, deflate, br, zstd", "br"));
        assert!(accepts("gzip;q=0.5, BR;q=1", "br"));
        assert!(!accepts("gzip, deflate", "br"));
        assert!(!accepts("br;q=0, gzip", "br"));
        assert!(!accepts("", "gzip"));
    }

    #[tokio::test]
    async fn a_missing_file_is_not_found() {
        for name in ["nothing.css", "manifest.json", "app.wasm.br", "..%2fmanifest.json", ""] {
            let response = serve_asset(Path(name.to_owned()), HeaderMap::new()).await;
            assert_eq!(response.status(), StatusCode::NOT_FOUND, "{name}");
        }
    }
}
