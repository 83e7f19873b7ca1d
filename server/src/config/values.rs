//! Parsers for values of flags, and a default that several commands share.

use shared::contact::{Mail, WebAddress};
use shared::id::{CategoryId, CityId};
use shared::language::UiLanguage;
use shared::text::{Line, Text};
use shared::voting::join_code::JoinCode;

/// URL of a server with default settings.
pub(super) const DEFAULT_URL: &str = "http://127.0.0.1:3000";

pub(super) fn parse_ui_language(text: &str) -> Result<UiLanguage, String> {
    UiLanguage::from_tag(text).ok_or_else(|| "de, de-simple, en, tr, ar or uk".to_owned())
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

pub(super) fn parse_line(text: &str) -> Result<Line, String> {
    Text::parse(text).map_err(|error| error.to_string())
}

pub(super) fn parse_mail(text: &str) -> Result<Mail, String> {
    Mail::parse(text).map_err(|error| error.to_string())
}

pub(super) fn parse_web_address(text: &str) -> Result<WebAddress, String> {
    WebAddress::parse(text).map_err(|error| error.to_string())
}
