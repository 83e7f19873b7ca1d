//! Query parameters of the API: languages, and the search for offers.

use super::pairs::Pairs;
use crate::http::errors::ApiError;
use crate::http::state::AppState;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use shared::language::{LanguageTag, UiLanguage};
use shared::search::{OfferQuery, QueryError, ui_language};

/// The language of the response: `lang`, German by default.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lang(pub(crate) UiLanguage);

impl TryFrom<&Pairs> for Lang {
    type Error = ApiError;

    fn try_from(pairs: &Pairs) -> Result<Self, ApiError> {
        Ok(Self(ui_language(pairs.value("lang"))?))
    }
}

impl FromRequestParts<AppState> for Lang {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, ApiError> {
        Self::try_from(&Pairs::from_query(parts.uri.query()))
    }
}

/// The preferred language of a conference's texts: `texts`, else that of [`Lang`].
#[derive(Clone, Debug)]
pub(crate) struct TextLang(pub(crate) LanguageTag);

impl FromRequestParts<AppState> for TextLang {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, ApiError> {
        let pairs = Pairs::from_query(parts.uri.query());
        let Lang(language) = Lang::try_from(&pairs)?;
        match pairs.values("texts").find(|tag| !tag.is_empty()) {
            Some(tag) => Ok(Self(LanguageTag::parse(tag).map_err(|_| QueryError::Language)?)),
            None => Ok(Self(language.into())),
        }
    }
}

/// A search for offers: words, filters, order, page.
#[derive(Clone, Debug)]
pub(crate) struct SearchQuery(pub(crate) OfferQuery);

impl FromRequestParts<AppState> for SearchQuery {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, ApiError> {
        let pairs = Pairs::from_query(parts.uri.query());
        Ok(Self(OfferQuery::from_pairs(pairs.iter())?))
    }
}
