//! The site's files: style sheet, program, languages, pictograms.
//!
//! A release build carries them within itself, a debug build reads them from
//! `target/site`. Names change with contents, so browsers may keep them for ever.

use app::assets::Assets;
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
struct Site;

/// How a file may be compressed, best first: name in HTTP, ending of the file.
const ENCODINGS: [(&str, &str); 2] = [("br", ".br"), ("gzip", ".gz")];

/// What the site's files are called; without a built site there are none, and pages do without.
pub fn load() -> Assets {
    let Some(manifest) = Site::get("manifest.json") else {
        tracing::warn!("no site was built: pages come without style sheet and program");
        return Assets::default();
    };
    Assets::parse(&manifest.data).unwrap_or_else(|error| {
        tracing::error!(%error, "the site's manifest cannot be read");
        Assets::default()
    })
}

/// Serves the files below `/assets/`.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/assets/{file}", get(serve))
}

async fn serve(Path(file): Path<String>, headers: HeaderMap) -> Response {
    let path = format!("assets/{file}");
    // Compressed files have no address of their own: their type could not be told.
    let Some(content_type) = content_type(&path) else {
        return not_found();
    };
    let accepted = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    for (encoding, ending) in ENCODINGS {
        if accepts(accepted.unwrap_or_default(), encoding)
            && let Some(file) = Site::get(&format!("{path}{ending}"))
        {
            return ([(CONTENT_ENCODING, encoding)], answer(file, content_type)).into_response();
        }
    }
    Site::get(&path).map_or_else(not_found, |file| answer(file, content_type))
}

fn answer(file: EmbeddedFile, content_type: &'static str) -> Response {
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
    let (_, ending) = path.rsplit_once('.')?;
    match ending {
        "css" => Some("text/css; charset=utf-8"),
        "js" => Some("text/javascript; charset=utf-8"),
        "json" => Some("application/json"),
        "svg" => Some("image/svg+xml"),
        "wasm" => Some("application/wasm"),
        // Several chunks in one.
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
    fn an_encoding_is_accepted_when_named_and_not_refused() {
        assert!(accepts("gzip, deflate, br, zstd", "br"));
        assert!(accepts("gzip;q=0.5, BR;q=1", "br"));
        assert!(!accepts("gzip, deflate", "br"));
        assert!(!accepts("br;q=0, gzip", "br"));
        assert!(!accepts("", "gzip"));
    }

    #[tokio::test]
    async fn a_file_that_is_not_there_is_not_found() {
        for name in ["nothing.css", "manifest.json", "app.wasm.br", "..%2fmanifest.json", ""] {
            let answer = serve(Path(name.to_owned()), HeaderMap::new()).await;
            assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{name}");
        }
    }
}
