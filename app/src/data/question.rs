//! What a page asks: parsed from the page's address, written as a request to the API.
//!
//! Owns both addresses and the values in them. `pages::table` says which page asks what.

use shared::api::Pairs;
use shared::error::Missing;
use shared::id::{OfferId, ProviderId};
use shared::language::LanguageTag;
use shared::voting::join_code::JoinCode;

/// The address of a page, parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The parameters of its path, by their names in the page's pattern.
    pub parameters: Pairs,
    /// Its query.
    pub query: Pairs,
}

impl Address {
    /// A parameter of the path; empty where there is none.
    fn path_parameter(&self, name: &str) -> &str {
        crate::query::first_value(&self.parameters, name)
    }

    /// The first value of this name in the query.
    fn query_parameter(&self, wanted: &str) -> Option<&str> {
        self.query.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
    }
}

/// A `GET` request to the API. Two questions are the same where their requests are equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ApiRequest {
    /// The path below `/api/v1/`.
    pub(crate) path: String,
    /// The query.
    pub(crate) pairs: Pairs,
    /// Whether the answer may be shown again when the reader goes back.
    pub(crate) is_cacheable: bool,
}

impl ApiRequest {
    /// A request whose path still has placeholders: `offers/:id`.
    pub(crate) fn new(pattern: &str, is_cacheable: bool) -> Self {
        Self { path: pattern.to_owned(), pairs: Pairs::new(), is_cacheable }
    }

    /// The same request with one of the question's values filled in.
    pub(crate) fn with(mut self, name: &str, value: impl QuestionValue) -> Self {
        value.write(name, &mut self);
        self
    }

    /// Replaces the first placeholder of the path.
    fn fill_path(&mut self, value: &str) {
        if let Some((before, name)) = self.path.split_once(':') {
            let after = name.find('/').map_or("", |end| &name[end..]);
            self.path = [before, value, after].concat();
        }
    }

    fn add_to_query(&mut self, name: &str, value: &str) {
        self.pairs.push((name.to_owned(), value.to_owned()));
    }
}

/// A value that is part of a question. Path parameters are required; a value of the query that is
/// missing or invalid is left out.
pub(crate) trait QuestionValue: Sized {
    fn read(address: &Address, name: &str) -> Result<Self, Missing>;

    fn write(self, name: &str, request: &mut ApiRequest);
}

impl QuestionValue for OfferId {
    fn read(address: &Address, name: &str) -> Result<Self, Missing> {
        Self::parse(address.path_parameter(name)).map_err(|_| Missing::Offer)
    }

    fn write(self, _: &str, request: &mut ApiRequest) {
        request.fill_path(self.as_str());
    }
}

impl QuestionValue for ProviderId {
    fn read(address: &Address, name: &str) -> Result<Self, Missing> {
        Self::parse(address.path_parameter(name)).map_err(|_| Missing::Provider)
    }

    fn write(self, _: &str, request: &mut ApiRequest) {
        request.fill_path(self.as_str());
    }
}

/// An invalid code is just a missing conference: what is wrong with it is explained only on the
/// page where people type it.
impl QuestionValue for JoinCode {
    fn read(address: &Address, name: &str) -> Result<Self, Missing> {
        Self::parse(address.path_parameter(name)).map_err(|_| Missing::Conference)
    }

    fn write(self, _: &str, request: &mut ApiRequest) {
        request.fill_path(self.as_str());
    }
}

/// The key of an organiser. Only the server can tell valid ones.
impl QuestionValue for String {
    fn read(address: &Address, name: &str) -> Result<Self, Missing> {
        Ok(address.path_parameter(name).to_owned())
    }

    fn write(self, _: &str, request: &mut ApiRequest) {
        request.fill_path(&self);
    }
}

/// The whole query; the server validates it.
impl QuestionValue for Pairs {
    fn read(address: &Address, _: &str) -> Result<Self, Missing> {
        Ok(address.query.clone())
    }

    fn write(self, _: &str, request: &mut ApiRequest) {
        request.pairs = self;
    }
}

/// The language in which texts of a conference are read.
impl QuestionValue for Option<LanguageTag> {
    fn read(address: &Address, name: &str) -> Result<Self, Missing> {
        Ok(address.query_parameter(name).and_then(|tag| LanguageTag::parse(tag).ok()))
    }

    fn write(self, name: &str, request: &mut ApiRequest) {
        if let Some(tag) = self {
            request.add_to_query(name, tag.as_str());
        }
    }
}

/// Free text from the query.
impl QuestionValue for Option<String> {
    fn read(address: &Address, name: &str) -> Result<Self, Missing> {
        Ok(address.query_parameter(name).map(str::to_owned))
    }

    fn write(self, name: &str, request: &mut ApiRequest) {
        if let Some(text) = self {
            request.add_to_query(name, &text);
        }
    }
}
