//! Key-value pairs, as in the query of a URL and in a posted form.

use crate::http::state::AppState;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use std::convert::Infallible;

/// Names and values in their original order; a name may occur several times.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pairs(Vec<(String, String)>);

impl Pairs {
    /// Decodes `application/x-www-form-urlencoded`, which queries and forms have in common.
    pub(crate) fn decode(encoded: &[u8]) -> Self {
        Self(form_urlencoded::parse(encoded).into_owned().collect())
    }

    /// Pairs that were decoded elsewhere.
    pub(crate) const fn of(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    /// The pairs of a URL's query.
    pub(crate) fn from_query(query: Option<&str>) -> Self {
        Self::decode(query.unwrap_or_default().as_bytes())
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (&**name, &**value))
    }

    /// Every value of this name.
    pub(crate) fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        self.iter().filter(move |(given, _)| *given == name).map(|(_, value)| value)
    }

    /// The first value of this name.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.values(name).next()
    }

    /// The first value of this name, or an empty text.
    pub(crate) fn value_or_empty(&self, name: &str) -> &str {
        self.value(name).unwrap_or_default()
    }

    /// Every pair whose name has this prefix: the rest of the name, and the value.
    pub(crate) fn with_prefix(&self, prefix: &str) -> impl Iterator<Item = (&str, &str)> {
        self.iter().filter_map(move |(name, value)| Some((name.strip_prefix(prefix)?, value)))
    }

    pub(crate) fn into_inner(self) -> Vec<(String, String)> {
        self.0
    }
}

/// The pairs of the request's query.
impl FromRequestParts<AppState> for Pairs {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Infallible> {
        Ok(Self::from_query(parts.uri.query()))
    }
}
