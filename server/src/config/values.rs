//! Parsers for values of flags, and a default that several commands share.

use axum::http::Uri;
use shared::contact::{Mail, WebAddress};
use shared::id::{CategoryId, CityId, ImportId};
use shared::language::UiLanguage;
use shared::text::{Line, Text};
use shared::time::holidays::Land;
use shared::voting::join_code::JoinCode;

/// URL of a server with default settings.
pub(super) const DEFAULT_URL: &str = "http://127.0.0.1:3000";

pub(super) fn parse_ui_language(text: &str) -> Result<UiLanguage, String> {
    UiLanguage::from_tag(text).ok_or_else(|| "de, de-simple, en, tr, ar or uk".to_owned())
}

pub(super) fn parse_land(text: &str) -> Result<Land, String> {
    Land::from_code(text).ok_or_else(|| Land::ALL.map(Land::code).join(", "))
}

pub(super) fn parse_join_code(text: &str) -> Result<JoinCode, String> {
    JoinCode::parse(text).map_err(|error| error.to_string())
}

pub(super) fn parse_city(text: &str) -> Result<CityId, String> {
    CityId::parse(text).map_err(|error| error.to_string())
}

pub(super) fn parse_category(text: &str) -> Result<CategoryId, String> {
    CategoryId::parse(text).map_err(|error| error.to_string())
}

pub(super) fn parse_import(text: &str) -> Result<ImportId, String> {
    ImportId::parse(text).map_err(|error| error.to_string())
}

pub(super) fn parse_line(text: &str) -> Result<Line, String> {
    Text::parse(text).map_err(|error| error.to_string())
}

pub(super) fn parse_mail(text: &str) -> Result<Mail, String> {
    Mail::parse(text).map_err(|error| error.to_string())
}

pub(super) fn parse_web_address(text: &str) -> Result<WebAddress, String> {
    WebAddress::parse(text).map_err(|error| error.to_string())
}

/// The public URL of a server, without a slash at its end.
///
/// # Errors
/// Unless it is `http://` or `https://` with a host, and nothing after it: pages link to paths that
/// begin at the host.
pub(super) fn parse_public_url(text: &str) -> Result<String, String> {
    let words = "it must begin with https:// or http:// and continue with a host only, as in \
                 https://example.org or http://192.168.0.2:3000";
    let url: Uri = text.trim().parse().map_err(|_| words)?;
    let authority = url.authority().ok_or(words)?;
    let is_site = matches!(url.scheme_str(), Some("http" | "https"))
        && !authority.host().is_empty()
        && !authority.as_str().contains('@')
        && matches!(url.path(), "" | "/")
        && url.query().is_none()
        && !text.contains('#');
    let url = text.trim().trim_end_matches('/');
    if is_site { Ok(url.to_owned()) } else { Err(words.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::https("https://example.org", "https://example.org")]
    #[case::slash("https://example.org/", "https://example.org")]
    #[case::port("http://192.168.0.2:3000", "http://192.168.0.2:3000")]
    #[case::ipv6("http://[::1]:3000", "http://[::1]:3000")]
    fn the_address_of_a_host_is_a_public_url(#[case] text: &str, #[case] url: &str) {
        assert_eq!(parse_public_url(text).as_deref(), Ok(url));
    }

    #[rstest]
    fn anything_else_is_refused_with_words(
        #[values(
            "",
            "example.org",
            "ftp://x",
            "https://",
            "https:///de",
            "http://:3000",
            "https://example.org/miteinander",
            "https://example.org?a=b",
            "https://example.org#a",
            "https://user:pass@example.org",
            "https://exa mple.org",
            "javascript:alert(1)"
        )]
        text: &str,
    ) {
        assert!(parse_public_url(text).is_err_and(|words| words.contains("https://")), "{text}");
    }
}
