//! What a page asks: read out of the address of a page, written as a request to the API.
//!
//! Owns the two addresses and the values that stand in them. Which page asks what is written in
//! `pages::table`.

use shared::api::Pairs;
use shared::error::Missing;
use shared::id::{OfferId, ProviderId};
use shared::language::LanguageTag;
use shared::voting::join_code::JoinCode;

/// The address of a page, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The parameters of its path by the names they have in the page's pattern.
    pub parameters: Pairs,
    /// Its query.
    pub query: Pairs,
}

impl Address {
    /// A parameter of the path; empty where there is none.
    fn parameter(&self, name: &str) -> &str {
        crate::query::value(&self.parameters, name)
    }

    /// The first value of a name in the query.
    fn in_query(&self, wanted: &str) -> Option<&str> {
        self.query.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
    }
}

/// A `GET` of the API. The browser compares questions by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ApiRequest {
    /// The path below `/api/v1/`.
    pub(crate) path: String,
    pub(crate) pairs: Pairs,
    /// Whether the answer may be shown again when the reader goes back.
    pub(crate) is_kept: bool,
}

impl ApiRequest {
    /// A request whose parameters are still names: `offers/:id`.
    pub(crate) fn new(pattern: &str, is_kept: bool) -> Self {
        Self { path: pattern.to_owned(), pairs: Pairs::new(), is_kept }
    }

    /// The same with a value of the question in its place.
    pub(crate) fn with(mut self, name: &str, value: impl QuestionValue) -> Self {
        value.write(name, &mut self);
        self
    }

    /// Puts a value in place of the first parameter that has none.
    fn fill(&mut self, value: &str) {
        if let Some((before, name)) = self.path.split_once(':') {
            let after = name.find('/').map_or("", |end| &name[end..]);
            self.path = [before, value, after].concat();
        }
    }

    fn add(&mut self, name: &str, value: &str) {
        self.pairs.push((name.to_owned(), value.to_owned()));
    }
}

/// A value that a question is made of. Parameters of a path must be there; a value of the query
/// that is missing or cannot be read is left out.
pub(crate) trait QuestionValue: Sized {
    fn read(address: &Address, name: &str) -> Result<Self, Missing>;

    fn write(self, name: &str, request: &mut ApiRequest);
}

impl QuestionValue for OfferId {
    fn read(address: &Address, name: &str) -> Result<Self, Missing> {
        Self::parse(address.parameter(name)).map_err(|_| Missing::Offer)
    }

    fn write(self, _: &str, request: &mut ApiRequest) {
        request.fill(self.as_str());
    }
}

impl QuestionValue for ProviderId {
    fn read(address: &Address, name: &str) -> Result<Self, Missing> {
        Self::parse(address.parameter(name)).map_err(|_| Missing::Provider)
    }

    fn write(self, _: &str, request: &mut ApiRequest) {
        request.fill(self.as_str());
    }
}

/// What is wrong with a code is only explained where somebody typed it.
impl QuestionValue for JoinCode {
    fn read(address: &Address, name: &str) -> Result<Self, Missing> {
        Self::parse(address.parameter(name)).map_err(|_| Missing::Conference)
    }

    fn write(self, _: &str, request: &mut ApiRequest) {
        request.fill(self.as_str());
    }
}

/// The key of an organiser. Only the server knows which are good.
impl QuestionValue for String {
    fn read(address: &Address, name: &str) -> Result<Self, Missing> {
        Ok(address.parameter(name).to_owned())
    }

    fn write(self, _: &str, request: &mut ApiRequest) {
        request.fill(&self);
    }
}

/// The whole query. The server says what is wrong with it.
impl QuestionValue for Pairs {
    fn read(address: &Address, _: &str) -> Result<Self, Missing> {
        Ok(address.query.clone())
    }

    fn write(self, _: &str, request: &mut ApiRequest) {
        request.pairs = self;
    }
}

/// A language of texts.
impl QuestionValue for Option<LanguageTag> {
    fn read(address: &Address, name: &str) -> Result<Self, Missing> {
        Ok(address.in_query(name).and_then(|tag| LanguageTag::parse(tag).ok()))
    }

    fn write(self, name: &str, request: &mut ApiRequest) {
        if let Some(tag) = self {
            request.add(name, tag.as_str());
        }
    }
}

/// What was typed.
impl QuestionValue for Option<String> {
    fn read(address: &Address, name: &str) -> Result<Self, Missing> {
        Ok(address.in_query(name).map(str::to_owned))
    }

    fn write(self, name: &str, request: &mut ApiRequest) {
        if let Some(text) = self {
            request.add(name, &text);
        }
    }
}
