//! Values in the query of an address of the API: languages, and what chooses among offers.

use super::Pairs;
use crate::http::Site;
use crate::http::errors::ApiError;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use shared::language::{LanguageTag, UiLanguage};
use shared::search::{OfferQuery, QueryError, ui_language};

/// The language of an answer: `lang`, German where it is missing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lang(pub(crate) UiLanguage);

impl TryFrom<&Pairs> for Lang {
    type Error = ApiError;

    fn try_from(pairs: &Pairs) -> Result<Self, ApiError> {
        Ok(Self(ui_language(pairs.first("lang"))?))
    }
}

impl FromRequestParts<Site> for Lang {
    type Rejection = ApiError;

    async fn from_request_parts(head: &mut Parts, _: &Site) -> Result<Self, ApiError> {
        Self::try_from(&Pairs::of_query(head.uri.query()))
    }
}

/// The language a conference's texts are read in: `texts`, else that of [`Lang`].
#[derive(Clone, Debug)]
pub(crate) struct TextLang(pub(crate) LanguageTag);

impl FromRequestParts<Site> for TextLang {
    type Rejection = ApiError;

    async fn from_request_parts(head: &mut Parts, _: &Site) -> Result<Self, ApiError> {
        let pairs = Pairs::of_query(head.uri.query());
        let Lang(language) = Lang::try_from(&pairs)?;
        match pairs.all("texts").find(|tag| !tag.is_empty()) {
            Some(tag) => Ok(Self(LanguageTag::parse(tag).map_err(|_| QueryError::Language)?)),
            None => Ok(Self(language.into())),
        }
    }
}

/// What chooses among offers: words, filters, order, page.
#[derive(Clone, Debug)]
pub(crate) struct OfferChoice(pub(crate) OfferQuery);

impl FromRequestParts<Site> for OfferChoice {
    type Rejection = ApiError;

    async fn from_request_parts(head: &mut Parts, _: &Site) -> Result<Self, ApiError> {
        let pairs = Pairs::of_query(head.uri.query());
        Ok(Self(OfferQuery::from_pairs(pairs.iter())?))
    }
}
