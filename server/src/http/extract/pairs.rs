//! Names and values, as they stand in the query of an address and in a form that was posted.

use crate::http::Site;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use std::convert::Infallible;

/// Names and values in the order they came; a name may come several times.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pairs(Vec<(String, String)>);

impl Pairs {
    /// Reads the encoding that queries and forms have in common.
    pub(crate) fn decode(encoded: &[u8]) -> Self {
        Self(form_urlencoded::parse(encoded).into_owned().collect())
    }

    /// The pairs of an address's query.
    pub(crate) fn of_query(query: Option<&str>) -> Self {
        Self::decode(query.unwrap_or_default().as_bytes())
    }

    /// All of them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (&**name, &**value))
    }

    /// Every value of this name.
    pub(crate) fn all(&self, wanted: &str) -> impl Iterator<Item = &str> {
        self.iter().filter(move |(name, _)| *name == wanted).map(|(_, value)| value)
    }

    /// The first value of this name.
    pub(crate) fn first(&self, wanted: &str) -> Option<&str> {
        self.all(wanted).next()
    }

    /// The first value of this name, empty where there is none.
    pub(crate) fn text(&self, wanted: &str) -> &str {
        self.first(wanted).unwrap_or_default()
    }

    /// Every pair whose name begins like this: the rest of the name, and the value.
    pub(crate) fn after_prefix(&self, prefix: &str) -> impl Iterator<Item = (&str, &str)> {
        self.iter().filter_map(move |(name, value)| Some((name.strip_prefix(prefix)?, value)))
    }

    /// The pairs by themselves.
    pub(crate) fn into_inner(self) -> Vec<(String, String)> {
        self.0
    }
}

/// The pairs of the request's query.
impl FromRequestParts<Site> for Pairs {
    type Rejection = Infallible;

    async fn from_request_parts(head: &mut Parts, _: &Site) -> Result<Self, Infallible> {
        Ok(Self::of_query(head.uri.query()))
    }
}
